"""What upper rooms show of a request, under its decision and in its timeline: each says so once, in its `AppConfig.ready`.

A request knows nothing of the support that came of its decision; its page has a place for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest


@dataclass(frozen=True)
class Go:
    """A link, and the words on it; `button`: the person is expected to go there."""

    text: str
    href: str
    button: bool = False


@dataclass(frozen=True)
class Beside:
    """A section of the page: its heading and the id of that, sentences, and where to go from here."""

    heading: str
    id: str
    sentences: tuple[str, ...]
    links: tuple[Go, ...] = ()


@dataclass(frozen=True)
class Happened:
    """What somebody did beside the request's own life: words that follow their name, and when."""

    text: str
    who: str
    at: datetime


Show = Callable[[Viewer, ResourceRequest], Beside | None]
Tell = Callable[[ResourceRequest], list[Happened]]

_shows: list[Show] = []
_tells: list[Tell] = []


def show_with(show: Show) -> None:
    """Ask this function for a section of each request that somebody opens; it answers None where it has none."""
    if show not in _shows:
        _shows.append(show)


def shown_beside(viewer: Viewer, rfr: ResourceRequest) -> list[Beside]:
    """The sections that upper rooms have for this person."""
    return [section for section in (show(viewer, rfr) for show in _shows) if section]


def tell_with(tell: Tell) -> None:
    """Ask this function for what it has to add to the timeline of each request that somebody reads."""
    if tell not in _tells:
        _tells.append(tell)


def happened_beside(rfr: ResourceRequest) -> list[Happened]:
    """What upper rooms add to its timeline."""
    return [each for tell in _tells for each in tell(rfr)]
