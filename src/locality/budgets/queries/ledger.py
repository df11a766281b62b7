"""A budget's ledger as it is read: a page of its entries, with the balance that runs along them (RES-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from locality.budgets.models import Budget, Entry
from locality.budgets.queries.money import marked_for_later
from locality.budgets.rules.ledger import Line, Movement, lines, moved_by, together
from locality.values.money import PENNY


@dataclass(frozen=True)
class LedgerPage:
    """Some entries that follow one another, newest first; with `earlier`, what went before, they add up to `together`."""

    lines: list[Line]
    earlier: Movement
    has_earlier: bool

    @property
    def together(self) -> Movement:
        """Where the budget stood after the newest of these entries: today's figures on the first page."""
        return together([self.earlier, *(line.moved for line in self.lines)])


def entries_of(budget: Budget) -> QuerySet[Entry]:
    """The ledger of a budget, newest first, with the people, and the advance of a payment."""
    return Entry.objects.filter(budget=budget).select_related("by", "instalment__advance").order_by("-at", "-pk")


def ledger_page(budget: Budget, entries: Sequence[Entry], today: date) -> LedgerPage:
    """Entries that `entries_of` gave, one after the other, as lines of the ledger: one query.

    A payment that is marked for a later day moves nothing before it.
    """
    if not entries:
        return LedgerPage([], Movement(), has_earlier=False)
    oldest = entries[-1]
    before = Entry.objects.filter(budget=budget).filter(Q(at__lt=oldest.at) | Q(at=oldest.at, pk__lt=oldest.pk))
    later = marked_for_later(today).filter(budget=budget).values("entry")
    sums = before.exclude(pk__in=later).order_by().values_list("kind").annotate(total=Sum("amount"))
    # SQLite's sums are off by a trillionth
    movements = [moved_by(kind, total.quantize(PENNY)) for kind, total in sums]
    earlier = together(movements)
    return LedgerPage(lines(entries, earlier, _waits(entries, today)), earlier, has_earlier=bool(movements))


def _waits(entries: Sequence[Entry], today: date) -> dict[int, date]:
    """The day of payment of those entries that were marked as paid before it, and whose day has not come."""
    found = {}
    for each in entries:
        instalment = getattr(each, "instalment", None) if each.kind == Entry.Kind.PAYMENT and each.amount > 0 else None
        if instalment and instalment.advance and instalment.advance.pays_on > today:
            found[each.pk] = instalment.advance.pays_on
    return found
