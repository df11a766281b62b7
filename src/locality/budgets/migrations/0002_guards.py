"""The database keeps the ledger (RES-7): entries are never changed, totals are theirs, nothing is overspent.

`tests/integration/budgets/test_guards.py` attacks every guard with plain SQL. SQLite counts in floating point: there,
sums are taken over whole pence, and totals rounded to the penny, so that they are exact.
"""

from django.db import migrations

APPEND_ONLY = ("budgets_entry", "budgets_costingitem")
TOTALS = ("allocated", "committed", "released", "paid", "remaining")

# What an entry adds to each total
EFFECTS = {
    "allocated": "CASE WHEN {e}kind IN ('allocation', 'adjustment') THEN {e}amount ELSE 0 END",
    "committed": "CASE WHEN {e}kind IN ('commitment', 'release', 'payment') THEN -{e}amount ELSE 0 END",
    "released": "CASE WHEN {e}kind = 'release' THEN {e}amount ELSE 0 END",
    "paid": "CASE WHEN {e}kind = 'payment' THEN {e}amount ELSE 0 END",
    "remaining": "CASE WHEN {e}kind = 'payment' THEN 0 ELSE {e}amount END",
}

# What one decision has promised and not yet paid, in the budget of the new entry
HELD_BY_DECISION = """
    SELECT COALESCE(SUM({pence}), 0) FROM budgets_entry
    WHERE budget_id = NEW.budget_id AND decision_id = NEW.decision_id
"""
PAID_BY_DECISION = HELD_BY_DECISION + " AND kind = 'payment'"


def effect(total: str, of: str = "") -> str:
    return EFFECTS[total].format(e=of)


def pence(sql: str) -> str:
    return f"CAST(ROUND(({sql}) * 100) AS INTEGER)"


def sqlite() -> dict[str, str]:
    def trigger(name: str, when: str, *checks: tuple[str, str], body: str = "") -> str:
        refusals = "".join(f"SELECT RAISE(ABORT, '{say}') WHERE {wrong};\n" for wrong, say in checks)
        return f"CREATE TRIGGER {name} {when} FOR EACH ROW BEGIN\n{body}{refusals}END"

    made = {}
    for table in APPEND_ONLY:
        for verb in ("update", "delete"):
            name = f"{table}_no_{verb}"
            made[name] = trigger(name, f"BEFORE {verb.upper()} ON {table}", ("1", f"{name}: rows are never changed"))
        # INSERT OR REPLACE would delete the earlier row without asking the guard of deletes
        name = f"{table}_no_replace"
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
        made[name] = trigger(name, f"BEFORE INSERT ON {table}", (taken, f"{name}: rows are never changed"))
    made["budgets_entry_counts"] = trigger(
        "budgets_entry_counts",
        "AFTER INSERT ON budgets_entry",
        (
            "NEW.decision_id IS NOT NULL AND (" + HELD_BY_DECISION.format(pence=pence(effect("committed"))) + ") < 0",
            "entry_within_its_decision: more than the decision promised",
        ),
        (
            "NEW.decision_id IS NOT NULL AND (" + PAID_BY_DECISION.format(pence=pence("amount")) + ") < 0",
            "entry_within_its_decision: more than was paid",
        ),
        (
            "NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budgets_entry "
            "WHERE id = NEW.reverses_id AND id < NEW.id AND budget_id = NEW.budget_id)",
            "entry_reverses_its_own_ledger: another ledger",
        ),
        body="UPDATE budgets_budget SET\n"
        + ",\n".join(f"{total} = ROUND({total} + {effect(total, 'NEW.')}, 2)" for total in TOTALS)
        + "\nWHERE id = NEW.budget_id;\n",
    )
    differs = " OR ".join(
        f"{pence('NEW.' + total)} <> (SELECT COALESCE(SUM({pence(effect(total))}), 0) "
        "FROM budgets_entry WHERE budget_id = NEW.id)"
        for total in TOTALS
    )
    for verb in ("INSERT", f"UPDATE OF id, {', '.join(TOTALS)}"):
        name = f"budgets_budget_sum_on_{verb.split()[0].lower()}"
        made[name] = trigger(
            name, f"AFTER {verb} ON budgets_budget", (differs, "budget_equals_its_entries: totals are kept by entries")
        )
    made["budgets_budget_stays"] = trigger(
        "budgets_budget_stays",
        "BEFORE UPDATE OF id, community_id, funding_year_id ON budgets_budget",
        (
            "NEW.id <> OLD.id OR NEW.community_id <> OLD.community_id OR NEW.funding_year_id <> OLD.funding_year_id",
            "budget_stays: a budget stays with its community and year",
        ),
    )
    for verb in ("INSERT", "UPDATE"):
        name = f"budgets_fundingyear_apart_on_{verb.lower()}"
        made[name] = trigger(
            name,
            f"AFTER {verb} ON budgets_fundingyear",
            (
                "EXISTS (SELECT 1 FROM budgets_fundingyear other WHERE other.id <> NEW.id AND "
                'other.authority_id = NEW.authority_id AND other.start <= NEW."end" AND NEW.start <= other."end")',
                "funding_years_apart: the days of two funding years overlap",
            ),
        )
    return made


def postgresql() -> dict[str, tuple[str, list[str]]]:
    """Function body, and the triggers that call it, by name of the function."""

    def refuse(wrong: str, name: str, say: str) -> str:
        return (
            f"IF {wrong} THEN RAISE EXCEPTION '{name}: {say}' "
            f"USING ERRCODE = 'check_violation', CONSTRAINT = '{name}'; END IF;\n"
        )

    made = {}
    for table in APPEND_ONLY:
        made[f"{table}_append_only"] = (
            refuse("true", f"{table}_append_only", "rows are never changed") + "RETURN NULL;",
            [
                f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW",
                f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
            ],
        )
    # The update takes the lock of the budget's row first: the checks after it see what others have committed
    made["budgets_entry_counts"] = (
        "UPDATE budgets_budget SET\n"
        + ",\n".join(f"{total} = {total} + {effect(total, 'NEW.')}" for total in TOTALS)
        + "\nWHERE id = NEW.budget_id;\n"
        + "IF NEW.decision_id IS NOT NULL THEN\n"
        + refuse(
            f"({HELD_BY_DECISION.format(pence=effect('committed'))}) < 0",
            "entry_within_its_decision",
            "more than the decision promised",
        )
        + refuse(f"({PAID_BY_DECISION.format(pence='amount')}) < 0", "entry_within_its_decision", "more than was paid")
        + "END IF;\n"
        + refuse(
            "NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budgets_entry "
            "WHERE id = NEW.reverses_id AND id <> NEW.id AND budget_id = NEW.budget_id)",
            "entry_reverses_its_own_ledger",
            "another ledger",
        )
        + "RETURN NULL;",
        ["AFTER INSERT ON budgets_entry FOR EACH ROW"],
    )
    sums = ", ".join(f"COALESCE(SUM({effect(total)}), 0)" for total in TOTALS)
    made["budgets_budget_sum"] = (
        refuse(
            "EXISTS (SELECT 1 FROM budgets_entry WHERE budget_id = NEW.id HAVING "
            f"({', '.join('NEW.' + total for total in TOTALS)}) IS DISTINCT FROM ({sums}))",
            "budget_equals_its_entries",
            "totals are kept by entries",
        )
        + "RETURN NULL;",
        [f"AFTER INSERT OR UPDATE OF id, {', '.join(TOTALS)} ON budgets_budget FOR EACH ROW"],
    )
    made["budgets_budget_stays"] = (
        refuse(
            "(NEW.id, NEW.community_id, NEW.funding_year_id) IS DISTINCT FROM "
            "(OLD.id, OLD.community_id, OLD.funding_year_id)",
            "budget_stays",
            "a budget stays with its community and year",
        )
        + "RETURN NEW;",
        ["BEFORE UPDATE OF id, community_id, funding_year_id ON budgets_budget FOR EACH ROW"],
    )
    # Two people adding years at once wait for each other at the authority's row
    made["budgets_fundingyear_apart"] = (
        "PERFORM 1 FROM communities_authority WHERE id = NEW.authority_id FOR NO KEY UPDATE;\n"
        + refuse(
            "EXISTS (SELECT 1 FROM budgets_fundingyear other WHERE other.id <> NEW.id AND "
            'other.authority_id = NEW.authority_id AND other.start <= NEW."end" AND NEW.start <= other."end")',
            "funding_years_apart",
            "the days of two funding years overlap",
        )
        + "RETURN NULL;",
        ["AFTER INSERT OR UPDATE ON budgets_fundingyear FOR EACH ROW"],
    )
    return made


def put_up(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for create in sqlite().values():
            schema_editor.execute(create, params=None)
        return
    for name, (body, triggers) in postgresql().items():
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{body}\nEND $$", params=None
        )
        for number, trigger in enumerate(triggers):
            schema_editor.execute(f"CREATE TRIGGER {name}_{number} {trigger} EXECUTE FUNCTION {name}()", params=None)


def take_down(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in sqlite():
            schema_editor.execute(f"DROP TRIGGER {name}")
        return
    for name in postgresql():
        schema_editor.execute(f"DROP FUNCTION {name}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
