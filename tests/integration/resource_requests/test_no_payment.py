"""No path to a payment without a decision (CTX-2): every action there is, tried on requests that nobody approved.

An action that is added fails the first test until it stands in one of the lists below.
"""

import inspect
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

import locality.budgets.actions as of_budgets
import locality.council_section.actions as of_the_council
import locality.resource_requests.actions as of_a_request
import locality.writing.actions as of_writing
from locality.budgets.actions import (
    allocating,
    closing_years,
    committing,
    gathering_advances,
    opening_years,
    paying,
    paying_back,
    planning_payments,
    returning_unspent,
    transferring,
)
from locality.budgets.models import Advance, Budget, Entry, FundingYear, Instalment, PaymentPlan, Transfer
from locality.council_section.actions import deciding_for_council, moderating, questioning
from locality.exceptional import actions as outside_meetings
from locality.resource_requests.actions import (
    deciding,
    following_meetings,
    following_schools,
    handing_over,
    reviewing,
)
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import CouncilQuestion, CouncilSection, Decision, ResourceRequest
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions import continuing, drafting, signing
from tests.integration.budgets.books import unfounded
from tests.world import Side, acting, declined, exceptional_in, grant, refusal, request_in, ruling, section

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CTX-2"), pytest.mark.both_databases("constraint")]

Call = Callable[[], object]
UNDECIDED = ("draft", "ready_to_sign", "submitted", "returned", "accepted", "deferred", "declined", "withdrawn")
EXCEPTIONAL = ("draft", "urgent", "refused", "referred", "declined")
# What changes nothing: it answers a question
ANSWERS = {"as_read", "fingerprint", "without_names", "why_not_promised"}


def _corrected(request: ResourceRequest, *, approve: bool) -> NewDecision:
    """As its kind of request is decided: the chair alone decides an exceptional one."""
    if request.kind == ResourceRequest.Kind.EXCEPTIONAL:
        return grant(amount=Decimal(900)) if approve else refusal(summary="It can wait.")
    return ruling(amount=Decimal(900)) if approve else declined()


def of_requests(side: Side, request: ResourceRequest, *, approve: bool) -> dict[str, Call]:
    """Every action on requests, by whoever may, with what it needs; `approve`: decisions grant money, else they refuse."""
    at, people = timezone.now(), side.people
    today, chair, clerk, head = day_of(at), people["chair"], people["clerk"], people["signatory"]
    officer, moderator = people["hnf_officer"], people["moderator"]
    meeting = Meeting.objects.filter(community=side.community).latest("day")
    signed: dict[str, Any] = {
        "by": acting(head, at), "signed_name": "Sig Natory", "signed_role": "Head", "seen": signing.fingerprint(request), "at": at,
    }  # fmt: skip
    days = {"starts_on": today, "ends_on": today + timedelta(days=27)}
    by_council = {"method": Decision.Method.COUNCIL}
    clerks, schools = CouncilQuestion.To.CLERK, CouncilQuestion.To.SCHOOL
    why: dict[str, Any] = {"ground": Decision.Ground.ERROR, "reason": "A slip.", "by": acting(chair, at), "at": at}
    return {
        "start": lambda: drafting.start(school=side.school, by=acting(head, at), at=at),
        "copy": lambda: drafting.copy(request, by=acting(head, at), at=at),
        "save_answers": lambda: drafting.save_answers(
            request, {"line.1.rate": Typed("20", 1)}, by=acting(head, at), at=at
        ),
        "say_whether_joint": lambda: drafting.say_whether_joint(request, joint=True, by=acting(head, at), at=at),
        "remove_row": lambda: drafting.remove_row(request, "line", 2, by=acting(head, at), at=at),
        "ask_to_sign": lambda: drafting.ask_to_sign(request, by=acting(head, at), at=at),
        "reopen": lambda: drafting.reopen(request, by=acting(head, at), at=at),
        "submit": lambda: signing.submit(request, **signed),
        "submit_exceptional": lambda: signing.submit_exceptional(request, **signed),
        "return_to_school": lambda: reviewing.return_to_school(request, missing="All of it.", by=acting(chair, at), at=at),
        "admit": lambda: reviewing.admit(request, meeting, reason="A place closes.", by=acting(chair, at), at=at),
        "accept": lambda: reviewing.accept(request, by=acting(chair, at), at=at),
        "put_off": lambda: following_meetings.put_off(request, to=meeting, why="Time.", by=chair, at=at),
        "follow_cancelled": lambda: following_meetings.follow_cancelled(meeting, by=clerk, at=at),
        "decide": lambda: deciding.decide(request, ruling() if approve else declined(), by=acting(clerk, at), at=at),
        "decide_exceptional": lambda: outside_meetings.decide_exceptional(
            request, grant() if approve else refusal(), by=acting(chair, at), at=at
        ),
        "correct": lambda: deciding.correct(request, _corrected(request, approve=approve), **why),
        "contact_school": lambda: outside_meetings.contact_school(request, note="By telephone.", by=acting(clerk, at), at=at),
        "continue_as_standard": lambda: continuing.continue_as_standard(request, by=acting(head, at), at=at),
        "follow_schools": lambda: following_schools.follow_schools(side.authority, by=head, at=at),
        "remind_of_end": lambda: outside_meetings.remind_of_end(request, at=at),
        "hand_over": lambda: handing_over.hand_over(request, by=acting(clerk, at), at=at),
        "hand_over_all": lambda: handing_over.hand_over_all([request], by=acting(clerk, at), at=at),
        "ask": lambda: handing_over.ask(request, question="Which weeks?", by=acting(officer, at), at=at),
        "answer": lambda: handing_over.answer(request, text="All.", by=acting(clerk, at), at=at),
        "acknowledge": lambda: handing_over.acknowledge(request, by=acting(officer, at), at=at),
        "acknowledge_all": lambda: handing_over.acknowledge_all([request], by=acting(officer, at), at=at),
        "forward": lambda: outside_meetings.forward(request, by=acting(clerk, at), at=at),
        "take_up": lambda: deciding_for_council.take_up(request, by=acting(moderator, at), at=at),
        "decide_for_council": lambda: deciding_for_council.decide_for_council(
            request, ruling(**by_council, **days) if approve else declined(**by_council), by=acting(moderator, at), at=at
        ),
        "keep_community_decision": lambda: deciding_for_council.keep_community_decision(
            request, why="It is right.", by=acting(moderator, at), at=at
        ),
        "ask_question": lambda: questioning.ask_question(request, to=clerks, text="Why?", by=acting(officer, at), at=at),
        "reply": lambda: questioning.reply(request, to=schools, text="So.", by=acting(head, at), at=at),
        "moderate": lambda: moderating.moderate(
            request, section(side, moderated_by=officer), by=acting(officer, at), at=at
        ),
        "end_early": lambda: moderating.end_early(request, last_day=today, why="Moved.", by=acting(moderator, at), at=at),
        "return_money": lambda: moderating.return_money(
            request, amount=Decimal(1), why="Not needed.", by=acting(moderator, at), at=at
        ),
        "cancel_return": lambda: moderating.cancel_return(request, number=2, why="A slip.", by=acting(moderator, at), at=at),
        "withdraw": lambda: signing.withdraw(request, reason="Not needed.", by=acting(head, at), at=at),
        "discard": lambda: drafting.discard(request, by=acting(head, at), at=at),
    }  # fmt: skip


def of_money(side: Side, request: ResourceRequest) -> dict[str, Call]:
    """Every action on money, by whoever may, for the request as it stands."""
    at, people = timezone.now(), side.people
    today, team, finance, moderator = day_of(at), people["locality_team"], people["finance"], people["moderator"]
    year = FundingYear.objects.filter(authority=side.authority).latest("start")
    budget = Budget.objects.get(community=side.community, funding_year=year)
    done: dict[str, Any] = {"by": acting(team, at), "at": at}
    paid: dict[str, Any] = {"by": acting(finance, at), "at": at}
    soon = {"closes_on": today, "pays_on": today + timedelta(days=1)}

    def decision() -> int:
        return ResourceRequest.objects.get(pk=request.pk).decision_id or 999

    def follows(by: Any = moderator) -> dict[str, Any]:
        return {"decision_id": decision(), "reference": request.reference, "by": by, "at": at}

    def advance() -> Advance:
        return Advance.objects.latest("pk")

    return {
        "open_year": lambda: opening_years.open_year(
            authority=side.authority, name="Next", start=year.end + timedelta(days=1),
            end=year.end + timedelta(days=365), **done,
        ),
        "allocate": lambda: allocating.allocate(
            community=side.community, funding_year=year, amount=Decimal(5), why="More", **done
        ),
        "allocate_contingency": lambda: allocating.allocate_contingency(
            funding_year=year, amount=Decimal(5), why="More", **done
        ),
        "adjust": lambda: allocating.adjust(budget=budget, amount=Decimal(-5), why="Pupils", **done),
        "add_costing": lambda: allocating.add_costing(
            authority=side.authority, item="Hour", unit="hour", rate=Decimal(5), valid_from=today, **done
        ),
        "keep_costing": lambda: allocating.keep_costing(
            authority=side.authority, item="Day", unit="day", rate=Decimal(5), valid_from=today, by=team, at=at
        ),
        "propose_transfer": lambda: transferring.propose_transfer(
            source=budget, funding_year=year, target=None, amount=Decimal(5), why="All", **done
        ),
        "confirm_transfer": lambda: transferring.confirm_transfer(transfer=Transfer.objects.latest("pk"), **paid),
        "refuse_transfer": lambda: transferring.refuse_transfer(transfer=Transfer.objects.latest("pk"), reason="No", **paid),
        "withdraw_transfer": lambda: transferring.withdraw_transfer(transfer=Transfer.objects.latest("pk"), **done),
        "commit": lambda: committing.commit(
            community=side.community, on=today, amount=Decimal(5), why="Sly", **follows(finance)
        ),
        "settle_money": lambda: committing.settle_money(amount=Decimal(500), why="Sly", **follows()),
        "make_plan": lambda: planning_payments.make_plan(
            community=side.community, school=side.school, pattern="one_sum", starts_on=today, ends_on=today,
            payable_until=None, approved_on=today, due_on=today, **follows(),
        ),
        "add_advance": lambda: gathering_advances.add_advance(authority=side.authority, name="Now", **soon, **paid),
        "add_monthly_advances": lambda: gathering_advances.add_monthly_advances(
            authority=side.authority, first_month=today, months=2, pay_day=20, closes_days_before=0, **paid
        ),
        "change_advance": lambda: gathering_advances.change_advance(advance=advance(), name="Then", **soon, **paid),
        "gather": lambda: gathering_advances.gather(advance=Advance.objects.earliest("pays_on"), **paid),
        "pay_advance": lambda: paying.pay_advance(advance=Advance.objects.earliest("pays_on"), **paid),
        "take_out": lambda: gathering_advances.take_out(instalment=Instalment.objects.latest("pk"), why="x", **paid),
        "return_unspent": lambda: returning_unspent.return_unspent(
            decision_id=decision(), amount=Decimal(5), why="Not needed", by=moderator, at=at
        ),
        "return_underspend": lambda: planning_payments.return_underspend(
            decision_id=decision(), amount=Decimal(5), why="Left", by=moderator, at=at
        ),
        "cancel_return": lambda: planning_payments.cancel_return(
            decision_id=decision(), number=2, why="A slip", by=moderator, at=at
        ),
        "record_return": lambda: paying_back.record_return(
            instalment=Instalment.objects.latest("pk"), returned_on=today, how="x", **paid
        ),
        "release": lambda: committing.release(amount=Decimal(5), why="Less", **follows()),
        "stop_plan": lambda: planning_payments.stop_plan(decision_id=decision(), after=today, why="Ended", by=moderator, at=at),
        "close_year": lambda: closing_years.close_year(year=year, **done),
        "change_year": lambda: opening_years.change_year(year=year, name="Ours", start=year.start, end=year.end, **done),
        "remove_year": lambda: opening_years.remove_year(year=year, **done),
    }  # fmt: skip


def actions_in(*packages: ModuleType) -> set[str]:
    """The names of all actions: what is atomic as a whole, says when it happens and has a public name."""
    modules = [
        *(
            import_module(f"{each.__name__}.{found.name}")
            for each in packages
            if hasattr(each, "__path__")
            for found in iter_modules(each.__path__)
        ),
        *(each for each in packages if not hasattr(each, "__path__")),
    ]
    return {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and hasattr(function, "__wrapped__") and not name.startswith("_")
    }


def attempt(call: Call) -> None:
    """Whatever it says: what counts is what it leaves."""
    refusals = (NotPossible, IntegrityError, LookupError, *(each.DoesNotExist for each in (
        Advance, Instalment, Transfer, Decision,
    )))  # fmt: skip
    with suppress(*refusals), transaction.atomic():
        call()


def nothing_is_payable() -> None:
    assert not PaymentPlan.objects.exists()
    assert not Instalment.objects.exists()
    assert not CouncilSection.objects.exists()
    assert not Entry.objects.filter(kind__in=("commitment", "increase", "payment")).exists()
    assert not ResourceRequest.objects.exclude(final_amount=None, approved_amount=None).exists()


def test_every_action_is_tried(kent: Side) -> None:
    request = request_in(kent, "draft")
    listed = actions_in(of_a_request, of_writing, outside_meetings, of_the_council) - ANSWERS
    assert set(of_requests(kent, request, approve=False)) == listed
    assert set(of_money(kent, request)) == actions_in(of_budgets) - ANSWERS


@pytest.mark.parametrize(("state", "exceptional"), [
    *((state, False) for state in UNDECIDED), *((state, True) for state in EXCEPTIONAL),
])  # fmt: skip
def test_no_action_pays_for_a_request_that_nobody_approved(kent: Side, state: str, exceptional: bool) -> None:
    request = exceptional_in(kent, state) if exceptional else request_in(kent, state)
    tried = of_requests(kent, request, approve=False) | of_money(kent, request)
    for call in tried.values():  # each by itself, from this very state
        point = transaction.savepoint()
        attempt(call)
        nothing_is_payable()
        transaction.savepoint_rollback(point)
    for _ in range(3):  # and each after all others, so that one opens the way for the next
        for call in tried.values():
            attempt(call)
        nothing_is_payable()


@pytest.mark.parametrize(("state", "exceptional"), [("to_decide", False), ("urgent", True), ("referred", True)])
def test_the_same_actions_pay_once_there_is_a_decision(kent: Side, state: str, exceptional: bool) -> None:
    """The control: what was tried above would have paid."""
    request = exceptional_in(kent, state) if exceptional else request_in(kent, state)
    wanted = ("decide", "decide_exceptional", "hand_over", "acknowledge", "forward", "decide_for_council", "moderate")
    ways = of_requests(kent, request, approve=True)
    for name in wanted:
        attempt(ways[name])
    for name in ("add_advance", "gather", "pay_advance"):
        attempt(of_money(kent, request)[name])
    assert Entry.objects.filter(kind="payment").count() == 1
    assert unfounded() == []
