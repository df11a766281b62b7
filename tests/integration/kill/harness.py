"""Kill an action at every write, commit and mail, one after the other, and check what is left each time.

A scenario is a few functions that run against databases of their own (SQLite or PostgreSQL, as the tests run):

- `set_up()` prepares the database once.
- `acts()` gives what people and the worker do, one after the other, by name. Each begins from what the one before it
  left, and is told to be done by its return.
- `check(outcome)` asserts that nothing is half done, doubled, or lost after it was acknowledged.
- `recover()`, if given, is what happens next (the person sends the same form again, the worker starts again); then
  `check` runs once more with `outcome.recovered`.

    def test_submission_is_whole() -> None:
        points = runner.walk(Scenario(set_up, acts, check))
        assert points > 10
"""

from collections.abc import Callable
from dataclasses import dataclass, field

Act = Callable[[], object]


@dataclass(frozen=True)
class Outcome:
    """What is known outside the database after the kill."""

    acks: list[str]
    """The acts that were done: their person was told so."""
    mails: list[str]
    killed: bool
    recovered: bool = False


@dataclass(frozen=True)
class Scenario:
    """What is walked."""

    set_up: Callable[[], None]
    acts: Callable[[], dict[str, Act]]
    check: Callable[[Outcome], None]
    recover: Callable[[], None] | None = None
    at_most: int = 400
    """Points of one act: more than that is a loop."""


@dataclass
class Walked:
    """The points of each act."""

    points: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.points.values())
