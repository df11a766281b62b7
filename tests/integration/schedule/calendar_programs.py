"""Two calendar programs that did not write our files: one in Python (vobject), one in JavaScript (ical.js)."""

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject

from scripts.build_styles import MODULES, node_programs

PROGRAM = Path(__file__).parents[2] / "calendar_program.mjs"
ICAL = MODULES / "ical.js" / "dist" / "ical.js"

Step = list[dict[str, Any]]


def in_javascript(files: list[str]) -> list[Step]:
    """What stands in the calendar after each message."""
    if not ICAL.exists():
        pytest.skip("ical.js is not installed: scripts/build_styles.py --tools")
    node, _, environment = node_programs()
    answer = subprocess.run(
        [node, str(PROGRAM), str(ICAL)],
        input=json.dumps(files),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    steps: list[Step] = json.loads(answer.stdout)
    return steps


def in_python(files: list[str]) -> list[Step]:
    """The same, by another library."""
    calendar: dict[str, dict[str, Any]] = {}
    steps = []
    for text in files:
        file = vobject.readOne(text)
        for event in getattr(file, "vevent_list", []):
            entry = _entry(file, event)
            known = calendar.get(entry["uid"])
            if not known or (entry["sequence"], entry["stamp"]) >= (known["sequence"], known["stamp"]):
                calendar[entry["uid"]] = entry
        steps.append([calendar[uid] for uid in sorted(calendar)])
    return steps


def _entry(file: Any, event: Any) -> dict[str, Any]:
    starts, ends = event.dtstart.value, event.dtend.value
    return {
        "uid": event.uid.value,
        "sequence": int(event.sequence.value),
        "stamp": int(event.dtstamp.value.timestamp()),
        "gone": file.method.value == "CANCEL" or event.status.value == "CANCELLED",
        "title": event.summary.value,
        "place": event.location.value if hasattr(event, "location") else "",
        "starts": _iso(starts),
        "ends": _iso(ends),
        "clock": f"{starts:%H:%M}",
        "invited": [each.value for each in getattr(event, "attendee_list", [])],
    }


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
