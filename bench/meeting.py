"""How soon the screens of a live meeting follow: the real server, people who ask once a second, a clerk who writes.

    python bench/meeting.py              # 30 people on one meeting, then 53 meetings with 15 people each
    python bench/meeting.py 30x1         # only people × meetings

Each screen asks as the page's own script does (design/live.js): once a second, less often when the server is slow. Printed
are the 50th and 95th percentile of "change kept → seen on a screen", and what ordinary pages take meanwhile.
Everything stays on this machine: a SQLite database in a temporary folder, a server on the loopback address.
"""

import asyncio
import contextlib
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import time as clock
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ |= {"LOCALITY_DEMO": "1", "DJANGO_SETTINGS_MODULE": "locality.config.settings"}

SECONDS = 25  # each run
CHANGE_EACH = 2.0  # seconds between two changes of one meeting
PAUSE = 1.0  # what live.js waits between two questions
LONGEST = 10.0
SLOWER = 4  # times as long as the quicker of the last two answers took, where that is longer: as live.js
RUNS = ((30, 1), (15, 53))
SERVER = (
    "--worker-class=gthread",
    "--workers=2",
    "--threads=4",
    "--preload",
    "--log-level=error",
    "--no-control-socket",
)


@dataclass
class Table:
    """One meeting: its number, the sessions of its people, and when each version of it was kept."""

    meeting: int
    sessions: list[str]
    kept: dict[int, float] = field(default_factory=dict)


@dataclass
class Seen:
    """What the screens and the ordinary pages found, in seconds."""

    followed: list[float] = field(default_factory=list)
    polls: int = 0
    pages: list[float] = field(default_factory=list)
    failures: int = 0


def main(*words: str) -> None:
    """Prepare, serve, measure, print."""
    runs = [tuple(int(part) for part in word.split("x")) for word in words] or list(RUNS)
    with tempfile.TemporaryDirectory(prefix="locality-bench-") as folder:
        os.environ["LOCALITY_VAR"] = folder
        tables = _prepare(max(people for people, _ in runs), max(meetings for _, meetings in runs))
        heads = ("people", "meetings", "p50", "p95", "changes", "asked/s", "page p50", "page p95", "failed")
        print("".join(f"{head:>10}" for head in heads))  # noqa: T201
        with _server() as port:
            for people, meetings in runs:
                chosen = [Table(each.meeting, each.sessions[:people]) for each in tables[:meetings]]
                _print(people, meetings, chosen, asyncio.run(_measure(port, chosen)))


def _prepare(people: int, meetings: int) -> list[Table]:
    """Meetings of today that have begun, each in a community of its own, with its people signed in."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from tests.world import make_side

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    side = make_side("Benchshire", "801", 801000, now=timezone.now())
    return [_table(side.authority, side.area, number, people) for number in range(meetings)]


def _table(authority: object, area: object, number: int, people: int) -> Table:
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from locality.accounts.models import User
    from locality.communities.models import Community, Office, School
    from locality.communities.queries import viewer_of
    from locality.live.actions import running
    from locality.schedule.models import Meeting
    from locality.values.working_days import day_of

    now = timezone.now()
    today = day_of(now)
    district = area.districts.first()  # type: ignore[attr-defined]
    community = Community.objects.create(
        authority=authority, area=area, district=district, name=f"Bench {number}", slug=f"bench-{number}"
    )
    sessions, users = [], []
    for place in range(people):
        user = User.objects.create(
            email=f"p{number}-{place}@bench.example", name=f"Person {place}", second_factor_required=False
        )
        held = {"person": user, "authority": authority, "start": today}
        users.append(user)
        if place == 0:
            Office.objects.create(role="clerk", community=community, **held)
        else:
            school = School.objects.create(
                authority=authority, urn=900000 + number * 100 + place, establishment_number=str(place), district=district,
                name=f"Bench School {number}-{place}", phase="primary", kind="mainstream", community=community,
                type_name="Community school",
            )  # fmt: skip
            Office.objects.create(role="representative", school=school, **held)
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        sessions.append(client.cookies[settings.SESSION_COOKIE_NAME].value)
    meeting = Meeting.objects.create(
        community=community, day=today, starts=clock(0, 1), ends=clock(23, 59), venue="The hall"
    )
    running.begin(meeting, by=viewer_of(users[0], today), at=now)
    return Table(meeting.pk, sessions)


@contextlib.contextmanager
def _server() -> Iterator[int]:
    """The web server as `./run` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "locality.config.wsgi", *SERVER, f"--bind=127.0.0.1:{port}"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own words
    try:
        for _ in range(600):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


async def _measure(port: int, tables: list[Table]) -> Seen:
    seen = Seen()
    async with _connection(port) as asking:  # each worker draws its first page slowly
        for session in tables[0].sessions[:8]:
            await asking("GET", f"/meetings/{tables[0].meeting}/live/", {"Cookie": f"sessionid={session}"}, b"")
    until = time.monotonic() + SECONDS
    tasks = [_screen(port, table, session, seen, until) for table in tables for session in table.sessions]
    tasks += [_clerk(port, table, seen, until) for table in tables]
    tasks.append(_ordinary(port, tables[0].sessions[1], seen, until))
    await asyncio.gather(*tasks)
    return seen


async def _screen(port: int, table: Table, session: str, seen: Seen, until: float) -> None:
    """One screen: what changed since it last looked counts from the moment the change was kept."""
    await asyncio.sleep(random.random() * PAUSE)  # noqa: S311 - spreads the screens
    version, mark, took_last = 0, "", 0.0
    async with _connection(port) as asking:
        while time.monotonic() < until:
            began = time.monotonic()
            headers = {"Cookie": f"sessionid={session}", "If-None-Match": f'"{mark}"', "X-Background": "1"}
            status, body = await asking("GET", f"/meetings/{table.meeting}/live/now/", headers, b"")
            now = time.monotonic()
            seen.polls += 1
            if status == 200:
                mark = body.split(b'"version": "', 1)[1].split(b'"', 1)[0].decode()
                fresh = int(mark.partition("-")[0])
                if version:
                    seen.followed += [
                        now - table.kept[each] for each in range(version + 1, fresh + 1) if each in table.kept
                    ]
                version = fresh
            elif status != 304:
                seen.failures += 1
            slow, took_last = min(now - began, took_last), now - began
            await asyncio.sleep(min(LONGEST, max(PAUSE, slow * SLOWER)))


async def _clerk(port: int, table: Table, seen: Seen, until: float) -> None:
    """Writes the summary of the item that runs, as the page does while one types; everyone sees it."""
    await asyncio.sleep(2 + random.random() * CHANGE_EACH)  # noqa: S311
    cookie = {"Cookie": f"sessionid={table.sessions[0]}; csrftoken={'a' * 32}", "X-CSRFToken": "a" * 32}
    path, version = "", 0
    revision = 0
    async with _connection(port) as asking:
        status, body = await asking("GET", f"/meetings/{table.meeting}/live/now/", cookie, b"")
        if status == 200:
            version = int(body.split(b'"version": "', 1)[1].split(b"-", 1)[0])
            path = body.split(b'data-autosave-url=\\"', 1)[1].split(b'\\"', 1)[0].decode()
            revision = int(body.split(b'data-field=\\"summary\\" data-revision=\\"', 1)[1].split(b"-", 1)[0])
        while path and time.monotonic() < until - 3:
            form = f"fields=summary&summary=Written+{time.monotonic()}&revision-summary={revision}".encode()
            headers = {**cookie, "Content-Type": "application/x-www-form-urlencoded"}
            status, _ = await asking("POST", path, headers, form)
            if status == 200:
                revision, version = revision + 1, version + 1
                table.kept[version] = time.monotonic()
            else:
                seen.failures += 1
            await asyncio.sleep(CHANGE_EACH)


async def _ordinary(port: int, session: str, seen: Seen, until: float) -> None:
    """Somebody who reads other pages meanwhile."""
    async with _connection(port) as asking:
        while time.monotonic() < until:
            for path in ("/", "/meetings/", "/requests/", "/communities/"):
                began = time.monotonic()
                status, _ = await asking("GET", path, {"Cookie": f"sessionid={session}"}, b"")
                seen.pages.append(time.monotonic() - began)
                seen.failures += status != 200
                await asyncio.sleep(0.5)


@contextlib.asynccontextmanager
async def _connection(port: int) -> AsyncIterator[object]:
    """Asks over a connection that is kept while the server keeps it, as a browser does."""
    held: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def asking(method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        for _ in range(3):
            try:
                if not held:
                    held.append(await asyncio.open_connection("127.0.0.1", port))
                return await _exchange(*held[0], method, path, {"Host": f"localhost:{port}", **headers}, body)
            except (OSError, asyncio.IncompleteReadError, IndexError, ValueError):
                for _, writer in held:
                    writer.close()
                held.clear()
        return 0, b""

    yield asking
    for _, writer in held:
        writer.close()


async def _exchange(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    method: str,
    path: str,
    headers: dict[str, str],
    body: bytes,
) -> tuple[int, bytes]:
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    lines.append(f"Content-Length: {len(body)}")
    writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    length = head.split("content-length: ", 1)[1].split("\r\n", 1)[0] if "content-length: " in head else "0"
    content = await reader.readexactly(int(length)) if status not in {204, 304} else b""
    return status, content


def _print(people: int, meetings: int, tables: list[Table], seen: Seen) -> None:
    changes = sum(len(table.kept) for table in tables)
    median, late = _percentiles(seen.followed)
    page, slow = _percentiles(seen.pages)
    told = (people, meetings, f"{median:.2f} s", f"{late:.2f} s", changes, f"{seen.polls / SECONDS:.0f}")
    print("".join(f"{each:>10}" for each in (*told, f"{page * 1000:.0f} ms", f"{slow * 1000:.0f} ms", seen.failures)))  # noqa: T201


def _percentiles(found: list[float]) -> tuple[float, float]:
    if len(found) < 2:
        return float("nan"), float("nan")
    return statistics.median(found), statistics.quantiles(found, n=20)[-1]


if __name__ == "__main__":
    main(*sys.argv[1:])
