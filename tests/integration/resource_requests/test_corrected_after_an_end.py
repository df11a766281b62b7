"""What the moderator recorded of support stays true when its decision is corrected afterwards (DIS-5, POST-4).

By hand: £700 from Monday 30 November to Thursday 31 December 2026 is 32 days. Until Monday 21 December it is 22 of them:
£481.25. Of £640 it is £440.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from locality.budgets.models import Entry, Instalment
from locality.budgets.queries.money import balance, held_by_decision
from locality.council_section.actions import deciding_for_council, moderating
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries import who_is_told
from locality.resource_requests.queries.undone import Undone, undone_by_correcting
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.integration.resource_requests.test_one_truth import approved, days
from tests.world import Side, acting, declined, request_in, ruling, section

pytestmark = [pytest.mark.clause("DIS-5"), pytest.mark.clause("POST-4")]
Clock = Callable[[str], Any]
FIRST, LAST, ENDED = date(2026, 11, 30), date(2026, 12, 31), date(2026, 12, 21)
NEVER = date(2026, 11, 29)
AGREED: dict[str, Any] = {
    "amount": Decimal(700), "starts_on": FIRST, "ends_on": LAST, "review_on": LAST, "decided_on": date(2026, 11, 24),
}  # fmt: skip


@pytest.fixture
def ended(kent: Side, clock: Clock) -> Callable[[date], ResourceRequest]:
    """£700 that the council processed and nobody paid, with the last day of support that the moderator recorded."""
    clock("2026-11-24 10:00")

    def on(last_day: date) -> ResourceRequest:
        request = request_in(kent, "acknowledged", decided=ruling(**AGREED))
        final = section(kent, final_amount=Decimal(700))
        moderating.moderate(request, final, by=acting(kent.people["hnf_officer"]), at=timezone.now())
        moderating.end_early(
            request, last_day=last_day, why="Moved.", by=acting(kent.people["moderator"]), at=timezone.now()
        )
        request.refresh_from_db()
        Message.objects.all().delete()
        return request

    return on


def correct(side: Side, request: ResourceRequest, decided: NewDecision) -> None:
    deciding.correct(
        request, decided, ground=Decision.Ground.ERROR, reason="The minute says so.", by=acting(side.people["chair"]),
        at=timezone.now(),
    )  # fmt: skip
    request.refresh_from_db()


def remaining(side: Side) -> Decimal:
    return balance(side.community, day_of(timezone.now())).remaining


def held(request: ResourceRequest) -> Decimal:
    return sum(held_by_decision(request.decision_id or 0).values(), Decimal(0))


def process_again(side: Side, request: ResourceRequest, final: str, **changes: Any) -> None:
    handing_over.hand_over(request, by=acting(side.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(side.people["hnf_officer"]), at=timezone.now())
    again = section(side, final_amount=Decimal(final), **changes)
    moderating.moderate(request, again, by=acting(side.people["moderator"]), at=timezone.now())
    request.refresh_from_db()


def open_payments() -> list[tuple[Decimal, date]]:
    return [(each.amount, each.covers_to) for each in Instalment.objects.filter(cancelled_at=None)]


def test_support_that_never_began_stays_so_and_its_money_free(kent: Side, ended: Any) -> None:
    request = ended(NEVER)
    assert remaining(kent) == Decimal(100_000)
    page = text_of(Desk(kent.people["chair"]).get("request_correct", request.reference))
    assert (
        "It is recorded that the support never started. A correction does not change that, so none of the corrected amount is "
        "committed or paid. The timeline shows who recorded it." in page
    )
    correct(kent, request, ruling(**AGREED, summary="Put better."))
    assert (request.state, request.ended_on, held(request)) == ("approved", NEVER, 0)
    assert remaining(kent) == Decimal(100_000)
    lines = " ".join(Message.objects.filter(kind="resource_request.correct_to_approved")[0].lines)
    assert "It stays recorded that the support never started, so none of its amount is committed or paid." in lines
    assert "Ended early The support never started" in text_of(
        Desk(kent.people["chair"]).get("request", request.reference)
    )
    process_again(kent, request, "700")
    assert (request.state, remaining(kent), open_payments()) == ("processed", Decimal(100_000), [])
    done = " ".join(Message.objects.filter(kind="resource_request.moderate")[0].lines)
    assert "Nothing will be paid, because it is recorded that the support never started." in done


def test_what_never_began_did_not_begin_on_other_days_either(kent: Side, ended: Any) -> None:
    request = ended(NEVER)
    correct(kent, request, ruling(**AGREED | {"starts_on": date(2026, 12, 7)}))
    assert (request.ended_on, held(request)) == (date(2026, 12, 6), 0)
    assert "The support never started" in text_of(Desk(kent.people["chair"]).get("request", request.reference))


def test_an_early_end_frees_the_later_days_of_the_corrected_amount_too(kent: Side, ended: Any) -> None:
    request, desk = ended(ENDED), Desk(kent.people["chair"])
    assert remaining(kent) == Decimal("99518.75")
    page = text_of(desk.get("request_correct", request.reference))
    assert (
        "Monday 21 December 2026 is recorded as the last day of support. Nothing of the corrected amount is committed or paid "
        "for later days. This no longer counts if the corrected days start after that day or end by it. The timeline shows who "
        "recorded it." in page
    )
    fields = approved(
        date(2026, 11, 24), amount="640", ground="error", reason="The minute says so.", date_of_it="stays",
        **days(starts_on=FIRST, ends_on=LAST, review_on=LAST),
    )  # fmt: skip
    assert desk.post("request_correct", request.reference, **fields).status_code == 302
    request.refresh_from_db()
    assert (request.ended_on, request.approved_amount, held(request)) == (ENDED, Decimal(640), Decimal(440))
    assert remaining(kent) == Decimal(99_560)
    lines = " ".join(Message.objects.filter(kind="resource_request.correct_to_approved")[0].lines)
    assert (
        "Monday 21 December 2026 stays recorded as the last day of support, so £440 of its amount is committed, and nothing "
        "for later days." in lines
    )
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    page = text_of(Desk(kent.people["moderator"]).get("request_moderate", request.reference))
    assert "£440 is committed for this request" in page
    assert "Enter the final amount for all agreed days. We do not pay what is for later days." in page
    again = section(kent, final_amount=Decimal(320), reason="One adult less.")  # of 320 for 32 days: 220 for 22
    moderating.moderate(request, again, by=acting(kent.people["moderator"]), at=timezone.now())
    request.refresh_from_db()
    assert (request.final_amount, held(request), open_payments()) == (
        Decimal(320),
        Decimal(220),
        [(Decimal(220), ENDED)],
    )
    done = " ".join(Message.objects.filter(kind="resource_request.moderate")[0].lines)
    assert "£220 of it will be paid, for days until Monday 21 December 2026, the recorded last day of support." in done
    page = text_of(Desk(kent.people["moderator"]).get("request_give_back", request.reference))
    assert "Monday 21 December 2026 is already recorded as its last day. You can record an earlier one." in page


def test_a_budget_that_only_reaches_for_the_days_of_support_is_enough(kent: Side, ended: Any) -> None:
    """£99,518.75 are left beside the £481.25: an approval of another request takes all but nothing of it."""
    request = ended(ENDED)
    other = ruling(**AGREED | {"amount": Decimal("99518.75")})
    request_in(kent, "approved", decided=other)
    assert remaining(kent) == 0
    desk = Desk(kent.people["chair"])
    fields = approved(
        date(2026, 11, 24), amount="700", ground="error", reason="The minute says so.", date_of_it="stays",
        summary="Put better.", **days(starts_on=FIRST, ends_on=LAST, review_on=LAST),
    )  # fmt: skip
    assert desk.post("request_correct", request.reference, **fields).status_code == 302
    assert remaining(kent) == 0


@pytest.mark.parametrize(
    "other_days",
    [{"starts_on": date(2026, 12, 22)}, {"ends_on": ENDED}, {"ends_on": date(2026, 12, 11)}],
    ids=["begin after it", "end on it", "end before it"],
)
def test_days_that_leave_no_early_end_are_promised_whole_and_said(
    kent: Side, ended: Any, other_days: dict[str, Any]
) -> None:
    request = ended(ENDED)
    correct(kent, request, ruling(**AGREED | other_days))
    assert (request.ended_on, held(request)) == (None, Decimal(700))
    lines = " ".join(Message.objects.filter(kind="resource_request.correct_to_approved")[0].lines)
    assert (
        "Monday 21 December 2026 was recorded as the last day of support. It no longer counts with the days agreed now."
        in lines
    )
    page = text_of(Desk(kent.people["chair"]).get("request_timeline", request.reference))
    assert "Support ends on Monday 21 December 2026." in page
    assert kent.people["moderator"].name in page


def test_a_refusal_ends_nothing_early(kent: Side, ended: Any) -> None:
    request = ended(ENDED)
    correct(kent, request, declined(decided_on=date(2026, 11, 24)))
    assert (request.state, request.ended_on, remaining(kent)) == ("declined", None, Decimal(100_000))


def test_another_correction_and_the_councils_own_decision_keep_it_too(kent: Side, ended: Any) -> None:
    request = ended(ENDED)
    correct(kent, request, ruling(**AGREED, summary="Put better.", council_referral=True))
    correct(kent, request, ruling(**AGREED, summary="Put better still.", council_referral=True))
    assert (request.ended_on, held(request)) == (ENDED, Decimal("481.25"))
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    at = timezone.now()
    deciding_for_council.take_up(request, by=acting(kent.people["moderator"], at), at=at)
    own = ruling(**AGREED | {"amount": Decimal(640), "method": Decision.Method.COUNCIL})
    deciding_for_council.decide_for_council(request, own, by=acting(kent.people["moderator"], at), at=at)
    request.refresh_from_db()
    assert (request.ended_on, held(request), remaining(kent)) == (ENDED, Decimal(440), Decimal(99_560))
    assert Entry.objects.filter(decision_id=request.decision_id, kind="commitment").get().amount == Decimal(-440)


def test_what_a_correction_takes_back_is_looked_up_once(kent: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the action, and by the page, each for those who are told of it and for what they are told."""
    asked: list[str] = []

    def counting(rfr: ResourceRequest) -> Undone | None:
        asked.append(rfr.state)
        return undone_by_correcting(rfr)

    monkeypatch.setattr(who_is_told, "undone_by_correcting", counting)
    rfr = request_in(kent, "processed")
    Message.objects.all().delete()
    page = text_of(Desk(kent.people["chair"]).get("request_correct", rfr.reference))
    assert "The council will need to record its section of the form again" in page
    assert "the council officers who process it" in page
    assert asked == ["processed"]
    correct(kent, rfr, ruling(amount=Decimal(900)))
    assert asked == ["processed", "processed"]
    lines = Message.objects.filter(kind="resource_request.correct_to_approved").values_list("lines", flat=True)
    assert "The council will need to record its section of the form again" in str(list(lines))
