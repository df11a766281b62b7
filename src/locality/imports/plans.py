"""What an import would do, row by row: shown before anything is done."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from locality.tables.reading import Row
from locality.values.marks import mark_of
from locality.values.sentences import count, in_a_row

__all__ = ["TITLES", "Kind", "Line", "Plan", "Row"]


class Kind(StrEnum):
    """What becomes of a row."""

    ADD = "add"
    CHANGE = "change"
    CLOSE = "close"
    SAME = "same"
    OTHER = "other"
    REFUSE = "refuse"


TITLES = {
    Kind.ADD: "To add",
    Kind.CHANGE: "To change",
    Kind.CLOSE: "To close",
    Kind.REFUSE: "Refused",
    Kind.OTHER: "Left out",
    Kind.SAME: "No change",
}

CHANGED = "What this file would change is different now. Check what would be imported now, then import it."
CHANGING = (Kind.ADD, Kind.CHANGE, Kind.CLOSE)


@dataclass(frozen=True)
class Line:
    """What one row does, in words."""

    row: int
    kind: Kind
    key: str
    name: str
    text: str = ""


@dataclass
class Plan:
    """All lines of an import, and what to say before it is done."""

    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    more: bool = False
    """Whether something beside the lines would be done, such as a trust's new name."""
    does: str = ""
    """What the button does, where there is more to say than how many rows change what."""

    def add(self, row: Row | int, kind: Kind, key: object, name: str, text: str = "") -> None:
        """Note what a row does."""
        number = row if isinstance(row, int) else row.number
        self.lines.append(Line(number, kind, str(key), name, text))

    def note(self, sentence: str) -> None:
        """Say something once before it is done; nothing is not said."""
        if sentence and sentence not in self.notes:
            self.notes.append(sentence)

    def add_to_lines(self, sentences: Mapping[object, str]) -> None:
        """Say something more in the lines of these keys that change something."""
        more = {str(key): sentence for key, sentence in sentences.items()}
        self.lines = [
            replace(line, text=f"{line.text}. {more[line.key]}") if line.key in more and line.kind in CHANGING else line
            for line in self.lines
        ]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many rows of each kind."""
        found = Counter(line.kind for line in self.lines)
        return {kind: found[kind] for kind in Kind}

    @property
    def words(self) -> str:
        """How many rows change what, and that places change which the file names beside its rows."""
        parts = ((Kind.ADD, "added"), (Kind.CHANGE, "changed"), (Kind.CLOSE, "closed"))
        rows = [f"{count(self.counts[kind], 'row')} {word}" for kind, word in parts if self.counts[kind]]
        return in_a_row([*rows, *(["places added or changed as listed"] if self.more else [])])

    @property
    def refuses(self) -> bool:
        """Whether any row is left out."""
        return any(line.kind is Kind.REFUSE for line in self.lines)

    @property
    def does_something(self) -> bool:
        """Whether applying it changes anything."""
        return self.more or any(line.kind in CHANGING for line in self.lines)

    def of(self, kind: Kind) -> list[Line]:
        """The lines of one kind, in the order of the file."""
        return [line for line in self.lines if line.kind is kind]

    @property
    def fingerprint(self) -> str:
        """What was shown, as one value: only exactly that is applied."""
        lines = [(line.row, line.kind, line.key, line.text) for line in self.lines]
        return mark_of([lines, self.warnings, self.notes])

    def why_not(self, shown: str | None, changed: str) -> str | None:
        """The sentence `changed` where this is no longer what was shown; None where it is, or nothing was shown."""
        return changed if shown is not None and self.fingerprint != shown else None
