"""Money that a school is to give back can be paid back outside the advances: on a day, and somehow (POST-4).

SQLite makes the table anew for another check, and its guards would go with the old one: those that stand on it or read it
are put aside meanwhile and put back word for word. `returned_by_then` knows the days only as UTC has them, so it leaves
one day of grace to the clocks of summer; the action is exact.

The index is for pages of money: of many budgets they ask what the few advances hold that are marked and pay later.
"""

from django.db import migrations, models

TABLE = "budgets_instalment"
ASIDE = "budgets_guards_aside"
NAME = "returned_by_then"
SAY = "it can not have been paid back on a day that has not come"
ENTERED = "FROM budgets_entry entry WHERE entry.id = NEW.entry_id"
ON_SQLITE = f"NEW.returned_on > (SELECT date(entry.at, '+1 day') {ENTERED})"
ON_POSTGRESQL = f"NEW.returned_on > (SELECT (entry.at AT TIME ZONE 'UTC')::date + 1 {ENTERED})"


def put_guards_aside(_apps, editor):
    if editor.connection.vendor != "sqlite":
        return
    editor.execute(
        f"CREATE TEMP TABLE {ASIDE} AS SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%{TABLE}%'",
        params=None,
    )
    for name, _ in _guards(editor):
        editor.execute(f'DROP TRIGGER "{name}"', params=None)


def put_guards_back(_apps, editor):
    if editor.connection.vendor != "sqlite":
        return
    for _, sql in _guards(editor):
        editor.execute(sql, params=None)
    editor.execute(f"DROP TABLE temp.{ASIDE}", params=None)


def _guards(editor):
    with editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT name, sql FROM temp.{ASIDE} ORDER BY name")
        return cursor.fetchall()


def put_up(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(
            f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW BEGIN "
            f"SELECT RAISE(ABORT, '{NAME}: {SAY}') WHERE {ON_SQLITE}; END",
            params=None,
        )
        return
    editor.execute(
        f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {ON_POSTGRESQL} THEN RAISE EXCEPTION '{NAME}: {SAY}' "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = '{NAME}'; END IF; RETURN NEW; END $$",
        params=None,
    )
    editor.execute(
        f"CREATE TRIGGER {NAME} BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {NAME}()", params=None
    )


def take_down(_apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER {NAME}")
        return
    editor.execute(f"DROP FUNCTION {NAME}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0004_year_keeps_its_days")]
    operations = [
        migrations.RunPython(put_guards_aside, put_guards_back),
        migrations.AddField(
            "instalment",
            "returned_on",
            models.DateField("day the school paid it back outside the advances", null=True),
        ),
        migrations.AddField(
            "instalment",
            "returned_how",
            models.CharField("how it was paid back", max_length=300, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("instalment", "paid_in_an_advance"),
        migrations.AddConstraint(
            "instalment",
            models.CheckConstraint(
                condition=models.Q(entry__isnull=True, returned_on__isnull=True, returned_how="")
                | models.Q(
                    entry__isnull=False,
                    advance__isnull=False,
                    cancelled_at__isnull=True,
                    returned_on__isnull=True,
                    returned_how="",
                )
                | (
                    models.Q(entry__isnull=False, advance__isnull=True, cancelled_at__isnull=True, amount__lt=0)
                    & models.Q(returned_on__isnull=False)
                    & ~models.Q(returned_how="")
                ),
                name="paid_in_an_advance_or_paid_back",
            ),
        ),
        migrations.AddIndex("instalment", models.Index(fields=["budget", "advance"], name="instalments_of_budget")),
        migrations.RunPython(put_guards_back, put_guards_aside),
        migrations.RunPython(put_up, take_down),
    ]
