"""Four real processes act on requests at the same moment: one budget, one request, one draft, one list of references."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from locality.audit.models import Event
from locality.budgets.models import Budget, Entry
from locality.budgets.queries.money import budget_on
from locality.outbox.models import Message
from locality.resource_requests.models import Decision, ResourceRequest, Step, Version
from locality.values.working_days import day_of
from tests.integration.racing import together
from tests.integration.resource_requests.race_worker import prepare
from tests.world import Side, draft, request_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("race")]

NOT_ENOUGH = (
    "NotEnough: Wealdshire 1 has £20,000 left in its {year} budget, and this needs £40,000. Approve a"
    " smaller amount, or ask the council’s locality team to increase the budget."
)
TRIES = list[dict[str, Any]]


def race(act: str, tries_of_each: list[TRIES], *, lock: bool = True, checks: bool = True) -> list[list[str]]:
    """What came of the tries of each process."""
    with TemporaryDirectory() as meeting_place:
        task = {
            "act": act, "lock": lock, "checks": checks,
            "meeting_place": meeting_place, "processes": len(tries_of_each),
        }  # fmt: skip
        return together(prepare, [task | {"tries": tries} for tries in tries_of_each])


def budget_of(side: Side) -> Budget:
    found = budget_on(side.community, day_of(timezone.now()))
    assert found is not None
    return found


def accepted(side: Side, many: int) -> list[ResourceRequest]:
    return [request_in(side, "to_decide") for _ in range(many)]


def approvals(side: Side, requests: list[ResourceRequest], amount: int) -> list[TRIES]:
    """One try for each request, by the clerk and the chair in turn."""
    people = [side.people["clerk"].pk, side.people["chair"].pk]
    return [
        [{"request": request.pk, "amount": amount, "by": people[number % 2]}] for number, request in enumerate(requests)
    ]


def remaining_by_entries(budget: Budget) -> Decimal:
    """What remains, by plain SQL over the entries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ROUND(SUM(CASE WHEN kind = 'payment' THEN 0 ELSE amount END) * 100) "
            "FROM budgets_entry WHERE budget_id = %s",
            [budget.pk],
        )
        return Decimal(int(cursor.fetchone()[0])) / 100


@pytest.fixture
def checks_off() -> Iterator[None]:
    """Lift the CHECK constraints of budgets; each process lifts those of SQLite for itself."""
    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = 'budgets_budget'::regclass AND contype = 'c'"
        )
        checks = cursor.fetchall()
        for name, _ in checks:
            cursor.execute(f"ALTER TABLE budgets_budget DROP CONSTRAINT {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM budgets_entry")
        cursor.execute("DELETE FROM budgets_budget")
        cursor.execute("SET session_replication_role = DEFAULT")
        for name, definition in checks:
            cursor.execute(f"ALTER TABLE budgets_budget ADD CONSTRAINT {name} {definition}")


@pytest.mark.clause("RES-7")
def test_four_approvals_at_once_never_overspend_and_the_record_agrees(kent: Side) -> None:
    requests = accepted(kent, 4)
    budget = budget_of(kent)
    decided_before = Event.objects.filter(action="resource_request.approve").count()
    outcomes = [outcome for (outcome,) in race("decide", approvals(kent, requests, 40_000))]
    sentence = NOT_ENOUGH.format(year=budget.funding_year.name)
    assert Counter(outcomes) == {"approved": 2, sentence: 2}  # of £100,000
    budget.refresh_from_db()
    assert (budget.remaining, budget.committed) == (20_000, 80_000)
    assert remaining_by_entries(budget) == 20_000
    for request, outcome in zip(requests, outcomes, strict=True):
        request.refresh_from_db()
        won = outcome == "approved"
        entries = Entry.objects.filter(reference=request.reference, kind="commitment")
        assert request.state == ("approved" if won else "accepted")
        assert request.approved_amount == (40_000 if won else None)
        assert [entry.amount for entry in entries] == ([-40_000] if won else [])
        assert [entry.decision_id for entry in entries] == ([request.decision_id] if won else [])
        assert Decision.objects.filter(rfr=request).count() == won
        assert Step.objects.filter(rfr=request, event="approve").count() == won
        assert Message.objects.filter(reference=request.reference, kind="resource_request.approve").exists() == won
    assert Event.objects.filter(action="resource_request.approve").count() == decided_before + 2


@pytest.mark.clause("RES-7")
def test_control_without_lock_and_check_the_same_race_overspends(kent: Side, checks_off: None) -> None:
    """If this ever passes without overspending, the race tests prove nothing."""
    requests = accepted(kent, 4)
    budget = budget_of(kent)
    outcomes = race("decide", approvals(kent, requests, 40_000), lock=False, checks=False)
    assert outcomes == [["approved"]] * 4
    assert remaining_by_entries(budget) < 0


@pytest.mark.clause("RES-7")
def test_the_control_is_fair_one_after_the_other_it_does_not_overspend(kent: Side, checks_off: None) -> None:
    requests = accepted(kent, 4)
    budget = budget_of(kent)
    one_process = [try_ for tries in approvals(kent, requests, 40_000) for try_ in tries]
    (outcomes,) = race("decide", [one_process], lock=False, checks=False)
    assert [outcome.split(":")[0] for outcome in outcomes] == ["approved", "approved", "NotEnough", "NotEnough"]
    assert remaining_by_entries(budget) == 20_000


@pytest.mark.clause("RES-7")
def test_without_the_lock_the_database_refuses_what_is_too_much(kent: Side) -> None:
    requests = accepted(kent, 4)
    budget = budget_of(kent)
    outcomes = [outcome for (outcome,) in race("decide", approvals(kent, requests, 40_000), lock=False)]
    assert outcomes.count("approved") == 2
    assert sum("budget_never_overspent" in outcome for outcome in outcomes) == 2
    assert remaining_by_entries(budget) == 20_000


@pytest.mark.clause("RES-7")
@pytest.mark.parametrize("amounts", [(1000, 1000), (1000, None)], ids=["the same", "one approves, one declines"])
def test_two_chairs_decide_one_request_and_it_is_decided_once(kent: Side, amounts: tuple[int | None, ...]) -> None:
    request = request_in(kent, "to_decide")
    people = (kent.people["clerk"].pk, kent.people["chair"].pk)
    tries = [[{"request": request.pk, "amount": amount, "by": by}] for amount, by in zip(amounts, people, strict=True)]
    outcomes = [outcome for (outcome,) in race("decide", tries)]
    (done,) = [outcome for outcome in outcomes if outcome in {"approved", "declined"}]
    (refused,) = [outcome for outcome in outcomes if outcome != done or outcomes.count(done) > 1]
    assert refused.startswith("NotPossible: ")
    request.refresh_from_db()
    decision = Decision.objects.get(rfr=request)
    assert (request.state, request.decision, decision.outcome) == (done, decision, done)
    paid = 1000 if done == "approved" else 0
    assert -sum(Entry.objects.filter(reference=request.reference).values_list("amount", flat=True)) == paid
    assert Step.objects.filter(rfr=request, event__in=["approve", "decline"]).count() == 1


def test_control_without_the_lock_two_chairs_do_pass_the_check_of_the_state(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    outcomes = [outcome for (outcome,) in race("decide", approvals(kent, [request, request], 1000), lock=False)]
    assert not any(outcome.startswith("NotPossible") for outcome in outcomes)


@pytest.mark.clause("FORM-01")
def test_four_schools_start_at_once_and_every_reference_is_another(kent: Side) -> None:
    tries = [{"school": kent.school.pk, "by": kent.people["signatory"].pk}] * 6
    references = sorted(reference for each in race("start", [tries] * 4) for reference in each)
    year = day_of(timezone.now()).year
    assert references == [f"RFR-{year}-{number:05}" for number in range(1, 25)]
    assert ResourceRequest.objects.count() == Event.objects.filter(action="resource_request.start").count() == 24


@pytest.mark.clause("FORM-10")
def test_four_submit_the_same_draft_and_it_is_signed_once(kent: Side) -> None:
    request = draft(kent)
    by = kent.people["signatory"].pk
    outcomes = [outcome for (outcome,) in race("submit", [[{"request": request.pk, "by": by}]] * 4)]
    assert outcomes.count("submitted") == 1
    assert sum(outcome.startswith("NotPossible: ") for outcome in outcomes) == 3
    version = Version.objects.get(rfr=request)
    request.refresh_from_db()
    assert (request.state, request.version, request.version_number) == ("submitted", version, 1)
    assert Step.objects.filter(rfr=request, event="submit").count() == 1
    assert Message.objects.filter(to=kent.people["chair"], kind="resource_request.submit").count() == 1
