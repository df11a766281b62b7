"""What a writer is shown of a text as others will read it: the sentences in which a name is hidden, and no more (RES-9).

Pure, and linear in the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from locality.masking.found import Span
from locality.masking.names import Mask

MOST_SENTENCES = 3
LONGEST_SENTENCE = 200
AROUND = 60  # characters shown before what is hidden, in a sentence that is too long to be shown whole
# no sentence ends after "Mr."; a line is always one by itself
_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?…](?=[\"'”’)]?\s)|\n")
_CLOSING = "\"'”’)"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; `hidden`: it stands in place of what was typed."""

    text: str
    hidden: bool = False


Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The first sentences in which something is hidden, and how many more there are. False where nothing is hidden."""

    sentences: tuple[Sentence, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.sentences)

    @property
    def text(self) -> str:
        """The sentences in a row."""
        return " ".join("".join(piece.text for piece in sentence) for sentence in self.sentences)

    def as_data(self) -> dict[str, object]:
        """What is sent to the page that asked."""
        return {
            "sentences": [[[piece.text, piece.hidden] for piece in sentence] for sentence in self.sentences],
            "more": self.more,
        }


def preview(mask: Mask, text: str) -> Preview:
    """How others read a text, where that differs from what was typed."""
    read, spans = mask.read(text.replace("\r\n", "\n"))
    shown: list[Sentence] = []
    more = 0
    for start, end, hidden in _sentences_with(read, spans) if spans else ():
        if len(shown) < MOST_SENTENCES:
            shown.append(_shown(read, start, end, hidden))
        else:
            more += 1
    return Preview(tuple(shown), more)


def _sentences_with(read: str, hidden: list[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """The sentences in which something is hidden: where each begins and ends, and what is hidden in it."""
    waiting, start = 0, 0
    for end in _ends(read):
        inside: list[Span] = []
        while waiting < len(hidden) and hidden[waiting][0] < end:
            inside.append(hidden[waiting])
            waiting += 1
        if inside:
            yield start, end, inside
        start = end


def _ends(read: str) -> Iterator[int]:
    for found in _END.finditer(read):
        end = found.end()
        yield end + (found[0] != "\n" and read[end : end + 1] in _CLOSING)
    yield len(read)


def _shown(read: str, start: int, end: int, hidden: list[Span]) -> Sentence:
    """A sentence in pieces; of a long one what stands around the first thing that is hidden."""
    start += len(read[start:end]) - len(read[start:end].lstrip())
    end = start + len(read[start:end].rstrip())
    before = after = ""
    if end - start > LONGEST_SENTENCE:
        first = hidden[0]
        if first[0] - start > AROUND:
            start = _next_word(read, first[0] - AROUND, first[0])
            before = "…"
        if end - start > LONGEST_SENTENCE:
            end = max(read.rfind(" ", first[1], start + LONGEST_SENTENCE), first[1])
            after = "…"
    pieces: list[Piece] = []
    place = start
    for begins, ends in hidden:
        if ends > end:
            break
        if between := before + read[place:begins]:
            pieces.append(Piece(between))
        pieces.append(Piece(read[begins:ends], hidden=True))
        before, place = "", ends
    rest = read[place:end] + after
    return (*pieces, Piece(rest)) if rest else tuple(pieces)


def _next_word(read: str, start: int, end: int) -> int:
    space = read.find(" ", start, end)
    return start if space < 0 else space + 1
