"""What a meeting's own page says of its requests and its people, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from locality.meetings.queries.attendance import Went
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.values.sentences import count


@dataclass(frozen=True)
class RequestsWords:
    """The requests of a meeting in words; the first of them lead to their lists, each with the state it asks for."""

    text: str
    links: tuple[tuple[str, str], ...] = ()


def requests_words(
    meeting: Meeting, went: Went | None, *, to_discuss: int, to_accept: int, decided: int
) -> RequestsWords:
    """How many requests a meeting discusses, or what became of them where it was held.

    to_accept: those that may come to it once the chair has accepted them.
    """
    if went:
        return RequestsWords(_went_words(went) if went.requests else "None")
    if to_discuss or to_accept:
        already = f", {decided} already decided" if decided else ""
        discuss = (f"{count(to_discuss, 'request')} to discuss", S.ACCEPTED)
        accept = (f"{to_accept if to_discuss else count(to_accept, 'request')} waiting for the chair", S.SUBMITTED)
        return RequestsWords(
            already, tuple(each for number, each in ((to_discuss, discuss), (to_accept, accept)) if number)
        )
    if decided:
        return RequestsWords(f"{count(decided, 'request')} already decided")
    return RequestsWords("None yet" if meeting.is_to_come else "See the agenda")


def _went_words(went: Went) -> str:
    undecided = f", {went.undecided} not decided" if went.undecided else ""
    return f"{count(went.requests, 'request')}: {went.decided} decided{undecided}"


def who_came(went: Went) -> str:
    """How many people came, and how many schools nobody spoke for."""
    if not went.came:
        return "No one is in the register"
    missing = f", and {count(went.unrepresented, 'school')} not represented" if went.unrepresented else ""
    return f"{count(went.came, 'person', 'people')}{missing}"


def leads_to(
    meeting: Meeting, *, live: bool, hands_over: bool, belongs: bool, keeps: bool, invites_advisers: bool
) -> list[tuple[str, str]]:
    """The pages of a meeting that this person may open, each with its address, in the order they are listed."""
    at = [meeting.pk]
    pages: Iterable[tuple[bool, str, str]] = (
        (live, "Live meeting", reverse("meeting_live", args=at)),
        (True, "Agenda", reverse("meeting_agenda", args=at)),
        (True, "Papers", reverse("meeting_papers", args=at)),
        (hands_over, "Send approved requests", reverse("meeting_hand_over", args=at)),
        (belongs, "Action points", f"{reverse('action_points')}?which=all"),
        (keeps, "Record of attendance", reverse("attendance_record", args=[meeting.community_id])),
        (invites_advisers, "Advisers", reverse("meeting_advisers", args=at)),
    )
    return [(text, href) for shown, text, href in pages if shown]
