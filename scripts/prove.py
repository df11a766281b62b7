"""All checks and tests, or the named parts. `./test` calls it."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from machine import BROWSER, DOCUMENTS, POSTGRES, install_packages, postgres_server
from workshop import BUILD, PYTHON, ROOT, VENV, build_styles, install, product_environment, say, stop

RESULTS = BUILD / "test-results"
USAGE = """./test                       everything
./test unit                  one part, or several: lint, unit, integration (on SQLite and on PostgreSQL),
                             sqlite, postgres, browser, house
./test unit -k money -x      what is not a part goes to pytest
./test sqlite tests/integration/budgets
"""


@dataclass
class Outcome:
    """What became of one part."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0


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
    parts, arguments = _asked(sys.argv[1:])
    install("run", "test")
    needs = set().union(*(part.needs for part in parts))
    install_packages(needs)
    build_styles(tools=BROWSER in needs)
    RESULTS.mkdir(parents=True, exist_ok=True)
    outcomes = [_timed(part, arguments) for part in parts]
    passed, failed, skipped = (
        sum(getattr(outcome, word) for outcome in outcomes) for word in ("passed", "failed", "skipped")
    )
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    raise SystemExit(1 if failed else 0)


def _asked(words: list[str]) -> tuple[list[Part], list[str]]:
    if {"-h", "--help"} & set(words):
        say(USAGE)
        raise SystemExit(0)
    names: list[str] = []
    while words and (words[0] in TOGETHER or any(part.name == words[0] for part in PARTS)):
        names += TOGETHER.get(words[0], (words[0],))
        words = words[1:]
    if words and not words[0].startswith("-") and not (ROOT / words[0].split("::")[0]).exists():
        stop(f"There is no part or file named {words[0]}.\n{USAGE}")
    return [part for part in PARTS if not names or part.name in names], words


def _timed(part: Part, arguments: list[str]) -> Outcome:
    say(f"\n=== {part.title}")
    began = time.monotonic()
    outcome = _lint() if part.name == "lint" else _pytest(part, arguments)
    words = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
    say(f"--- {part.title}: {words} in {time.monotonic() - began:.0f} s")
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


def _pytest(part: Part, arguments: list[str]) -> Outcome:
    report = RESULTS / f"{part.name}.xml"
    report.unlink(missing_ok=True)
    chosen = [word for word in arguments if (ROOT / word.split("::")[0]).exists()]
    words: list[str | Path] = [
        PYTHON,
        "-m",
        "pytest",
        "-q",
        f"--junitxml={report}",
        *arguments,
        *([] if chosen else [part.folder]),
    ]
    if not {"-n", "-s", "--pdb", "-n0"} & set(arguments):
        words += ["-n", part.workers, "--dist=loadgroup"]
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
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        number = {word: int(suite.get(word, "0")) for word in ("tests", "failures", "errors", "skipped")}
        outcome.failed += number["failures"] + number["errors"]
        outcome.skipped += number["skipped"]
        outcome.passed += max(0, number["tests"] - number["failures"] - number["errors"] - number["skipped"])
    return outcome


if __name__ == "__main__":
    main()
