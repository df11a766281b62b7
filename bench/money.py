"""What the council and the ledger hold of those requests: steps, decisions, hand-overs, plans, advances and entries."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.models import Advance, Budget, Entry, FundingYear, Instalment, PaymentPlan
from locality.communities.models import Authority, Community
from locality.resource_requests.models import CouncilSection, Decision, HandOver, ResourceRequest, Step

ENTRIES_A_DECISION = 6  # a commitment and five payments
PART = Decimal(100)
ALLOCATED = Decimal(9_000_000)
_DECIDED = (("submit", "submitted"), ("accept", "accepted"))
_RECEIVED = (*_DECIDED, ("approve", "approved"), ("hand_over", "handed_over"), ("acknowledge", "acknowledged"))
WAYS = {
    "submitted": _DECIDED[:1],
    "accepted": _DECIDED,
    "withdrawn": (*_DECIDED[:1], ("withdraw", "withdrawn")),
    "declined": (*_DECIDED, ("decline", "declined")),
    "approved": _RECEIVED[:3],
    "acknowledged": _RECEIVED,
    "processed": (*_RECEIVED, ("moderate", "processed")),
}
GRANTED = ("approved", "acknowledged", "processed")
_BATCH = 2_000


@transaction.atomic
def fill_money() -> tuple[int, Advance]:
    """Give the bulk requests their record and their money. How many entries there are, and an advance of all schools."""
    authority = ResourceRequest.objects.filter(reference__startswith="RFR-1999-").order_by("reference")[0].authority
    people = {
        role: User.objects.filter(offices__role=role).order_by("pk")[0] for role in ("clerk", "moderator", "finance")
    }
    made = _requests(authority)
    with _without_guards():
        budgets = _budgets(authority, people["finance"])
        advances = _advances(authority)
        for start in range(0, len(made), _BATCH):
            batch = made[start : start + _BATCH]
            _record(batch, people)
            _pay([each for each in batch if each.state == "processed"], budgets, advances, people)
        _paid(advances, people["finance"])
        _decided()
        _totals()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Entry.objects.count(), advances[-1]


def _requests(authority: Authority) -> list[ResourceRequest]:
    found = ResourceRequest.objects.filter(authority=authority, reference__startswith="RFR-1999-")
    return list(found.select_related("community").defer("search_text").order_by("pk"))


@contextmanager
def _without_guards() -> Iterator[None]:
    """Written past the triggers, whose sums would take hours for so many at once; they are back before anything is read."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, create in triggers:
            cursor.execute(create)


def _budgets(authority: Authority, by: User) -> dict[tuple[int, int], Budget]:
    """A budget for every community and every funding year of the last four, by community and the year it begins in."""
    this_year = timezone.localdate().year
    for first in range(this_year - 4, this_year + 1):
        FundingYear.objects.get_or_create(
            authority=authority,
            start=date(first, 9, 1),
            defaults={"name": f"{first} to {first + 1} (bench)", "end": date(first + 1, 8, 31)},
        )
    found: dict[tuple[int, int], Budget] = {}
    for year in FundingYear.objects.filter(authority=authority):
        for community in Community.objects.filter(authority=authority):
            budget, _ = Budget.objects.get_or_create(community=community, funding_year=year)
            found[community.pk, year.start.year] = budget
    at = datetime(this_year - 4, 9, 1, tzinfo=UTC)
    Entry.objects.bulk_create(
        Entry(budget=budget, kind="allocation", amount=ALLOCATED, by=by, why="Bench", at=at)
        for budget in found.values()
    )
    return found


def _advances(authority: Authority) -> list[Advance]:
    """Forty advances, a month apart, the last one of last month: none is paid yet."""
    today = timezone.localdate()
    days = [today - timedelta(days=30 * back + 400) for back in range(40, 0, -1)]
    return [
        Advance.objects.get_or_create(
            authority=authority, pays_on=day, defaults={"name": f"Bench {day}", "closes_on": day}
        )[0]
        for day in days
    ]


def _record(batch: list[ResourceRequest], people: dict[str, User]) -> None:
    steps, granted = [], []
    for request in batch:
        before = "draft"
        for number, (event, after) in enumerate(WAYS[request.state]):
            at = request.created_at + timedelta(hours=number)
            steps.append(Step(rfr=request, event=event, from_state=before, to_state=after, by=people["clerk"], at=at))
            before = after
        if request.state in GRANTED:
            granted.append(request)
    Step.objects.bulk_create(steps)
    decisions = Decision.objects.bulk_create(
        Decision(
            rfr=request, version_id=request.version_id, number=1, outcome="approved", summary="Agreed", funding=True,
            amount=request.approved_amount, review_on=request.approved_on, decided_on=request.approved_on,
            method="consensus", recorded_by=people["clerk"], recorded_at=request.created_at,
        )
        for request in granted
    )  # fmt: skip
    area = {community.pk: community.area_id for community in Community.objects.all()}
    for request, decision in zip(granted, decisions, strict=True):
        request.decision = decision
    HandOver.objects.bulk_create(
        HandOver(
            rfr=request, decision=request.decision, area_id=area[request.community_id], sent_by=people["clerk"],
            sent_at=request.created_at + timedelta(days=request.pk % 6), acknowledged_by=people["moderator"],
            acknowledged_at=request.created_at + timedelta(days=request.pk % 6 + 2),
        )
        for request in granted if request.state != "approved"
    )  # fmt: skip
    CouncilSection.objects.bulk_create(
        CouncilSection(
            rfr=request, decision=request.decision, final_amount=request.approved_amount, moderated=True,
            moderated_by=people["moderator"], recorded_by=people["moderator"], recorded_at=request.created_at,
            processed_on=request.processed_on,
        )
        for request in granted if request.state == "processed"
    )  # fmt: skip


def _pay(
    batch: list[ResourceRequest],
    budgets: dict[tuple[int, int], Budget],
    advances: list[Advance],
    people: dict[str, User],
) -> None:
    plans = PaymentPlan.objects.bulk_create(
        PaymentPlan(
            authority_id=each.authority_id, decision_id=each.decision_id, reference=each.reference,
            community_id=each.community_id, school_id=each.school_id, pattern="advances", starts_on=each.approved_on,
            ends_on=each.approved_on + timedelta(days=120), approved_on=each.approved_on,
            due_on=each.approved_on + timedelta(days=42), processed_by=people["moderator"], processed_at=each.created_at,
        )
        for each in batch
    )  # fmt: skip
    rows = []
    for request, plan in zip(batch, plans, strict=True):
        day = plan.approved_on
        budget = budgets[request.community_id, day.year if day.month >= 9 else day.year - 1]
        shared = {"budget": budget, "reference": request.reference, "decision_id": request.decision_id, "why": "Bench"}
        at = request.created_at
        rows.append(
            (
                None,
                Entry(kind="commitment", amount=(1 - ENTRIES_A_DECISION) * PART, by=people["clerk"], at=at, **shared),
            )
        )
        for number in range(1, ENTRIES_A_DECISION):
            moment = at + timedelta(days=30 * number)
            rows.append((plan, Entry(kind="payment", amount=PART, by=people["finance"], at=moment, **shared)))
    Entry.objects.bulk_create([entry for _, entry in rows])
    Instalment.objects.bulk_create(_instalments(rows, advances))


def _instalments(rows: Iterable[tuple[PaymentPlan | None, Entry]], advances: list[Advance]) -> Iterator[Instalment]:
    """Each payment in an advance; those of the last one are of every school."""
    number = 0
    for plan, entry in rows:
        if plan is None:
            number = 0
            continue
        number += 1
        day = entry.at.date()
        advance = (
            advances[-1]
            if number == ENTRIES_A_DECISION - 1 and plan.pk % 20 == 0
            else advances[(plan.pk + number) % 39]
        )
        yield Instalment(
            plan=plan, budget=entry.budget, number=number, covers_from=day, covers_to=day + timedelta(days=29),
            due_on=day, amount=entry.amount, advance=advance, entry=entry, payee_name="Bench", payee_code="886",
        )  # fmt: skip


def _paid(advances: list[Advance], by: User) -> None:
    for advance in advances:
        Advance.objects.filter(pk=advance.pk).update(
            paid_by=by,
            paid_at=datetime(advance.pays_on.year, advance.pays_on.month, advance.pays_on.day, 12, tzinfo=UTC),
        )


def _decided() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE resource_requests_resourcerequest SET decision_id = (SELECT decision.id FROM resource_requests_decision "
            "decision WHERE decision.request_id = resource_requests_resourcerequest.id) "
            "WHERE reference LIKE 'RFR-1999-%%' AND approved_on IS NOT NULL"
        )


def _totals() -> None:
    """What the triggers would have kept."""
    kinds = {
        "allocated": "kind IN ('allocation', 'adjustment', 'transfer', 'carry') THEN amount",
        "committed": "kind IN ('commitment', 'increase', 'release', 'payment') THEN -amount",
        "released": "kind = 'release' THEN amount",
        "paid": "kind = 'payment' THEN amount",
        "remaining": "kind <> 'payment' THEN amount",
    }
    of_budget = "FROM budgets_entry WHERE budget_id = budgets_budget.id"
    sums = [
        f"{name} = ROUND((SELECT COALESCE(SUM(CASE WHEN {kind} ELSE 0 END), 0) {of_budget}), 2)"
        for name, kind in kinds.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE budgets_budget SET {', '.join(sums)}")  # noqa: S608
