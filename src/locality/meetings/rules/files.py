"""Which files may be attached to a meeting: found out from what they hold, never believed (a name proves nothing)."""

import io
import zipfile
from dataclasses import dataclass

from locality.documents.pdf_locks import needs_password
from locality.values.files import is_locked_office, is_pdf, text_of

MOST_MEGABYTES = 10
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKED = {
    "docx": ("word/document.xml", _OFFICE + "wordprocessingml.document"),
    "xlsx": ("xl/workbook.xml", _OFFICE + "spreadsheetml.sheet"),
    "pptx": ("ppt/presentation.xml", _OFFICE + "presentationml.presentation"),
}
ENDINGS = (".pdf", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".txt")
_BEGINNINGS = {
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
}
_ACTING = ("vbaproject", "/macrosheets/", "/activex/")
"""Parts of an Office file that do something when it is opened."""
_MOST_UNPACKED = 100 * 1024 * 1024
_MOST_TIMES = 100
"""Real documents unpack to some ten times their size."""
_NOT_IN_TEXT = frozenset(map(chr, [*range(9), 11, *range(14, 32), 127, 0xFFFE, 0xFFFF]))


@dataclass(frozen=True)
class Found:
    """What a file really is; without a type it is refused, and `why` says so."""

    content_type: str = ""
    why: str = ""


def look_at(content: bytes, name: str) -> Found:
    """The type of a file by its content, which must be what its name says."""
    stem, _, ending = name.lower().rpartition(".")
    if not stem or f".{ending}" not in ENDINGS:
        return Found(why="Attach a PDF, Word, Excel or PowerPoint file, a picture (PNG or JPEG) or a text file.")
    if ending == "pdf":
        return _pdf(content)
    if ending in _BEGINNINGS:
        beginning, content_type = _BEGINNINGS[ending]
        return Found(content_type) if content.startswith(beginning) else _lies(ending)
    if ending == "txt":
        return _text(content)
    if is_locked_office(content):
        return _LOCKED
    inside, content_type = _PACKED[ending]
    parts = _parts(content)
    if inside not in parts:
        return _lies(ending)
    if any(acting in name for name in map(str.lower, parts) for acting in _ACTING):
        return Found(why="The file has macros or controls. Save it without them and attach it again.")
    if (unpacked := sum(parts.values())) > _MOST_UNPACKED and unpacked > len(content) * _MOST_TIMES:
        return Found(why="The file becomes too large when it is opened. Save it as a PDF and attach that.")
    return Found(content_type)


_LOCKED = Found(why="The file has a password, so no one else can open it. Save it without one and attach that.")


def _lies(ending: str) -> Found:
    return Found(why=f"The file ends in .{ending} but is something else, or is damaged. Save it again and attach that.")


def _pdf(content: bytes) -> Found:
    if not is_pdf(content):
        return _lies("pdf")
    return _LOCKED if needs_password(content) else Found("application/pdf")


def _text(content: bytes) -> Found:
    """A text as Windows' Notepad and others save it, served with the name of how its letters are written."""
    found = text_of(content)
    if found is None or not found.text or _NOT_IN_TEXT.intersection(found.text):
        return _lies("txt")
    return Found(f"text/plain; charset={found.charset}")


def _parts(content: bytes) -> dict[str, int]:
    """What a packed file holds: names, and how many bytes each says it unpacks to; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return {each.filename: each.file_size for each in packed.infolist()}
    except Exception:  # a broken or lying file makes zipfile raise whatever it likes
        return {}
