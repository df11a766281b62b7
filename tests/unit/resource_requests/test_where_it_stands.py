"""Where a request stands, read by its own school and by others: every sentence that the table can say, written out by hand."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from locality.communities.deadlines import Deadlines
from locality.communities.models import Area, AuthorityRules, Community, School
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.where_it_stands import Reads, Standing, ToPay, where_it_stands
from locality.resource_requests.states import STATES
from locality.resource_requests.workflow import If, S
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import WorkingDays

TODAY = date(2026, 11, 26)
THEN = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
DEADLINES = Deadlines(WorkingDays(days_off=frozenset({date(2026, 12, 25), date(2026, 12, 28)})), AuthorityRules())
AHEAD = Meeting(day=date(2026, 12, 24))
SUBMIT_BY = (
    "by Thursday 10 December 2026 (in 10 working days), so that it can be discussed on Thursday 24 December 2026"
)
PAPERS_BY = "by Tuesday 1 December 2026 (in 3 working days)"


def request(state: str, **changes: object) -> ResourceRequest:
    usual = {
        "state": state, "state_since": THEN, "submitted_at": THEN, "received_on": date(2026, 11, 24),
        "approved_on": date(2026, 11, 24), "approved_amount": Decimal(4200), "final_amount": Decimal(4000),
        "processed_on": date(2026, 11, 25), "reference": "RFR-2026-00001", "school": School(name="Oak School"),
        "community": Community(name="Weald North", area=Area(name="East")), "meeting": Meeting(day=date(2026, 12, 8)),
    }  # fmt: skip
    return ResourceRequest(**usual | changes)


def says(rfr: ResourceRequest, reads: Reads, today: date = TODAY, **more: object) -> Standing:
    return where_it_stands(rfr, DEADLINES, today, reads, **{"ahead": AHEAD} | more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "changes", "school", "others"),
    [
        (
            "draft", {"submitted_at": None},
            f"This is a draft. Only your school can see it. Submit it {SUBMIT_BY}.",
            f"A draft that only Oak School can see. Next, Oak School will sign and submit it {SUBMIT_BY}.",
        ),
        (
            "draft", {"kind": "exceptional", "submitted_at": None},
            "This is a draft exceptional request. Only your school can see it. When a signatory signs it, it goes straight "
            "to the chair.",
            "A draft exceptional request that only Oak School can see. Next, Oak School will sign it and send it to the chair.",
        ),
        (
            "draft", {},
            f"You are changing this request. Only your school can see the changes. Change and resubmit it {SUBMIT_BY}.",
            f"Oak School is changing this request. Next, Oak School will sign and resubmit it {SUBMIT_BY}.",
        ),
        (
            "draft", {"kind": "exceptional"},
            "You are changing this exceptional request. Only your school can see the changes. When a signatory signs it again, "
            "it goes straight back to the chair.",
            "Oak School is changing this exceptional request. Next, Oak School will sign it and send it to the chair again.",
        ),
        (
            "ready_to_sign", {},
            f"Your request is ready to sign. Next, a signatory will sign and submit it {SUBMIT_BY}.",
            f"Ready to sign. Next, a signatory at Oak School will sign and submit it {SUBMIT_BY}.",
        ),
        (
            "submitted", {},
            "You submitted this request for the meeting on Tuesday 8 December 2026. The chair will accept or return it "
            f"{PAPERS_BY}.",
            f"Submitted for the meeting on Tuesday 8 December 2026. Next, the chair will accept or return it {PAPERS_BY}.",
        ),
        (
            "submitted", {"meeting": None},
            "You submitted this request, but no meeting has been planned yet. The chair or clerk will add one.",
            "Submitted, but no meeting has been planned yet. Next, the chair or clerk will add one.",
        ),
        (
            "returned", {},
            f"The chair has asked you to change this request. Change and resubmit it {SUBMIT_BY}.",
            "The chair returned this request on Tuesday 24 November 2026 and asked for changes. "
            f"Next, Oak School will change and resubmit it {SUBMIT_BY}.",
        ),
        (
            "accepted", {},
            "Your request has been accepted for the meeting on Tuesday 8 December 2026. Next, your community will discuss "
            "and decide it.",
            "Accepted for the meeting on Tuesday 8 December 2026. Next, the community will discuss and decide it.",
        ),
        (
            "deferred", {},
            f"Your community needs more information before it decides. Add it and resubmit the request {SUBMIT_BY}.",
            "The community deferred this request and asked for more information. Next, Oak School will add it and resubmit the "
            "request by "
            "Thursday 10 December 2026 (in 10 working days), or the chair will put it on a later agenda.",
        ),
        (
            "approved", {},
            "Approved for £4,200. The clerk will send your request to the council by Friday 27 November 2026 (tomorrow).",
            "Approved for £4,200. Next, the clerk will send it to the East area officer by Friday 27 November 2026 (tomorrow).",
        ),
        (
            "handed_over", {},
            "Approved for £4,200. The clerk sent your request to the council on Tuesday 24 November 2026.",
            "Approved for £4,200. The clerk sent it to the East area officer on Tuesday 24 November 2026. Next, the area "
            "officer will acknowledge it.",
        ),
        (
            "queried", {},
            "Approved for £4,200. The council has asked the clerk a question. You do not need to do anything.",
            "Approved for £4,200. The area officer has asked the clerk a question. Next, the clerk will answer it.",
        ),
        (
            "urgent", {"kind": "exceptional"},
            "You sent this request to the chair on Tuesday 24 November 2026. The chair decides exceptional requests without "
            "waiting for a meeting.",
            "Sent to the chair on Tuesday 24 November 2026. Next, the chair will decide it without waiting for a meeting.",
        ),
        (
            "refused", {"kind": "exceptional"},
            "The chair declined this request on Tuesday 24 November 2026. The clerk will contact you to explain why by Friday "
            "27 November 2026 (tomorrow).",
            "The chair declined this request on Tuesday 24 November 2026. Next, the clerk will tell Oak School why by Friday 27 "
            "November 2026 (tomorrow).",
        ),
        (
            "declined", {},
            "Declined. Your school supports the pupils from its own resources. See the decision for the reasons.",
            "Declined. The school will support the pupils from its own resources.",
        ),
        (
            "declined", {"decision": Decision(method="council", outcome="declined")},
            "The council declined your request. See the decision for its reasons.",
            "The council declined this request.",
        ),
        (
            "processed", {},
            "The council processed your request on Wednesday 25 November 2026. The final amount is £4,000.",
            "The council processed this request on Wednesday 25 November 2026. The final amount is £4,000.",
        ),
        (
            "withdrawn", {},
            "You withdrew this request on Tuesday 24 November 2026.",
            "Oak School withdrew this request on Tuesday 24 November 2026.",
        ),
    ],
)  # fmt: skip
def test_its_school_and_others_read_it_in_their_own_words(
    state: str, changes: dict[str, object], school: str, others: str
) -> None:
    assert says(request(state, **changes), Reads.SCHOOL).sentence == school
    assert says(request(state, **changes), Reads.OTHER).sentence == others


@pytest.mark.parametrize(
    ("state", "today", "sentence"),
    [
        ("submitted", TODAY, f"You need to accept or return it {PAPERS_BY}."),
        (
            "submitted", date(2026, 12, 3),
            "You were due to accept or return it by Tuesday 1 December 2026 (2 working days late).",
        ),
        ("approved", TODAY, "You need to send it to the East area officer by Friday 27 November 2026 (tomorrow)."),
        (
            "approved", date(2026, 11, 30),
            "You were due to send it to the East area officer by Friday 27 November 2026 (1 working day late).",
        ),
        ("queried", TODAY, "You need to answer it."),
        ("urgent", TODAY, "You need to decide it without waiting for a meeting."),
        ("handed_over", TODAY, "You need to acknowledge it."),
    ],
)  # fmt: skip
def test_whose_turn_it_is_reads_you(state: str, today: date, sentence: str) -> None:
    assert says(request(state), Reads.TURN, today).sentence.endswith(f" {sentence}")


def test_a_signatory_is_asked_to_sign() -> None:
    said = says(request("ready_to_sign"), Reads.SIGNATORY).sentence
    assert said == f"Your request is ready to sign. Sign and submit it {SUBMIT_BY}."


def test_a_school_can_submit_before_a_meeting_is_planned() -> None:
    for state, submitted, verb in (
        ("draft", None, "submit it"),
        ("draft", THEN, "change and resubmit it"),
        ("returned", THEN, "change and resubmit it"),
        ("deferred", THEN, "add it and resubmit the request"),
    ):
        said = says(request(state, submitted_at=submitted), Reads.SCHOOL, ahead=None).sentence
        assert said.endswith(f" No meeting has been planned yet, but you can still {verb}."), said


def test_once_the_day_is_past_it_was_due() -> None:
    late = date(2027, 1, 21)
    assert says(request("acknowledged"), Reads.OTHER, late).sentence == (
        "Approved for £4,200. The council received it on Tuesday 24 November 2026. "
        "The council was due to process it by Thursday 24 December 2026 (18 working days late)."
    )
    assert says(request("acknowledged"), Reads.SCHOOL, late).sentence == (
        "Approved for £4,200. The council received your request on Tuesday 24 November 2026. "
        "The council was due to process it by Thursday 24 December 2026 (18 working days late)."
    )
    said = says(
        request("processed"), Reads.SCHOOL, date(2027, 1, 21), to_pay=ToPay(THEN.date(), THEN.date(), begun=False)
    )
    assert said.sentence.endswith(
        ". The council was due to make the payment by Thursday 7 January 2027 (10 working days late). It will make it in the "
        "next school advance."
    )


@pytest.mark.parametrize(
    ("to_pay", "when"),
    [
        (
            ToPay(date(2026, 12, 1), date(2026, 12, 1), begun=False),
            "the payment in the first school advance on or after Tuesday 1 December 2026",
        ),
        (ToPay(date(2026, 11, 24), date(2026, 11, 24), begun=False), "the payment in the next school advance"),
        (
            ToPay(date(2026, 12, 1), date(2026, 12, 1), begun=False, more=True, pays_on=date(2026, 12, 18)),
            "the first payment on Friday 18 December 2026",
        ),
        (
            ToPay(date(2026, 12, 1), date(2026, 12, 1), begun=True, pays_on=date(2026, 12, 4)),
            "the next payment on Friday 4 December 2026 (in 6 working days)",
        ),
    ],
)
def test_a_payment_is_said_for_the_day_of_its_advance(to_pay: ToPay, when: str) -> None:
    for reads in Reads:
        said = says(request("processed"), reads, to_pay=to_pay)
        assert said.following == f"The council will make {when}"


VARIANTS: dict[If, dict[str, object]] = {
    If.EXCEPTIONAL_AGAIN: {"kind": "exceptional"},
    If.AGAIN: {},
    If.EXCEPTIONAL: {"kind": "exceptional"},
    If.NO_MEETING: {"meeting": None},
    If.NO_MONEY: {"final_amount": None},
    If.BY_COUNCIL: {"decision": Decision(method="council")},
    If.INVITED: {"decision": Decision(invites_standard=True)},
    If.DELETED: {"submitted_at": None},
    If.ALWAYS: {},
}
ASKS_NOTHING = {S.DECLINED, S.PROCESSED, S.WITHDRAWN}


@pytest.mark.parametrize("today", [TODAY, TODAY + timedelta(days=100)], ids=["in time", "late"])
@pytest.mark.parametrize(
    ("state", "of"), [(row.slug, each.of) for row in STATES for each in row.stands], ids=lambda each: each.name
)
def test_a_school_reads_you_and_never_its_own_name(state: S, of: If, today: date) -> None:
    rfr, ahead = (
        request(state, **VARIANTS[of]),
        AHEAD if today == TODAY else None,
    )  # the meeting of a draft is never past
    paying = [None, *(ToPay(THEN.date(), THEN.date(), *each) for each in product((True, False), repeat=2))]
    for reads, to_pay in product((Reads.SCHOOL, Reads.SIGNATORY), paying):
        said = says(rfr, reads, today, ahead=ahead, to_pay=to_pay).sentence
        assert "Oak School" not in said
        assert {"you", "your"} & set(said.lower().replace(".", "").replace(",", "").split()), said
        assert ";" not in said
    for reads in Reads:
        said = says(rfr, reads, today, ahead=ahead)
        if said.due and said.due < today and show_day(said.due) in said.sentence:
            before = said.sentence.partition(f" by {show_day(said.due)}")[0]
            assert "due to" in before.rpartition(". ")[2], said.sentence
            assert said.sentence.endswith(f" ({said.distance}).")


def test_a_message_does_not_say_how_far_off_the_day_is() -> None:
    said = says(request("submitted"), Reads.TURN, distances=False)
    assert said.following == "You need to accept or return it by Tuesday 1 December 2026"
    assert said.next == "the chair needs to accept or return it"
