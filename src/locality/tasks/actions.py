"""Reminding whoever has a thing."""

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db import IntegrityError, transaction
from django.urls import reverse

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.subjects import Subject
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.outbox.actions import put, put_to_address
from locality.tasks.models import Reminded
from locality.tasks.offers import Reminder, Waiting
from locality.tasks.registry import offers_for
from locality.tasks.rules import GONE, counted_day, why_not_remind
from locality.values.dates import show_day
from locality.values.refusals import NotPossible, refuse
from locality.values.working_days import day_of

_LONGEST_SUBJECT = 90


class _Told(TypedDict):
    """A message, but for whom it goes to."""

    kind: str
    subject: str
    lines: list[str]
    link: str
    at: datetime
    reference: str


@transaction.atomic
def remind(things: Collection[str], *, by: Viewer, at: datetime) -> tuple[list[Waiting], str]:
    """One message to whoever has them, each at most once a working day whoever asks. Raises NotPossible.

    `things` are those of their reminders (`Reminder.thing`), and wait for the same person: nobody reminds of what does not
    wait on their own page. Those of which that person was reminded already, or only heard today, are left out. Returns
    what the message is about, and whom it tells, in words.
    """
    today = day_of(at)
    held = _offered(things, by)
    if not held or len({(reminder.whom, reminder.authority.pk) for _, reminder in held}) > 1:
        raise NotPossible(GONE)
    reasons = [why_not_remind(waiting, reminder, today) for waiting, reminder in held]
    if all(reasons):
        refuse(reasons[0])
    able = [each for each, reason in zip(held, reasons, strict=True) if not reason]
    first = able[0][1]
    people = [each for each in first.people(today) if each.pk != by.user.pk]
    address = "" if people else first.address
    if not people and not address:
        raise NotPossible(
            f"No one else is {first.whom} today, so we could not send a reminder. "
            "Ask your council’s locality team who does this work."
        )
    claimed = [(waiting, reminder) for waiting, reminder in able if _claim(reminder, by=by.user, at=at)]
    if not claimed:
        raise NotPossible(f"Someone has just sent this reminder to {first.whom}, so we did not send it twice.")
    _tell([waiting for waiting, _ in claimed], claimed[0][1].reference, people, address, by=by.user, at=at)
    for waiting, reminder in claimed:
        thing = Subject(reminder.kind, reminder.id, waiting.about.name, reminder.authority.pk)
        record("task.reminded", thing, by=by.user, at=at, after={"whom": reminder.logged_as or reminder.whom})
    return [waiting for waiting, _ in claimed], f"{first.whom} ({', '.join(each.name for each in people) or address})"


def _tell(
    waiting: Sequence[Waiting], reference: str, people: Sequence[User], address: str, *, by: User, at: datetime
) -> None:
    """One message about them to each of the people, or to the address."""
    subject, lines = _message(waiting[0], by) if len(waiting) == 1 else _message_about(waiting, by)
    link = waiting[0].about.href if len(waiting) == 1 else reverse("home")
    told = _Told(kind="task.reminder", subject=subject, lines=lines, link=link, at=at, reference=reference)
    for person in people:
        put(to=person, **told)
    if address:
        put_to_address(address=address, **told)


def _offered(things: Collection[str], by: Viewer) -> list[tuple[Waiting, Reminder]]:
    """What of these waits on the person's page, what waits longest first, and how to remind of each."""
    waiting = [each for offer in offers_for(by) for each in offer.waiting]
    waiting.sort(key=lambda each: each.since or date.min)
    return [(each, each.reminder) for each in waiting if each.reminder and each.reminder.thing in things]


def _claim(reminder: Reminder, *, by: User, at: datetime) -> bool:
    """Take this working day's reminder of the thing: of two at the same moment one gets it."""
    today = day_of(at)
    day = counted_day(today, deadlines_of(reminder.authority, on=today).calendar)
    held = Reminded.objects.filter(thing=reminder.thing)
    if held.filter(day__lt=day).update(day=day, at=at, by=by):
        return True
    try:
        with transaction.atomic():
            Reminded.objects.create(thing=reminder.thing, day=day, at=at, by=by)
    except IntegrityError:
        return False
    return True


def _message(waiting: Waiting, by: User) -> tuple[str, list[str]]:
    """Name, school and what is to be done, as every reader of the thing knows it; never a pupil."""
    about = waiting.about
    age = f"It has been {waiting.age}."
    lines = [
        f"{by.name} has sent you a reminder about {about.within}{', ' if about.place else ''}{about.place}. {_asks(waiting)}",
        *([age] if waiting.age else []),
        *([f"It is about: “{about.topic}”"] if about.topic else []),
    ]
    return _subject(waiting), lines


def _subject(waiting: Waiting) -> str:
    """What to do, of whom, where an inbox has the room for it."""
    about = waiting.about
    name = f"{about.place} ({about.name})" if about.place else about.name
    asks = re.sub(r"\bit\b", "the request", waiting.asks, count=1) if about.name.startswith("RFR-") else waiting.asks
    subject = f"Reminder: please {asks}: {name}"
    return subject if asks and len(subject) <= _LONGEST_SUBJECT else f"Reminder: {name}"


def _asks(waiting: Waiting) -> str:
    """What the reader of the message is to do, and by when; that the day is past is said without how long."""
    if not waiting.asks:
        return f"{waiting.now[:1].upper()}{waiting.now[1:]}."
    if waiting.due and waiting.due.late:
        return f"You were due to {waiting.asks} by {show_day(waiting.due.day)}."
    return f"You need to {waiting.asks}{f' by {show_day(waiting.due.day)}' if waiting.due else ''}."


def _message_about(several: Sequence[Waiting], by: User) -> tuple[str, list[str]]:
    """The same about several that wait alike: each in a line."""
    asks = f"you need to {several[0].asks}" if several[0].asks else several[0].now
    lines = [f"{by.name} has sent you a reminder about {len(several)} tasks. For each, {asks}."]
    for each in several:
        by_when = f", {'was due on' if each.due.late else 'by'} {show_day(each.due.day)}" if each.due else ""
        lines.append(f"{each.about.name}{', ' if each.about.place else ''}{each.about.place}{by_when}.")
    return f"Reminder: {len(several)} tasks are waiting for you", lines
