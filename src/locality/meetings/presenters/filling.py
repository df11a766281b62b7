"""What fills an item by itself: the last meeting and its action points, the figures, the balance sheet (AGE-2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from locality.budgets.queries.money import Balance
from locality.documents.parts import GridTable, Paragraph, Part
from locality.meetings.models import ActionPoint, AgendaItem
from locality.meetings.models.agenda import Kind
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import show_money


@dataclass(frozen=True)
class Filling:
    """What the items of one meeting are filled with, as one reader may see it; nothing where they may not."""

    last: Meeting | None = None
    action_points: Sequence[ActionPoint] = ()
    balance: Balance | None = None


def filling_parts(item: AgendaItem, filling: Filling) -> list[Part]:
    """The filling of one item as parts of a document."""
    if item.kind == Kind.LAST_MINUTES:
        last = f"The last meeting was on {show_day(filling.last.day)}." if filling.last else ""
        return [*([Paragraph(last)] if last else []), *_points(filling.action_points)]
    if item.kind == Kind.FINANCE and filling.balance and filling.balance.year:
        return [_sheet(filling.balance)]
    return []


def _points(points: Sequence[ActionPoint]) -> list[Part]:
    if not points:
        return [Paragraph("There are no open action points.")]
    rows = [(each.text, each.owner_name, show_day(each.due_on)) for each in points]
    return [GridTable("Open action points", ("What", "Who", "By"), rows)]


def _sheet(balance: Balance) -> GridTable:
    rows = [
        ("Allocated", show_money(balance.allocated)),
        ("Committed", show_money(balance.committed)),
        ("Paid", show_money(balance.paid)),
        ("Remaining", show_money(balance.remaining)),
    ]
    year = balance.year.name if balance.year else ""
    return GridTable(f"Balance sheet, {year}", ("Money", "Amount"), rows, ("left", "right"))
