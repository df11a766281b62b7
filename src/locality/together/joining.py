"""Two texts put together: what both begin and end with stands once, then theirs, then mine."""

import re
from itertools import pairwise, takewhile

_END = re.compile(r"[.!?]\s+|\n\s*")


def put_together(theirs: str, mine: str) -> str:
    """Both texts in one, to be edited: nothing of either is left out, and what they share at both ends stands once.

    A piece is a sentence or a line. The time grows with the length of the texts.
    """
    first, second = _pieces(theirs), _pieces(mine)
    begun = _shared(first, second)
    ended = _shared(first[begun:][::-1], second[begun:][::-1])
    # the one with space after it: the other's text ends there, and what follows must not run into it
    head = max("".join(first[:begun]), "".join(second[:begun]), key=lambda text: (text != text.rstrip(), len(text)))
    tail = "".join(second[len(second) - ended :])
    between = [_middle(first, begun, ended), _middle(second, begun, ended)]
    middle = "\n\n".join(text for text in between if text)
    gap = _space_after("".join(second[: len(second) - ended])) if middle and tail else ""
    return f"{head}{middle}{gap}{tail}"


def _pieces(text: str) -> list[str]:
    """The sentences and lines of a text, each with the space after it."""
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    return [text[begin:end] for begin, end in pairwise(ends) if begin < end]


def _shared(first: list[str], second: list[str]) -> int:
    """How many pieces both begin with; the space after the last word of a text counts for nothing."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].strip() == pair[1].strip(), pairs))


def _middle(pieces: list[str], begun: int, ended: int) -> str:
    return "".join(pieces[begun : len(pieces) - ended]).strip()


def _space_after(text: str) -> str:
    return text[len(text.rstrip()) :] or "\n\n"
