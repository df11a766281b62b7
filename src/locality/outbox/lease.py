"""Only one worker at a time does the periodic work."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q

from locality.outbox.models import Turn

TURN = timedelta(minutes=2)  # without a sign of life for so long, another worker takes over


def take_turn(name: str, *, holder: str, now: datetime) -> bool:
    """Whether it is this worker's turn; it keeps it by asking again within two minutes."""
    values = {"holder": holder, "seen_at": now, "until": now + TURN}
    free = Q(holder=holder) | Q(until__lte=now)
    if Turn.objects.filter(free, name=name).update(**values):
        return True
    try:
        with transaction.atomic():
            _, made = Turn.objects.get_or_create(name=name, defaults=values)
    except IntegrityError:
        return False
    return made


def give_up_turn(name: str, *, holder: str, now: datetime) -> None:
    """A worker that stops leaves its turn to the next at once."""
    Turn.objects.filter(name=name, holder=holder).update(until=now)
