"""Which way imports go: down between the apps and inside each (import-linter); and which pages an app shares."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house.source import PRODUCT, ROOT, imports_of, place, product_files

PRIVATE = {"urls", "views", "forms", "presenters"}  # exports are not: the pack of a meeting holds the form of a request
WINGS = {
    "writing": "resource_requests",
    "council_section": "resource_requests",
    "exceptional": "resource_requests",
    "outcomes": "resource_requests",
    "live": "meetings",
    "minutes": "meetings",
}
"""Rooms cut out of a larger one: they show its things in its words, and use its forms and presenters (ADR 0024)."""
SHARED_FORMS = "locality.resource_requests.forms.decision_fields"
"""What a decision asks is asked alike on a request's page and in a meeting."""


def _kind(dotted: str) -> tuple[str, str] | None:
    """App and kind of "locality.APP.KIND…"."""
    parts = dotted.split(".")
    return (parts[1], parts[2]) if len(parts) > 2 and parts[0] == "locality" else None


def _dotted(file: Path) -> str:
    return ".".join(file.relative_to(PRODUCT.parent).with_suffix("").parts)


def test_imports_go_downward() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_an_app_keeps_its_pages_to_itself() -> None:
    """Of another app one may import pages, queries, actions, rules and models; views are linked by the names of addresses."""
    wrong = []
    for file in product_files():
        here = _dotted(file).split(".")[1]
        for line, name in imports_of(file):
            there = _kind(name)
            if not there or there[1] not in PRIVATE or there[0] in {here, "design"} or here == "config":
                continue
            in_wing = WINGS.get(here) == there[0] and there[1] in {"forms", "presenters"}
            if not in_wing and not name.startswith(SHARED_FORMS):
                wrong.append(f"{place(file)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_values_know_no_framework() -> None:
    known = [
        f"{place(file)}:{line} {name}"
        for file in (PRODUCT / "values").rglob("*.py")
        for line, name in imports_of(file)
        if name.split(".")[0] == "django"
    ]
    assert not known, known


def test_each_room_stands_in_the_readmes_table_once() -> None:
    """Whoever joins finds the room for a change by the README, so none is missing there and none is made up."""
    rooms = sorted(each.name for each in PRODUCT.iterdir() if (each / "__init__.py").is_file())
    table = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = sorted(name for line in table for name in re.findall(r"`([a-z_]+)`", line.split("|")[1]))
    assert len(rooms) > 15
    assert told == rooms


def test_every_room_of_several_files_has_its_order() -> None:
    """A file that has no place in it fails, for each order is exhaustive."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    ordered = {room for each in contracts for room in each["containers"]}
    assert all(each["exhaustive"] for each in contracts)
    rooms = {
        f"locality.{path.name}"
        for path in PRODUCT.iterdir()
        if len({each.relative_to(path).parts[0] for each in path.rglob("*.py")} - {"__init__.py", "apps.py"}) > 1
    }
    assert rooms <= ordered, sorted(rooms - ordered)
