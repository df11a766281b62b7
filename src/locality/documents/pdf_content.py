"""What the PDF's template is given: the document as plain JSON, every letter of it one that can be shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from locality.documents.parts import (
    Bullets,
    Contents,
    Document,
    FormRow,
    FormTable,
    GridTable,
    Heading,
    Note,
    Paragraph,
    Part,
)
from locality.documents.text import broken_words, clean, one_line, without_piles

BOX = "□"  # stands for a letter that no typeface of ours has
BLANK = "(blank)"  # where a list has no empty cell to show
LETTERS_MISSING = (
    f"Some letters in this document are not in its typeface and are shown as {BOX}. The Word version shows them."
)
LONGEST_WORD_OF_LABEL = 14
LONGEST_WORD_OF_ANSWER = 28
# Of large print, counted in letters of usual width
LETTERS_IN_LARGE_LINE = 52
PADDING_IN_LARGE_LETTERS = 2
FEWEST_LETTERS_IN_LARGE_COLUMN = 20
DEEPEST_HEADING = 6
MOST_MARKS = 12  # on one letter; thousands of them stop typst

_BEYOND_LATIN = re.compile("[^\n -~\xa0-\u017f–—‘’“”…•€□]")


@dataclass(frozen=True)
class Room:
    """The longest words that fit on a line when every letter is a wide capital.

    `head` and `foot` are how long a line at the top and at the foot of each page may be, in letters of usual width.
    """

    text: int
    heading: int
    small: int
    head: int
    foot: int


ORDINARY = Room(text=44, heading=22, small=44, head=90, foot=85)
LARGE = Room(text=28, heading=18, small=18, head=90, foot=40)


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

    def lines(self, text: str, longest_word: int = ORDINARY.text) -> list[str]:
        return [broken_words(line, longest_word) for line in self.shown(clean(text).expandtabs(4)).split("\n")]


def content_of(document: Document, letters: Letters, *, large: bool = False) -> dict[str, Any]:
    """The whole document for `templates/form.typ`."""
    title = letters.line(document.title) or BOX
    called = letters.line(document.called) or title
    language, _, region = document.language.partition("-")
    room = LARGE if large else ORDINARY
    content: dict[str, Any] = {
        "large": large,
        "title": f"{called}, large print" if large else called,
        "heading": broken_words(title, room.heading),
        "author": letters.line(document.author),
        "made_at": _day_and_time(document),
        "language": {"lang": language.lower(), "region": region.upper() or None},
        "header": broken_words(letters.line(_cut(document.header, room.head)), room.small),
        "foot": _foot(document, letters, room),
        "parts": _Parts(letters, room, large=large).shown(document.parts),
    }
    if letters.any_boxed:
        content["parts"].append({"kind": "note", "text": [LETTERS_MISSING]})
    return content


def _day_and_time(document: Document) -> dict[str, int] | None:
    at = document.made_at
    if at is None:
        return None
    return {name: getattr(at, name) for name in ("year", "month", "day", "hour", "minute", "second")}


def _foot(document: Document, letters: Letters, room: Room) -> list[str]:
    title = document.title
    if document.reference.strip() and document.reference not in title:
        title = f"{document.reference} · {title}"
    foot = [title, document.footer]
    return [broken_words(letters.line(_cut(text, room.foot)), room.small) for text in foot if text.strip()]


def _cut(text: str, longest: int) -> str:
    """So that head and foot stay in their margins, however long a title is."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


class _Parts:
    """The parts as the template draws them, with the level of the last heading, so that none is left out."""

    def __init__(self, letters: Letters, room: Room, *, large: bool) -> None:
        self._letters = letters
        self._room = room
        self._large = large
        self._level = 1  # of the document's own title

    def shown(self, parts: Sequence[Part]) -> list[dict[str, Any]]:
        return [each for part in parts for each in self._one(part)]

    def _one(self, part: Part) -> Iterator[dict[str, Any]]:
        match part:
            case Heading():
                if self._letters.line(part.text):
                    yield self._heading(part.level, part.text)
            case Paragraph():
                yield {"kind": "paragraph", "text": self._lines(part.text)}
            case Note():
                yield {"kind": "note", "text": self._lines(part.text)}
            case Bullets():
                if part.items:
                    yield {"kind": "bullets", "items": [self._lines(item) for item in part.items]}
            case Contents():
                yield {"kind": "contents", "title": self._letters.line(part.title), "deepest": part.depth + 1}
                self._level = 2
            case FormTable():
                yield from self._form(part)
            case GridTable():
                yield from self._grid(part)

    def _lines(self, text: str) -> list[str]:
        return self._letters.lines(text, self._room.text)

    def _filled(self, text: str) -> str:
        return BLANK if self._large and not text.strip() else text

    def _heading(self, level: int, text: str, *, is_listed: bool = True) -> dict[str, Any]:
        self._level = min(max(level, 1) + 1, self._level + 1, DEEPEST_HEADING)
        words = broken_words(self._letters.line(text), self._room.heading)
        return {"kind": "heading", "level": self._level, "text": words, "listed": is_listed}

    def _form(self, table: FormTable) -> Iterator[dict[str, Any]]:
        """A section under its heading; in large print answers stand below their questions, as wide as the page."""
        heading = self._heading(table.level, table.title, is_listed=False) if self._letters.line(table.title) else None
        label, answer = (
            (self._room.text, self._room.text) if self._large else (LONGEST_WORD_OF_LABEL, LONGEST_WORD_OF_ANSWER)
        )
        rows = [
            {
                "label": self._letters.lines(row.label, label),
                "note": self._letters.lines(row.note, label) if row.note else [],
                "value": [self._letters.lines(self._filled(value), answer) for value in _values(row)],
            }
            for row in table.rows
        ]
        if self._large:
            yield from [heading] if heading else []
            yield {"kind": "answers", "rows": rows}
        else:
            headings = [self._letters.line(name) for name in (table.label_heading, table.value_heading)]
            yield {"kind": "form", "heading": heading, "headings": headings, "rows": rows}

    def _grid(self, table: GridTable) -> Iterator[dict[str, Any]]:
        caption = self._letters.line(table.caption)
        if self._large and not _fits(table):
            if caption:
                level = self._level
                yield self._heading(level, caption, is_listed=False)
                self._level = level
            names = [self._lines(name) for name in table.header]
            rows = [
                [[name, self._lines(self._filled(cell))] for name, cell in zip(names, row, strict=True)]
                for row in table.rows
            ]
            yield {"kind": "records", "rows": rows}
            return
        longest = max(self._room.text // len(table.header), 3)
        yield {
            "kind": "grid",
            "caption": broken_words(caption, self._room.text),
            "header": [self._letters.lines(name, longest) for name in table.header],
            "rows": [[self._letters.lines(cell, longest) for cell in row] for row in table.rows],
            "align": list(table.align) or ["left"] * len(table.header),
        }


def _values(row: FormRow) -> Sequence[str]:
    if isinstance(row.value, str):
        return [row.value]
    return row.value or [""]


def _fits(table: GridTable) -> bool:
    """Whether a table can be read in large print: each column but the widest on one line, and room left for that one."""
    rows = [table.header, *table.rows]
    widths = [max(len(row[place]) for row in rows) for place in range(len(table.header))]
    left = LETTERS_IN_LARGE_LINE - (sum(widths) - max(widths)) - PADDING_IN_LARGE_LETTERS * len(widths)
    return left >= min(max(widths), FEWEST_LETTERS_IN_LARGE_COLUMN)
