# From Elastic rule 4d50a94f-2844-43fa-8395-6afbd5e1c5ef by Elastic (Elastic License v2). Condition: exact.


def rule(event):
    return (
        event.get("eventSource") == "signin.amazonaws.com"
        and event.get("eventName") == "ConsoleLogin"
        and event.deep_get("userIdentity", "type") == "Root"
        and event.deep_get("responseElements", "ConsoleLogin") == "Failure"
    )


def title(event):
    account = event.deep_get("userIdentity", "accountId", default="<unknown account>")
    return f"AWS Management Console Brute Force of Root User Identity: {account}"


def dedup(event):
    return str(event.deep_get("userIdentity", "accountId", default=""))


def alert_context(event):
    return {"accountId": event.deep_get("userIdentity", "accountId")}
