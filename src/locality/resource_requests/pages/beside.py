"""What upper rooms show on a request's own page, under its decision: each says so once, in its `AppConfig.ready`.

A request knows nothing of the support that came of its decision; its page has a place for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

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


Show = Callable[[Viewer, ResourceRequest], Beside | None]

_shows: list[Show] = []


def show_with(show: Show) -> None:
    """Ask this function for a section of each request that somebody opens; it answers None where it has none."""
    if show not in _shows:
        _shows.append(show)


def shown_beside(viewer: Viewer, rfr: ResourceRequest) -> list[Beside]:
    """The sections that upper rooms have for this person."""
    return [section for section in (show(viewer, rfr) for show in _shows) if section]
