"""The list of everything that somebody can do: how each action is called, and which roles have the right to it.

A module beside this one fills it for the rooms it names. `acts_of(room)` is what stands in the room's actions.
"""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

from locality.communities.scope import Viewer
from tests.world import Side

Do = Callable[[Viewer], object]
"""The action itself, ready to be called by somebody."""

ACTS: dict[str, "Act"] = {}
"""Every action by its name: `locality.schedule.actions.arranging_meetings.cancel_meeting`."""
INNER: dict[str, str] = {}
"""Actions that no page, command or API calls, only other actions, which have asked already, and jobs; and why.

They take a `User`, for the log: whatever takes a `Viewer` asks."""
OWN: dict[str, str] = {}
"""Actions on oneself, or that need no office; and why."""


@dataclass(frozen=True)
class Act:
    """One action: its name, the roles that may do it, and what makes a world ready for it."""

    name: str
    roles: frozenset[str]
    prepare: Callable[[Side], Do]


def act(action: Callable[..., object], *roles: str) -> Callable[[Callable[[Side], Do]], Callable[[Side], Do]]:
    """Note how an action is called, as a function that makes one council ready and gives the call.

    `roles`: people of `Side.people` who may; the first of them is seen doing it, everybody else is refused.
    """

    def keep(prepare: Callable[[Side], Do]) -> Callable[[Side], Do]:
        name = f"{action.__module__}.{action.__qualname__}"
        assert name not in ACTS, f"{name} is listed twice"
        ACTS[name] = Act(name, frozenset(roles), prepare)
        FIRST[name] = roles[0]
        return prepare

    return keep


FIRST: dict[str, str] = {}


def acts_of(room: str) -> dict[str, inspect.Signature]:
    """Every public action of a room that says who acts, by its name; what does an import is one too."""
    parts = [f"locality.{room}.{part}" for part in ("actions", "imports")]
    packages = [importlib.import_module(part) for part in parts if importlib.util.find_spec(part)]
    names = [each.__name__ for each in packages]
    for each in packages:
        names += [one.name for one in pkgutil.iter_modules(getattr(each, "__path__", []), f"{each.__name__}.")]
    found = {}
    for module in map(importlib.import_module, names):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                signature = inspect.signature(function)
                if "by" in signature.parameters:
                    found[f"{module.__name__}.{name}"] = signature
    return found
