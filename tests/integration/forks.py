"""Real processes, each with a connection of its own, forked from this warm one: they begin within milliseconds.

Nobody may share a connection: this process closes its own before it forks, and opens it again when it needs it. A child
says what came of its work through a pipe, and ends without a goodbye to anybody.
"""

import gc
import json
import os
import select
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from django.db import connections

FAILED = 1
PATIENCE = 60.0  # seconds; a child that says nothing for so long hangs


class ChildFailedError(AssertionError):
    """The work of a child raised; its trace is the message."""


@dataclass
class Child:
    """A process of ours, and the pipe it speaks through."""

    pid: int
    pipe: int
    heard: bytes = b""

    def line(self) -> Any:
        """The next thing it says; None when it ended without a word."""
        until = time.monotonic() + PATIENCE
        while b"\n" not in self.heard:
            assert select.select([self.pipe], [], [], max(0.0, until - time.monotonic()))[0], "A process hangs."
            more = os.read(self.pipe, 65536)
            if not more:
                return None
            self.heard += more
        line, _, self.heard = self.heard.partition(b"\n")
        said = json.loads(line)
        if isinstance(said, dict) and "trace" in said:
            raise ChildFailedError(said["trace"])
        return said

    def end(self) -> int:
        """Wait until it has ended; how it ended."""
        os.close(self.pipe)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def fork(work: Callable[[Callable[[Any], None]], object]) -> Child:
    """Start a process that does the work; it may `say` what JSON can hold."""
    connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    here, there = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(here)
        _work(work, there)
    os.close(there)
    return Child(pid, here)


def _work(work: Callable[[Callable[[Any], None]], object], pipe: int) -> NoReturn:
    status = FAILED
    gc.disable()  # a collection would look at everything of the parent's, and so copy all its memory

    def say(what: Any) -> None:
        left = json.dumps(what).encode() + b"\n"
        while left:
            left = left[os.write(pipe, left) :]

    try:
        work(say)
        connections.close_all()
        status = 0
    except BaseException:
        say({"trace": traceback.format_exc()})
    finally:
        os._exit(status)
