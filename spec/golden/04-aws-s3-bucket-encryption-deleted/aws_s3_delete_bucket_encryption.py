from panther_aws_helpers import aws_cloudtrail_success


def rule(event):
    if event.get("eventSource") != "s3.amazonaws.com":
        return False
    return event.get("eventName") == "DeleteBucketEncryption" and aws_cloudtrail_success(event)


def title(event):
    bucket = event.deep_get("requestParameters", "bucketName", default="<unknown bucket>")
    return f"Default encryption of the S3 bucket {bucket} was removed"
