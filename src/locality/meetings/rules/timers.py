"""Time used and left, as screens and the record say it (CHA-3, CHA-5): pure. All lengths are in seconds."""

from datetime import datetime

WARNING = 60  # seconds before the end from which a timer warns


def used(before: int, began: datetime | None, now: datetime) -> int:
    """The time used: what was kept before, and what runs since."""
    return before + (max(0, int((now - began).total_seconds())) if began else 0)


def clock(seconds: int) -> str:
    """12:40, or 1:02:05 from an hour on."""
    seconds = abs(seconds)
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def left_words(minutes: int, seconds: int) -> str:
    """What a timer of so many minutes says when so many seconds are used."""
    left = minutes * 60 - seconds
    return f"{clock(left)} left of {minutes}:00" if left >= 0 else f"{clock(left)} over {minutes}:00"


def state_of(minutes: int, seconds: int) -> str:
    """The state a timer is drawn in: "running", "ending" in its last minute, "over"."""
    left = minutes * 60 - seconds
    return "over" if left < 0 else "ending" if left <= WARNING else "running"


def used_words(minutes: int, seconds: int) -> str:
    """The time an item took, for the record, and by how much it ran over."""
    over = seconds - minutes * 60
    return f"{clock(seconds)} used, {clock(over)} over" if over > 0 else f"{clock(seconds)} used"
