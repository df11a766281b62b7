"""Two versions of a form side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from locality.resource_requests.presenters.form_view import Row

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
    for tag, from_old, to_old, from_new, to_new in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(" ".join(new[from_new:to_new]), "same")
            continue
        if to_old > from_old:
            yield Piece(" ".join(old[from_old:to_old]), "removed")
        if to_new > from_new:
            yield Piece(" ".join(new[from_new:to_new]), "added")
