"""Measures the pages over one database and says what it found, a line of JSON a page: a process of its own for `pages.py`.

python -m bench.measuring 50000 late money       # fills what LOCALITY_DATABASE_URL or LOCALITY_VAR names, if it is empty
"""

import json
import logging
import os
import re
import statistics
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ |= {"LOCALITY_DEMO": "1", "LOCALITY_TESTING": "1", "DJANGO_SETTINGS_MODULE": "locality.config.settings"}

from bench.catalogue import PERSONAS, Kind, Page, pages  # noqa: E402
from bench.stopwatch import PARTS, Stopwatch, spent  # noqa: E402

ROUNDS = 20
WATCHED = 8  # rounds more under the stopwatch, which itself takes some time
_ROW = re.compile(rb"<(?:tr|li|dt|label)\b")
"""What a page repeats: rows of a table, items of a list, keys of a summary, fields of a form."""


@dataclass
class Found:
    """What one page took, in milliseconds. `bare`: the bare page with as many rows, opened by turns with it."""

    name: str
    persona: str
    kind: str
    status: int
    rows: int
    queries: int
    page: float
    bare: float
    parts: dict[str, float] = field(default_factory=dict)


def main(requests: int, *words: str) -> None:
    """Fill what is empty, measure, print."""
    import django
    import structlog

    django.setup()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "bench.urls"
    _fill(requests)
    for page in pages():
        if not words or any(word in page.name for word in words):
            print(json.dumps(asdict(_measured(page))), flush=True)  # noqa: T201


def _fill(requests: int) -> None:
    from django.core.management import call_command
    from django.db import connection

    from bench.filling import fill
    from bench.money import fill_money
    from bench.outcomes import fill_outcomes
    from locality.resource_requests.models import ResourceRequest

    call_command("migrate", verbosity=0)
    if ResourceRequest.objects.count() >= requests:
        return
    call_command("createcachetable")
    call_command("seed_demo", verbosity=0, stdout=sys.stderr)
    fill(requests)
    fill_money()
    fill_outcomes()
    with connection.cursor() as cursor:  # as PostgreSQL's own cleaner leaves it a minute later
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _measured(page: Page) -> Found:
    from django.test import Client
    from django.test.utils import override_settings

    from bench.urls import BARE_MIDDLEWARE
    from locality.accounts.models import User

    ours = Client()
    ours.force_login(User.objects.get(email=f"{PERSONAS[page.persona]}@marlshire.example"))
    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE):
        bare = Client()
        bare.cookies = ours.cookies
        bare.get("/bare/1/")  # its middleware is chosen at its first page
    answer = ours.get(page.path)
    if page.kind is Kind.FILE:
        first = statistics.median(_first_byte(ours, page.path) for _ in range(3))
        return Found(page.name, page.persona, page.kind.name, answer.status_code, 0, 0, first, 0)
    rows = len(_ROW.findall(answer.content.partition(b"<main")[2].partition(b"</main>")[0]))
    taken, beside = [], []
    for _ in range(ROUNDS):
        taken.append(_milliseconds(ours, page.path))
        beside.append(_milliseconds(bare, f"/bare/{rows}/"))
    watch, watched = Stopwatch(), Client()
    watched.cookies = ours.cookies
    with watch.watching():
        watched.get(page.path)  # its middleware is wrapped at its first page
        watch.clear()
        for _ in range(WATCHED):
            watched.get(page.path)
    parts = {part: watch.taken[part] / WATCHED for part in PARTS}
    return Found(
        page.name, page.persona, page.kind.name, answer.status_code, rows, watch.asked // WATCHED,
        statistics.median(taken), statistics.median(beside), parts,
    )  # fmt: skip


def _milliseconds(client: Any, path: str) -> float:
    began = spent()
    client.get(path)
    return spent() - began


def _first_byte(client: Any, path: str) -> float:
    began = spent()
    answer = client.get(path)
    next(iter(answer))
    taken = spent() - began
    answer.close()
    return taken


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
