"""What an entry does to the parts of a budget, and the balance that runs along a ledger; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locality.budgets.models import Entry
from locality.values.money import NOTHING


@dataclass(frozen=True)
class Movement:
    """What entries add to each part of a budget, in pounds; below zero where they take from it.

    The parts are those of `Budget`: `allocated` = `committed` + `paid` + `remaining`.
    """

    allocated: Decimal = NOTHING
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING

    def __add__(self, other: "Movement") -> "Movement":
        return Movement(self.allocated + other.allocated, self.committed + other.committed, self.paid + other.paid)

    @property
    def remaining(self) -> Decimal:
        """Neither committed nor paid."""
        return self.allocated - self.committed - self.paid


@dataclass(frozen=True)
class Line:
    """An entry in the columns of the ledger, and what remained of the budget after it, in pounds.

    `pays_on`: of a payment that is marked already, the day on which it is paid and moves from committed to paid.
    """

    entry: Entry
    moved: Movement
    remaining: Decimal
    pays_on: date | None = None


def moved_by(kind: str, amount: Decimal) -> Movement:
    """What an entry of a kind does: a commitment goes into what is committed, a payment from there to what is paid."""
    if kind == Entry.Kind.PAYMENT:
        return Movement(committed=-amount, paid=amount)
    if kind in Entry.BY_DECISION:
        return Movement(committed=-amount)
    return Movement(allocated=amount)


def lines(entries: Sequence[Entry], earlier: Movement, waits: Mapping[int, date] | None = None) -> list[Line]:
    """The entries, newest first, each with the balance after it; `earlier`: what all entries before them come to.

    `waits`: the day of payment of those entries, by id, that are marked as paid for a day that has not come.
    """
    so_far, found = earlier, []
    for entry in reversed(entries):
        pays_on = waits.get(entry.pk) if waits else None
        moved = Movement() if pays_on else moved_by(entry.kind, entry.amount)
        so_far += moved
        found.append(Line(entry, moved, so_far.remaining, pays_on))
    return found[::-1]


def together(movements: Iterable[Movement]) -> Movement:
    """All of them."""
    return sum(movements, Movement())
