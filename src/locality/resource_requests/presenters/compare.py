"""Two versions of a form side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from locality.resource_requests.presenters.form_view import Row

_MOST_PAIRS = 250_000  # of words; what differs in longer texts is shown as one piece
_UNCOUNTED = {"Date of request", "e Signature"}


@dataclass(frozen=True)
class Piece:
    """A run of words: the same in both, taken out, or added."""

    text: str
    kind: str


@dataclass(frozen=True)
class Change:
    """One answer that differs."""

    label: str
    pieces: tuple[Piece, ...]


def compare(earlier: Sequence[Row], later: Sequence[Row]) -> list[Change]:
    """The answers that differ, word by word, in the order of the form."""
    before = {row.label: row.text for row in earlier}
    after = {row.label: row.text for row in later}
    labels = [row.label for row in later] + [row.label for row in earlier if row.label not in after]
    return [
        Change(label, tuple(_pieces(before.get(label, ""), after.get(label, ""))))
        for label in labels
        if label not in _UNCOUNTED and before.get(label, "") != after.get(label, "")
    ]


def _pieces(before: str, after: str) -> Iterable[Piece]:
    old, new = before.split(), after.split()
    for tag, from_old, to_old, from_new, to_new in _steps(old, new):
        if tag == "equal":
            yield Piece(" ".join(new[from_new:to_new]), "same")
            continue
        if to_old > from_old:
            yield Piece(" ".join(old[from_old:to_old]), "removed")
        if to_new > from_new:
            yield Piece(" ".join(new[from_new:to_new]), "added")


Step = tuple[str, int, int, int, int]


def _steps(old: list[str], new: list[str]) -> Sequence[Step]:
    """What became of which words, as difflib says it.

    Words that stand in both over and over take difflib the cube of their number: half a minute for 2,000, which a
    council may allow. So of two long texts, only what they begin and end with alike is looked for.
    """
    if len(old) * len(new) <= _MOST_PAIRS:
        return SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    old_end, new_end = len(old) - last, len(new) - last
    steps = [
        ("equal", 0, first, 0, first),
        ("replace", first, old_end, first, new_end),
        ("equal", old_end, len(old), new_end, len(new)),
    ]
    return [step for step in steps if step[2] > step[1] or step[4] > step[3]]


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words the two begin with alike."""
    pairs = zip(old, new, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))
