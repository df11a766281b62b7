"""What the log calls a thing. Each model that is logged says so itself, in one place."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Subject:
    """What an event of the log is about: its kind, its number or reference, what people call it, and whose it is."""

    type: str
    id: str | int
    name: str
    authority_id: int | None = None


class Logged(Protocol):
    """A thing that says what the log calls it."""

    @property
    def logged_as(self) -> Subject:
        """The thing as the log names it; never with a pupil's name."""
