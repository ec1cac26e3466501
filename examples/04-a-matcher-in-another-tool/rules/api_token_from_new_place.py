OFFICES = ("10.", "192.0.2.")


def rule(event):
    return event.get("eventType") == "system.api_token.create" and not event.deep_get(
        "client", "ipAddress", default=""
    ).startswith(OFFICES)
