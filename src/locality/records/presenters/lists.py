"""Messages, and log entries in words."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from locality.audit.models import Event
from locality.outbox.models import Message
from locality.outbox.rules import is_failing, why_not_again
from locality.records.presenters.log_words import say_action, say_value
from locality.values.sentences import count

_VIA = {
    "page": "on a page",
    "pdf": "in a PDF",
    "word": "in a Word document",
    "print": "on the print page",
    "csv": "in a sheet",
}


_COLOURS = {"sent": "green", "failed": "red", "waiting": "yellow"}


@dataclass(frozen=True)
class MessageRow:
    """A message, and whether there is a button to send it again."""

    message: Message
    again: bool
    goes_to: str = ""
    """The address that a failing message goes to, which somebody has to look at."""
    kept: bool = False
    """Whether the reader keeps its person, and can open their page."""

    @property
    def colour(self) -> str:
        """The tag's colour."""
        return _COLOURS.get(self.message.state, "grey")

    @property
    def trouble(self) -> str:
        """How often it was tried in vain, and what went wrong the last time; nothing once it is sent."""
        tried, wrong = self.message.attempts, self.message.last_error
        if not tried or not wrong or self.message.state == Message.State.SENT:
            return ""
        return f"{count(tried, 'attempt')}: {wrong}"

    @property
    def receiver(self) -> str:
        """Whom the button to send it again names: the person, or the bare address of somebody without an account."""
        return self.message.to.name if self.message.to else self.message.address


def message_rows(found: Iterable[Message], kept: Container[int]) -> list[MessageRow]:
    """Messages as the page lists them. `kept`: the people whose offices the reader keeps."""
    rows = []
    for message in found:
        fails = is_failing(message)
        goes_to = message.to.email if fails and message.to else ""
        is_kept = fails and message.to_id in kept
        rows.append(MessageRow(message, why_not_again(message) is None, goes_to, is_kept))
    return rows


@dataclass(frozen=True)
class RefusalRow:
    """Something that was refused, as the page lists it."""

    at: datetime
    who: str
    path: str
    why: str


class RefusalRead(Protocol):
    """A refusal as `refusals_for` reads it."""

    at: datetime
    actor_name: str
    path: str
    why: str
    elsewhere: bool


def refusal_rows(found: Iterable[RefusalRead]) -> list[RefusalRow]:
    """Refusals; of somebody who also serves another council the address is left out."""
    return [RefusalRow(each.at, each.actor_name, "" if each.elsewhere else each.path, each.why) for each in found]


def via_words(via: str) -> str:
    """How identity was seen."""
    return _VIA.get(via, via)


@dataclass(frozen=True)
class Line:
    """One entry of the log."""

    at: datetime
    who: str
    what: str
    changes: tuple[str, ...]


def lines(events: Iterable[Event]) -> list[Line]:
    """Entries with what they changed."""
    return [
        Line(
            event.at,
            event.actor_name,
            say_action(event.action, event.subject_type, event.subject, (event.after or {}).get("amount")),
            _changes(event.subject_type, event.before, event.after),
        )
        for event in events
    ]


def _changes(kind: str, before: dict[str, object] | None, after: dict[str, object] | None) -> tuple[str, ...]:
    old, new = before or {}, after or {}
    changed = []
    for name in dict.fromkeys([*old, *new]):
        was, now = _shown(kind, name, old.get(name)), _shown(kind, name, new.get(name))
        if was != now:
            changed.append(f"{name.replace('_', ' ')}: {f'{was} → ' if name in old else ''}{now}")
    return tuple(changed)


def _shown(kind: str, name: str, value: object) -> str:
    """A yes or no as such, a dash for nothing, and of several each; days and names of programs in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_shown(kind, name, each) for each in value) or "–"
    return "–" if value is None or value == "" else say_value(kind, name, str(value))
