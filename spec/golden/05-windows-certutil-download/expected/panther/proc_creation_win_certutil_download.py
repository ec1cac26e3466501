# From Sigma rule 19b08b1c-861d-4e75-a1ef-ea0c1baf202b by Florian Roth (Nextron Systems) and others
# (DRL-1.1). Condition: exact.

COMMAND_LINE_PARTS = ("urlcache ", "verifyctl ", "url ")


def rule(event):
    image = str(event.deep_get("ExtraEventData", "Image", default="")).lower()
    original_file_name = str(
        event.deep_get("ExtraEventData", "OriginalFileName", default="")
    ).lower()
    command_line = str(event.deep_get("ExtraEventData", "CommandLine", default="")).lower()
    return (
        event.get("EventID") == "1"
        and (image.endswith("\\certutil.exe") or original_file_name == "certutil.exe")
        and any(part in command_line for part in COMMAND_LINE_PARTS)
        and "http" in command_line
    )


def title(event):
    return f"Suspicious Download Via Certutil.EXE: {event.get('Computer', '<unknown host>')}"
