"""All checks and tests, or the named parts. `./test` calls it."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

from changes import tests_of_changes
from machine import BROWSER, DOCUMENTS, POSTGRES, install_packages, postgres_server
from workshop import BUILD, PYTHON, ROOT, VENV, build_styles, install, product_environment, say, stop

RESULTS = BUILD / "test-results"
USAGE = """./test                       every part; of what is too much for each run, the share of the day
./test everything            all of it, as a nightly run does
./test changed               style, unit and house tests, and of the others what the changes since main can touch
./test unit                  one part, or several: lint, unit, integration (on SQLite and on PostgreSQL),
                             sqlite, postgres, browser, house
./test unit -k money -x      what is not a part goes to pytest
./test sqlite tests/integration/budgets

With files or words for pytest nothing is left out. What is dealt out by days is in tests/sample.py.
"""
SLOWEST = 10


@dataclass
class Outcome:
    """What became of one part."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    took: float = 0
    """Seconds."""
    tests: list[tuple[float, str]] = field(default_factory=list)
    """Each test: its seconds and its name."""


@dataclass(frozen=True)
class Part:
    """One of the test folders, on one database, with what it needs of the machine."""

    name: str
    title: str
    folder: str = ""
    needs: frozenset[str] = frozenset()
    workers: str = "2"


PARTS = (
    Part("lint", "Style, types and layers"),
    Part("unit", "Unit", "tests/unit"),
    Part("sqlite", "Integration on SQLite", "tests/integration", frozenset({DOCUMENTS})),
    Part("postgres", "Integration on PostgreSQL", "tests/integration", frozenset({DOCUMENTS, POSTGRES})),
    Part("browser", "Browser", "tests/browser", frozenset({BROWSER})),
    Part("house", "House", "tests/house"),
)
TOGETHER = {"integration": ("sqlite", "postgres")}


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))  # so that the database server is stopped too
    asked = _asked(sys.argv[1:])
    install("run", "test")
    needs = set().union(*(part.needs for part in asked.parts))
    install_packages(needs)
    build_styles(tools=BROWSER in needs)
    RESULTS.mkdir(parents=True, exist_ok=True)
    _deal_out(asked)
    outcomes = {part: _timed(part, asked) for part in asked.parts}
    _say_what_took_long(outcomes)
    passed, failed, skipped = (
        sum(getattr(outcome, word) for outcome in outcomes.values()) for word in ("passed", "failed", "skipped")
    )
    say(f"{passed} passed, {failed} failed, {skipped} skipped in {sum(each.took for each in outcomes.values()):.0f} s")
    raise SystemExit(1 if failed else 0)


def _deal_out(asked: "Asked") -> None:
    """Tell the tests which share is theirs: a number of the day, or the one that is given."""
    if asked.everything:
        os.environ["LOCALITY_TEST_CACHE"] = ""  # nothing is known from a run before
    if asked.everything or asked.arguments:
        os.environ.pop("LOCALITY_TEST_SAMPLE", None)
        return
    if all(part.name == "lint" for part in asked.parts):
        return
    number = os.environ.setdefault("LOCALITY_TEST_SAMPLE", str(datetime.now(UTC).toordinal()))
    say(f"What is dealt out by days: share {number}. LOCALITY_TEST_SAMPLE={number} ./test proves the same again.")


def _say_what_took_long(outcomes: "dict[Part, Outcome]") -> None:
    say("")
    for part, outcome in outcomes.items():
        say(f"{outcome.took:7.0f} s  {part.title}")
    tests = sorted((test for outcome in outcomes.values() for test in outcome.tests), reverse=True)[:SLOWEST]
    if tests:
        say(f"\nThe {len(tests)} slowest tests:")
        for seconds, name in tests:
            say(f"{seconds:7.1f} s  {name}")
    say("")


@dataclass(frozen=True)
class Asked:
    """What the person at the terminal wants."""

    parts: list[Part]
    arguments: list[str]
    """For pytest."""
    everything: bool = False
    files: dict[str, list[str]] | None = None
    """Of a part's folder, the files that the changes can touch; all of them when None."""


def _asked(words: list[str]) -> Asked:
    if {"-h", "--help"} & set(words):
        say(USAGE)
        raise SystemExit(0)
    everything, changed = "everything" in words[:1], "changed" in words[:1]
    words = words[1:] if everything or changed else words
    names: list[str] = []
    while words and (words[0] in TOGETHER or any(part.name == words[0] for part in PARTS)):
        names += TOGETHER.get(words[0], (words[0],))
        words = words[1:]
    if words and not words[0].startswith("-") and not (ROOT / words[0].split("::")[0]).exists():
        stop(f"There is no part or file named {words[0]}.\n{USAGE}")
    parts = [part for part in PARTS if not names or part.name in names]
    files = tests_of_changes() if changed else None
    if files is not None:
        parts = [part for part in parts if files.get(part.folder, [part.folder])]
    return Asked(parts, words, everything, files)


def _timed(part: Part, asked: Asked) -> Outcome:
    say(f"\n=== {part.title}")
    began = time.monotonic()
    outcome = _lint() if part.name == "lint" else _pytest(part, asked)
    outcome.took = time.monotonic() - began
    words = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
    say(f"--- {part.title}: {words} in {outcome.took:.0f} s")
    return outcome


def _lint() -> Outcome:
    """Each check at the same time as the others; their words are shown in order."""
    bin = VENV / "bin"
    with tempfile.TemporaryDirectory() as var:
        env = product_environment(LOCALITY_DEMO="1", LOCALITY_VAR=var)
        checks: dict[str, list[str | Path]] = {
            "mypy": [bin / "mypy", "src"],
            "ruff check": [bin / "ruff", "check", "--quiet", "."],
            "ruff format": [bin / "ruff", "format", "--check", "--quiet", "."],
            "lint-imports": [bin / "lint-imports"],
            "makemigrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
        }
        running = {
            name: subprocess.Popen(
                words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
            for name, words in checks.items()
            for log in [(RESULTS / f"{name.replace(' ', '-')}.txt").open("w")]
        }
        outcome = Outcome()
        for name, process in running.items():
            good = process.wait() == 0
            outcome.passed += good
            outcome.failed += not good
            say(f"{'passed' if good else 'FAILED'}  {name}")
            if not good:
                say((RESULTS / f"{name.replace(' ', '-')}.txt").read_text())
    return outcome


def _pytest(part: Part, asked: Asked) -> Outcome:
    report, arguments = RESULTS / f"{part.name}.xml", asked.arguments
    report.unlink(missing_ok=True)
    chosen = [word for word in arguments if (ROOT / word.split("::")[0]).exists()]
    words: list[str | Path] = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        f"--junitxml={report}",
        *arguments,
        *([] if chosen else (asked.files or {}).get(part.folder, [part.folder])),
    ]
    if not {"-n", "-s", "--pdb", "-n0"} & set(arguments):
        words += ["-n", part.workers, "--dist=loadscope"]
    with _database(part) as database:
        env = {**os.environ, "LOCALITY_TEST_DATABASE": database, "PYTHONDONTWRITEBYTECODE": ""}
        status = subprocess.run(words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, check=False).returncode
    outcome = _counts(report)
    if status and not outcome.failed:
        outcome.failed = 1  # no test ran, the markup checker found faults, or pytest itself broke
    return outcome


@contextlib.contextmanager
def _database(part: Part) -> Iterator[str]:
    if part.name != "postgres":
        yield ""
        return
    given = os.environ.get("LOCALITY_TEST_DATABASE", "")
    if given.startswith("postgres:"):
        yield given
        return
    with postgres_server() as url:
        yield url


def _counts(report: Path) -> Outcome:
    if not report.exists():
        return Outcome()
    outcome = Outcome()
    root = ElementTree.parse(report).getroot()
    for test in root.iter("testcase"):
        outcome.tests.append((float(test.get("time", "0")), f"{test.get('classname')}::{test.get('name')}"))
    for suite in root.iter("testsuite"):
        number = {word: int(suite.get(word, "0")) for word in ("tests", "failures", "errors", "skipped")}
        outcome.failed += number["failures"] + number["errors"]
        outcome.skipped += number["skipped"]
        outcome.passed += max(0, number["tests"] - number["failures"] - number["errors"] - number["skipped"])
    return outcome


if __name__ == "__main__":
    main()
