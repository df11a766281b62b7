"""Importing the communities' allocations of a funding year: columns community, amount, reference; "for" if wanted.

A community's reference stands once in a year, so the same file twice, or a mended file with some rows of the first,
gives each allocation once. Of every amount the authority's share goes to the contingency of the year.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.budgets import rules
from locality.budgets.actions import allocate, allocate_contingency
from locality.budgets.actions.refusals import refuse
from locality.budgets.imports.reading import check_shown, one_line, pounds_in, text_in
from locality.budgets.models import Entry, FundingYear
from locality.budgets.queries.money import NOTHING
from locality.budgets.rules.years import why_not_open
from locality.communities.imports.plans import Kind, Plan, Row
from locality.communities.models import Authority, Community
from locality.communities.queries import rules_on
from locality.values.money import say_money, show_money, split_money
from locality.values.working_days import day_of

HEADINGS = ("community", "amount", "reference")


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
    known = {each.name.casefold(): each for each in Community.objects.filter(authority=year.authority_id)}
    done = {
        (community_id, reference): amount
        for community_id, reference, amount in Entry.objects.filter(
            budget__funding_year=year, budget__community__isnull=False, kind=Entry.Kind.ALLOCATION
        ).values_list("budget__community_id", "reference", "amount")
    }
    seen: dict[tuple[int, str], int] = {}
    for row in rows:
        try:
            _plan_row(row, made, known, done, seen)
        except ValueError as refusal:
            made.plan.add(row, Kind.REFUSE, row["reference"][:40], one_line(row["community"])[:100], str(refusal))
    _notes(made)
    return made


def _plan_row(
    row: Row,
    made: AllocationsImport,
    known: dict[str, Community],
    done: dict[tuple[int, str], Decimal],
    seen: dict[tuple[int, str], int],
) -> None:
    """Add the row to the plan. Raises ValueError with the sentence why not."""
    if row.problem:
        raise ValueError(row.problem)
    name = text_in(row, "community", 100)
    community = known.get(name.casefold())
    if community is None:
        raise ValueError(f"There is no community called {name}.")
    amount, reference = pounds_in(row, "amount"), text_in(row, "reference", 40)
    if reason := rules.why_not_allocate(community, made.year):
        raise ValueError(reason)
    key = (community.pk, reference)
    if key in seen:
        raise ValueError(f"Row {seen[key]} has the same community and reference.")
    seen[key] = row.number
    given, kept_back = split_money(amount, [100 - made.percent, made.percent])
    if reason := rules.why_not_an_amount(given):
        raise ValueError(reason)
    text = f"{show_money(given)}{f', and {show_money(kept_back)} to the contingency' if kept_back else ''}"
    if key in done:
        if done[key] not in (given, amount):
            raise ValueError(rules.why_not_again(reference, done[key]))
        made.plan.add(row, Kind.SAME, reference, community.name, f"{show_money(done[key])} was allocated already")
        return
    why = one_line(row["for"])[:200] or "Allocation of the year"
    made.parts.append(Part(community, given, kept_back, reference, why))
    made.plan.add(row, Kind.ADD, reference, community.name, text)


def _notes(made: AllocationsImport) -> None:
    if made.kept_back:
        made.plan.notes.append(
            f"{say_money(made.kept_back)} would go to the contingency: your council keeps back {made.percent}% of each "
            "imported allocation."
        )


@transaction.atomic
def import_allocations(
    year: FundingYear, rows: Sequence[Row], *, by: User, at: datetime, shown: str | None = None
) -> AllocationsImport:
    """Allocate what the dry run with the fingerprint `shown` showed: all of it, or none. Raises MoneyRefused."""
    Authority.objects.select_for_update().get(pk=year.authority_id)
    year = FundingYear.objects.select_related("authority").get(pk=year.pk)
    refuse(why_not_open(year))
    made = plan_allocations(year, rows, today=day_of(at))
    check_shown(made.plan, shown)
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
        count = len(made.parts)
        allocate_contingency(
            funding_year=year,
            amount=made.kept_back,
            why=f"{made.percent}% kept back of {count} imported allocation{'' if count == 1 else 's'}",
            by=by,
            at=at,
        )
    if made.parts:
        record(
            action="allocations.imported",
            by=by,
            at=at,
            subject_type="funding_year",
            subject_id=year.pk,
            subject=year.name,
            authority_id=year.authority_id,
            after={
                "allocations": len(made.parts),
                "to_communities": show_money(made.given),
                "to_the_contingency": show_money(made.kept_back),
            },
        )
    return made
