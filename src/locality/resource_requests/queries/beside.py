"""What the rooms above show on a request's page: an upper app says so once, in its `AppConfig.ready`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest


@dataclass(frozen=True)
class Beside:
    """A page of another room about a request: its name there, and the button where this person is to do something there."""

    label: str
    href: str
    button: str = ""
    button_href: str = ""


Look = Callable[[Viewer, ResourceRequest], Iterable[Beside]]

_looks: list[Look] = []


def show_beside(look: Look) -> None:
    """Ask this of everybody who opens a request's page: what there is for them, of a request they may see."""
    if look not in _looks:
        _looks.append(look)


def beside(viewer: Viewer, rfr: ResourceRequest) -> list[Beside]:
    """All that the rooms above have of a request for a person, in the order of the apps."""
    return [found for look in _looks for found in look(viewer, rfr)]
