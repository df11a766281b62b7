"""Which way imports go: down between the apps (import-linter), rightwards inside one."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.source import PRODUCT, ROOT, imports_of, place, product_files

# Inside an app each kind of module imports only what stands to its right; kinds on one line may not import one another
ORDER = [
    {"urls"},
    {"views"},
    {"forms", "exports"},
    {"presenters"},
    {"actions"},
    {"queries"},
    {"rules"},
    {"models"},
    {"workflow", "events"},
]
RANK = {kind: rank for rank, kinds in enumerate(ORDER) for kind in kinds}
PRIVATE = {"urls", "views", "forms", "presenters"}  # exports are not: the pack of a meeting holds the form of a request


def _kind(dotted: str) -> tuple[str, str] | None:
    """App and kind of "locality.APP.KIND…"."""
    parts = dotted.split(".")
    return (parts[1], parts[2]) if len(parts) > 2 and parts[0] == "locality" else None


def _dotted(file: Path) -> str:
    return ".".join(file.relative_to(PRODUCT.parent).with_suffix("").parts)


def test_imports_go_downward_between_the_apps() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_imports_go_rightward_inside_an_app() -> None:
    wrong = []
    for file in product_files():
        here = _kind(_dotted(file))
        if not here or here[1] not in RANK:
            continue
        for line, name in imports_of(file):
            there = _kind(name)
            if not there or there[0] != here[0] or there[1] == here[1]:
                continue
            if RANK.get(there[1], len(ORDER)) <= RANK[here[1]]:
                wrong.append(f"{place(file)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_an_app_keeps_its_pages_to_itself() -> None:
    """Of another app one may import queries, actions, rules and models; pages are linked by the names of addresses."""
    wrong = []
    for file in product_files():
        here = _dotted(file).split(".")[1]
        for line, name in imports_of(file):
            there = _kind(name)
            if there and there[1] in PRIVATE and there[0] != here and there[0] != "design" and here != "config":
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
