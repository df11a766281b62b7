"""What the bytes of a file are, whatever its name says: texts in the ways that programs write them, and locked files."""

import codecs
from dataclasses import dataclass

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNUSED_IN_WINDOWS = b"\x81\x8d\x8f\x90\x9d"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PDF_HEADER = b"%PDF-"
_PDF_HEADER_WITHIN = 1_024
_BLANKS = b"\xef\xbb\xbf\x00\t\n\x0b\x0c\r "
_OTHER_KINDS = (b"<", b"MZ", b"\x7fELF", b"PK", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", _OLD_OFFICE)
"""How pages, programs, packed files, pictures and old documents begin."""


@dataclass(frozen=True)
class Text:
    """A text, and the name that the web has for how it was written."""

    text: str
    charset: str


def text_of(content: bytes) -> Text | None:
    """The text in these bytes; None where they are none, or written in a way that can't be told.

    UTF-8; UTF-16 where it says so (what Windows calls Unicode); the old writing of a Macintosh where lines end as only
    those ended; else that of Windows (ANSI).
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, "utf-16" if encoding == "utf-16" else "utf-8")
    if found := _decoded(content, "utf-8", "utf-8"):
        return found
    if is_macintosh(content):
        return _decoded(content, "mac_roman", "macintosh")
    if any(byte in content for byte in _UNUSED_IN_WINDOWS):
        return None
    return _decoded(content, "cp1252", "windows-1252")


def _decoded(content: bytes, encoding: str, charset: str) -> Text | None:
    try:
        return Text(content.decode(encoding), charset)
    except UnicodeDecodeError:
        return None


def is_macintosh(content: bytes) -> bool:
    """Whether lines end in a carriage return alone, as on the old Macintosh, and in what Excel calls CSV (Macintosh)."""
    return b"\r" in content and b"\n" not in content


def is_old_office(content: bytes) -> bool:
    """A document of Office before 2007, or one with a password: both are packed alike."""
    return content.startswith(_OLD_OFFICE)


def is_locked_office(content: bytes) -> bool:
    """A Word, Excel or PowerPoint file with a password (MS-OFFCRYPTO)."""
    return is_old_office(content) and _LOCKED in content


def pdf_begins(content: bytes) -> bool:
    """Whether a PDF begins here: readers pass over a byte order mark and blanks before its header."""
    return content[:_PDF_HEADER_WITHIN].lstrip(_BLANKS).startswith(_PDF_HEADER)


def is_pdf(content: bytes) -> bool:
    """Whether readers open it as a PDF: they look for its header within the first 1,024 bytes.

    Printers, mail programs and old Macintoshes write lines of their own before it. What begins as something else is that.
    """
    start = content[:_PDF_HEADER_WITHIN]
    return _PDF_HEADER in start and not start.lstrip(_BLANKS).startswith(_OTHER_KINDS)
