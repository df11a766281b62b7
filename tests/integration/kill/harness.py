"""Kill an action at every write, commit and mail, one after the other, and check what is left each time.

A scenario is three or four functions, named by dotted paths, that run in processes of their own against a database of
their own (SQLite or PostgreSQL, as the tests run):

- `setup()` prepares the database once.
- `act(ack)` is what people and the worker do; it calls `ack("word")` whenever someone was told that something is done.
- `check(outcome)` asserts that nothing is half done, doubled, or lost after it was acknowledged.
- `recover(ack)`, if given, is what happens next (the person sends the same form again, the worker starts again); then
  `check` runs once more with `outcome.recovered`.

    def test_submission_is_whole() -> None:
        points = walk(f"{HERE}.setup", f"{HERE}.act", f"{HERE}.check", recover=f"{HERE}.recover")
        assert points > 10
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Outcome:
    """What is known outside the database after the kill."""

    acks: list[str]
    mails: list[str]
    killed: bool
    recovered: bool


def walk(setup: str, act: str, check: str, recover: str | None = None, *, at_most: int = 400) -> int:
    """Kill at point 1, 2, 3 … until the action ends by itself; returns how many points there were.

    Fails with the point and the assertion of the check that failed.
    """
    scenario = json.dumps({"setup": setup, "act": act, "check": check, "recover": recover, "at_most": at_most})
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.kill.runner", scenario],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if done.returncode:
        message = f"{done.stderr[-6000:]}\n{done.stdout[-2000:]}"
        raise AssertionError(message)
    return int(done.stdout.strip().splitlines()[-1])
