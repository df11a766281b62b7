"""The database keeps the ledger (RES-7): entries are never changed, totals are theirs, nothing is overspent.

`tests/integration/budgets/test_guards.py` attacks every guard with plain SQL. SQLite counts in floating point: there,
sums are taken over whole pence, and totals rounded to the penny, so that they are exact.
"""

from django.db import migrations

from locality.values.triggers import (
    Guard,
    postgresql_function,
    postgresql_refusal,
    put_up,
    refuse_when,
    sqlite_refusal,
    sqlite_trigger,
    take_down,
)

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


def made(name, when, *, sqlite, postgresql):
    """A guard of steps that differ: of SQLite for each trigger by name; of PostgreSQL for one function."""
    return Guard(
        {each: sqlite_trigger(each, on, *steps, line="\n") for each, (on, *steps) in sqlite.items()},
        postgresql_function(
            name, *postgresql, triggers={f"{name}_{number}": each for number, each in enumerate(when)}, line="\n"
        )
        if postgresql
        else {},
    )


def never_changed(table):
    say, name = "rows are never changed", f"{table}_append_only"
    return made(
        name,
        (f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"),
        sqlite={
            f"{table}_no_{verb}": (f"BEFORE {verb.upper()} ON {table}", sqlite_refusal(f"{table}_no_{verb}", "1", say))
            for verb in ("update", "delete")
        },
        postgresql=(postgresql_refusal(name, "true", say), "RETURN NULL;"),
    )


def never_replaced(table):
    """INSERT OR REPLACE would delete the earlier row without asking the guard of deletes."""
    name, taken = f"{table}_no_replace", f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
    refusal = sqlite_refusal(name, taken, "rows are never changed")
    return made(name, (), sqlite={name: (f"BEFORE INSERT ON {table}", refusal)}, postgresql=())


def entry_counts():
    """On PostgreSQL the update takes the lock of the budget's row first: the checks after it see what others committed."""
    name, within, own = "budgets_entry_counts", "entry_within_its_decision", "entry_reverses_its_own_ledger"
    promised, spent = "more than the decision promised", "more than was paid"
    update = "UPDATE budgets_budget SET\n{}\nWHERE id = NEW.budget_id;"
    of_decision = (
        f"NEW.decision_id IS NOT NULL AND ({HELD_BY_DECISION}) < 0",
        f"NEW.decision_id IS NOT NULL AND ({PAID_BY_DECISION}) < 0",
    )
    another = (
        "NEW.reverses_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budgets_entry "
        "WHERE id = NEW.reverses_id AND id {} NEW.id AND budget_id = NEW.budget_id)"
    )
    return made(
        name,
        ("AFTER INSERT ON budgets_entry FOR EACH ROW",),
        sqlite={
            name: (
                "AFTER INSERT ON budgets_entry",
                update.format(",\n".join(f"{each} = ROUND({each} + {effect(each, 'NEW.')}, 2)" for each in TOTALS)),
                sqlite_refusal(within, of_decision[0].format(pence=pence(effect("committed"))), promised),
                sqlite_refusal(within, of_decision[1].format(pence=pence("amount")), spent),
                sqlite_refusal(own, another.format("<"), "another ledger"),
            )
        },
        postgresql=(
            update.format(",\n".join(f"{each} = {each} + {effect(each, 'NEW.')}" for each in TOTALS)),
            "IF NEW.decision_id IS NOT NULL THEN",
            postgresql_refusal(within, f"({HELD_BY_DECISION.format(pence=effect('committed'))}) < 0", promised),
            postgresql_refusal(within, f"({PAID_BY_DECISION.format(pence='amount')}) < 0", spent),
            "END IF;",
            postgresql_refusal(own, another.format("<>"), "another ledger"),
            "RETURN NULL;",
        ),
    )


def budget_sum():
    name, say = "budget_equals_its_entries", "totals are kept by entries"
    on_update = f"UPDATE OF id, {', '.join(TOTALS)}"
    differs = " OR ".join(
        f"{pence('NEW.' + total)} <> (SELECT COALESCE(SUM({pence(effect(total))}), 0) "
        "FROM budgets_entry WHERE budget_id = NEW.id)"
        for total in TOTALS
    )
    totals, sums = (
        ", ".join(each.format(total, effect(total)) for total in TOTALS)
        for each in ("NEW.{0}", "COALESCE(SUM({1}), 0)")
    )
    wrong = f"EXISTS (SELECT 1 FROM budgets_entry WHERE budget_id = NEW.id HAVING ({totals}) IS DISTINCT FROM ({sums}))"
    return made(
        "budgets_budget_sum",
        (f"AFTER INSERT OR {on_update} ON budgets_budget FOR EACH ROW",),
        sqlite={
            f"budgets_budget_sum_on_{verb}": (f"AFTER {event} ON budgets_budget", sqlite_refusal(name, differs, say))
            for verb, event in (("insert", "INSERT"), ("update", on_update))
        },
        postgresql=(postgresql_refusal(name, wrong, say), "RETURN NULL;"),
    )


def budget_stays():
    name, say = "budget_stays", "a budget stays with its community and year"
    when = "BEFORE UPDATE OF id, community_id, funding_year_id ON budgets_budget"
    on_sqlite = "NEW.id <> OLD.id OR NEW.community_id <> OLD.community_id OR NEW.funding_year_id <> OLD.funding_year_id"
    on_postgresql = (
        "(NEW.id, NEW.community_id, NEW.funding_year_id) IS DISTINCT FROM "
        "(OLD.id, OLD.community_id, OLD.funding_year_id)"
    )
    return made(
        f"budgets_{name}",
        (f"{when} FOR EACH ROW",),
        sqlite={f"budgets_{name}": (when, sqlite_refusal(name, on_sqlite, say))},
        postgresql=(postgresql_refusal(name, on_postgresql, say), "RETURN NEW;"),
    )


def years_apart():
    """On PostgreSQL two people adding years at once wait for each other at the authority's row."""
    name, say = "funding_years_apart", "the days of two funding years overlap"
    wrong = (
        "EXISTS (SELECT 1 FROM budgets_fundingyear other WHERE other.id <> NEW.id AND "
        'other.authority_id = NEW.authority_id AND other.start <= NEW."end" AND NEW.start <= other."end")'
    )
    return made(
        "budgets_fundingyear_apart",
        ("AFTER INSERT OR UPDATE ON budgets_fundingyear FOR EACH ROW",),
        sqlite={
            f"budgets_fundingyear_apart_on_{verb.lower()}": (
                f"AFTER {verb} ON budgets_fundingyear",
                sqlite_refusal(name, wrong, say),
            )
            for verb in ("INSERT", "UPDATE")
        },
        postgresql=(
            "PERFORM 1 FROM communities_authority WHERE id = NEW.authority_id FOR NO KEY UPDATE;",
            postgresql_refusal(name, wrong, say),
            "RETURN NULL;",
        ),
    )


ALL = (
    *map(never_changed, APPEND_ONLY),
    *map(never_replaced, KEPT),
    *(entry_counts(), budget_sum(), budget_stays(), years_apart()),
    *(refuse_when(*each, trigger=f"{each[0]}_0", line="\n") for each in GUARDS),
)


class Migration(migrations.Migration):
    dependencies = [("budgets", "0001_initial")]
    operations = [migrations.RunPython(put_up(*ALL), take_down(*ALL))]
