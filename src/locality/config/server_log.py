"""The web server's own lines as JSON among the product's: when a process began, died or was told to stop."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from gunicorn.glogging import Logger

from locality.audit.logs import frames_of


class JsonFormatter(logging.Formatter):
    """One line an event; of an error its kind and places, never its text, which may quote what somebody typed."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, Any] = {
            "event": record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z"),
        }
        if record.exc_info and record.exc_info[1]:
            line |= {"error": type(record.exc_info[1]).__name__, "places": frames_of(record.exc_info[1])}
        return json.dumps(line)


class JsonLines(Logger):
    """Named in `gunicorn.conf.py`."""

    def _set_handler(self, log: logging.Logger, output: Any, _fmt: Any, stream: Any = None) -> None:
        super()._set_handler(log, output, JsonFormatter(), stream)  # type: ignore[no-untyped-call]  # gunicorn's
