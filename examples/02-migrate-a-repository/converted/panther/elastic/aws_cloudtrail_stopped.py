# From Elastic rule 5b8f7a36-8f0f-4c2b-8c53-0d5b7f1c2e02 by Example Security (Apache-2.0). Condition: exact.


def rule(event):
    return (
        event.get("eventSource") == "cloudtrail.amazonaws.com"
        and event.get("eventName") in ("StopLogging", "DeleteTrail")
        and event.deep_get("userIdentity", "type") != "AWSService"
    )


def title(event):
    actor = event.deep_get("userIdentity", "arn", default="<unknown identity>")
    return f"CloudTrail Stopped or Deleted: {actor}"
