"""What each page takes with 50,000 requests and 200,000 ledger entries, on SQLite and on PostgreSQL, beside a bare page.

    python bench/pages.py                        # both databases
    python bench/pages.py 10000 balance late     # so many requests; only pages whose names hold one of these words
    python bench/pages.py --keep /tmp/bench      # fills once: the next run finds the databases there
    python bench/pages.py --growth               # and how much longer a page takes than with 1,000 requests
    python bench/pages.py --on sqlite            # one of the two

The bare page (`bench/urls.py`) has the same session and as many rows, read by one query and drawn by the same engine; it
is opened by turns with the page. `×` is the page in bare pages. "queries, template, view, around" is where the time went:
asking the database, drawing, the view's own work, and the middleware. A `!` marks what misses its goal.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from bench.catalogue import Kind  # noqa: E402

REQUESTS, FEW = 50_000, 1_000
DATABASES = ("sqlite", "postgresql")
SLOWER = 1.5  # times SQLite that PostgreSQL may take
GROWTH = 1.2  # times what it takes with few requests
PARTS = ("queries", "template", "view", "around")

Measured = dict[str, Any]
Found = dict[tuple[str, str], Measured]


def main() -> None:
    """Measure each database in a process of its own; print them side by side."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("requests", type=int, nargs="?", default=REQUESTS)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--on", choices=DATABASES)
    asked = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="locality-bench-")))
        on = [asked.on] if asked.on else list(DATABASES)
        many = {each: _measure(each, asked.requests, asked.words, folder) for each in on}
        few = {each: _measure(each, FEW, asked.words, folder) for each in on} if asked.growth else {}
    _print(on, many, few)


def _measure(database: str, requests: int, words: list[str], folder: Path) -> Found:
    with _place(database, folder / f"{database}-{requests}") as environment:
        command = [sys.executable, "-m", "bench.measuring", str(requests), *words]
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, check=True
        )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return {(each["name"], each["persona"]): each for each in found}


@contextlib.contextmanager
def _place(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """What tells the product where its database is."""
    from machine import postgres_server

    folder.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        yield {"LOCALITY_VAR": str(folder), "LOCALITY_DATABASE_URL": ""}
        return
    with postgres_server(kept_in=folder) as address:
        alone = quote("-c max_parallel_workers_per_gather=0")  # what helpers of a query work would not be counted
        yield {"LOCALITY_VAR": str(folder), "LOCALITY_DATABASE_URL": f"{address}?options={alone}"}


def _print(on: list[str], many: dict[str, Found], few: dict[str, Found]) -> None:
    heads = [f"{'page':<31}{'as':<10}{'rows':>5}{'asked':>6}"]
    for each in on:
        heads.append(f" |{each:>11}{'×':>7}{'  ' + ', '.join(PARTS):<32}" + (f"{'growth':>8}" if few else ""))
    print("".join(heads), " | PostgreSQL in SQLites" if len(on) > 1 else "")  # noqa: T201
    for key, first in many[on[0]].items():
        cells = [f"{key[0]:<31}{key[1]:<10}{first['rows']:>5}{first['queries']:>6}"]
        cells += [_cells(many[each][key], few.get(each, {}).get(key)) for each in on]
        if len(on) > 1:
            times = many["postgresql"][key]["page"] / first["page"]
            cells.append(f" |{_marked(times, SLOWER)}")
        print("".join(cells))  # noqa: T201


def _cells(many: Measured, few: Measured | None) -> str:
    """One page on one database."""
    if many["status"] != 200:
        return f" | answered {many['status']}"
    goal = Kind[many["kind"]].value
    if many["kind"] == Kind.FILE.name:
        return f" |{many['page']:>8.1f} ms{'!' if many['page'] > goal else ' '}{' to the first byte':<38}"
    parts = ", ".join(f"{many['parts'][part]:.1f}" for part in PARTS)
    grown = _marked(many["page"] / few["page"], GROWTH) if few else ""
    return f" |{many['page']:>8.1f} ms{_marked(many['page'] / many['bare'], goal)}  {parts:<30}{grown}"


def _marked(times: float, goal: float) -> str:
    return f"{times:>6.1f}{'!' if times > goal else ' '}"


if __name__ == "__main__":
    main()
