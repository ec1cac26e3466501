# From Sigma rule 19b08b1c-861d-4e75-a1ef-ea0c1baf202b by Florian Roth (Nextron Systems) and others
# (DRL-1.1). Condition: exact.

DOWNLOAD_FLAGS = ("urlcache ", "verifyctl ", "url ")


def rule(event):
    if event.get("EventID") != "1":  # Sysmon process creation
        return False
    image = str(event.deep_get("ExtraEventData", "Image", default="")).lower()
    original_name = str(event.deep_get("ExtraEventData", "OriginalFileName", default="")).lower()
    command_line = str(event.deep_get("ExtraEventData", "CommandLine", default="")).lower()
    return (
        (image.endswith("\\certutil.exe") or original_name == "certutil.exe")
        and any(flag in command_line for flag in DOWNLOAD_FLAGS)
        and "http" in command_line
    )


def title(event):
    return f"Suspicious Download Via Certutil.EXE: {event.get('Computer', '<unknown host>')}"
