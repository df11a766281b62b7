"""What we depend on is said, pinned and hashed; nothing committed tells where it was built."""

import re

import pytest

from tests.house.source import ROOT, kept_files, place

LISTS = ["run", "test"]


def _asked(name: str) -> list[tuple[str, str]]:
    """Package and comment of each line of requirements/NAME.in."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    asked = []
    for line in lines:
        if not line or line.startswith(("#", "-")):
            continue
        wanted, _, comment = line.partition("#")
        match = re.match(r"[\w.-]+", wanted)
        assert match, line
        asked.append((match.group(), comment.strip()))
    return asked


def _normal(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("name", LISTS)
def test_each_requirement_says_what_it_is_for(name: str) -> None:
    silent = [package for package, comment in _asked(name) if not comment]
    assert not silent, silent


@pytest.mark.parametrize("name", LISTS)
def test_each_requirement_is_pinned_with_its_hashes(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pinned = {_normal(package) for package in re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", text, re.M)}
    missing = [package for package, _ in _asked(name) if _normal(package) not in pinned]
    assert not missing, missing
    bare = re.findall(r"^[\w.-]+==[^\\\n]*$", text, re.M)
    assert not bare, f"Without hashes: {bare}"


def test_each_package_is_asked_for_once() -> None:
    asked = [_normal(package) for name in LISTS for package, _ in _asked(name)]
    assert len(asked) == len(set(asked))


# A folder of somebody's own machine, and the addresses of package mirrors
WORKPLACE = re.compile(
    r"(?<![\w.$}/-])/(?:work|root|home|Users|workspace)/\w"
    r"|--(?:extra-)?index-url|\"resolved\":|trusted-host"
)
ALLOWED_TO_SAY = {"tests/house/test_requirements.py", "docs/operations.md"}


def test_nothing_kept_names_the_machine_it_was_made_on() -> None:
    named = []
    for file in kept_files():
        if place(file) in ALLOWED_TO_SAY:
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        named += [f"{place(file)}: {found.group()}" for found in WORKPLACE.finditer(text)]
    assert not named, named


def test_nothing_built_or_private_is_kept() -> None:
    unwanted = re.compile(r"(^|/)(node_modules|\.venv|build|var)/|\.(sqlite3|log|pyc|map)$|(^|/)\.env$")
    kept = [place(file) for file in kept_files() if unwanted.search(place(file))]
    assert not kept, kept
