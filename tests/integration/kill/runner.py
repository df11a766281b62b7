"""Walks the points of a scenario, in a process of its own; see `harness`.

Each act is walked by itself: a fresh copy of what the acts before it left, the act killed at point 1, 2, 3 … in a
process of its own, the check; until it ends by itself, and what it left is where the next act begins. A process killed
before any commit or mail has left the copy as it was (if it has not, the check says so): the next point needs no fresh
one, and one recovery from there stands for all of them.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tests.integration.forks import fork
from tests.integration.kill import databases
from tests.integration.kill.harness import Outcome, Scenario, Walked
from tests.integration.kill.points import KILLED, KILLED_LATE, KILLER, MailFile


def walk(scenario: Scenario) -> int:
    """Kill every act at each of its points; returns how many there were.

    Fails with the point and the assertion of the check that failed.
    """
    template = databases.here()

    def run(say: Callable[[Any], None]) -> None:
        settings.EMAIL_BACKEND = "tests.integration.kill.points.MailFile"
        with tempfile.TemporaryDirectory() as folder:
            say(Walk(scenario, Path(folder), say).run(template).points)

    child = fork(run)
    try:
        points = child.line()
        while isinstance(points, str):  # the act it walks now: a sign of life
            points = child.line()
    finally:
        child.end()
    assert all(points.values()), f"An act writes nothing: {points}"
    return sum(points.values())


class Walk:
    """One walk: two databases in turn, the one an act begins from and the one it is tried on."""

    def __init__(self, scenario: Scenario, folder: Path, say: Callable[[Any], None]) -> None:
        self.scenario = scenario
        self.say = say
        self.base, self.trial = databases.name_of("base"), databases.name_of("trial")
        self.mails_before = ""
        self.done: list[str] = []
        MailFile.path = folder / "mails"

    def run(self, template: str) -> Walked:
        walked = Walked()
        try:
            databases.copy(template, self.base)
            databases.use(self.base)
            self.scenario.set_up()
            names = list(self.scenario.acts())
            connection.close()
            for name in names:
                walked.points[name] = self.walk_act(name)
                self.done.append(name)
        finally:
            connection.close()
            databases.drop(self.trial)
            databases.drop(self.base)
        return walked

    def walk_act(self, name: str) -> int:
        """How many points the act has; the next one begins from what it leaves."""
        is_fresh = has_recovered_from_nothing = False
        for point in range(1, self.scenario.at_most + 1):
            self.say(name)
            if not is_fresh:
                databases.copy(self.base, self.trial)
            MailFile.path.write_text(self.mails_before)
            databases.use(self.trial)
            status, where = self.in_process(self.scenario.acts, name, point)
            acks = self.done if status else [*self.done, name]
            self.check(acks, status != 0, f"the check after “{name}”, {where}")
            if status == 0:
                databases.copy(self.trial, self.base)
                self.mails_before = MailFile.path.read_text()
            is_fresh = status == KILLED
            if self.scenario.recover and not (is_fresh and has_recovered_from_nothing):
                self.recover(acks, status != 0, f"“{name}”, {where}")
                has_recovered_from_nothing = has_recovered_from_nothing or is_fresh
                is_fresh = False
            if status == 0:
                return point - 1
        message = f"“{name}” has more than {self.scenario.at_most} points."
        raise AssertionError(message)

    def check(self, acks: list[str], killed: bool, what: str, *, recovered: bool = False) -> None:
        """A failure tells where it happened."""
        try:
            mails = MailFile.path.read_text().splitlines()
            self.scenario.check(Outcome(acks, mails, killed, recovered))
        except Exception as error:
            error.add_note(f"In {what}.")
            raise
        finally:
            connection.close()

    def recover(self, acks: list[str], killed: bool, where: str) -> None:
        """What people and the worker do next, and what is left then."""
        assert self.scenario.recover
        self.scenario.recover()
        self.check(acks, killed, f"the check of the recovery after {where}", recovered=True)

    def in_process(self, acts: Callable[[], Any], name: str, point: int) -> tuple[int, str]:
        """Do the act in a process that is killed at that point; how it ended, and where."""

        def work(say: Callable[[Any], None]) -> None:
            act = acts()[name]
            KILLER.install(point, say)
            act()
            say("no kill")

        child = fork(work)
        try:
            where = str(child.line())
        finally:
            status = child.end()
        assert status in {0, KILLED, KILLED_LATE}, f"Failed with {status}: {name}, point {point}."
        return status, f"point {point}, {where}"
