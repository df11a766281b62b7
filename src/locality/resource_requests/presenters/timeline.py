"""The life of a request in plain sentences, newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from locality.resource_requests.models import Step
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.workflow import E, Kept
from locality.schedule.queries import days_before_moves
from locality.values.dates import show_day

_SENTENCES = {
    "start": "began the request",
    E.ASK_TO_SIGN: "asked for the signature",
    E.REOPEN: "went back to writing",
    E.SUBMIT: "signed and submitted the request",
    E.WITHDRAW: "withdrew the request",
    E.DISCARD: "threw the draft away",
    E.ADMIT: "admitted the late request to an earlier meeting",
    E.ACCEPT: "accepted it for the agenda",
    E.RETURN: "returned it to the school",
    E.APPROVE: "recorded the decision: approved",
    E.DECLINE: "recorded the decision: declined",
    E.DEFER: "recorded the decision: deferred for more information",
    E.CORRECT_TO_APPROVED: "corrected the decision: approved",
    E.CORRECT_TO_DECLINED: "corrected the decision: declined",
    E.HAND_OVER: "sent it to the area’s officer",
    E.ACKNOWLEDGE: "acknowledged it for the council",
    E.ASK: "sent it back with a question",
    E.ANSWER: "answered the officer’s question and sent it again",
    E.SUBMIT_EXCEPTIONAL: "signed the exceptional request and sent it to the chair",
    E.GRANT: "approved the exceptional request for a fixed period",
    E.REFUSE: "declined the exceptional request",
    E.REFER: "referred the exceptional request to the council",
    E.CONTACT: "told the school of the chair’s rationale",
    E.FORWARD: "forwarded it to the council",
    E.TAKE_UP: "took it up for the council’s review",
    E.COUNCIL_APPROVE: "recorded the council’s decision: approved",
    E.COUNCIL_DECLINE: "recorded the council’s decision: declined",
    E.COUNCIL_KEEP: "left it at the community’s decision, for the council",
    E.MODERATE: "recorded the council’s section: processed",
    E.QUERY: "asked a question for the council",
    E.REPLY: "answered the council’s question",
    E.REPLY_FOR_SCHOOL: "answered the council’s question for the school",
    E.GIVE_BACK: "recorded that money comes back",
    Kept.ENDED_EARLY: "recorded an early end of the support",
    Kept.NEVER_BEGAN: "recorded that the support never began",
    Kept.NOT_BACK: "recorded that money does not come back after all",
    "put_off": "put it off to",
    "meeting_cancelled": "cancelled its meeting: it goes to",
}
_PRIVATE = {"start", E.ASK_TO_SIGN, E.REOPEN, E.DISCARD}
_TO_MEETING = {"put_off", "meeting_cancelled"}
_WITH_MEETING = {E.SUBMIT, E.ADMIT, E.ACCEPT}


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline."""

    text: str
    who: str
    at: datetime
    note: str
    version: int


def timeline(steps: Iterable[Step], reader: Reader, *, own_school: bool) -> list[Moment]:
    """What happened, newest first. What a school does before it submits is shown to itself alone."""
    found, steps = [], list(steps)
    days = days_then(steps)
    for step in steps:
        if text := what_happened(step, own_school=own_school, day=days.get(step.pk)):
            found.append(Moment(text, step.by.name, step.at, reader.text(step.note), step.version_number))
    return found[::-1]


def days_then(steps: Iterable[Step]) -> dict[int, date]:
    """The day that the meeting of each step had when it was taken: it may have been moved since. One query at most."""
    to_tell = [each for each in steps if each.meeting]
    moves = days_before_moves({each.meeting.pk for each in to_tell if each.meeting}) if to_tell else {}
    found = {}
    for each in to_tell:
        if each.meeting:
            later = (day for at, day in moves.get(each.meeting.pk, ()) if at > each.at)
            found[each.pk] = next(later, each.meeting.day)
    return found


def what_happened(step: Step, *, own_school: bool, day: date | None = None) -> str:
    """What the step's person did, in words that follow their name; nothing where it is the school's own business.

    `day`: of its meeting, as it was then (`days_then`).
    """
    if step.event in _PRIVATE and not own_school:
        return ""
    if step.event == "meeting_cancelled" and step.meeting is None:
        return "cancelled its meeting: it waits until another is planned"
    text = _SENTENCES[step.event]
    if step.event in _TO_MEETING and step.meeting:
        return f"{text} the meeting of {show_day(day or step.meeting.day)}"
    if step.event in _WITH_MEETING and step.meeting:
        text += f", for the meeting of {show_day(day or step.meeting.day)}"
    return text
