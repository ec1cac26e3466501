# From Elastic rule 0d3d2b4e-3f0c-4c53-9a54-6a1f6f3d5a01 by Example Security (Apache-2.0). Condition: exact.


def rule(event):
    return (
        event.get("eventType") == "policy.lifecycle.delete"
        and event.deep_get("outcome", "result") == "SUCCESS"
    )


def title(event):
    actor = event.deep_get("actor", "alternateId", default="<unknown actor>")
    return f"Okta Policy Deleted: {actor}"
