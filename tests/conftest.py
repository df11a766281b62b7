"""What every test may use: a fixed clock, a real mail server, and a database that is emptied past its own triggers."""

import gc
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine

from tests import remembered
from tests.sample import SAMPLED

LONDON = ZoneInfo("Europe/London")
APPS_WITHOUT_TABLES = {"documents", "tables", "design"}
IN_ONE_PROCESS = {"test_children"}
"""Files whose tests make a world and open every page of it once, for all of them."""
LONGEST = {"test_every_page"}
OFTEN_ENOUGH = 20
"""Times that a worker compares one form of a query with what Django makes: each costs as much as making it."""
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}

hypothesis.settings.register_profile("locality", deadline=None, database=None, max_examples=50 if SAMPLED else 100)
hypothesis.settings.load_profile("locality")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "slow_property: a unit test of many examples, not held to the time of the others"
    )
    config.addinivalue_line("markers", "sqlite_alone(why): never runs on PostgreSQL")
    config.addinivalue_line("markers", "both_databases(why): runs on PostgreSQL in every run (tests/sample.py)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What knows no database does not run once more on PostgreSQL; what is alike on both does in `./test everything`.

    What takes longest begins first, so that no process waits for it at the end.
    """
    items.sort(key=lambda item: item.path.stem not in LONGEST)
    if not os.environ.get("LOCALITY_TEST_DATABASE", "").startswith("postgres"):
        return
    apart = [item for item in items if _runs_on_sqlite_alone(item)]
    config.hook.pytest_deselected(items=apart)
    items[:] = [item for item in items if not _runs_on_sqlite_alone(item)]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """What shares a world that takes long to make stays in one process; it comes first, so that nobody waits for it last.

    xdist's own marker for this is not seen any more since pytest 9.2: its groups are spread over all processes.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByWorld(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", maxsplit=1)[0]
            return file if Path(file).stem in IN_ONE_PROCESS else nodeid

    return ByWorld(config, log)


def pytest_collection_finish() -> None:
    """As the web server does: what is loaded for the whole run is not looked through for each page of a test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _runs_on_sqlite_alone(item: pytest.Item) -> bool:
    if item.get_closest_marker("sqlite_alone"):
        return True
    if SAMPLED:
        return not item.get_closest_marker("both_databases")
    return (
        item.path.parent.name in APPS_WITHOUT_TABLES
        and not item.get_closest_marker("django_db")
        and not DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    )


class Clock:
    """Sets the time in London, and lets it run on."""

    def __init__(self) -> None:
        self.travels: list[time_machine.travel] = []

    def __call__(self, moment: str) -> time_machine.Traveller:
        self.travels.append(time_machine.travel(datetime.fromisoformat(moment).replace(tzinfo=LONDON), tick=True))
        traveller = self.travels[-1].start()
        remembered.follow(traveller)
        return traveller


@pytest.fixture
def clock() -> Iterator[Callable[[str], time_machine.Traveller]]:
    """`clock("2026-11-24 09:30")` sets the time in London; the answer's `.shift(seconds)` moves it."""
    clock = Clock()
    yield clock
    remembered.follow(None)
    for travel in reversed(clock.travels):
        travel.stop()


class MailServer:
    """A real SMTP server on this machine; `refuse` makes it answer each message with that line."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refuse: str | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.refuse:
            return self.refuse
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 OK"


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """The product's own SMTP backend against a server that keeps what it receives."""
    from aiosmtpd.controller import Controller

    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=_free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield handler
    with suppress(RuntimeError):
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Rate limits of one test must not reach the next."""
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _emptying_past_triggers() -> Iterator[None]:
    """Append-only tables refuse a delete, also the one that empties the database after a test: lift them for it."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    plain = BaseDatabaseOperations.execute_sql_flush

    def flush(self: Any, sql_list: list[str]) -> None:
        with self.connection.cursor() as cursor:
            if self.connection.vendor == "postgresql":
                cursor.execute("SET session_replication_role = replica")
                plain(self, sql_list)
                cursor.execute("SET session_replication_role = DEFAULT")
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            plain(self, sql_list)
            for _, create in triggers:
                cursor.execute(create)

    BaseDatabaseOperations.execute_sql_flush = flush  # type: ignore[method-assign]
    yield
    BaseDatabaseOperations.execute_sql_flush = plain  # type: ignore[method-assign]


@pytest.fixture(scope="session", autouse=True)
def _compiled_as_django_would() -> Iterator[None]:
    """Whatever any test asks by SQL that was made before is asked word for word as Django would now, of the same ids."""
    from django.core.exceptions import EmptyResultSet
    from django.db import connection

    from locality.compiled.queries import CompiledQuery, _apart, _filled

    plain = CompiledQuery._statement
    compared: Counter[Any] = Counter()

    def checked(self: CompiledQuery, asked: Iterable[Any], *, counted: bool) -> Any:
        values = [each if isinstance(each, str) or not isinstance(each, Collection) else [*each] for each in asked]
        made = plain(self, values, counted=counted)
        if self._build.__module__.startswith("tests."):  # a test of this itself counts how often it is built
            return made
        form = (self._build, counted, *(_apart(_filled(each))[0] for each in asked))
        compared[form] += 1
        if compared[form] > OFTEN_ENOUGH:
            return made
        now = self._build(*values)
        try:
            sql, parameters = (
                (now.order_by().values_list("pk") if counted else now)
                .query.get_compiler(connection=connection)
                .as_sql()
            )
        except EmptyResultSet:
            assert made is None or any(each == [] for each in values), now
            return made
        assert made, sql
        if any(isinstance(each, list) for each in values):  # filled up
            assert {*map(repr, parameters)} <= {*map(repr, made[1])}
        else:
            assert sql in made[0].sql
            assert sorted(map(repr, parameters)) == sorted(map(repr, made[1]))
        return made

    CompiledQuery._statement = checked  # type: ignore[method-assign]
    yield
    CompiledQuery._statement = plain  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real registers beside the project; a test that needs it is left out where it is not there."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("The folder ../shared/data is not here.")
    return folder


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """In place of pytest-django's: a copy of what is migrated once for all workers, and kept for the next run."""
    from tests import prepared

    with django_db_blocker.unblock():
        prepared.use_copy()
        remembered.begin()
    yield
    with django_db_blocker.unblock():
        prepared.drop_copy()


@pytest.fixture
def kent(db: None, request: pytest.FixtureRequest) -> Any:
    """A council of the test world (see tests/world.py)."""
    from tests.world import make_side

    return make_side("Wealdshire", "801", 801000, now=_beginning(request))


@pytest.fixture
def elsewhere(db: None, request: pytest.FixtureRequest) -> Any:
    """Another council in the same installation, which knows nothing of the first."""
    from tests.world import make_side

    return make_side("Farshire", "802", 802000, now=_beginning(request))


def _beginning(request: pytest.FixtureRequest) -> datetime:
    """When the test world is made: today; for a test with days of its own always the same day, so that it holds for ever."""
    from django.utils import timezone

    if "clock" in request.fixturenames:
        clock = request.getfixturevalue("clock")
        if not clock.travels:
            clock("2026-11-24 09:00")
    return timezone.now()
