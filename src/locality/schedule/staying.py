"""What keeps a meeting on its day: an upper app says so once, in its `AppConfig.ready`.

What a meeting has decided is known above; here it is only asked, before the meeting gets another day.
"""

from collections.abc import Callable
from datetime import date

from locality.schedule.models import Meeting

Ask = Callable[[Meeting, date], str]

_asked: list[Ask] = []


def when_moved(ask: Ask) -> None:
    """Let an upper app say why a meeting can't be given a day, as a sentence, or nothing; without one any day will do."""
    if ask not in _asked:
        _asked.append(ask)


def why_not_to(meeting: Meeting, day: date) -> str:
    """Why the meeting can't be moved to this day, as a sentence; empty where it can."""
    return next((said for ask in _asked if (said := ask(meeting, day))), "")
