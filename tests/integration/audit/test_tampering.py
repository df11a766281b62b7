"""Ways around the locks of the log: each is refused, or found."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from locality.audit import queries
from locality.audit.actions import record, record_refusal
from locality.audit.models import Event, Seal
from locality.audit.seals import GENESIS, digest_of_seal, seal
from locality.audit.subjects import Subject
from locality.audit.triggers import lock, unlock
from locality.audit.watch import Watch

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("SQL")]
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="how SQLite does it")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="how PostgreSQL does it")

NOW = timezone.now()
COLUMNS = "id, at, recorded_at, actor_id, actor_name, authority_id, action, subject_type, subject_id, subject"


def happen(number: int) -> Event:
    return record("done", Subject("thing", number, f"Thing {number}"), by=None, at=NOW)


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def found() -> list[str]:
    return [str(each) for each in queries.verify()]


@on_sqlite
def test_a_row_that_is_not_yet_sealed_can_not_be_replaced() -> None:
    event = happen(1)
    forged = COLUMNS.replace("actor_name", "'Mallory'")
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        run(f"INSERT OR REPLACE INTO audit_event ({COLUMNS}) SELECT {forged} FROM audit_event WHERE id = {event.pk}")
    event.refresh_from_db()
    assert event.actor_name == "The system"


@on_sqlite
@pytest.mark.parametrize("alike", ["previous", "digest", "id"])
def test_a_seal_can_not_be_replaced_by_what_is_like_it(alike: str) -> None:
    happen(1)
    assert seal(at=NOW + timedelta(hours=1))
    values = {"id": "900", "previous": f"'{'b' * 64}'", "digest": f"'{'c' * 64}'"} | {alike: alike}
    columns = ", ".join(("id", "at", "previous", "digest", "through", "marks"))
    chosen = ", ".join((values["id"], "at", values["previous"], values["digest"], "through", "'{}'"))
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        run(f"INSERT OR REPLACE INTO audit_seal ({columns}) SELECT {chosen} FROM audit_seal")
    assert Seal.objects.count() == 1


def test_the_log_and_its_seals_still_grow() -> None:
    happen(1)
    record_refusal(by=None, at=NOW, path="/", why="No.")
    assert seal(at=NOW + timedelta(hours=1))
    happen(2)
    assert seal(at=NOW + timedelta(hours=1))
    assert found() == []


@on_sqlite
def test_a_disarmed_lock_of_the_same_name_is_found() -> None:
    run(
        "DROP TRIGGER audit_event_no_update",
        "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event WHEN 0 "
        "BEGIN SELECT RAISE(ABORT, 'Rows of audit_event are only ever added.'); END",
    )
    assert found() == [
        "The lock audit_event_no_update of the database was changed: it no longer refuses what it should."
    ]
    with pytest.raises(CommandError, match=r"tampered with: 1 finding\.$"):
        call_command("verify_audit", stderr=StringIO())


@on_sqlite
def test_a_trigger_that_swallows_what_is_to_be_logged_is_found() -> None:
    run("CREATE TRIGGER quiet BEFORE INSERT ON audit_refusal BEGIN SELECT RAISE(IGNORE); END")
    assert found() == ["The database has quiet on the log, which is not ours."]


@on_postgresql
def test_a_replaced_body_of_the_locks_is_found() -> None:
    run(
        "CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$"
    )
    said = found()
    assert len(said) == 12, "three locks on each of four tables"
    assert "The lock audit_seal_no_truncate of the database was changed: it no longer refuses what it should." in said
    lock(connection)
    assert found() == []


@on_postgresql
@pytest.mark.parametrize(
    "statements",
    [
        ("ALTER TABLE audit_event DISABLE TRIGGER audit_event_no_update",),
        ("ALTER TABLE audit_event ENABLE REPLICA TRIGGER audit_event_no_update",),
        (
            "DROP TRIGGER audit_event_no_update ON audit_event",
            "CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event "
            "FOR EACH ROW WHEN (false) EXECUTE FUNCTION audit_refuse_change()",
        ),
        (
            "DROP TRIGGER audit_event_no_update ON audit_event",
            "CREATE TRIGGER audit_event_no_update AFTER UPDATE ON audit_event "
            "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()",
        ),
    ],
    ids=["off", "replica", "never", "after"],
)
def test_a_disarmed_trigger_is_found(statements: tuple[str, ...]) -> None:
    run(*statements)
    assert found() == [
        "The lock audit_event_no_update of the database was changed: it no longer refuses what it should."
    ]


@on_postgresql
def test_a_rule_that_swallows_what_is_to_be_logged_is_found() -> None:
    run("CREATE RULE quiet AS ON INSERT TO audit_refusal DO INSTEAD NOTHING")
    assert found() == ["The database has the rule quiet on the log, which is not ours."]


def test_the_newest_seal_removed_with_its_rows_is_known_to_a_worker_that_saw_it() -> None:
    watch = Watch()
    kept = happen(1)
    assert seal(at=NOW + timedelta(hours=1))
    happen(2)
    assert seal(at=NOW + timedelta(hours=1))
    noted = watch.note()
    unlock(connection)
    run(
        f"DELETE FROM audit_seal WHERE digest = '{noted}'",
        f"DELETE FROM audit_event WHERE id > {kept.pk}",
    )
    lock(connection)
    assert found() == [], "in itself it is whole"
    assert [str(each) for each in watch.look()] == [f"No seal has the digest {noted}."]


def test_a_chain_made_anew_is_known_to_a_worker_that_saw_the_first() -> None:
    watch = Watch()
    happen(1)
    assert seal(at=NOW + timedelta(hours=1))
    noted = watch.note()
    unlock(connection)
    run("DELETE FROM audit_seal", "UPDATE audit_event SET actor_name = 'Mallory'")
    assert seal(at=NOW + timedelta(hours=1))
    lock(connection)
    assert [str(each) for each in watch.look()] == [f"No seal has the digest {noted}."]


def test_a_worker_that_has_just_started_remembers_what_it_finds() -> None:
    happen(1)
    last = seal(at=NOW + timedelta(hours=1))
    watch = Watch()
    assert watch.look() == []
    assert last
    assert watch.digest == last.digest == digest_of_seal(GENESIS, last.marks)
