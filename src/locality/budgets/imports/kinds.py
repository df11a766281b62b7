"""The imports of money: what each is for, its columns, and the functions that plan and do it."""

from typing import Any

from locality.accounts.permissions import Permission
from locality.budgets.imports import allocations, costings
from locality.budgets.models import FundingYear
from locality.communities.models import Authority
from locality.imports.kinds import ImportKind
from locality.imports.plans import Kind, Plan
from locality.values.sentences import count

_LISTED = (Kind.REFUSE, Kind.ADD, Kind.CHANGE, Kind.SAME)


def _done(plan: Plan, name: str) -> str:
    changed = len(plan.lines) - len(plan.of(Kind.SAME)) - len(plan.of(Kind.REFUSE))
    return f"{count(changed, 'row')} of {name}"


_ALIKE: dict[str, Any] = {
    "text": "We’ll check the file first and show you what each row would do.",
    "how": "Rows with errors will be left out. If you import the same file twice, the second time changes nothing.",
    "counted": _LISTED,
    "listed": _LISTED,
    "done": _done,
}
ALLOCATIONS: ImportKind[FundingYear] = ImportKind(
    "allocations",
    "Import allocations",
    Permission.BUDGET_MANAGE,
    allocations.HEADINGS,
    lambda year, rows, today: allocations.plan_allocations(year, rows, today=today).plan,
    allocations.import_allocations,
    columns=(
        ("community", "its name, as on the list of communities"),
        ("amount", "in pounds, such as 12,500.00. Your council’s share for the contingency comes from this"),
        ("reference", "your own, such as AL-2026-1. Each community is given money once for each reference"),
        ("for", "what it is for (optional)"),
    ),
    shows=(("Community", "name"), ("Reference", "key")),
    **_ALIKE,
)
COSTINGS: ImportKind[Authority] = ImportKind(
    "costings",
    "Import rates",
    Permission.COSTINGS_MANAGE,
    costings.HEADINGS,
    lambda authority, rows, _: costings.plan_costings(authority, rows).plan,
    costings.import_costings,
    columns=(
        ("item", "such as teaching assistant"),
        ("unit", "what the rate is for one of, such as hour"),
        ("rate", "in pounds, such as 15.60"),
        ("valid from", "such as 01/09/2027"),
    ),
    shows=(("Item and unit", "name"), ("Valid from", "key")),
    **_ALIKE,
)
