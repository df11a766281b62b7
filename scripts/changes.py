"""Which tests a change can touch, for `./test changed`.

Simple, and so not the whole truth: a file of a room touches the tests of that room, and those that import from it. A room
above that uses it, and whose tests don't name it, is missed, as is what only PostgreSQL or only a browser shows of it
elsewhere; `./test` misses neither. What belongs to no room (settings, requirements, what all tests share) touches all.
"""

import re
import subprocess
from pathlib import Path

from workshop import ROOT, say

FOLDERS = ("tests/integration", "tests/browser")
"""The slow ones, of which a part is chosen; unit and house tests always run."""
NO_MATTER = re.compile(r"(README\.md|test|\.[^/]+(/.*)?|node_modules|(docs|bench|scripts|tests/unit|tests/house)/.*)$")


def tests_of_changes() -> dict[str, list[str]]:
    """For each slow folder the files to run; a folder that is not there is run whole."""
    changed = [name for name in _changed() if not NO_MATTER.match(name)]
    rooms, files = set(), set()
    for name in changed:
        if of_room := re.match(r"src/locality/(\w+)/", name):
            rooms.add(of_room[1])
        elif name.startswith(FOLDERS) and Path(name).name.startswith("test_"):
            files.add(name)
        else:
            say(f"All is run: {name} belongs to no room.")
            return {}
    say(f"Changed rooms: {', '.join(sorted(rooms)) or 'none'}.")
    return {folder: _chosen(folder, rooms, files) for folder in FOLDERS}


def _chosen(folder: str, rooms: set[str], files: set[str]) -> list[str]:
    named = re.compile(rf"\blocality\.({'|'.join(sorted(rooms))})\b") if rooms else None
    chosen = []
    for file in sorted((ROOT / folder).rglob("test_*.py")):
        name = str(file.relative_to(ROOT))
        if name in files or rooms & set(file.parts) or (named and named.search(file.read_text(encoding="utf-8"))):
            chosen.append(name)
    return chosen


def _changed() -> list[str]:
    """Since the branch left main, or on main since the last commit but one; with what is not committed."""
    base = _git("merge-base", "HEAD", "main") or _git("merge-base", "HEAD", "origin/main")
    if not base or base == _git("rev-parse", "HEAD"):
        base = _git("rev-parse", "HEAD~1")
    new = _git("ls-files", "--others", "--exclude-standard")
    return sorted({*_git("diff", "--name-only", *base.splitlines()).splitlines(), *new.splitlines()})


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    return done.stdout.strip() if done.returncode == 0 else ""
