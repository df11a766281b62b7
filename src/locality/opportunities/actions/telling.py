"""Who is told of an opportunity, and in which words: asked by the page before a button is pressed, and by the action."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse

from locality.accounts.models import User
from locality.documents.calendars import to_calendar
from locality.opportunities.calendars import occasion_of
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.rules.bookings import has_place
from locality.opportunities.rules.opportunities import when_it_starts
from locality.opportunities.workflow import BookingIs
from locality.outbox.actions import put
from locality.values.sentences import count

LONGEST_SUBJECT = 90
KIND = "opportunity"


def who_is_told(bookings: Iterable[Booking], *, besides: User) -> list[str]:
    """Those who have booked and those who wait, as a page names them before a button."""
    told = [each for each in bookings if each.person_id != besides.pk]
    waiting = sum(each.state == BookingIs.WAITING for each in told)
    have = "has" if len(told) - waiting == 1 else "have"
    is_are = "is" if waiting == 1 else "are"
    groups = ((len(told) - waiting, f"who {have} booked a place"), (waiting, f"who {is_are} on the waiting list"))
    return [f"{_people(number)} {who}" for number, who in groups if number]


def _people(number: int) -> str:
    return count(number, "person", "people")


def tell_of_opportunity(
    people: Iterable[User],
    opportunity: Opportunity,
    *,
    subject: str,
    lines: Sequence[str],
    by: User | None,
    at: datetime,
    with_entry: bool = False,
    page: str = "opportunity",
) -> None:
    """An email to each person once, but never to who has just done it; with its entry for a calendar, where that changes."""
    told = {person.pk: person for person in people if by is None or person.pk != by.pk}
    entry = to_calendar([occasion_of(opportunity)], at=at).decode() if with_entry else ""
    for person in told.values():
        put(
            to=person,
            kind=KIND,
            subject=_short(subject),
            lines=list(lines),
            link=reverse(page, args=[opportunity.pk]),
            at=at,
            calendar=entry,
        )


def tell_who_is_on_the_way(
    bookings: Iterable[Booking],
    opportunity: Opportunity,
    *,
    subject: str,
    lines: Sequence[str],
    to_join: Sequence[str] = (),
    by: User,
    at: datetime,
) -> None:
    """Those who booked get its entry too, and how to join it; those who wait have no place to put into a calendar."""
    told = list(bookings)
    booked = [each.person for each in told if has_place(each)]
    waiting = [each.person for each in told if not has_place(each)]
    tell_of_opportunity(booked, opportunity, subject=subject, lines=[*lines, *to_join], by=by, at=at, with_entry=True)
    tell_of_opportunity(waiting, opportunity, subject=subject, lines=lines, by=by, at=at)


def tell_who_moved_up(moved: Iterable[Booking], opportunity: Opportunity, *, by: User, at: datetime) -> None:
    """A place has become free for them."""
    for booking in moved:
        tell_of_opportunity(
            [booking.person],
            opportunity,
            subject=f"You have a place: {opportunity.title}",
            lines=[
                f"A place is free, and it is yours: {opportunity.title}, {when_it_starts(opportunity)}.",
                "If you cannot come, cancel your booking so that someone else can have your place.",
            ],
            by=by,
            at=at,
            with_entry=True,
        )


def _short(subject: str) -> str:
    """A subject that no inbox cuts: titles are long."""
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1].rstrip()}…"
