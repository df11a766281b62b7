"""Which apps have something for the home page: each gives its `tasks_for` in `AppConfig.ready`, in the order of the apps."""

from collections.abc import Callable

from locality.communities.scope import Viewer
from locality.tasks.offers import Offer

TasksFor = Callable[[Viewer], Offer]
_offering: list[TasksFor] = []


def offer_with(tasks_for: TasksFor) -> None:
    """Ask this function too, of everybody who opens the home page: a fixed number of queries, none for whoever has none."""
    if tasks_for not in _offering:
        _offering.append(tasks_for)


def offers_for(viewer: Viewer) -> list[Offer]:
    """What each app has for a person."""
    return [tasks_for(viewer) for tasks_for in _offering]
