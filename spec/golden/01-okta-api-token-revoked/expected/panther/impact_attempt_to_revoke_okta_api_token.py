# From Elastic rule 676cff2b-450b-4cf1-8ed2-c0c58a4a2dd7 by Elastic (Elastic License v2). Condition: exact.


def rule(event):
    return event.get("eventType") == "system.api_token.revoke"


def title(event):
    actor = event.deep_get("actor", "alternateId", default="<unknown actor>")
    return f"Attempt to Revoke Okta API Token: {actor}"
