"""Real processes that begin at the same moment, each with a connection of its own, as the product's workers have."""

import os
from collections.abc import Callable
from typing import Any

from tests.integration.forks import Child, fork

Act = Callable[[], Any]


def together(prepare: Callable[[Any], Act], tasks: list[Any]) -> list[Any]:
    """What came of each task: every process prepares its own, then all are let go at once."""
    wait, go = os.pipe()

    def work(task: Any) -> Callable[[Callable[[Any], None]], None]:
        def run(say: Callable[[Any], None]) -> None:
            os.close(go)
            act = prepare(task)
            say("ready")
            os.read(wait, 1)  # until the test closes its end, which nobody else holds open any more
            say(act())

        return run

    children: list[Child] = []
    try:
        children.extend(fork(work(task)) for task in tasks)
        for child in children:
            assert child.line() == "ready"
        os.close(go)
        go = -1
        return [child.line() for child in children]
    finally:
        if go >= 0:
            os.close(go)
        os.close(wait)
        for child in children:
            child.end()
