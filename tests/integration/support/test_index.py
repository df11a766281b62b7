"""The index of decisions whose support still runs belongs to the table of decisions, however a database came to it."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from locality.resource_requests.models import Decision

pytestmark = [pytest.mark.clause("RES-6"), pytest.mark.both_databases("migration")]
NAME, TABLE = "support_still_running", "resource_requests_decision"


def in_database() -> bool:
    with connection.cursor() as cursor:
        return NAME in connection.introspection.get_constraints(cursor, TABLE)


@pytest.mark.django_db
def test_the_model_names_the_index_so_that_a_rebuilt_table_keeps_it() -> None:
    assert NAME in {each.name for each in Decision._meta.indexes}
    assert in_database()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("made_before", [True, False], ids=["made by plain SQL before", "not there"])
def test_the_migration_finds_it_made_by_plain_sql_or_not_at_all(made_before: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {NAME}")
        if made_before:
            cursor.execute(f"CREATE INDEX {NAME} ON {TABLE} (ends_on) WHERE school_support")
    before = MigrationLoader(connection).project_state(("resource_requests", "0017_needs"))
    migration = import_module("locality.resource_requests.migrations.0018_support_still_running").Migration
    with connection.schema_editor() as editor:
        migration("0018_support_still_running", "resource_requests").apply(before, editor)
    assert in_database()
