"""What test runs keep for the next one, in the user's cache folder: all of it can be thrown away at any time.

`LOCALITY_TEST_CACHE` names another folder; with nothing in it each run begins as on a new machine. What is kept carries
the content it depends on in its name, so that it is never out of date, only unused: then it goes after a month.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

RUN = Path(os.environ["LOCALITY_TEST_FOLDER"])
UNUSED = 30 * 24 * 3600  # seconds


@cache
def folder(kind: str, key: str) -> Path:
    """Where that kind of thing is kept for that key; only for this run where the cache can't be written."""
    kept = _root() / kind / key
    try:
        kept.mkdir(parents=True, exist_ok=True)
        os.utime(kept)
        _throw_away(kept.parent)
    except OSError:
        kept = RUN / "cache" / kind / key
        kept.mkdir(parents=True, exist_ok=True)
    return kept


def _root() -> Path:
    given = os.environ.get("LOCALITY_TEST_CACHE")
    if given is not None:
        return Path(given) if given else RUN / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "locality"


def _throw_away(kind: Path) -> None:
    for each in kind.iterdir():
        if time.time() - each.stat().st_mtime > UNUSED:
            shutil.rmtree(each, ignore_errors=True)


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """The processes of a run that want the same thing wait for the one that makes it."""
    with (RUN / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
