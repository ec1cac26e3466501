def rule(event):
    return (
        event.get("eventType") == "user.mfa.factor.reset_all"
        and event.deep_get("outcome", "result") == "SUCCESS"
    )


def title(event):
    return f"Okta Factors Reset: {event.deep_get('actor', 'alternateId', default='<unknown-actor>')}"
