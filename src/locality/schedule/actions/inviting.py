"""Invitations to meetings, answers to them, and the private calendar address of each person (CLK-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.communities.models import Authority
from locality.documents.calendars import Mailbox, Method, to_calendar
from locality.outbox.actions import put
from locality.schedule import subjects
from locality.schedule.calendars import occasion_of
from locality.schedule.models import CalendarFeed, Invitee, Meeting, new_token
from locality.schedule.queries import message_reference, out_of_step, people_of
from locality.values.dates import show_day, show_time
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

When = tuple[date, time, time]
"""The day of a meeting, its start and its end."""


def invite(meeting: Meeting, *, at: datetime) -> list[Invitee]:
    """Invite everyone of the community who is not invited yet, each with an entry for their calendar.

    Whoever plans the meeting is invited too: it belongs in that calendar as well.
    """
    known = set(Invitee.objects.filter(meeting=meeting).values_list("person_id", flat=True))
    new = [person for person in people_of(meeting.community, on=day_of(at)) if person.pk not in known]
    invited = [Invitee.objects.create(meeting=meeting, person=person, invited_at=at) for person in new]
    for invitee in invited:
        _send(
            invitee,
            Method.REQUEST,
            subject=subjects.invitation(meeting),
            lines=[f"You are invited to the {meeting.community.name} meeting.", *_when_and_where(meeting)],
            at=at,
        )
    return invited


def invite_adviser(meeting: Meeting, person: User, *, lines: list[str], at: datetime) -> Invitee:
    """Invite somebody who does not belong to the community, with an entry for their calendar; sent again if they are."""
    invitee, _ = Invitee.objects.get_or_create(
        meeting=meeting, person=person, defaults={"invited_at": at, "as_adviser": True}
    )
    if not invitee.as_adviser:  # invited for an office that has ended since
        invitee.as_adviser = True
        invitee.save(update_fields=["as_adviser"])
    _send(
        invitee,
        Method.REQUEST,
        subject=subjects.invitation(meeting, adviser=True),
        lines=[
            f"You are invited to the {meeting.community.name} meeting as an adviser.",
            *lines,
            *_when_and_where(meeting),
        ],
        at=at,
    )
    return invitee


def uninvite_adviser(meeting: Meeting, person: User, *, lines: Sequence[str] = (), at: datetime) -> None:
    """Take an adviser's invitation back; `lines` say why."""
    invitee = Invitee.objects.filter(meeting=meeting, person=person, as_adviser=True).select_related("person").first()
    if invitee:
        _uninvite(meeting, invitee, lines=lines, at=at)


@transaction.atomic
def follow_people(meeting: Meeting, *, at: datetime) -> None:
    """Invite who has joined the community since, and take the invitations back of those who have left it."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("community").get(pk=meeting.pk)
    if not meeting.is_to_come:
        return
    gone = _take_out_who_left(meeting, at=at)
    new = invite(meeting, at=at) if meeting.starts_at > at else []
    if gone or new:
        record("meeting.people", meeting, by=None, at=at, after={"invited": len(new), "taken_out": gone})


@transaction.atomic
def follow_schools(authority: Authority, _by: User | None, at: datetime) -> None:
    """Schools of the authority have moved: their people are invited where they belong now, and nowhere else."""
    for meeting in out_of_step(day_of(at), authority):
        follow_people(meeting, at=at)


def say_nothing_of_schools(_moving: Mapping[int, bool]) -> dict[int, str]:
    """What becomes of a school's invitations is said with what it has open."""
    return {}


def _take_out_who_left(meeting: Meeting, *, at: datetime) -> int:
    """How many were taken out: people who were invited for an office that has ended."""
    belong = {person.pk for person in people_of(meeting.community, on=day_of(at))}
    invited = Invitee.objects.filter(meeting=meeting, as_adviser=False).select_related("person")
    gone = [invitee for invitee in invited if invitee.person_id not in belong]
    for invitee in gone:
        _uninvite(meeting, invitee, at=at)
    return len(gone)


def _uninvite(meeting: Meeting, invitee: Invitee, *, lines: Sequence[str] = (), at: datetime) -> None:
    """The meeting leaves this person's calendar, and the link they had no longer works."""
    if meeting.is_to_come and meeting.starts_at > at:
        meeting.sequence, meeting.changed_at = meeting.sequence + 1, at
        meeting.save(update_fields=["sequence", "changed_at"])
        if invitee.person.is_active:
            _send(
                invitee,
                Method.CANCEL,
                subject=subjects.withdrawn(meeting),
                lines=[
                    f"You are no longer invited to the {meeting.community.name} meeting on {show_day(meeting.day)}.",
                    *lines,
                ],
                at=at,
            )
    invitee.delete()


def tell_moved(meeting: Meeting, *, was: When, at: datetime) -> None:
    """Update the calendars of all who are invited and still belong; invite who joined since."""
    _take_out_who_left(meeting, at=at)
    time_changes = was != (meeting.day, meeting.starts, meeting.ends)
    subject, first = _what_moved(meeting, was)
    for invitee in _invited(meeting):
        if time_changes and invitee.answer:
            invitee.answer, invitee.answered_at = Invitee.Answer.NONE, None
            invitee.save(update_fields=["answer", "answered_at"])
        _send(
            invitee,
            Method.REQUEST,
            subject=subject,
            lines=[first, *_when_and_where(meeting)],
            at=at,
        )
    invite(meeting, at=at)


def _what_moved(meeting: Meeting, was: When) -> tuple[str, str]:
    """The subject and the first line: what is different now, with the day or the times it had before."""
    day, starts, ends = was
    name, times = meeting.community.name, f"{show_time(meeting.starts)} to {show_time(meeting.ends)}"
    if meeting.day != day:
        first = f"The {name} meeting has moved from {show_day(day)} to {show_day(meeting.day)}."
        return subjects.moved(meeting, day), first
    if (meeting.starts, meeting.ends) != (starts, ends):
        first = (
            f"The {name} meeting has a new time. It was {show_time(starts)} to {show_time(ends)} and is now {times}."
        )
        return subjects.another_time(meeting), first
    return subjects.another_place(meeting), f"The {name} meeting has a new place or a new link to join online."


def tell_cancelled(meeting: Meeting, *, at: datetime) -> None:
    """Take the meeting out of the calendars of all who are invited."""
    for invitee in _invited(meeting):
        _send(
            invitee,
            Method.CANCEL,
            subject=subjects.cancelled(meeting),
            lines=[
                f"The {meeting.community.name} meeting on {show_day(meeting.day)} is cancelled.",
                meeting.cancelled_because,
            ],
            at=at,
        )


@transaction.atomic
def answer(invitee: Invitee, *, coming: bool, at: datetime) -> Invitee:
    """Note whether the person comes; they can change their mind until it begins. Raises NotPossible."""
    invitee = Invitee.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=invitee.pk)
    if not invitee.meeting.is_to_come:
        raise NotPossible("This meeting was cancelled, so you do not need to answer.")
    if invitee.meeting.starts_at <= at:
        raise NotPossible("This meeting has started or is over, so you do not need to answer.")
    invitee.answer = Invitee.Answer.YES if coming else Invitee.Answer.NO
    invitee.answered_at = at
    invitee.save(update_fields=["answer", "answered_at"])
    return invitee


@transaction.atomic
def make_feed(*, person: User, at: datetime) -> CalendarFeed:
    """A new private calendar address; the earlier one stops at once."""
    feed, is_new = CalendarFeed.objects.select_for_update().get_or_create(person=person, defaults={"made_at": at})
    if not is_new:
        feed.token, feed.made_at = new_token(), at
        feed.save()
    return feed


@transaction.atomic
def end_feed(*, person: User) -> None:
    """The private calendar address stops at once, and no other takes its place."""
    CalendarFeed.objects.filter(person=person).delete()


def _invited(meeting: Meeting) -> list[Invitee]:
    return list(Invitee.objects.filter(meeting=meeting, person__is_active=True).select_related("person").order_by("pk"))


def _when_and_where(meeting: Meeting) -> list[str]:
    return [
        f"{show_day(meeting.day)}, {show_time(meeting.starts)} to {show_time(meeting.ends)}",
        *([meeting.place] if meeting.place else []),
        "Can you come?",
    ]


def _clicks(invitee: Invitee) -> list[str]:
    """The two answers as addresses: each answers when a person opens it, and can be changed on the page."""
    address = settings.BASE_URL.rstrip("/") + reverse("meeting_answer", args=[invitee.token])
    return [f"I am coming: {address}?answer=yes", f"I cannot come: {address}?answer=no"]


def _send(invitee: Invitee, method: Method, *, subject: str, lines: list[str], at: datetime) -> None:
    meeting = Meeting.objects.select_related("community").get(pk=invitee.meeting_id)
    calendar = to_calendar(
        [replace(occasion_of(meeting), cancelled=method is Method.CANCEL)],
        method=method,
        at=at,
        organizer=Mailbox(meeting.community.name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
        invited=Mailbox(invitee.person.name, invitee.person.email),
    )
    put(
        to=invitee.person,
        kind=f"meeting.{method.value.lower()}",
        subject=subject,
        lines=[*lines, *_clicks(invitee)] if method is Method.REQUEST else lines,
        link=reverse("meeting_answer", args=[invitee.token]) if method is Method.REQUEST else reverse("meetings"),
        reference=message_reference(meeting.pk),
        at=at,
        calendar=calendar.decode(),
        secret=method is Method.REQUEST,
    )
