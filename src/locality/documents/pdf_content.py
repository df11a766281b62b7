"""What the PDF's template is given: the document as plain JSON, every letter of it one that can be shown."""

import re
from collections.abc import Sequence
from typing import Any

from locality.documents.parts import Contents, Document, FormRow, FormTable, GridTable, Heading, Note, Paragraph, Part
from locality.documents.text import broken_words, clean, one_line, without_piles

BOX = "□"  # stands for a letter that no typeface of ours has
LETTERS_MISSING = (
    f"Some letters in this document are not in its typeface and are shown as {BOX}. The Word version shows them."
)
# The longest words that fit in their column when every letter is a wide capital
LONGEST_WORD = 44
LONGEST_WORD_OF_LABEL = 14
LONGEST_WORD_OF_ANSWER = 28
DEEPEST_HEADING = 6
MOST_MARKS = 12  # on one letter; thousands of them stop typst

_BEYOND_LATIN = re.compile("[^\n -~\xa0-\u017f–—‘’“”…•€□]")


class Letters:
    """Shows text without the letters found missing; remembers whether it had to put a box anywhere.

    `marks=False` also takes off the accents that Unicode has no whole letter for, `only_latin=True` boxes all but Latin.
    """

    def __init__(self, missing: frozenset[str], *, marks: bool = True, only_latin: bool = False) -> None:
        self._marks = marks
        clusters = sorted((re.escape(letters) for letters in missing if len(letters) > 1), key=len, reverse=True)
        single = "".join(re.escape(letter) for letter in missing if len(letter) == 1)
        boxed = [*clusters, *([f"[{single}]"] if single else []), *([_BEYOND_LATIN.pattern] if only_latin else [])]
        self._boxed = re.compile("|".join(boxed)) if boxed else None
        self.any_boxed = False

    def shown(self, text: str) -> str:
        text = without_piles(text, highest=MOST_MARKS if self._marks else 0)
        if not self._boxed:
            return text
        shown, times = self._boxed.subn(BOX, text)
        self.any_boxed = self.any_boxed or times > 0
        return shown

    def line(self, text: str) -> str:
        return self.shown(one_line(text))

    def lines(self, text: str, longest_word: int = LONGEST_WORD) -> list[str]:
        return [broken_words(line, longest_word) for line in self.shown(clean(text).expandtabs(4)).split("\n")]


def content_of(document: Document, letters: Letters) -> dict[str, Any]:
    """The whole document for `templates/form.typ`."""
    title = letters.line(document.title) or BOX
    language, _, region = document.language.partition("-")
    content: dict[str, Any] = {
        "title": title,
        "heading": broken_words(title, LONGEST_WORD // 2),
        "author": letters.line(document.author),
        "made_at": _day_and_time(document),
        "language": {"lang": language.lower(), "region": region.upper() or None},
        "header": broken_words(letters.line(document.header), LONGEST_WORD),
        "foot": _foot(document, letters),
        "parts": _parts(document.parts, letters),
    }
    if letters.any_boxed:
        content["parts"].append({"kind": "note", "text": [LETTERS_MISSING]})
    return content


def _day_and_time(document: Document) -> dict[str, int] | None:
    at = document.made_at
    if at is None:
        return None
    return {name: getattr(at, name) for name in ("year", "month", "day", "hour", "minute", "second")}


def _foot(document: Document, letters: Letters) -> list[str]:
    title = document.title
    if document.reference.strip() and document.reference not in title:
        title = f"{document.reference} · {title}"
    foot = [title, document.footer]
    return [broken_words(letters.line(_cut(text)), LONGEST_WORD) for text in foot if text.strip()]


def _cut(text: str, longest: int = 160) -> str:
    """A foot of two lines at most, however long the title is."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _parts(parts: Sequence[Part], letters: Letters) -> list[dict[str, Any]]:
    shown = []
    level = 1  # of the document's own title
    for part in parts:
        match part:
            case Heading():
                if text := broken_words(letters.line(part.text), LONGEST_WORD // 2):
                    level = min(max(part.level, 1) + 1, level + 1, DEEPEST_HEADING)
                    shown.append({"kind": "heading", "level": level, "text": text})
            case Paragraph():
                shown.append({"kind": "paragraph", "text": letters.lines(part.text)})
            case Note():
                shown.append({"kind": "note", "text": letters.lines(part.text)})
            case Contents():
                shown.append({"kind": "contents", "title": letters.line(part.title)})
                level = 2
            case FormTable():
                shown.append(form := _form(part, letters))
                level = 2 if form["title"] else level
            case GridTable():
                shown.append(_grid(part, letters))
    return shown


def _form(table: FormTable, letters: Letters) -> dict[str, Any]:
    return {
        "kind": "form",
        "title": broken_words(letters.line(table.title), LONGEST_WORD // 2),
        "headings": [letters.line(table.label_heading), letters.line(table.value_heading)],
        "rows": [
            {
                "label": letters.lines(row.label, LONGEST_WORD_OF_LABEL),
                "note": letters.lines(row.note, LONGEST_WORD_OF_LABEL) if row.note else [],
                "value": [letters.lines(value, LONGEST_WORD_OF_ANSWER) for value in _values(row)],
            }
            for row in table.rows
        ],
    }


def _values(row: FormRow) -> Sequence[str]:
    if isinstance(row.value, str):
        return [row.value]
    return row.value or [""]


def _grid(table: GridTable, letters: Letters) -> dict[str, Any]:
    longest = max(LONGEST_WORD // len(table.header), 3)
    return {
        "kind": "grid",
        "caption": broken_words(letters.line(table.caption), LONGEST_WORD),
        "header": [letters.lines(name, longest) for name in table.header],
        "rows": [[letters.lines(cell, longest) for cell in row] for row in table.rows],
        "align": list(table.align) or ["left"] * len(table.header),
    }
