"""What a writer is shown of a text as others will read it: the sentences in which a name is hidden, and no more (RES-9).

Pure, and linear in the length of the text. It compares what was typed with what the mask makes of it, so that a
"Pupil A" that the writer typed is not taken for one that stands in place of a name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_SENTENCES = 3
LONGEST_SENTENCE = 200
AROUND = 60  # characters shown before what is hidden, in a sentence that is too long to be shown whole
_LONGEST_NAME = 60  # in tokens: beyond it nothing is looked for that one stand-in could stand for
_SURE = 3  # tokens alike, to find where a text goes on after what is hidden

_STAND_IN = r"(?:(?:Pupil [A-Z]{1,3}|[Aa] pupil)(?!\w)|\(name\)|\(date of birth\))(?:’s(?!\w))?"
_TOKEN = re.compile(rf"{_STAND_IN}|[^\W\d_]+|\d+|\s+|.", re.DOTALL)
_IS_STAND_IN = re.compile(_STAND_IN)
# no sentence ends after "Mr."; a line is always one by itself
_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)[.!?…](?=[\"'”’)]?\s)|\n")
_CLOSING = "\"'”’)"

Span = tuple[int, int]


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


def preview(mask: Callable[[str], str], text: str) -> Preview:
    """How others read a text, where that differs from what was typed."""
    text = text.replace("\r\n", "\n")
    read = mask(text)
    if read == text:
        return Preview()
    shown: list[Sentence] = []
    more = 0
    for start, end, hidden in _sentences_with(read, _hidden_in(text, read)):
        if len(shown) < MOST_SENTENCES:
            shown.append(_shown(read, start, end, hidden))
        else:
            more += 1
    return Preview(tuple(shown), more)


def _hidden_in(text: str, read: str) -> list[Span]:
    """Where in what others read something stands in place of what was typed."""
    typed, seen = _TOKEN.findall(text), _TOKEN.findall(read)
    found: list[Span] = []
    at = here = place = 0
    sure = True  # false once the two could not be brought together again: then each stand-in counts as hidden
    while here < len(seen):
        token = seen[here]
        end = place + len(token)
        if sure and at < len(typed) and typed[at] == token:
            at += 1
        elif sure:
            found.append((place, end))
            goes_on = _goes_on(typed, at, seen, here + 1)
            sure, at = goes_on is not None, goes_on or at
        elif _IS_STAND_IN.fullmatch(token):
            found.append((place, end))
        here, place = here + 1, end
    return found


def _goes_on(typed: list[str], at: int, seen: list[str], here: int) -> int | None:
    """Where in what was typed the text goes on after something hidden; None where it is not found."""
    for candidate in range(at + 1, min(at + _LONGEST_NAME, len(typed)) + 1):
        if _alike(typed, candidate, seen, here):
            return candidate
    return None


def _alike(typed: list[str], at: int, seen: list[str], here: int) -> bool:
    for step in range(_SURE):
        if here + step >= len(seen):
            return at + step >= len(typed)
        if at + step >= len(typed):
            return False
        if typed[at + step] != seen[here + step]:
            return bool(_IS_STAND_IN.fullmatch(seen[here + step]))
    return True


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
