"""What the council may do, and how it is said: rules and words without a database."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.budgets.queries.held import Holding
from locality.budgets.queries.payments import PaymentLine
from locality.budgets.rules.plans import Days
from locality.communities.deadlines import Deadlines
from locality.communities.models import Area, AuthorityRules, Community, School
from locality.council_section.presenters.queue import AskedOfQueue, Waiting, queue_row
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.presenters.council_view import ledger_sentences, payments_seen, who_pays
from locality.resource_requests.queries.where_it_stands import ToPay, where_it_stands
from locality.resource_requests.rules.council import (
    received_day,
    something_else_was_approved,
    why_not_final,
    why_not_processed_on,
)
from locality.resource_requests.rules.guards import why_not_correct
from locality.values.working_days import WorkingDays

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
DEADLINES = Deadlines(WorkingDays(days_off=frozenset({date(2026, 12, 25), date(2026, 12, 28)})), AuthorityRules())
pounds = st.decimals(min_value="0", max_value="100000", places=2)


def decided(amount: str | None = "1000", **changes: object) -> Decision:
    value = Decimal(amount) if amount else None
    return Decision(**{"outcome": "approved", "funding": bool(value), "amount": value, "method": "consensus"} | changes)


def received(state: str = "acknowledged", **changes: object) -> ResourceRequest:
    usual = {
        "state": state, "state_since": NOON, "received_on": TODAY, "approved_on": date(2026, 11, 17),
        "approved_amount": Decimal(1000), "reference": "RFR-2026-00001", "school": School(name="Oak School"),
        "community": Community(name="Weald North", area=Area(name="North")),
    }  # fmt: skip
    return ResourceRequest(**usual | changes)


class NoMask:
    def text(self, text: str) -> str:
        return text


def line(amount: str, **changes: object) -> PaymentLine:
    usual = {
        "number": 1, "due_on": TODAY, "covers": Days(TODAY, date(2027, 3, 31)), "amount": Decimal(amount),
        "advance": "", "pays_on": None, "paid_at": None, "cancelled": False, "cancelled_because": "",
    }  # fmt: skip
    return PaymentLine(**usual | changes)  # type: ignore[arg-type]


@pytest.mark.clause("FORM-13")
@given(approved=pounds.filter(bool), final=pounds, moderated=st.booleans(), reason=st.sampled_from(["", " ", "Less."]))
def test_a_different_amount_was_moderated_and_has_a_reason(
    approved: Decimal, final: Decimal, moderated: bool, reason: str
) -> None:
    why = why_not_final(decided(str(approved)), final, moderated=moderated, reason=reason, label="KCC Moderated")
    missing = [field for field, is_there in (("reason", reason.strip()), ("moderated", moderated)) if not is_there]
    assert [each.field for each in why] == ([] if final == approved else missing)
    assert all(each.sentence for each in why)


@pytest.mark.clause("FORM-13")
def test_money_needs_a_final_amount_and_no_money_has_none() -> None:
    missing = why_not_final(decided(), None, moderated=True, reason="", label="")
    none_there = why_not_final(decided(None, advice=True), Decimal(5), moderated=True, reason="x", label="")
    assert [[each.field for each in why] for why in (missing, none_there)] == [["final_amount"], ["final_amount"]]
    assert why_not_final(decided(None, advice=True), None, moderated=False, reason="", label="") == []


@pytest.mark.clause("FORM-13")
def test_the_day_of_processing_lies_between_receipt_and_today() -> None:
    request = received(received_on=TODAY - timedelta(days=2))
    assert "in the future" in str(why_not_processed_on(request, TODAY + timedelta(days=1), TODAY))
    assert "when it was received" in str(why_not_processed_on(request, TODAY - timedelta(days=3), TODAY))
    assert why_not_processed_on(request, TODAY - timedelta(days=2), TODAY) is None
    assert received_day(received(received_on=None)) == TODAY


@pytest.mark.clause("DIS-5")
def test_the_councils_decision_is_not_the_communitys_to_correct() -> None:
    assert "council decided" in str(why_not_correct(decided(method="council")))
    assert why_not_correct(decided()) is None
    assert something_else_was_approved(decided())
    assert not something_else_was_approved(decided(None, council_referral=True))


@pytest.mark.clause("POST-4")
def test_the_first_payment_is_expected_when_the_support_has_begun() -> None:
    assert DEADLINES.paid(date(2026, 11, 17), None) == date(2026, 12, 31)
    assert DEADLINES.paid(date(2026, 11, 17), date(2026, 12, 1)) == date(2026, 12, 31)
    assert DEADLINES.paid(date(2026, 11, 17), date(2027, 2, 1)) == date(2027, 2, 1)
    assert DEADLINES.paid(date(2026, 11, 17), date(2027, 2, 6)) == date(2027, 2, 8)  # nothing is paid on a Saturday


@pytest.mark.clause("POST-4")
@pytest.mark.parametrize(
    ("state", "to_pay", "words", "due"),
    [
        ("acknowledged", None, "Next, the council will process it", date(2026, 12, 24)),
        ("with_council", None, "Next, the council will decide it", date(2026, 12, 24)),
        ("processed", None, "The final amount is £800.", None),
        (
            "processed",
            ToPay(TODAY, TODAY, begun=False),
            "The council will make the payment in the next school advance.",
            date(2026, 12, 31),
        ),
        (
            "processed",
            ToPay(TODAY, TODAY, begun=False, more=True),
            "The council will make the first payment in the next school advance.",
            date(2026, 12, 31),
        ),
        (
            "processed",
            ToPay(date(2026, 12, 1), date(2026, 12, 1), begun=True),
            "The council will make the next payment in the first school advance on or after Tuesday 1 December 2026.",
            None,
        ),
    ],
)
def test_the_sentence_says_what_the_council_does_next(
    state: str, to_pay: ToPay | None, words: str, due: date | None
) -> None:
    processed = {"final_amount": Decimal(800), "processed_on": TODAY} if state == "processed" else {}
    found = where_it_stands(received(state, **processed), DEADLINES, TODAY, to_pay=to_pay)
    assert words in found.sentence
    assert found.due == due


@pytest.mark.clause("POST-4")
def test_what_the_council_processed_late_is_paid_late() -> None:
    # the payment is planned for today, for support since September
    found = received("processed", approved_on=date(2026, 9, 8), final_amount=Decimal(800), processed_on=TODAY)
    said = where_it_stands(found, DEADLINES, TODAY, to_pay=ToPay(TODAY, date(2026, 9, 14), begun=False))
    assert said.due == date(2026, 10, 20)  # six weeks
    assert said.sentence.endswith(
        "The council was due to make the payment by Tuesday 20 October 2026 (25 working days late). It will make it in the "
        "next school advance."
    )
    row = queue_row(found, DEADLINES, TODAY, next_due=TODAY, begins=date(2026, 9, 14), paid_once=False)
    assert row.pay is not None
    assert (row.pay.due, row.pay.late) == (date(2026, 10, 20), True)


@pytest.mark.clause("POST-4")
def test_each_row_of_the_queue_has_the_clocks_that_run() -> None:
    late = queue_row(
        received(received_on=date(2026, 10, 1), approved_on=date(2026, 9, 28)),
        DEADLINES,
        TODAY,
        next_due=None,
        begins=None,
        paid_once=False,
    )
    assert late.process is not None
    assert late.process.late
    assert late.process.due == date(2026, 10, 31)
    assert late.pay is not None
    assert late.pay.late
    without = queue_row(received(approved_amount=None), DEADLINES, TODAY, next_due=None, begins=None, paid_once=False)
    assert without.pay is None
    done = received("processed", final_amount=Decimal(900), processed_on=TODAY)
    to_pay = queue_row(done, DEADLINES, TODAY, next_due=TODAY, begins=TODAY, paid_once=False)
    assert (to_pay.process, to_pay.amount, to_pay.next_due) == (None, Decimal(900), None)
    assert to_pay.pay is not None
    assert not to_pay.pay.late
    in_parts = queue_row(done, DEADLINES, TODAY, next_due=TODAY, begins=TODAY, paid_once=True)
    assert (in_parts.pay, in_parts.next_due) == (None, TODAY)


def test_the_address_of_the_queue_keeps_what_is_known() -> None:
    asked = AskedOfQueue.from_address({"state": "to-pay", "area": "7"}, [7, 8])
    assert asked == AskedOfQueue(Waiting.TO_PAY, 7)
    assert asked.query(area="") == "?state=to-pay"
    assert [chip["value"] for chip in asked.chips({7: "North"})] == ["Processed, not paid yet", "North"]
    assert AskedOfQueue.from_address({"state": "x", "area": "9"}, [7]) == AskedOfQueue()


@pytest.mark.clause("POST-4")
def test_payments_are_said_in_words() -> None:
    paid = line("400", advance="December", pays_on=TODAY, paid_at=NOON)
    back = line("-50", advance="January", pays_on=date(2027, 1, 15))
    seen = payments_seen(
        [paid, line("600"), back, line("9", cancelled=True, cancelled_because="Moved.")], NoMask(), TODAY
    )  # type: ignore[arg-type]
    assert [each.where for each in seen.lines] == [
        "Paid in the December advance",
        "To be paid in the next school advance",
        "Taken from the January advance on 15 Jan 2027",
        "Cancelled: Moved.",
    ]
    assert (seen.paid, seen.to_come, seen.owed) == (Decimal(400), Decimal(600), Decimal(50))
    assert seen.sentence == "£400 is paid, £600 is to come, and £50 is to be given back."
    later = payments_seen([line("600")], NoMask(), TODAY - timedelta(days=1))  # type: ignore[arg-type]
    assert [each.where for each in later.lines] == ["To be paid in the first school advance on or after 24 Nov 2026"]
    not_yet = payments_seen([line("600"), line("-50")], NoMask(), TODAY)  # type: ignore[arg-type]
    assert not_yet.sentence == "Nothing is paid yet. £600 is to come, and £50 is to be given back."
    both = payments_seen([paid, line("600")], NoMask(), TODAY)  # type: ignore[arg-type]
    assert both.sentence == "£400 is paid, and £600 is to come."
    assert payments_seen([paid], NoMask(), TODAY).sentence == "£400 is paid: that is all of it."  # type: ignore[arg-type]
    day_before = payments_seen([paid], NoMask(), TODAY - timedelta(days=1))  # type: ignore[arg-type]
    assert [each.where for each in day_before.lines] == ["To be paid in the December advance on 24 Nov 2026"]
    assert day_before.sentence == "Nothing is paid yet. £400 is to come."


@pytest.mark.clause("POST-4")
def test_money_to_be_given_back_is_said_in_words() -> None:
    paid = line("600.20", advance="December", pays_on=TODAY, paid_at=NOON)
    owed = payments_seen([paid, line("-500.10")], NoMask(), TODAY)  # type: ignore[arg-type]
    assert owed.sentence == "£600.20 is paid, and £500.10 is to be given back."
    back = line("-500.10", pays_on=date(2026, 11, 20), paid_at=NOON, returned_how="invoice 4711")
    seen = payments_seen([paid, back], NoMask(), TODAY)  # type: ignore[arg-type]
    assert seen.lines[1].where == "Paid back on 20 Nov 2026: invoice 4711"
    assert seen.sentence == "£100.10 is paid: that is all of it."


@pytest.mark.clause("POST-4")
@pytest.mark.parametrize(
    ("to_pay", "said"),
    [
        (
            ToPay(date(2026, 12, 1), date(2026, 12, 1), begun=False),
            "Next, the council’s finance team will make the payment in a school advance by Friday 15 January 2027.",
        ),
        (
            ToPay(date(2027, 2, 1), date(2026, 12, 1), begun=False, more=True),
            "Next, the council’s finance team will make the first payment in a school advance on or after Monday 1 February 2027.",
        ),
        (None, ""),
    ],
)
def test_after_the_councils_section_it_is_said_who_pays_and_by_when(to_pay: ToPay | None, said: str) -> None:
    assert who_pays(to_pay, date(2027, 1, 15)) == said


@pytest.mark.clause("FORM-13")
def test_the_page_says_what_the_ledger_will_do() -> None:
    held = [Holding("2026 to 2027", date(2027, 8, 31), Decimal(1000), Decimal(250))]
    said = " ".join(ledger_sentences(decided(), held, "Weald North"))
    assert "£1,000 is committed for this request in 2026 to 2027. Weald North has another £250 available." in said
    assert "the budget does not change" in ledger_sentences(decided(None, advice=True), [], "Weald North")[0]
