# From Sigma rule 77caf516-34e5-4df9-b4db-20744fea0a60 by Thuya@Hacktilizer, Ivan Saakov (DRL-1.1).
# Condition: exact.


def rule(event):
    return (
        event.get("eventName") == "ConsoleLogin"
        and event.deep_get("additionalEventData", "MFAUsed") == "No"
        and event.deep_get("responseElements", "ConsoleLogin") == "Success"
    )


def title(event):
    actor = event.deep_get("userIdentity", "arn", default="<unknown identity>")
    return f"AWS Successful Console Login Without MFA: {actor}"
