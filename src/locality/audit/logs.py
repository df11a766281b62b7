"""How errors are written to the application's log: their kind and where they came through, never their text.

The text of an error may quote what a person typed, or a pupil's name from a row of the database. No Django here: the
settings import this module.
"""

import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

FRAMES = 12  # the innermost


def without_values(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A structlog processor: replaces `exc_info` by `error` and `places`."""
    given = event.pop("exc_info", None)
    if not given:
        return event
    exception = given if isinstance(given, BaseException) else given[1] if isinstance(given, tuple) else sys.exception()
    if exception is not None:
        event["error"] = type(exception).__name__
        event["places"] = frames_of(exception)
    return event


def frames_of(exception: BaseException) -> list[str]:
    """Where an error came through, innermost last: file, line and function."""
    frames = traceback.extract_tb(exception.__traceback__)[-FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(path: str) -> str:
    """Without the folders of this machine."""
    return path.rpartition("/site-packages/")[2].rpartition("/src/")[2]
