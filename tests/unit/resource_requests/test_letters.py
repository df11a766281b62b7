"""The emails of a request: what each reader finds in an inbox, written out for several events and held for all of them."""

import string
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from locality.communities.models import Area, Community, School
from locality.resource_requests.actions.mailing import write
from locality.resource_requests.events import KEPT, TRANSITIONS
from locality.resource_requests.letters import ENDS_SOON
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.where_it_stands import Reads, Standing
from locality.resource_requests.workflow import E, Kept, Mail
from locality.schedule.models import Meeting

LONGEST = 90
THEN = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
GIVEN = {
    "name": "Ada Lind", "amount": "£1,200", "ends": "ends on 23 September 2026", "happened": "Support ends on X.",
    "old": "Wednesday 23 September 2026", "short_old": "23 Sep 2026", "goes": "moves to 30 Sep 2026",
    "goes_then": "moves to the meeting on Wednesday 30 September 2026",
}  # fmt: skip
"""What an event says in braces that its request does not know."""


def request(**changes: object) -> ResourceRequest:
    usual = {
        "state": "accepted", "state_since": THEN, "submitted_at": THEN, "reference": "RFR-2026-00012", "version_number": 1,
        "school": School(name="Hill Road Primary"), "community": Community(name="Weald North", area=Area(name="East")),
        "meeting": Meeting(day=date(2026, 9, 23)), "approved_amount": Decimal(4200), "final_amount": Decimal(4200),
        "starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 23),
        "decision": Decision(outcome="approved", decided_on=date(2026, 11, 24)),
    }  # fmt: skip
    return ResourceRequest(**usual | changes)


def mails() -> Iterator[tuple[str, Mail]]:
    yield from ((row.event, row.mail) for row in TRANSITIONS if row.mail)
    yield from ((kept, row.mail) for kept, row in KEPT.items() if row.mail)
    yield "ends_soon", ENDS_SOON


def readers_of(mail: Mail) -> list[Reads]:
    school = [Reads.SCHOOL, Reads.SIGNATORY] if mail.school else []
    return [*school, *([Reads.TURN] if mail.turn or mail.others else []), *([Reads.OTHER] if mail.others else [])]


@pytest.mark.parametrize(
    ("event", "reads", "subject", "first"),
    [
        (
            E.ASK_TO_SIGN, Reads.SIGNATORY, "Please sign your request (RFR-2026-00012)",
            "Ada Lind has asked you to sign your school’s request. Read it before you sign. You need to do this.",
        ),
        (
            E.SUBMIT, Reads.TURN, "New request from Hill Road Primary for 23 September 2026 (RFR-2026-00012)",
            "Hill Road Primary has submitted a request for the meeting on Wednesday 23 September 2026. You need to do this.",
        ),
        (
            E.ACCEPT, Reads.SCHOOL, "Your request will be discussed on 23 September 2026 (RFR-2026-00012)",
            "The chair has accepted your request for the meeting on Wednesday 23 September 2026. You need to do this.",
        ),
        (
            E.RETURN, Reads.SCHOOL, "The chair has asked you to change your request (RFR-2026-00012)",
            "The chair has returned your request. Open it to read what the chair asked you to change. You need to do this.",
        ),
        (
            E.APPROVE, Reads.SCHOOL, "Approved for £4,200: your request (RFR-2026-00012)",
            "Your request was approved for £4,200 on Tuesday 24 November 2026. You need to do this.",
        ),
        (
            E.APPROVE, Reads.OTHER, "Approved for £4,200: Hill Road Primary’s request (RFR-2026-00012)",
            "Hill Road Primary’s request was approved for £4,200 on Tuesday 24 November 2026. You need to do this.",
        ),
        (
            E.CORRECT_TO_APPROVED, Reads.OTHER, "Decision corrected: Hill Road Primary’s request (RFR-2026-00012)",
            "Ada Lind corrected the decision on Hill Road Primary’s request. It is now approved for £4,200. "
            "You need to do this.",
        ),
        (
            E.HAND_OVER, Reads.TURN, "Approved request to acknowledge: Hill Road Primary (RFR-2026-00012)",
            "Ada Lind has sent you an approved request from Hill Road Primary. You need to do this.",
        ),
        (
            E.SUBMIT_EXCEPTIONAL, Reads.TURN, "Please decide: exceptional request from Hill Road Primary (RFR-2026-00012)",
            "Hill Road Primary has sent you an exceptional request for Tuesday 1 September 2026 to Wednesday 23 September 2026. "
            "You need to do this.",
        ),
        (
            E.MODERATE, Reads.OTHER, "The council will pay £4,200 for Hill Road Primary’s request (RFR-2026-00012)",
            "The council has processed Hill Road Primary’s request. You need to do this.",
        ),
        (
            E.GIVE_BACK, Reads.SCHOOL, "£1,200 to be taken back for your request (RFR-2026-00012)",
            "Your school did not need £1,200. The council will take it from your next advance. You need to do this.",
        ),
        (
            Kept.MEETING_CANCELLED, Reads.SCHOOL,
            "Meeting on 23 Sep 2026 cancelled: your request moves to 30 Sep 2026 (RFR-2026-00012)",
            "The meeting on Wednesday 23 September 2026 was cancelled, so your request moves to the meeting on Wednesday 30 "
            "September 2026. You do not need to do anything. You need to do this.",
        ),
        (
            "ends_soon", Reads.SCHOOL, "Support for your request ends on 23 September 2026 (RFR-2026-00012)",
            "The support that the chair agreed ends on Wednesday 23 September 2026. You need to do this.",
        ),
    ],
)  # fmt: skip
def test_what_stands_in_the_inbox(event: str, reads: Reads, subject: str, first: str) -> None:
    written = write(dict(mails())[event], request(), reads, Standing("", "You need to do this"), GIVEN)
    assert written.subject == subject
    assert written.first == first


@pytest.mark.parametrize("event", [each for each, _ in mails()])
def test_a_subject_stands_alone_in_an_inbox(event: str) -> None:
    """It does not begin with a reference, and names a school, a community or "your request"; in words for its reader."""
    mail = dict(mails())[event]
    readers = readers_of(mail)
    assert readers
    stands = Standing("", due=date(2026, 9, 23))
    for reads in readers:
        written = write(mail, request(), reads, stands, GIVEN)
        subject = written.subject
        assert not subject.startswith("RFR")
        assert subject.endswith(" (RFR-2026-00012)")
        assert any(
            words in subject for words in ("Hill Road Primary", "Weald North", "our request", "our exceptional request")
        ), subject
        assert len(subject) <= LONGEST, (len(subject), subject)
        assert "RFR" not in written.first
        own = reads in {Reads.SCHOOL, Reads.SIGNATORY}
        assert own or " your request" not in subject, subject
        assert not {"{", "}", ";"} & set(subject + written.first)
        assert "  " not in subject + written.first


def test_without_a_meeting_or_money_a_subject_is_whole_too() -> None:
    bare = request(meeting=None, approved_amount=None, final_amount=None, version_number=2)
    for event, subject in (
        (E.SUBMIT, "Resubmitted request from Hill Road Primary: no meeting has been planned (RFR-2026-00012)"),
        (E.HAND_OVER, "Approved request to acknowledge: Hill Road Primary (RFR-2026-00012)"),
        (E.GRANT, "Approved: Hill Road Primary’s exceptional request (RFR-2026-00012)"),
        (E.MODERATE, "The council has processed Hill Road Primary’s request (RFR-2026-00012)"),
    ):
        assert write(dict(mails())[event], bare, Reads.OTHER, Standing(""), GIVEN).subject == subject
    ended = request(ended_on=date(2026, 9, 20))
    assert write(dict(mails())[E.MODERATE], ended, Reads.SCHOOL, Standing(""), GIVEN).subject == (
        "The council has processed your request (RFR-2026-00012)"
    )


def test_no_letter_holds_a_word_of_a_pupil() -> None:
    """What is filled in comes from the request's places, days and money, never from what somebody typed."""
    words = {
        name
        for _, mail in mails()
        for letter in (mail.school, mail.turn, mail.others)
        if letter
        for text in (letter.subject, letter.first)
        for _, name, _, _ in string.Formatter().parse(text)
        if name
    }
    assert not words & {"topic", "note", "why", "reason", "summary", "missing", "question", "answer"}
