"""Money that a school is to give back can be paid back outside the advances: on a day, and somehow (POST-4).

SQLite makes the table anew for another check, and its guards would go with the old one: those that stand on it or read it
are put aside meanwhile and put back word for word. `returned_by_then` knows the days only as UTC has them, so it leaves
one day of grace to the clocks of summer; the action is exact.

The index is for pages of money: of many budgets they ask what the few advances hold that are marked and pay later.
"""

from django.db import migrations, models

from locality.values.triggers import put_up, refuse_when, take_down

TABLE = "budgets_instalment"
ASIDE = "budgets_guards_aside"
ENTERED = "FROM budgets_entry entry WHERE entry.id = NEW.entry_id"
GUARD = refuse_when(
    "returned_by_then",
    f"BEFORE UPDATE ON {TABLE}",
    f"NEW.returned_on > (SELECT date(entry.at, '+1 day') {ENTERED})",
    "it can not have been paid back on a day that has not come",
    on_postgresql=f"NEW.returned_on > (SELECT (entry.at AT TIME ZONE 'UTC')::date + 1 {ENTERED})",
)


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
        migrations.RunPython(put_up(GUARD), take_down(GUARD)),
    ]
