"""The log: written with what it tells of, only ever added to, sealed, and any tampering found."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from locality.accounts.models import User
from locality.audit import queries
from locality.audit.actions import Seen, record, record_refusal, record_sight, record_sights
from locality.audit.models import Event, Refusal, Seal, Sight
from locality.audit.seals import seal
from locality.audit.subjects import Subject
from locality.audit.triggers import lock, unlock

pytestmark = pytest.mark.django_db

NOW = timezone.now()
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ada() -> User:
    return User.objects.create(email="ada@oakfield.example", name="Ada Okoro")


def happen(number: int = 1, by: User | None = None, **given: Any) -> Event:
    thing = Subject("request", number, f"RFR-2026-{number:05}", given.pop("authority_id", None))
    return record("request.submitted", thing, by=by, at=NOW, **given)


def test_an_event_says_who_did_what_when_and_what_changed(ada: User) -> None:
    event = happen(by=ada, authority_id=7, before={"state": "signed"}, after={"state": "submitted", "on": NOW.date()})
    event.refresh_from_db()
    assert (event.actor, event.actor_name, event.authority_id) == (ada, "Ada Okoro", 7)
    assert event.after == {"state": "submitted", "on": NOW.date().isoformat()}


def test_the_name_stays_as_it_was(ada: User) -> None:
    event = happen(by=ada)
    ada.name = "Ada Marsh"
    ada.save()
    event.refresh_from_db()
    assert event.actor_name == "Ada Okoro"


def test_what_the_system_does_is_logged_in_its_name() -> None:
    assert happen(by=None).actor_name == "The system"


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError, match="inside the transaction"):
        happen()


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_is_not_logged() -> None:
    def act() -> None:
        with transaction.atomic():
            happen()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Event.objects.exists()


@pytest.mark.clause("RES-9")
def test_sights_of_pupils_can_be_shown(ada: User) -> None:
    record_sight(
        by=ada, at=NOW, subject_type="request", subject_id=4, subject="RFR-4", authority_id=7, via="pdf", pupils=3
    )
    record_sights(
        by=ada, at=LATER, via="csv", seen=[Seen("request", "4", "RFR-4", 7, 3), Seen("request", "5", "RFR-5", 7, 0)]
    )
    found = queries.sights_of_authority([7])
    assert [(sight.via, sight.pupils) for sight in found] == [("csv", 3), ("pdf", 3)]
    assert not queries.sights_of_authority([8]).exists()


def test_the_log_is_read_by_thing_and_by_authority() -> None:
    happen(1, authority_id=7)
    happen(2, authority_id=8)
    assert [event.subject for event in queries.about("request", 1)] == ["RFR-2026-00001"]
    assert [event.subject for event in queries.of_authority([8])] == ["RFR-2026-00002"]


def write_a_row_of_each(ada: User) -> None:
    happen(by=ada, authority_id=7)
    record_sight(
        by=ada, at=NOW, subject_type="request", subject_id=1, subject="RFR-1", authority_id=7, via="page", pupils=2
    )
    record_refusal(by=ada, at=NOW, path="/requests/9/?q=private", why="Not yours.")
    assert seal(at=LATER)


def test_a_refusal_at_an_address_with_a_nul_is_kept(ada: User) -> None:
    assert record_refusal(by=ada, at=NOW, path="/requests/\x00/", why="Not found.").path == "/requests/\ufffd/"


@pytest.mark.both_databases("constraint")
@pytest.mark.parametrize("table", ["audit_event", "audit_sight", "audit_refusal", "audit_seal"])
@pytest.mark.parametrize("attack", ["UPDATE {} SET at = at", "DELETE FROM {}"])
def test_the_database_refuses_every_change(ada: User, table: str, attack: str) -> None:
    write_a_row_of_each(ada)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack.format(table))


@pytest.mark.both_databases("constraint")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_be_emptied() -> None:
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")


def test_a_refusal_keeps_no_query(ada: User) -> None:
    write_a_row_of_each(ada)
    assert Refusal.objects.get().path == "/requests/9/"


def test_young_rows_wait_for_the_next_seal() -> None:
    happen()
    assert seal(at=timezone.now()) is None
    assert seal(at=LATER) is not None
    assert seal(at=LATER) is None


def test_a_whole_log_of_many_seals_is_found_whole(ada: User) -> None:
    for number in range(5):
        happen(number, by=ada, after={"amount": "12.50", "kinds": ["training", "advice"], "name": "Zoë £"})
        assert seal(at=LATER)
    record_refusal(by=None, at=NOW, path="/", why="Refused.")
    assert queries.verify() == []
    assert queries.verify(expected=queries.last_digest()) == []
    call_command("verify_audit", "--expect", queries.last_digest(), stdout=StringIO())


@pytest.fixture
def sealed(ada: User) -> User:
    for number in (1, 2, 3):
        happen(number, by=ada)
    write_a_row_of_each(ada)
    unlock(connection)
    return ada


def tamper(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
    lock(connection)
    return [str(each) for each in queries.verify()]


@pytest.mark.both_databases("trigger")
def test_a_changed_event_is_found(sealed: User) -> None:
    event = Event.objects.earliest("pk")
    found = tamper(f"UPDATE audit_event SET actor_name = 'Someone else' WHERE id = {event.pk}")
    assert found == [f"event {event.pk}: changed after it was sealed"]


@pytest.mark.both_databases("trigger")
def test_a_deleted_sight_is_found(sealed: User) -> None:
    sight = Sight.objects.get()
    found = tamper(f"DELETE FROM audit_sight WHERE id = {sight.pk}")
    assert found == [f"sight {sight.pk}: deleted after it was sealed"]


@pytest.mark.both_databases("trigger")
def test_an_event_slipped_in_is_found(sealed: User) -> None:
    columns = "at, recorded_at, actor_id, actor_name, authority_id, action, subject_type, subject_id, subject"
    found = tamper(f"INSERT INTO audit_event (id, {columns}) SELECT -5, {columns} FROM audit_event LIMIT 1")
    assert found == ["event -5: added after the rows around it were sealed"]


@pytest.mark.both_databases("trigger")
def test_an_altered_seal_is_found(sealed: User) -> None:
    last = Seal.objects.get()
    found = tamper(f"UPDATE audit_seal SET digest = '{'a' * 64}' WHERE id = {last.pk}")
    assert found == [f"seal {last.pk}: does not fit the seal before it, or was altered"]


@pytest.mark.both_databases("trigger")
def test_a_chain_made_anew_lacks_the_digest_noted_elsewhere(sealed: User) -> None:
    noted = queries.last_digest()
    tamper("DELETE FROM audit_seal")
    unlock(connection)
    tamper("UPDATE audit_event SET actor_name = 'Someone else'")
    assert seal(at=LATER)
    assert queries.verify() == []
    assert [str(each) for each in queries.verify(expected=noted)] == [f"No seal has the digest {noted}."]


@pytest.mark.both_databases("trigger")
def test_a_missing_lock_is_found_and_the_command_fails(sealed: User) -> None:
    assert any("audit_event_no_update" in str(each) for each in queries.verify())
    with pytest.raises(CommandError, match=r"tampered with: 12 findings\.$"):
        call_command("verify_audit", stderr=StringIO())
    lock(connection)
    assert queries.verify() == []
