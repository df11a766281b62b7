"""The emails of what happens to a request: each person reads the letter that is theirs, with what comes next and by when."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse

from locality.communities.deadlines import deadlines_of
from locality.outbox.actions import put, put_to_address
from locality.resource_requests.events import MACHINE
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import meeting_ahead
from locality.resource_requests.queries.where_it_stands import OWN, Reads, Standing, period_of, where_it_stands
from locality.resource_requests.queries.who_is_told import Audience
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.states import WITH_SCHOOL
from locality.resource_requests.workflow import Letter, Mail, Turn
from locality.values.dates import show_day, show_plain_day
from locality.values.money import say_money
from locality.values.working_days import day_of


@dataclass(frozen=True)
class More:
    """What an event says beside its letters: words that they hold in braces, and further lines, some not for everyone.

    `goes_on`: what comes next, and by when, is said too.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    lines: Sequence[str] = ()
    to_school: Sequence[str] = ()
    to_others: Sequence[str] = ()
    goes_on: bool = True


def tell_audiences(
    told: Iterable[Audience],
    rfr: ResourceRequest,
    *,
    kind: str,
    mail: Mail,
    at: datetime,
    more: More | None = None,
    at_once: bool = False,
) -> None:
    """Put an email to each person told into the outbox, in this transaction. It never names a pupil.

    `at_once`: also to those who otherwise get a daily summary.
    """
    more, link = more or More(), reverse("request", args=[rfr.reference])
    stands = _standing(rfr, at)
    seen: set[int] = set()
    for audience in told:
        reads = _reads(audience, rfr)
        now = stands(reads)
        written = write(mail, rfr, reads, now if more.goes_on else replace(now, following=""), more.words)
        lines = [
            written.first,
            *(more.to_school if reads in OWN else more.to_others),
            *more.lines,
            *([f"It is about: “{rfr.topic}”"] if rfr.topic else []),
        ]
        for person in audience.people:
            if person.pk not in seen:
                seen.add(person.pk)
                put(
                    to=person,
                    kind=f"resource_request.{kind}",
                    subject=written.subject,
                    lines=lines,
                    link=link,
                    reference=rfr.reference,
                    at=at,
                    at_once=at_once,
                )
        if audience.address:
            put_to_address(
                address=audience.address,
                kind=f"resource_request.{kind}",
                subject=written.subject,
                lines=lines,
                link=link,
                reference=rfr.reference,
                at=at,
            )


def write(mail: Mail, rfr: ResourceRequest, reads: Reads, stands: Standing, words: Mapping[str, str]) -> Letter:
    """Subject and first line as this reader gets them: the reference in brackets, and what comes next, by when."""
    letter = _letter(mail, reads)
    known = _Words(rfr, stands, own=reads in OWN, words=words)
    first = letter.first.format_map(known)
    return Letter(
        f"{letter.subject.format_map(known)} ({rfr.reference})",
        f"{first} {stands.following}." if stands.following else first,
    )


def _reads(audience: Audience, rfr: ResourceRequest) -> Reads:
    if audience.own:
        return Reads.SIGNATORY if Turn.SIGNATORY in audience.turns else Reads.SCHOOL
    return Reads.TURN if MACHINE.state(rfr.state).whose in audience.turns else Reads.OTHER


def _letter(mail: Mail, reads: Reads) -> Letter:
    if reads in OWN and mail.school:
        return mail.school
    found = (mail.turn if reads is Reads.TURN else None) or mail.others or mail.turn
    if found is None:
        raise ValueError(f"no letter for {reads}")
    return found


def _standing(rfr: ResourceRequest, at: datetime) -> Callable[[Reads], Standing]:
    """Where it stands now for each reader, as its page says it."""
    today = day_of(at)
    deadlines = deadlines_of(rfr.authority, on=today)
    goes_to_meeting = rfr.state in WITH_SCHOOL and not is_exceptional(rfr)
    ahead = meeting_ahead(rfr, today, deadlines) if goes_to_meeting else None
    return lambda reads: where_it_stands(rfr, deadlines, today, reads, ahead=ahead, distances=False)


class _Words(dict[str, str]):
    """The words in braces of the letters: those an event gives, and what each request knows."""

    def __init__(self, rfr: ResourceRequest, stands: Standing, *, own: bool, words: Mapping[str, str]) -> None:
        community = "your community" if own else rfr.community.name
        super().__init__(
            school=rfr.school.name,
            whose="your" if own else f"{rfr.school.name}’s",
            Whose="Your" if own else f"{rfr.school.name}’s",
            community=community,
            Community=community[:1].upper() + community[1:],
            plain_due=show_plain_day(stands.due) if stands.due else "",
            **words,
        )
        self._rfr = rfr

    def __missing__(self, word: str) -> str:
        return WORDS[word](self._rfr)


def _for_amount(rfr: ResourceRequest) -> str:
    return f" for {say_money(rfr.approved_amount)}" if rfr.approved_amount else ""


def _support(rfr: ResourceRequest) -> str:
    """A sentence of its own, with the days of the support where it has any."""
    if rfr.decision is None or rfr.decision.starts_on is None or rfr.decision.ends_on is None:
        return ""
    return f" The support is from {show_day(rfr.decision.starts_on)} to {show_day(rfr.decision.ends_on)}."


def _outcome(rfr: ResourceRequest) -> str:
    return f"{rfr.decision.get_outcome_display().lower()}{_for_amount(rfr)}" if rfr.decision else ""


def _pays(rfr: ResourceRequest) -> str:
    """What of a final amount is paid of support that ended early, a line of its own says."""
    if rfr.final_amount and rfr.ended_on is None:
        return f"The council will pay {say_money(rfr.final_amount)} for"
    return "The council has processed"


def _to_meeting(rfr: ResourceRequest) -> str:
    if rfr.meeting:
        return f" for the meeting on {show_day(rfr.meeting.day)}"
    return ", but no meeting has been planned yet"


WORDS: Mapping[str, Callable[[ResourceRequest], str]] = {
    "New": lambda rfr: "Resubmitted" if rfr.version_number > 1 else "New",
    "what_it_did": lambda rfr: (
        "changed and resubmitted its request" if rfr.version_number > 1 else "submitted a request"
    ),
    "meeting": lambda rfr: show_day(rfr.meeting.day) if rfr.meeting else "",
    "plain_meeting": lambda rfr: show_plain_day(rfr.meeting.day) if rfr.meeting else "",
    "for_meeting": lambda rfr: (
        f" for {show_plain_day(rfr.meeting.day)}" if rfr.meeting else ": no meeting has been planned"
    ),
    "to_meeting": _to_meeting,
    "for_amount": _for_amount,
    "decided_on": lambda rfr: show_day(rfr.decision.decided_on) if rfr.decision else "",
    "support": _support,
    "outcome": _outcome,
    "period": period_of,
    "Pays": _pays,
    "end": lambda rfr: show_day(rfr.last_day) if rfr.last_day else "",
    "plain_end": lambda rfr: show_plain_day(rfr.last_day) if rfr.last_day else "",
}
"""The words that every request knows."""
