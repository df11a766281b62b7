"""What a screen reader finds in a PDF: its tree of tags, and the sizes of its letters, read with pypdf."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream


@dataclass
class Tag:
    """One element of the tree: its name, its own attributes, and the elements inside it."""

    name: str
    scope: str = ""
    headers: tuple[str, ...] = ()
    title: str = ""
    inside: list["Tag"] = field(default_factory=list)

    def all(self, *names: str) -> list["Tag"]:
        """Every element of these names below it, in the order in which they are read."""
        return [each for each in self.walk() if each.name in names]

    def walk(self) -> Iterator["Tag"]:
        for each in self.inside:
            yield each
            yield from each.walk()


def tree_of(made: bytes) -> Tag:
    """The whole tree under one element of our own."""
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]["/StructTreeRoot"]
    return Tag("Root", inside=_children(root.get("/K")))


def _children(kids: Any) -> list[Tag]:
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    if isinstance(kids, list):
        return [tag for each in kids for tag in _children(each)]
    if not isinstance(kids, dict) or "/S" not in kids:
        return []
    tag = Tag(str(kids["/S"])[1:], title=str(kids.get("/T", "")), inside=_children(kids.get("/K")))
    attributes = kids.get("/A", [])
    for each in attributes if isinstance(attributes, list) else [attributes]:
        own = each.get_object()
        if own.get("/O") == "/Table":
            tag.scope = str(own.get("/Scope", ""))[1:]
            tag.headers = tuple(str(name) for name in own.get("/Headers", []))
    return [tag]


def headings_of(made: bytes) -> list[tuple[int, str]]:
    """Level and words of each heading."""
    found = [each for each in tree_of(made).walk() if each.name[0] == "H" and each.name[1:].isdigit()]
    return [(int(each.name[1:]), each.title) for each in found]


@dataclass(frozen=True)
class Run:
    """Letters that are set in one go: on which page, from where to where in points, how large."""

    page: int
    left: float
    right: float
    top: float
    size: float


def runs_of(made: bytes) -> list[Run]:
    """Everything that is written, with the room it takes: to see that nothing is cut or lies over its neighbour."""
    reader = PdfReader(io.BytesIO(made))
    found = []
    for number, page in enumerate(reader.pages, 1):
        fonts = {name: _widths(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
        left = top = size = 0.0
        widths: dict[int, float] = {}
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"cm":
                left, top = float(operands[4]), float(operands[5])
            elif operator == b"Tf":
                widths, size = fonts[operands[0]], float(operands[1])
            elif operator in {b"TJ", b"Tj"}:
                pieces = operands[0] if operator == b"TJ" else operands
                found.append(Run(number, left, left + sum(_width(each, widths) for each in pieces) * size, top, size))
    return found


def _widths(font: Any) -> dict[int, float]:
    """The width of each glyph as a part of the size; those that are left out have the width under -1."""
    inner = font["/DescendantFonts"][0].get_object()
    found = {-1: float(inner.get("/DW", 1000)) / 1000}
    given = list(inner.get("/W", []))
    while given:
        first, second = int(given.pop(0)), given.pop(0)
        if isinstance(second, list):
            found |= {first + place: float(width) / 1000 for place, width in enumerate(second)}
        else:
            width = float(given.pop(0)) / 1000
            found |= dict.fromkeys(range(first, int(second) + 1), width)
    return found


def _width(piece: Any, widths: dict[int, float]) -> float:
    if not isinstance(piece, str | bytes):
        return -float(piece) / 1000
    codes = piece if isinstance(piece, bytes) else piece.original_bytes
    return sum(widths.get(int.from_bytes(codes[place : place + 2]), widths[-1]) for place in range(0, len(codes), 2))
