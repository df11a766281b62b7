"""One mail each working morning for those who prefer it: what happened, with links."""

from collections.abc import Callable
from datetime import date, datetime, time

from django.db import transaction

from locality.outbox.models import Message
from locality.values.dates import show_day
from locality.values.sentences import count
from locality.values.working_days import LONDON

SUMMARY_AT = time(7, 0)
KIND = "daily-summary"


def send_summaries(now: datetime, *, is_working: Callable[[date], bool]) -> int:
    """On a working day, from 07:00 in London: a summary for each person of what was put before that; returns how many.

    Running it again, or in two workers, makes no second summary. What comes later in the day waits for the next one.
    """
    today = now.astimezone(LONDON).date()
    since_morning = datetime.combine(today, SUMMARY_AT, tzinfo=LONDON)
    if now < since_morning or not is_working(today):
        return 0
    waiting = Message.objects.for_summary(since_morning)
    people = list(waiting.order_by("to_id").values_list("to_id", flat=True).distinct())
    return sum(_summarise(person_id, since_morning, now) for person_id in people if person_id is not None)


@transaction.atomic
def _summarise(person_id: int, before: datetime, now: datetime) -> int:
    held = list(
        Message.objects.for_summary(before).filter(to_id=person_id).order_by("created_at", "pk").select_for_update()
    )
    if not held:
        return 0
    updates = count(len(held), "update")
    summary = Message.objects.create(
        to_id=person_id,
        address=held[-1].address,
        kind=KIND,
        subject=f"Locality: {updates} for {show_day(now.astimezone(LONDON).date())}",
        lines=[_paragraph(message) for message in held],
        link="/",
        created_at=now,
        due_at=now,
        tried_since=now,
    )
    Message.objects.filter(pk__in=[message.pk for message in held]).update(summary=summary)
    return 1


def _paragraph(message: Message) -> str:
    """A message as one paragraph of the summary."""
    return "\n".join([message.subject, *message.lines, *([message.url] if message.url else [])])
