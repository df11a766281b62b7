"""`python -m tests.integration.kill.runner SCENARIO`: walks the points; see `harness`. Prints how many there were."""

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402

from tests.integration.kill import databases  # noqa: E402
from tests.integration.kill.harness import Outcome  # noqa: E402
from tests.integration.kill.points import KILLED, KILLER, MailFile  # noqa: E402

FAILED = 1


def main(scenario: dict[str, Any]) -> int:
    """The number of points; raises when a check fails."""
    setup_test_environment()
    import_module(settings.ROOT_URLCONF)  # once here, not in each process
    for name in ("setup", "act", "check"):
        import_string(scenario[name])
    settings.EMAIL_BACKEND = "tests.integration.kill.points.MailFile"
    base, trial = f"kill_{databases.RUN}_{os.getpid()}_base", f"kill_{databases.RUN}_{os.getpid()}_trial"
    databases.make_migrated()
    try:
        databases.copy(databases.MIGRATED, base)
        databases.use(base)
        in_process(import_string(scenario["setup"]), "the set-up")
        for point in range(1, scenario["at_most"] + 1):
            databases.copy(base, trial)
            databases.use(trial)
            if not try_point(scenario, point):
                return point - 1
    finally:
        databases.drop(trial)
        databases.drop(base)
    message = f"The action has more than {scenario['at_most']} points."
    raise AssertionError(message)


def try_point(scenario: dict[str, Any], point: int) -> bool:
    """Run the action, killed at this point, and check; whether there was such a point."""
    with tempfile.TemporaryDirectory() as folder:
        note, acks = Path(folder, "note"), Path(folder, "acks")
        acks.touch()
        MailFile.path = Path(folder, "mails")
        MailFile.path.touch()

        def ack(word: str) -> None:
            with acks.open("a") as file:
                file.write(f"{word}\n")

        def act() -> None:
            KILLER.install(point, note)
            import_string(scenario["act"])(ack)

        killed = in_process(act, f"the action (point {point})") == KILLED
        where = f"point {point}, {note.read_text()}" if killed else f"no kill ({point - 1} points)"

        def check(recovered: bool) -> None:
            words, mails = acks.read_text().splitlines(), MailFile.path.read_text().splitlines()
            import_string(scenario["check"])(Outcome(words, mails, killed, recovered))

        in_process(lambda: check(False), f"the check after {where}")
        if scenario["recover"]:
            in_process(lambda: import_string(scenario["recover"])(ack), f"the recovery after {where}")
            in_process(lambda: check(True), f"the check of the recovery after {where}")
        return killed


def in_process(run: Callable[[], object], what: str) -> int:
    """Run in a process of its own, which may die; returns how it ended. This one has no connection that it could share."""
    connection.close()
    child = os.fork()
    if child == 0:
        status = FAILED
        try:
            run()
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in {0, KILLED}:
        message = f"Failed: {what}."
        raise AssertionError(message)
    return status


if __name__ == "__main__":
    print(main(json.loads(sys.argv[1])))  # noqa: T201
