"""Apps fill the registry themselves; whoever is new to it is asked too, once."""

from types import SimpleNamespace

import pytest

from locality.tasks import registry
from locality.tasks.offers import About, Offer, Task


def test_the_apps_with_something_for_the_home_page_have_said_so() -> None:
    names = [each.__module__ for each in registry._offering]
    apps = (
        "budgets",
        "resource_requests",
        "support",
        "opportunities",
        "outcomes",
        "meetings",
        "practice",
        "records",
        "gaps",
    )
    assert names == [f"locality.{app}.tasks" for app in apps]


def test_a_new_app_is_asked_too_and_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_offering", [])
    task = Task("Report outcomes", "Report", "/outcomes/1/", About("RFR-2026-00001", "/requests/RFR-2026-00001/"))
    asked: list[object] = []

    def tasks_for(viewer: object) -> Offer:
        asked.append(viewer)
        return Offer(tasks=(task,))

    registry.offer_with(tasks_for)
    registry.offer_with(tasks_for)
    viewer = SimpleNamespace()
    assert registry.offers_for(viewer) == [Offer(tasks=(task,))]  # type: ignore[arg-type]
    assert asked == [viewer]
