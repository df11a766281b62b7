"""Loads 50,000 requests and 200,000 ledger entries into a database and prints what a page takes, beside a bare page.

    python bench/pages.py            # SQLite, 50,000 requests
    python bench/pages.py 10000      # another number
    python bench/pages.py 50000 balance late     # only pages whose names hold one of these words

`LOCALITY_DATABASE_URL` chooses PostgreSQL: an empty database, which is filled.
"""

import logging
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ |= {"LOCALITY_DEMO": "1", "LOCALITY_TESTING": "1", "DJANGO_SETTINGS_MODULE": "locality.config.settings"}
os.environ.setdefault("LOCALITY_VAR", tempfile.mkdtemp(prefix="locality-bench-"))

REQUESTS = 50_000
ROUNDS = 30
PERSONAS = {
    "clerk": "rosa.lind",
    "chair": "grace.okafor",
    "officer": "helen.marsh",
    "moderator": "omar.bell",
    "finance": "jean.price",
    "head": "daniel.hart",
    "member": "tom.day",
}


def main(requests: int, *words: str) -> None:
    """Fill, measure, print."""
    import django
    import structlog

    django.setup()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("seed_demo", verbosity=0)
    from bench.filling import fill
    from bench.money import fill_money

    began = time.perf_counter()
    fill(requests)
    entries, advance = fill_money()
    took = time.perf_counter() - began
    print(f"{requests:,} requests and {entries:,} entries on {connection.vendor}, filled in {took:.0f} s")  # noqa: T201
    print(f"{'page':<34}{'as':<10}{'queries':>8}{'median':>12}{'95th':>12}")  # noqa: T201
    for name, persona, path in _pages(advance.pk):
        if not words or any(word in name for word in words):
            _measure(name, persona, path)


def _pages(advance: int) -> list[tuple[str, str, str]]:
    from locality.meetings.models import AgendaItem
    from locality.resource_requests.models import ResourceRequest

    own = ResourceRequest.objects.filter(community__offices__person__email="grace.okafor@marlshire.example")
    numbered = own.values_list("reference", flat=True).order_by("pk")
    reference = numbered.filter(state="acknowledged").first() or numbered.filter(submitted_at__isnull=False).first()
    community = own.values_list("community_id", flat=True).order_by("pk").first()
    items = AgendaItem.objects.filter(resource_request__isnull=False, meeting__community=community)
    meeting = items.values_list("meeting_id", flat=True).order_by("pk").first()
    pages = [("a bare Django page", "clerk", "/bare/")]
    for persona in PERSONAS:
        pages += [("home", persona, "/"), ("requests", persona, "/requests/")]
    pages += [
        ("requests, one state", "finance", "/requests/?state=approved"),
        ("requests, by amount", "finance", "/requests/?sort=amount"),
        ("requests, the last page", "finance", "/requests/?page=2000"),
        ("a request", "chair", f"/requests/{reference}/"),
        ("a request, without names", "member", f"/requests/{reference}/"),
        ("its timeline", "chair", f"/requests/{reference}/timeline/"),
        ("its PDF", "chair", f"/requests/{reference}/form.pdf"),
        ("its PDF, without names", "member", f"/requests/{reference}/form.pdf"),
        ("the papers of a meeting", "member", f"/meetings/{meeting}/papers/"),
        ("a balance sheet", "chair", f"/money/communities/{community}/balance/"),
        ("a balance sheet, a year ago", "chair", f"/money/communities/{community}/balance/{_a_year_ago()}"),
        ("the balance sheets of all", "finance", "/money/balances/"),
        ("the same, a year ago", "finance", f"/money/balances/{_a_year_ago()}"),
        ("what is late", "finance", "/figures/late/"),
        ("late payments", "finance", "/figures/late/?what=payment"),
        ("how often things were late", "finance", "/figures/late/how-often/"),
        ("exceptional requests", "finance", "/figures/exceptional/"),
        ("the council’s queue", "moderator", "/received/"),
        ("the queue of an area", "officer", "/received/"),
        ("the advances", "finance", "/payments/advances/"),
        ("an advance of 600 schools", "finance", f"/payments/advances/{advance}/"),
        ("its remittance", "finance", f"/payments/remittances/{advance}/"),
    ]
    return pages


def _a_year_ago() -> str:
    from datetime import timedelta

    from django.utils import timezone

    day = timezone.localdate() - timedelta(days=365)
    return f"?on-day={day.day}&on-month={day.month}&on-year={day.year}"


def _measure(name: str, persona: str, path: str) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import override_settings

    from locality.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(email=f"{PERSONAS[persona]}@marlshire.example"))
    with override_settings(ROOT_URLCONF="bench.urls", ALLOWED_HOSTS=["testserver"]):
        client.get(path)
        statements: list[str] = []

        def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
            statements.append(sql.split()[0])
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            answer = client.get(path)
            answer.getvalue()
        taken = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            client.get(path).getvalue()
            taken.append((time.perf_counter() - began) * 1000)
    count = sum(each in {"SELECT", "INSERT", "UPDATE"} for each in statements)
    late = sorted(taken)[int(ROUNDS * 0.95)]
    mark = "" if answer.status_code == 200 else f"  answered {answer.status_code}"
    print(f"{name:<34}{persona:<10}{count:>8}{statistics.median(taken):>9.1f} ms{late:>9.1f} ms{mark}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS, *sys.argv[2:])
