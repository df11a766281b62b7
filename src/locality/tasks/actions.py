"""Reminding whoever has a thing."""

from datetime import datetime
from typing import TypedDict

from django.db import IntegrityError, transaction

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.subjects import Subject
from locality.communities.deadlines import deadlines_of
from locality.communities.scope import Viewer
from locality.outbox.actions import put, put_to_address
from locality.tasks.models import Reminded
from locality.tasks.offers import Reminder, Waiting
from locality.tasks.rules import GONE, counted_day, why_not_remind
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


class _Told(TypedDict):
    """A message, but for whom it goes to."""

    kind: str
    subject: str
    lines: list[str]
    link: str
    at: datetime


@transaction.atomic
def remind(waiting: Waiting | None, *, by: Viewer, at: datetime) -> str:
    """One message to whoever has it, at most one a working day whoever asks; returns whom it told, in words.

    `waiting` is what stands on the person's own page now; None where it is no longer there. Raises NotPossible.
    """
    if waiting is None or waiting.reminder is None:
        raise NotPossible(GONE)
    if reason := why_not_remind(waiting, waiting.reminder, day_of(at)):
        raise NotPossible(reason)
    reminder = waiting.reminder
    people = [each for each in reminder.people(day_of(at)) if each.pk != by.user.pk]
    address = "" if people else reminder.address
    if not people and not address:
        raise NotPossible(
            f"Nobody else holds the office of {reminder.whom} today, so nobody was reminded. "
            "Ask your council’s locality team who does its work."
        )
    if not _claim(reminder, by=by.user, at=at):
        raise NotPossible(f"Somebody has just sent this reminder to {reminder.whom}, so it was not sent twice.")
    subject, lines = _message(waiting, by.user)
    told = _Told(kind="task.reminder", subject=subject, lines=lines, link=waiting.about.href, at=at)
    for person in people:
        put(to=person, reference=reminder.reference, **told)
    if address:
        put_to_address(address=address, reference=reminder.reference, **told)
    thing = Subject(reminder.kind, reminder.id, waiting.about.name, reminder.authority.pk)
    record("task.reminded", thing, by=by.user, at=at, after={"whom": reminder.whom})
    return f"{reminder.whom} ({', '.join(each.name for each in people) or address})"


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
    by_when = f" by {show_day(waiting.due.day)}" if waiting.due else ""
    age = f"{waiting.age[:1].upper()}{waiting.age[1:]}."
    lines = [
        f"{by.name} asks you to look at this: {about.name}{', ' if about.place else ''}{about.place}.",
        f"{waiting.now[:1].upper()}{waiting.now[1:]}{by_when}.",
        *([age] if waiting.age else []),
        *([f"It is about: “{about.topic}”"] if about.topic else []),
    ]
    return f"Reminder: {about.name}, {about.place}", lines
