"""The database keeps the ledger (RES-7): entries are never changed, totals are theirs, nothing is overspent.

`tests/integration/budgets/test_guards.py` attacks every guard with plain SQL. SQLite counts in floating point: there,
sums are taken over whole pence, and totals rounded to the penny, so that they are exact.
"""

from django.db import migrations

APPEND_ONLY = ("budgets_entry", "budgets_costingitem")
KEPT = (
    *APPEND_ONLY,
    *(f"budgets_{table}" for table in ("budget", "fundingyear", "transfer", "advance", "paymentplan", "instalment")),
)
TOTALS = ("allocated", "committed", "released", "paid", "remaining")

# What an entry adds to each total
EFFECTS = {
    "allocated": "CASE WHEN {e}kind IN ('allocation', 'adjustment', 'transfer', 'carry') THEN {e}amount ELSE 0 END",
    "committed": "CASE WHEN {e}kind IN ('commitment', 'increase', 'release', 'payment') THEN -{e}amount ELSE 0 END",
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

# The same on both databases: name, when and on which table, what is refused, and the sentence
GUARDS = (
    (
        "entry_in_an_open_year",
        "BEFORE INSERT ON budgets_entry",
        """EXISTS (SELECT 1 FROM budgets_budget budget JOIN budgets_fundingyear year ON year.id = budget.funding_year_id
        WHERE budget.id = NEW.budget_id AND year.closed_at IS NOT NULL)""",
        "the funding year is closed",
    ),
    (
        "payment_has_a_plan",
        "BEFORE INSERT ON budgets_entry",
        """NEW.kind = 'payment' AND NOT EXISTS (SELECT 1 FROM budgets_paymentplan plan
        WHERE plan.decision_id = NEW.decision_id AND plan.reference = NEW.reference)""",
        "nothing is paid that the council has not processed",
    ),
    (
        "payment_by_different_hands",
        "BEFORE INSERT ON budgets_entry",
        """NEW.kind = 'payment' AND EXISTS (SELECT 1 FROM budgets_paymentplan plan
        WHERE plan.decision_id = NEW.decision_id
        AND (plan.processed_by_id = NEW.by_id OR plan.moderated_by_id = NEW.by_id))""",
        "whoever processed or moderated a request can not release its payments",
    ),
    (
        "transfer_as_confirmed",
        "BEFORE INSERT ON budgets_entry",
        """NEW.kind = 'transfer' AND NOT EXISTS (SELECT 1 FROM budgets_transfer moved
        WHERE moved.id = NEW.transfer_id AND moved.confirmed AND (
            (moved.source_id = NEW.budget_id AND NEW.amount = -moved.amount)
            OR (moved.target_id = NEW.budget_id AND NEW.amount = moved.amount)))""",
        "no such transfer was confirmed",
    ),
    (
        "carried_in_full",
        "BEFORE INSERT ON budgets_entry",
        """NEW.continues_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budgets_entry earlier
        JOIN budgets_budget emptied ON emptied.id = earlier.budget_id
        JOIN budgets_budget budget ON budget.id = NEW.budget_id
        JOIN budgets_fundingyear closing ON closing.id = emptied.funding_year_id
        JOIN budgets_fundingyear year ON year.id = budget.funding_year_id
        WHERE earlier.id = NEW.continues_id AND earlier.amount = -NEW.amount
        AND year.start > closing.start AND year.authority_id = closing.authority_id
        AND ((earlier.kind = 'carry' AND NEW.kind = 'carry')
            OR (earlier.kind = 'release' AND NEW.kind = 'commitment' AND earlier.decision_id = NEW.decision_id)))""",
        "what a year takes over is what the earlier year gave, once",
    ),
    (
        "transfer_stays_settled",
        "BEFORE UPDATE ON budgets_transfer",
        """OLD.confirmed IS NOT NULL OR NEW.source_id <> OLD.source_id OR NEW.target_id <> OLD.target_id
        OR NEW.amount <> OLD.amount OR NEW.proposed_by_id <> OLD.proposed_by_id""",
        "a transfer is settled once, as it was proposed",
    ),
    (
        "year_stays_closed",
        "BEFORE UPDATE ON budgets_fundingyear",
        "OLD.closed_at IS NOT NULL",
        "a closed year is never changed",
    ),
    (
        "advance_stays_paid",
        "BEFORE UPDATE ON budgets_advance",
        "OLD.paid_at IS NOT NULL",
        "a paid advance is never changed",
    ),
    (
        "advance_stays_closed",
        "BEFORE UPDATE ON budgets_instalment",
        """OLD.entry_id IS NOT NULL OR EXISTS (SELECT 1 FROM budgets_advance advance
        WHERE advance.id IN (OLD.advance_id, NEW.advance_id) AND advance.paid_at IS NOT NULL)""",
        "what was paid, and what is in a paid advance, is never changed",
    ),
    (
        "instalment_stays",
        "BEFORE UPDATE ON budgets_instalment",
        "NEW.plan_id <> OLD.plan_id OR NEW.amount <> OLD.amount OR NEW.number <> OLD.number",
        "an instalment keeps its amount: cancel it and add another",
    ),
    (
        "instalment_paid_as_planned",
        "BEFORE UPDATE ON budgets_instalment",
        """NEW.entry_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budgets_entry entry
        JOIN budgets_paymentplan plan ON plan.id = NEW.plan_id
        WHERE entry.id = NEW.entry_id AND entry.kind = 'payment' AND entry.amount = NEW.amount
        AND entry.budget_id = NEW.budget_id AND entry.decision_id = plan.decision_id)""",
        "its payment is another one",
    ),
    ("plan_stays", "BEFORE UPDATE ON budgets_paymentplan", "1 = 1", "a plan stays as it was made, with its hands"),
    *(
        (f"{table}_is_kept", f"BEFORE DELETE ON budgets_{table}", "1 = 1", "rows are never deleted")
        for table in ("transfer", "advance", "paymentplan", "instalment")
    ),
)


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
    for table in KEPT:
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
    for name, when, wrong, say in GUARDS:
        made[name] = trigger(name, when, (wrong, f"{name}: {say}"))
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
    for name, when, wrong, say in GUARDS:
        after = "RETURN OLD;" if "DELETE" in when else "RETURN NEW;"
        made[name] = (refuse(wrong, name, say) + after, [f"{when} FOR EACH ROW"])
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
