"""What is mended in the text of a table, wherever it comes from."""

import re

# Letters that Windows puts where Unicode has control characters: 0x92 is ’ (0xC2 0x92 where it was re-coded as UTF-8)
_WINDOWS = {
    number: letter
    for number in range(0x80, 0xA0)
    if (letter := bytes([number]).decode("cp1252", "replace")) != "\ufffd"
}
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ANY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff\r]")


def mended(text: str) -> str:
    """The text without control characters, with the letters Windows meant and one kind of line end."""
    if not _ANY.search(text):
        return text
    return _UNKEPT.sub("", text.translate(_WINDOWS)).replace("\r\n", "\n").replace("\r", "\n")
