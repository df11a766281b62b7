"""Log entries in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from locality.audit.models import Event

_VIA = {
    "page": "on a page",
    "pdf": "in a PDF",
    "word": "in a Word document",
    "print": "on the print page",
    "csv": "in a sheet",
}


def via_words(via: str) -> str:
    """How identity was seen."""
    return _VIA.get(via, via)


@dataclass(frozen=True)
class Line:
    """One entry of the log."""

    at: datetime
    who: str
    what: str
    subject: str
    changes: tuple[str, ...]


def lines(events: Iterable[Event]) -> list[Line]:
    """Entries with what they changed."""
    return [
        Line(event.at, event.actor_name, _words(event.action), event.subject, _changes(event.before, event.after))
        for event in events
    ]


def _words(action: str) -> str:
    return action.replace(".", ": ").replace("_", " ")


def _changes(before: dict[str, object] | None, after: dict[str, object] | None) -> tuple[str, ...]:
    old, new = before or {}, after or {}
    return tuple(
        f"{name.replace('_', ' ')}: {_shown(old.get(name))} → {_shown(new.get(name))}"
        if name in old
        else f"{name.replace('_', ' ')}: {_shown(new.get(name))}"
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def _shown(value: object) -> str:
    return "–" if value is None or value == "" else str(value)
