"""Reads of a funding year's end: what is approved and not paid, what remains, and where it would go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from locality.accounts.permissions import Permission
from locality.budgets.models import Budget, Entry, FundingYear, Instalment, Transfer
from locality.budgets.queries.money import authorities_where, with_coming
from locality.budgets.rules.advances import ComingBack
from locality.budgets.rules.years import days_between, next_year, why_not_close
from locality.communities.models import AuthorityRules
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.values.marks import mark_of
from locality.values.money import NOTHING
from locality.values.refusals import Refusal


@dataclass(frozen=True)
class Unpaid:
    """What one decision still holds of a budget, in pounds: approved and not paid."""

    decision_id: int
    reference: str
    amount: Decimal


Moved = dict[int, list[Unpaid]]
"""What decisions hold, by budget id."""


@dataclass(frozen=True)
class Closing:
    """What becomes of one budget when its year is closed, in pounds.

    `held` is approved and not paid: it goes into the next year with its decisions. `remaining` is carried to the same
    holder's next budget where `keeps` says so, else to the council's contingency of the next year.
    """

    budget: Budget
    unpaid: list[Unpaid]
    remaining: Decimal
    keeps: bool

    @property
    def held(self) -> Decimal:
        """Approved and not paid."""
        return sum((each.amount for each in self.unpaid), NOTHING)

    @property
    def goes_to(self) -> str:
        """Whose money the remaining amount becomes."""
        return self.budget.holder if self.keeps else "Contingency"


@dataclass(frozen=True)
class YearEnd:
    """All that closing a year would do, or why it can't be closed."""

    year: FundingYear
    following: FundingYear | None
    carries_all: bool
    closings: list[Closing] = field(default_factory=list)
    reason: Refusal | None = None

    @property
    def held(self) -> Decimal:
        """Approved and not paid, of all budgets."""
        return sum((each.held for each in self.closings), NOTHING)

    @property
    def marked(self) -> Decimal:
        """What is marked as paid for a day that has not come: it is paid from this year and stays in it."""
        return sum((each.budget.coming for each in self.closings), NOTHING).quantize(NOTHING)

    @property
    def kept(self) -> Decimal:
        """What the holders keep for the next year."""
        return sum((each.remaining for each in self.closings if each.keeps), NOTHING)

    @property
    def returned(self) -> Decimal:
        """What goes from communities to the contingency of the next year."""
        return sum((each.remaining for each in self.closings if not each.keeps), NOTHING)

    @property
    def unpaid(self) -> list[tuple[str, Unpaid]]:
        """The requests that are approved and not paid, each with whose budget holds the money."""
        return [(each.budget.holder, one) for each in self.closings for one in each.unpaid]

    @property
    def fingerprint(self) -> str:
        """What was shown, as one value: only exactly that is done."""
        lines = [(each.budget.pk, str(each.held), str(each.remaining), each.keeps) for each in self.closings]
        return mark_of([self.carries_all, lines])


def year_end(year: FundingYear, *, today: date) -> YearEnd:
    """What closing the year on a day would do: six queries, whatever the number of communities."""
    years = list(FundingYear.objects.filter(authority=year.authority_id))
    carries_all = rules_on(year.authority, today).carry_forward == AuthorityRules.CarryForward.ALL
    budgets = list(_budgets_of(year, today))
    held = _held_in(budgets)
    return YearEnd(
        year=year,
        following=next_year(year, years),
        carries_all=carries_all,
        closings=[_closing(each, held.get(each.pk, []), carries_all) for each in budgets],
        reason=why_not_close(
            year,
            years=years,
            today=today,
            waiting=Transfer.objects.waiting().filter(source__funding_year=year).count(),
            coming_back=coming_back_in(year),
        ),
    )


def _budgets_of(year: FundingYear, today: date) -> QuerySet[Budget]:
    budgets = with_coming(Budget.objects.filter(funding_year=year), today)
    found = budgets.select_related("community__authority", "funding_year__authority")
    return found.order_by("community__name", "pk")


def _closing(budget: Budget, unpaid: list[Unpaid], carries_all: bool) -> Closing:
    community = budget.community
    return Closing(
        budget=budget,
        unpaid=unpaid,
        remaining=budget.remaining,
        # contingency stays contingency; a community that has closed has no next year to keep money for
        keeps=community is None or (carries_all and community.closed_on is None),
    )


def _held_in(budgets: Iterable[Budget]) -> Moved:
    """What the decisions of these budgets still hold: one query."""
    sums = (
        Entry.objects.filter(budget__in=[each.pk for each in budgets], kind__in=Entry.BY_DECISION)
        .order_by()
        .values_list("budget_id", "decision_id", "reference")
        .annotate(total=Sum("amount"))
        .order_by("reference", "decision_id")
    )
    found: Moved = defaultdict(list)
    for budget_id, decision_id, reference, total in sums:
        if decision_id is not None and (held := -total.quantize(NOTHING)):  # SQLite's sums are off by a trillionth
            found[budget_id].append(Unpaid(decision_id, reference, held))
    return found


def coming_back_in(year: FundingYear) -> list[ComingBack]:
    """What schools are still to give back of payments of a year: one query, and one more where there is any."""
    waiting = Instalment.objects.filter(budget__funding_year=year, amount__lt=0, entry=None, cancelled_at=None)
    sums = waiting.order_by().values_list("plan__school", "plan__school__name").annotate(total=Sum("amount"))
    rows = list(sums.order_by("plan__school__name", "plan__school"))
    planned = Instalment.objects.filter(
        entry=None, cancelled_at=None, plan__school__in=[school for school, _, _ in rows]
    )
    nets = dict(planned.order_by().values_list("plan__school").annotate(Sum("amount"))) if rows else {}
    return [ComingBack(name, -total.quantize(NOTHING), nets[school] >= 0) for school, name, total in rows]


def days_in_no_year_beside(year: FundingYear) -> str | None:
    """A warning where days before or after a year lie in none of its authority."""
    return days_between(year, FundingYear.objects.filter(authority=year.authority_id))


def has_budgets(year: FundingYear) -> bool:
    """Whether money hangs on a year: whatever is allocated, moved, decided or paid has a budget in it."""
    return Budget.objects.filter(funding_year=year).exists()


def years_to_manage(viewer: Viewer) -> QuerySet[FundingYear]:
    """The funding years a person may allocate money for and close."""
    return FundingYear.objects.filter(authority__in=authorities_where(viewer, Permission.BUDGET_MANAGE)).select_related(
        "authority"
    )


def contingencies_for(viewer: Viewer) -> QuerySet[FundingYear]:
    """The years whose contingency a person may see: those who see or manage the money of a whole authority."""
    see, manage = (authorities_where(viewer, each) for each in (Permission.BUDGET_SEE, Permission.BUDGET_MANAGE))
    return FundingYear.objects.filter(Q(authority__in=see) | Q(authority__in=manage)).select_related("authority")


def contingency_of(year: FundingYear) -> Budget | None:
    """The authority's contingency of a year; None before anything was put into it."""
    return Budget.objects.filter(funding_year=year, community=None).select_related("funding_year").first()


def budgets_in(year: FundingYear) -> list[Budget]:
    """Every budget of a year by holder, the contingency first."""
    found = Budget.objects.filter(funding_year=year).select_related("community", "funding_year")
    return sorted(found, key=lambda each: (each.community_id is not None, each.holder))
