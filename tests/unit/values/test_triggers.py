"""Guards as SQL: each text written by hand, for what stands in a database is never written otherwise."""

from dataclasses import dataclass, field

from locality.values.triggers import put_up, refuse_changes, refuse_when, take_down


@dataclass
class Connection:
    vendor: str


@dataclass
class Editor:
    """The schema editor of a migration, which only writes down what it is told."""

    connection: Connection
    told: list[str] = field(default_factory=list)

    def execute(self, sql: str, params: None) -> None:
        assert params is None  # else a % would be taken for a parameter
        self.told.append(sql)


SQLITE, POSTGRESQL = Connection("sqlite"), Connection("postgresql")


def told_on(connection: Connection, run: object) -> list[str]:
    editor = Editor(connection)
    run(None, editor)  # type: ignore[operator]
    return editor.told


def test_a_table_that_only_grows_refuses_update_delete_and_replace() -> None:
    guard = refuse_changes(["a_step"], "record_stays")
    assert told_on(SQLITE, put_up(guard)) == [
        "CREATE TRIGGER a_step_no_update BEFORE UPDATE ON a_step "
        "BEGIN SELECT RAISE(ABORT, 'Rows of a_step are only ever added.'); END",
        "CREATE TRIGGER a_step_no_delete BEFORE DELETE ON a_step "
        "BEGIN SELECT RAISE(ABORT, 'Rows of a_step are only ever added.'); END",
        "CREATE TRIGGER a_step_no_replace BEFORE INSERT ON a_step WHEN EXISTS (SELECT 1 FROM a_step WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'Rows of a_step are only ever added.'); END",
    ]
    assert told_on(POSTGRESQL, put_up(guard)) == [
        "CREATE FUNCTION record_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION "
        "'Rows of % are only ever added.', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER a_step_stays BEFORE UPDATE OR DELETE ON a_step FOR EACH ROW EXECUTE FUNCTION record_stays()",
    ]


def test_a_row_is_refused_when_it_is_wrong() -> None:
    guard = refuse_when("stays_paid", "BEFORE UPDATE ON a_sum", "OLD.paid", "what was paid stays")
    assert told_on(SQLITE, put_up(guard)) == [
        "CREATE TRIGGER stays_paid BEFORE UPDATE ON a_sum FOR EACH ROW BEGIN "
        "SELECT RAISE(ABORT, 'stays_paid: what was paid stays') WHERE OLD.paid; END"
    ]
    assert told_on(POSTGRESQL, put_up(guard)) == [
        "CREATE FUNCTION stays_paid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.paid THEN "
        "RAISE EXCEPTION 'stays_paid: what was paid stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'stays_paid'; "
        "END IF; RETURN NEW; END $$",
        "CREATE TRIGGER stays_paid BEFORE UPDATE ON a_sum FOR EACH ROW EXECUTE FUNCTION stays_paid()",
    ]


def test_a_row_that_may_go_is_handed_on_to_its_delete() -> None:
    """A trigger of PostgreSQL that returns NEW before a delete, which is nothing, would silently keep the row."""
    guard = refuse_when("is_kept", "BEFORE DELETE ON a_sum", "OLD.paid", "kept", on_postgresql="OLD.paid IS TRUE")
    assert told_on(POSTGRESQL, put_up(guard))[0] == (
        "CREATE FUNCTION is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.paid IS TRUE THEN RAISE EXCEPTION "
        "'is_kept: kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'is_kept'; END IF; RETURN OLD; END $$"
    )


def test_what_was_put_up_comes_down() -> None:
    guards = refuse_changes(["a_step"], "record_stays"), refuse_when("stays", "BEFORE UPDATE ON a_sum", "1", "it stays")
    assert told_on(SQLITE, take_down(*guards)) == [
        "DROP TRIGGER a_step_no_update",
        "DROP TRIGGER a_step_no_delete",
        "DROP TRIGGER a_step_no_replace",
        "DROP TRIGGER stays",
    ]
    assert told_on(POSTGRESQL, take_down(*guards)) == [
        "DROP FUNCTION record_stays() CASCADE",
        "DROP FUNCTION stays() CASCADE",
    ]
