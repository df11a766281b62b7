"""PDF of a document, tagged so that a screen reader can read it (PDF/UA-1; FORM-15).

typst sets the page from `templates/form.typ`. The text goes to it as JSON, so nothing a person wrote is read as
markup, and the template reaches no file and no address.
"""

import json
import re
import threading
from functools import cache
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from locality.documents.parts import Document, Paragraph
from locality.documents.pdf_content import Letters, content_of
from locality.documents.pdf_rows import with_row_headers

TEMPLATE = Path(__file__).parent / "templates" / "form.typ"
TRIES = 4  # one is enough unless letters are missing from the typefaces
MOST_KNOWN_MISSING = 5000

# What typst says of a letter it can't show, the letter quoted as in Rust: "\u{bcd}"
_UNSHOWN = re.compile(r'`"((?:[^"\\]|\\.)+)"` could not be displayed|disallowed codepoint `"((?:[^"\\]|\\.)+)"`')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")

_one_at_a_time = threading.Lock()  # the compiler keeps the data of the running compilation in itself
_known_missing: set[str] = set()  # letters earlier documents found missing; saves later ones the second try


class _WriterStopped(RuntimeError):  # noqa: N818
    """typst gave up in the middle: letters piled up in a way it does not foresee."""


def to_pdf(document: Document, *, large: bool = False) -> bytes:
    """The document as PDF/UA-1. Letters that no typeface has become boxes, and a note at the end says so.

    `large` is the same in large print: 18 points, one column, tables that do not fit as lists.
    """
    missing = frozenset(_known_missing)
    marks = True
    for _ in range(TRIES):
        try:
            return _compiled(content_of(document, Letters(missing, marks=marks), large=large))
        except typst.TypstError as error:
            found = _missing_letters(error)
            if not found:
                raise
            alone = _missing_alone(found)
            missing |= alone
            marks = marks and alone == found  # a letter that is only missing under an accent keeps its place without it
        except _WriterStopped:
            break
    return _compiled(content_of(document, Letters(missing, marks=False, only_latin=True), large=large))


def _missing_alone(found: frozenset[str]) -> frozenset[str]:
    """Those letters that are missing whatever stands beside them; remembered for the next documents."""
    try:
        _compiled(
            content_of(Document("Letters", [Paragraph(letters) for letters in sorted(found)]), Letters(frozenset()))
        )
    except typst.TypstError as error:
        alone = _missing_letters(error) & found
    else:
        alone = frozenset()
    if len(_known_missing) < MOST_KNOWN_MISSING:
        _known_missing.update(alone)
    return alone


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False,  # the same document on every machine
        include_embedded_fonts=True,
        font_paths=[font_source_sans_pro.font_directory],
    )
    return typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=fonts)


def _compiled(content: dict[str, Any]) -> bytes:
    data = json.dumps(content, ensure_ascii=False)
    with _one_at_a_time:
        try:
            made = _compiler().compile(format="pdf", sys_inputs={"document": data}, pdf_standards=["ua-1"])
        except BaseException as error:
            # A fault inside typst arrives as a class that can't be imported and is no Exception
            if type(error).__name__ != "PanicException":
                raise
            _compiler.cache_clear()
            raise _WriterStopped from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return with_row_headers(made)


def _missing_letters(error: typst.TypstError) -> frozenset[str]:
    return frozenset(_unescaped(first or second) for first, second in _UNSHOWN.findall(error.diagnostic))


def _unescaped(quoted: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2], quoted)
