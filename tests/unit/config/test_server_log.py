import json
import logging
import sys

from locality.config.server_log import JsonFormatter


def line(message: str, *args: object, exc_info: object = None) -> dict[str, object]:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "x.py", 1, message, args, exc_info)  # type: ignore[arg-type]
    return dict(json.loads(JsonFormatter().format(record)))


def test_the_web_servers_lines_are_json_like_the_products() -> None:
    found = line("Worker (pid:%s) was sent %s!", 7, "SIGKILL")
    assert (found["event"], found["level"], found["logger"]) == (
        "Worker (pid:7) was sent SIGKILL!",
        "warning",
        "gunicorn.error",
    )
    assert str(found["timestamp"]).endswith("Z")


def test_an_error_is_told_by_its_kind_and_never_by_its_text() -> None:
    try:
        raise ValueError("Marigold Xanthopoulos")
    except ValueError:
        found = line("Exception in worker process", exc_info=sys.exc_info())
    assert found["error"] == "ValueError"
    assert "Marigold" not in json.dumps(found)
