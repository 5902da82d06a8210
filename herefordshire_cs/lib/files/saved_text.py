"""The words of a text file as it was saved."""


def decoded(content: bytes) -> str:
    """Return the words of a file: in UTF-8, else in what Excel and old tools save."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
