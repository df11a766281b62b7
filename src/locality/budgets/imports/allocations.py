"""Importing the communities' allocations of a funding year: columns community, amount, reference; "for" if wanted.

A community's reference stands once in a year, so the same file twice, or a corrected file with some rows of the first,
gives each allocation once, also where a spreadsheet has respelled the reference. Of every amount the authority's share
goes to the contingency of the year.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.budgets.actions.allocating import allocate, allocate_contingency
from locality.budgets.models import Entry, FundingYear
from locality.budgets.rules.money import why_not_again, why_not_allocate, why_not_an_amount
from locality.budgets.rules.years import why_not_given
from locality.communities.models import Authority, Community
from locality.communities.queries import rules_on
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.imports.cells import pounds_in, text_in
from locality.imports.plans import CHANGED, Kind, Plan, Row
from locality.values.keys import ByName, Reference, name_key, reference_key, taken_as
from locality.values.money import NOTHING, say_money, show_money, split_money
from locality.values.refusals import refuse
from locality.values.sentences import count
from locality.values.typed import short
from locality.values.working_days import day_of

HEADINGS = ("community", "amount", "reference")
Key = tuple[int, Reference]
"""A community and how its reference is compared."""


@dataclass(frozen=True)
class Part:
    """One allocation to be: what the community is given, and what is kept back of the amount in the file."""

    community: Community
    amount: Decimal
    kept_back: Decimal
    reference: str
    why: str


@dataclass
class AllocationsImport:
    """A plan, with the allocations it would make."""

    year: FundingYear
    percent: int
    plan: Plan = field(default_factory=Plan)
    parts: list[Part] = field(default_factory=list)
    doubted: int = 0
    """How many rows give what the community was given before under another reference."""

    @property
    def kept_back(self) -> Decimal:
        """What goes to the contingency, in pounds."""
        return sum((part.kept_back for part in self.parts), NOTHING)

    @property
    def given(self) -> Decimal:
        """What goes to the communities, in pounds."""
        return sum((part.amount for part in self.parts), NOTHING)


def plan_allocations(year: FundingYear, rows: Sequence[Row], *, today: date) -> AllocationsImport:
    """What importing these rows would do: three queries. Writes nothing."""
    made = AllocationsImport(year, rules_on(year.authority, today).contingency_percent)
    known = ByName((each.name, each) for each in Community.objects.filter(authority=year.authority_id))
    done = _Done(year, rows)
    seen: dict[Key, int] = {}
    for row in rows:
        try:
            _plan_row(row, made, known, done, seen)
        except ValueError as refusal:
            made.plan.add(row, Kind.REFUSE, row["reference"][:40] or "–", short(row["community"])[:100], str(refusal))
    _notes(made)
    return made


class _Done:
    """The year's allocations so far: one query."""

    def __init__(self, year: FundingYear, rows: Sequence[Row]) -> None:
        self._in_file = {(name_key(row["community"]), reference_key(row["reference"])) for row in rows}
        self._alike: dict[Key, list[tuple[str, Decimal]]] = defaultdict(list)
        self._amounts: dict[int, list[tuple[str, Decimal]]] = defaultdict(list)
        for community, reference, amount in (
            Entry.objects.filter(budget__funding_year=year, budget__community__isnull=False, kind=Entry.Kind.ALLOCATION)
            .order_by("pk")
            .values_list("budget__community_id", "reference", "amount")
        ):
            self._amounts[community].append((reference, amount))
            if reference:
                self._alike[community, reference_key(reference)].append((reference, amount))

    def under(self, key: Key, reference: str, amounts: tuple[Decimal, Decimal]) -> tuple[str, Decimal] | None:
        """The allocation under this reference, as it was spelled then; of several, the one spelled so or of the amount."""
        found = self._alike.get(key, [])
        return min(found, key=lambda each: (each[0] != reference, each[1] not in amounts), default=None)

    def of_amount(self, community: Community, amounts: tuple[Decimal, Decimal]) -> tuple[str, Decimal] | None:
        """An allocation of the same amount that no row of the file is: each row is the one under its own reference."""
        name = name_key(community.name)
        for reference, amount in self._amounts[community.pk]:
            if amount in amounts and not (reference and (name, reference_key(reference)) in self._in_file):
                return reference, amount
        return None


def _plan_row(
    row: Row,
    made: AllocationsImport,
    known: ByName[Community],
    done: _Done,
    seen: dict[Key, int],
) -> None:
    """Add the row to the plan. Raises ValueError with the sentence why not."""
    if unread := row.why_unread((*HEADINGS, "for")):
        raise ValueError(unread)
    name = text_in(row, "community", 100)
    community = known.get(name)
    if community is None:
        raise ValueError(f"There is no community called {name}.")
    made.plan.note(taken_as(name, community.name))
    amount, reference = pounds_in(row, "amount"), text_in(row, "reference", 40)
    if reason := why_not_allocate(community, made.year):
        raise ValueError(reason)
    key = (community.pk, reference_key(reference))
    if key in seen:
        raise ValueError(f"Row {seen[key]} has the same community and reference.")
    seen[key] = row.number
    given, kept_back = split_money(amount, [100 - made.percent, made.percent])
    if reason := why_not_an_amount(given):
        raise ValueError(reason)
    text = f"{show_money(given)}{f', and {show_money(kept_back)} to the contingency' if kept_back else ''}"
    if earlier := done.under(key, reference, (given, amount)):
        spelled, before = earlier
        if before not in (given, amount):
            raise ValueError(why_not_again(spelled, before))
        under = "" if spelled == reference else f" under {spelled}"
        made.plan.add(row, Kind.SAME, reference, community.name, f"{show_money(before)} was already allocated{under}")
        return
    if equal := done.of_amount(community, (given, amount)):
        text += f". {_doubt(community, *equal)}"
        made.doubted += 1
    why = short(row["for"])[:200] or "Allocation of the year"
    made.parts.append(Part(community, given, kept_back, reference, why))
    made.plan.add(row, Kind.ADD, reference, community.name, text)


def _doubt(community: Community, reference: str, amount: Decimal) -> str:
    under = f"under {reference}" if reference else "without a reference"
    return f"{say_money(amount)} was already allocated to {community.name} {under}. Import this only if it is a second allocation"


def _notes(made: AllocationsImport) -> None:
    made.plan.does = f"allocates {say_money(made.given)} to communities"
    if made.doubted:
        rows = "1 row gives" if made.doubted == 1 else f"{made.doubted} rows give"
        made.plan.warnings.append(
            f"{rows} an amount that the same community was already given under another reference. If it is the same "
            "allocation, remove the row from the file. Otherwise the community would be given the money again."
        )
    if made.kept_back:
        made.plan.does += f", and puts {say_money(made.kept_back)} into the contingency"
        made.plan.notes.append(
            f"{say_money(made.kept_back)} would go to the contingency. Your council puts {made.percent}% of each imported "
            "allocation there."
        )


@transaction.atomic
def import_allocations(
    year: FundingYear, rows: Sequence[Row], *, by: Viewer, at: datetime, shown: str | None = None
) -> Plan:
    """Allocate what the dry run with the fingerprint `shown` showed: all of it, or none. Raises NotPossible."""
    Authority.objects.select_for_update().get(pk=year.authority_id)
    year = FundingYear.objects.select_related("authority").get(pk=year.pk)
    allow(by, Permission.BUDGET_MANAGE, authority=year.authority)
    refuse(why_not_given(year, day_of(at)))
    made = plan_allocations(year, rows, today=day_of(at))
    refuse(made.plan.why_not(shown, CHANGED))
    for part in sorted(made.parts, key=lambda each: each.community.pk):
        allocate(
            community=part.community,
            funding_year=year,
            amount=part.amount,
            why=part.why,
            reference=part.reference,
            by=by,
            at=at,
        )
    if made.kept_back:
        allocate_contingency(
            funding_year=year,
            amount=made.kept_back,
            why=f"{made.percent}% kept back of {count(len(made.parts), 'imported allocation')}",
            by=by,
            at=at,
        )
    if made.parts:
        record(
            "allocations.imported",
            year,
            by=by.user,
            at=at,
            after={
                "allocations": len(made.parts),
                "to_communities": show_money(made.given),
                "to_the_contingency": show_money(made.kept_back),
            },
        )
    return made.plan
