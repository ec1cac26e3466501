import re

ADMINISTRATOR = re.compile(r"[aA]dministrator")


def rule(event):
    if event.get("eventType") != "user.account.privilege.grant":
        return False
    privileges = event.deep_get("debugContext", "debugData", "privilegeGranted", default="")
    return event.deep_get("outcome", "result") == "SUCCESS" and bool(
        ADMINISTRATOR.search(privileges)
    )


def title(event):
    actor = event.deep_get("actor", "alternateId", default="<unknown actor>")
    return f"Administrator role granted by {actor}"


def dedup(event):
    return event.deep_get("debugContext", "debugData", "requestId", default="<no request>")


def severity(event):
    privileges = event.deep_get("debugContext", "debugData", "privilegeGranted", default="")
    if "Super administrator" in privileges:
        return "HIGH"
    return "INFO"


def alert_context(event):
    return {
        "displayName": event.deep_get("actor", "displayName"),
        "alternateId": event.deep_get("actor", "alternateId"),
        "privilegeGranted": event.deep_get("debugContext", "debugData", "privilegeGranted"),
        "granted_to": event.deep_walk("target", "displayName"),
    }
