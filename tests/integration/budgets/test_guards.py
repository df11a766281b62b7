"""The database's own guards of the ledger, attacked with plain SQL past every action."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from locality.accounts.models import User
from locality.budgets.actions.opening_years import open_year
from locality.budgets.models import Advance, Budget, Entry, FundingYear, Instalment, PaymentPlan, Transfer
from locality.communities.models import Authority
from tests.integration.budgets.approvals import approve, moderate, moderator, process, processor
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.paying import team_of
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7"), pytest.mark.both_databases("constraint")]

Insert = Callable[..., int]


def sql(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def insert(budget: Budget, officer: User) -> Insert:
    """Put an entry into the ledger by SQL; gives its id. Decisions 7 and 8 are processed, so they can be paid."""
    for decision_id in (7, 8):
        process(decision_id)

    def put(kind: str, amount: str, decision: int | None = None, **other: Any) -> int:
        row = {
            "budget_id": budget.pk,
            "kind": kind,
            "amount": amount,
            "decision_id": decision,
            "reference": "RFR-2026-00418" if decision else "",
            "by_id": officer.pk,
            "why": "A reason",
            "at": "2026-11-24 10:30:00+00:00",
            "reverses_id": None,
            **other,
        }
        columns = ", ".join(f'"{name}"' for name in row)
        places = ", ".join(["%s"] * len(row))
        found = sql(f"INSERT INTO budgets_entry ({columns}) VALUES ({places}) RETURNING id", *row.values())
        return int(found[0][0])

    return put


def totals(budget: Budget) -> dict[str, str]:
    budget.refresh_from_db()
    return {name: str(getattr(budget, name)) for name in ("allocated", "committed", "released", "paid", "remaining")}


def test_totals_follow_the_entries(budget: Budget, insert: Insert) -> None:
    insert("commitment", "-400.10", 7)
    insert("release", "100.05", 7)
    payment = insert("payment", "200.00", 7)
    insert("adjustment", "-50.55")
    insert("allocation", "10.01")
    assert totals(budget) == {
        "allocated": "959.46",
        "committed": "100.05",
        "released": "100.05",
        "paid": "200.00",
        "remaining": "659.41",
    }
    insert("payment", "-200.00", 7, reverses_id=payment)
    assert (budget.paid, totals(budget)["paid"]) == (200, "0.00")


@pytest.mark.parametrize(
    ("kind", "amount", "decision", "guard"),
    [
        ("commitment", "-1000.01", 7, "budget_never_overspent"),
        ("adjustment", "-1000.01", None, "budget_never_overspent"),
        ("commitment", "-10", None, "has_a_decision|entry_has_its_decision"),
        ("commitment", "-10", 99, "commitment_has_a_decision"),
        ("release", "10", None, "entry_has_its_decision"),
        ("payment", "10", None, "entry_has_its_decision|payment_has_a_plan"),
        ("allocation", "10", 7, "entry_has_its_decision"),
        ("gift", "10", None, "entry_has_its_decision"),
        ("commitment", "10", 7, "entry_sign_fits_its_kind"),
        ("commitment", "0", 7, "entry_sign_fits_its_kind"),
        ("release", "-10", 7, "entry_sign_fits_its_kind"),
        ("allocation", "-10", None, "entry_sign_fits_its_kind"),
        ("adjustment", "0", None, "entry_sign_fits_its_kind"),
        ("payment", "-10", 7, "entry_sign_fits_its_kind"),
        ("release", "10", 7, "entry_within_its_decision|budget_committed_not_below_zero"),
        ("payment", "10", 7, "entry_within_its_decision|budget_committed_not_below_zero"),
    ],
)
def test_an_entry_that_breaks_the_ledger_is_refused(
    budget: Budget, insert: Insert, kind: str, amount: str, decision: int | None, guard: str
) -> None:
    before = totals(budget)
    with pytest.raises(IntegrityError, match=guard):
        insert(kind, amount, decision)
    assert totals(budget) == before
    assert Entry.objects.filter(budget=budget).count() == 1


@pytest.mark.parametrize(
    ("missing", "guard"),
    [({"why": ""}, "entry_says_why"), ({"reference": ""}, "entry_has_its_reference|commitment_has_a_decision")],
)
def test_an_entry_says_why_and_of_what(insert: Insert, missing: dict[str, str], guard: str) -> None:
    with pytest.raises(IntegrityError, match=guard):
        insert("commitment", "-10", 7, **missing)


def test_each_of_two_guards_stands_alone(insert: Insert) -> None:
    """What two guards refuse together is refused by either: here each is met by itself."""
    with pytest.raises(IntegrityError, match="commitment_has_a_decision"):
        insert("commitment", "-10", 7, reference="RFR-2026-00999")
    insert("commitment", "-10", 7)
    with pytest.raises(IntegrityError, match="entry_has_its_reference"):
        insert("release", "10", 7, reference="")


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        ("budget_never_overspent", {"remaining": "-0.01"}, {"remaining": "0"}),
        ("budget_committed_not_below_zero", {"committed": "-0.01"}, {"committed": "0"}),
        ("budget_paid_not_below_zero", {"paid": "-0.01"}, {"paid": "0"}),
        ("contingency_is_not_committed", {"committed": "0.01"}, {}),
        ("contingency_is_not_committed", {"paid": "0.01"}, {}),
        (
            "budget_parts_add_up",
            {"allocated": "10", "committed": "3", "paid": "2", "remaining": "5.01"},
            {"allocated": "10", "committed": "3", "paid": "2", "remaining": "5"},
        ),
    ],
)
def test_each_check_of_a_budget_stands_alone(
    year: FundingYear, name: str, wrong: dict[str, str], right: dict[str, str]
) -> None:
    """Behind the triggers that keep the totals: met by itself, as they let no such budget come to be."""
    check = next(each for each in Budget._meta.constraints if each.name == name)

    def budget(parts: dict[str, str]) -> Budget:
        return Budget(funding_year=year, community=None, **{part: Decimal(amount) for part, amount in parts.items()})

    check.validate(Budget, budget(right))
    with pytest.raises(ValidationError):
        check.validate(Budget, budget(wrong))


def test_an_entry_has_somebody_behind_it(insert: Insert) -> None:
    with pytest.raises(IntegrityError, match=r"by_id|null"):
        insert("commitment", "-10", 7, by_id=None)


def test_one_decision_gives_back_and_pays_no_more_than_it_promised(insert: Insert) -> None:
    """Even where other decisions of the budget hold enough."""
    insert("commitment", "-500", 7)
    insert("commitment", "-100", 8)
    insert("release", "40", 8)
    insert("payment", "50", 8)
    for kind in ("release", "payment"):
        with pytest.raises(IntegrityError, match="entry_within_its_decision"):
            insert(kind, "10.01", 8)
    insert("payment", "10", 8)


def test_a_reversed_payment_was_paid(insert: Insert) -> None:
    insert("commitment", "-500", 7)
    insert("commitment", "-500", 8)
    payment = insert("payment", "300", 7)
    with pytest.raises(IntegrityError, match="entry_within_its_decision"):
        insert("payment", "-100", 8, reverses_id=payment)


def test_a_decision_is_committed_once(insert: Insert) -> None:
    insert("commitment", "-10", 7)
    with pytest.raises(IntegrityError, match=r"decision_committed_once|UNIQUE"):
        insert("commitment", "-10", 7)


def test_an_entry_reverses_one_of_its_own_ledger(
    budget: Budget, insert: Insert, officer: User, year: FundingYear
) -> None:
    south = make_community(year.authority, "Weald South")
    other = Budget.objects.create(community=south, funding_year=year)
    approve(south, officer, [9], reference="RFR-2026-00419")
    insert("allocation", "500", budget_id=other.pk)
    theirs = insert("commitment", "-10", 9, budget_id=other.pk, reference="RFR-2026-00419")
    insert("commitment", "-10", 7)
    with pytest.raises(IntegrityError, match="entry_reverses_its_own_ledger"):
        insert("release", "10", 7, reverses_id=theirs)


@pytest.mark.clause("CTX-2")
def test_nothing_is_paid_that_was_not_processed(budget: Budget, insert: Insert, officer: User) -> None:
    south = make_community(budget.funding_year.authority, "Weald South")
    other = Budget.objects.create(community=south, funding_year=budget.funding_year)
    approve(south, officer, [9], reference="RFR-2026-00419")
    insert("allocation", "500", budget_id=other.pk)
    insert("commitment", "-10", 9, budget_id=other.pk, reference="RFR-2026-00419")
    with pytest.raises(IntegrityError, match="payment_has_a_plan"):
        insert("payment", "10", 9, budget_id=other.pk, reference="RFR-2026-00419")


@pytest.mark.parametrize("who", [processor, moderator])
def test_who_processed_or_moderated_a_request_does_not_pay_it(insert: Insert, who: Callable[[], User]) -> None:
    insert("commitment", "-10", 7)
    with pytest.raises(IntegrityError, match="payment_by_different_hands"):
        insert("payment", "10", 7, by_id=who().pk)
    insert("payment", "10", 7)


@pytest.mark.clause("FORM-13")
def test_only_moderation_adds_to_an_approval(insert: Insert) -> None:
    insert("commitment", "-10", 7)
    with pytest.raises(IntegrityError, match="commitment_has_a_decision"):
        insert("increase", "-5", 7)
    moderate(7, Decimal("15"))
    insert("increase", "-5", 7)


@pytest.mark.clause("CTX-2")
def test_the_contingency_promises_and_pays_nothing(budget: Budget, insert: Insert) -> None:
    reserve = Budget.objects.create(community=None, funding_year=budget.funding_year)
    insert("allocation", "500", budget_id=reserve.pk)
    with pytest.raises(IntegrityError, match=r"commitment_has_a_decision|contingency_is_not_committed"):
        insert("commitment", "-10", 7, budget_id=reserve.pk)
    with pytest.raises(IntegrityError, match=r"contingency_once|UNIQUE"), transaction.atomic():
        Budget.objects.create(community=None, funding_year=budget.funding_year)


def test_a_closed_year_takes_no_entry_and_stays_closed(budget: Budget, insert: Insert, officer: User) -> None:
    sql(
        "UPDATE budgets_fundingyear SET closed_at = '2027-09-02 10:00:00+00:00', closed_by_id = %s WHERE id = %s",
        officer.pk,
        budget.funding_year_id,
    )
    for kind, amount, decision in (("allocation", "10", None), ("adjustment", "-10", None), ("commitment", "-10", 7)):
        with pytest.raises(IntegrityError, match="entry_in_an_open_year"):
            insert(kind, amount, decision)
    with pytest.raises(IntegrityError, match="year_stays_closed"):
        sql("UPDATE budgets_fundingyear SET closed_at = NULL, closed_by_id = NULL")


def test_money_is_carried_out_of_one_year_and_into_a_later_one_once(
    budget: Budget, insert: Insert, officer: User
) -> None:
    following = open_year(
        authority=budget.funding_year.authority, name="Next", start=date(2027, 9, 1), end=date(2028, 8, 31),
        by=acting(officer, AT), at=AT,
    )  # fmt: skip
    into = Budget.objects.create(community=budget.community, funding_year=following)
    with pytest.raises(IntegrityError, match="carried_from_another_year"):
        insert("carry", "100", budget_id=into.pk)
    out = insert("carry", "-100")
    for wrong in ({"budget_id": budget.pk}, {"budget_id": into.pk, "amount": "100.01"}):
        with pytest.raises(IntegrityError, match="carried_in_full"):
            insert("carry", **({"amount": "100"} | wrong), continues_id=out)
    with pytest.raises(IntegrityError, match=r"carried_in_full|carried_from_another_year"):
        insert("allocation", "100", budget_id=into.pk, continues_id=out)
    insert("carry", "100", budget_id=into.pk, continues_id=out)
    with pytest.raises(IntegrityError, match=r"continues_id|UNIQUE"):
        insert("carry", "100", budget_id=into.pk, continues_id=out)


def test_money_is_carried_into_no_year_of_another_council(budget: Budget, insert: Insert, officer: User) -> None:
    other = Authority.objects.create(name="Farshire", slug="farshire", la_code="998")
    theirs = open_year(
        authority=other, name="Next", start=date(2027, 9, 1), end=date(2028, 8, 31), by=team_of(other), at=AT
    )  # fmt: skip
    into = Budget.objects.create(community=make_community(other, "Far North"), funding_year=theirs)
    out = insert("carry", "-100")
    with pytest.raises(IntegrityError, match="carried_in_full"):
        insert("carry", "100", budget_id=into.pk, continues_id=out)


def test_an_allocation_reference_stands_once(insert: Insert) -> None:
    insert("allocation", "10", reference="C-12")
    with pytest.raises(IntegrityError, match=r"allocation_reference_once|UNIQUE"):
        insert("allocation", "10", reference="C-12")


def test_a_transfer_is_withdrawn_or_settled_once(budget: Budget, officer: User) -> None:
    """And the guards that were there before the column came are there still."""
    other = Budget.objects.create(community=None, funding_year=budget.funding_year)
    pk = Transfer.objects.create(
        source=budget, target=other, amount=100, why="x", proposed_by=officer, proposed_at="2026-11-24 10:30:00+00:00"
    ).pk
    second = User.objects.create(email="second@council.example", name="Second")
    at, settle = "'2026-11-24 10:30:00+00:00'", "confirmed = %s, settled_by_id = %s, settled_at"
    with pytest.raises(IntegrityError, match="transfer_withdrawn_or_settled"):
        sql(f"UPDATE budgets_transfer SET withdrawn_at = {at}, {settle} = {at}", True, second.pk)
    sql(f"UPDATE budgets_transfer SET withdrawn_at = {at}")
    for wrong in ("withdrawn_at = NULL", "why = 'y'"):
        with pytest.raises(IntegrityError, match="transfer_withdrawn_or_settled"):
            sql(f"UPDATE budgets_transfer SET {wrong}")
    with pytest.raises(IntegrityError, match="transfer_withdrawn_or_settled"):
        sql(f"UPDATE budgets_transfer SET {settle} = {at}", True, second.pk)
    with pytest.raises(IntegrityError, match="transfer_is_kept"):
        sql("DELETE FROM budgets_transfer WHERE id = %s", pk)


def test_a_transfer_moves_what_another_person_confirmed(budget: Budget, insert: Insert, officer: User) -> None:
    south = make_community(budget.funding_year.authority, "Weald South")
    other = Budget.objects.create(community=south, funding_year=budget.funding_year)
    moved = Transfer.objects.create(
        source=budget, target=other, amount=Decimal(100), why="Pupils moved", proposed_by=officer, proposed_at=AT
    )
    with pytest.raises(IntegrityError, match="transfer_as_confirmed"):
        insert("transfer", "-100", transfer_id=moved.pk)
    confirm = "UPDATE budgets_transfer SET confirmed = %s, settled_by_id = %s, settled_at = '2026-11-24 10:30:00+00:00'"
    with pytest.raises(IntegrityError, match="transfer_settled_by_another"):
        sql(confirm, True, officer.pk)
    with pytest.raises(IntegrityError, match="transfer_stays_settled"):
        sql("UPDATE budgets_transfer SET amount = 200")
    sql(confirm, True, moderator().pk)
    for wrong in ({"amount": "-99"}, {"amount": "100"}, {"amount": "-100", "budget_id": other.pk}):
        with pytest.raises(IntegrityError, match="transfer_as_confirmed"):
            insert("transfer", **({"amount": "-100"} | wrong), transfer_id=moved.pk)
    insert("transfer", "-100", transfer_id=moved.pk)
    with pytest.raises(IntegrityError, match=r"transfer_entered_once|UNIQUE"):
        insert("transfer", "-100", transfer_id=moved.pk)
    with pytest.raises(IntegrityError, match="transfer_stays_settled"):
        sql(confirm, False, moderator().pk)
    with pytest.raises(IntegrityError, match="never deleted"):
        sql("DELETE FROM budgets_transfer")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE budgets_entry SET amount = amount + 1",
        "UPDATE budgets_entry SET why = 'Another reason'",
        "UPDATE budgets_entry SET at = '2020-01-01 00:00:00+00:00'",
        "DELETE FROM budgets_entry",
    ],
)
def test_entries_are_never_changed(budget: Budget, insert: Insert, attack: str) -> None:
    insert("commitment", "-10", 7)
    rows = sql("SELECT * FROM budgets_entry ORDER BY id")
    with pytest.raises(IntegrityError, match="rows are never changed"):
        sql(attack)
    assert sql("SELECT * FROM budgets_entry ORDER BY id") == rows


def test_entries_are_never_replaced_or_truncated(budget: Budget) -> None:
    attack = {
        "sqlite": (
            "INSERT OR REPLACE INTO budgets_entry (id, budget_id, kind, amount, reference, by_id, why, at) "
            "SELECT id, budget_id, kind, 1, reference, by_id, why, at FROM budgets_entry"
        ),
        "postgresql": "TRUNCATE budgets_entry CASCADE",
    }[connection.vendor]
    connection.check_constraints()  # PostgreSQL truncates no table with checks waiting
    with pytest.raises(IntegrityError, match="rows are never changed"):
        sql(attack)
    assert Entry.objects.get().amount == 1000


@pytest.mark.parametrize(
    ("verb", "guard"),
    [
        ("UPDATE budgets_paymentplan SET {}", "plan_stays"),
        ("replace", {"sqlite": "budgets_paymentplan_no_replace", "postgresql": "plan_stays"}[connection.vendor]),
        ("DELETE FROM budgets_paymentplan", "paymentplan_is_kept"),
    ],
)
def test_a_plan_stays_as_it_was_made_with_its_hands(
    budget: Budget, insert: Insert, officer: User, verb: str, guard: str
) -> None:
    """Else whoever processed a request could write another's name there, and pay it."""
    plan = PaymentPlan.objects.get(decision_id=7)
    columns = [field.column for field in plan._meta.concrete_fields]
    chosen = ", ".join({"processed_by_id": str(officer.pk)}.get(name, name) for name in columns)
    if verb == "replace":
        row = f"INTO budgets_paymentplan ({', '.join(columns)}) SELECT {chosen} FROM budgets_paymentplan"
        verb = {
            "sqlite": f"INSERT OR REPLACE {row}",
            "postgresql": f"INSERT {row} ON CONFLICT (id) DO UPDATE SET processed_by_id = EXCLUDED.processed_by_id",
        }[connection.vendor]
    with pytest.raises(IntegrityError, match=guard):
        sql(verb.format(f"processed_by_id = {officer.pk}"))
    plan.refresh_from_db()
    assert plan.processed_by != officer


@pytest.mark.parametrize(
    "wrong", ["entry_id = NULL", "payee_name = 'Another school'", "advance_id = NULL, entry_id = NULL"]
)
def test_a_payment_stays_where_it_was_paid_before_its_advance_is_marked(
    budget: Budget, insert: Insert, wrong: str
) -> None:
    """Between the two steps of paying too: else one entry could pay a second instalment."""
    insert("commitment", "-10", 7)
    plan = PaymentPlan.objects.get(decision_id=7)
    advance = Advance.objects.create(authority_id=plan.authority_id, name="December", closes_on=TODAY, pays_on=TODAY)
    Instalment.objects.create(
        plan=plan, budget=budget, number=1, covers_from=TODAY, covers_to=TODAY, due_on=TODAY, amount=10, advance=advance
    )
    sql("UPDATE budgets_instalment SET entry_id = %s", insert("payment", "10", 7))
    with pytest.raises(IntegrityError, match="advance_stays_closed"):
        sql(f"UPDATE budgets_instalment SET {wrong}")


@pytest.mark.parametrize("total", ["allocated", "committed", "released", "paid", "remaining"])
def test_totals_can_not_be_set(budget: Budget, total: str) -> None:
    with pytest.raises(IntegrityError, match=r"budget_equals_its_entries|budget_parts_add_up"):
        sql(f"UPDATE budgets_budget SET {total} = {total} + 1")
    with pytest.raises(IntegrityError, match=r"budget_equals_its_entries|budget_parts_add_up"):
        Budget.objects.filter(pk=budget.pk).update(**{total: 77})


def test_totals_that_agree_among_themselves_can_not_be_set(budget: Budget) -> None:
    with pytest.raises(IntegrityError, match="budget_equals_its_entries"):
        sql("UPDATE budgets_budget SET allocated = allocated + 1, remaining = remaining + 1")


def test_a_budget_can_not_begin_with_money(budget: Budget) -> None:
    with pytest.raises(IntegrityError, match=r"budget_equals_its_entries"):
        sql(
            "INSERT INTO budgets_budget "
            "(community_id, funding_year_id, allocated, committed, released, paid, remaining) "
            "VALUES (%s, %s, 5, 0, 0, 0, 5)",
            make_other(budget),
            budget.funding_year_id,
        )


def make_other(budget: Budget) -> int:
    return make_community(budget.funding_year.authority, "Weald West").pk


def test_a_budget_stays_with_its_community_and_year(budget: Budget) -> None:
    other = make_other(budget)
    with pytest.raises(IntegrityError, match="budget_stays"):
        sql("UPDATE budgets_budget SET community_id = %s", other)


def test_a_budget_with_entries_can_not_be_deleted(budget: Budget) -> None:
    sql("DELETE FROM budgets_budget")
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()  # what the end of the transaction asks
    transaction.set_rollback(True)


def test_two_funding_years_never_share_a_day(year: FundingYear) -> None:
    values = (year.authority_id, "A second", "2027-08-31", "2028-08-31")
    with pytest.raises(IntegrityError, match="funding_years_apart"):
        sql('INSERT INTO budgets_fundingyear (authority_id, name, start, "end") VALUES (%s, %s, %s, %s)', *values)
    sql(
        'INSERT INTO budgets_fundingyear (authority_id, name, start, "end") VALUES (%s, %s, %s, %s)',
        year.authority_id,
        "The next",
        "2027-09-01",
        "2028-08-31",
    )
    with pytest.raises(IntegrityError, match="funding_years_apart"):
        sql("UPDATE budgets_fundingyear SET start = '2027-01-01' WHERE name = 'The next'")


@pytest.mark.clause("COST-1")
def test_rates_are_never_changed(year: FundingYear) -> None:
    sql(
        "INSERT INTO budgets_costingitem (authority_id, item, unit, rate, valid_from) "
        "VALUES (%s, 'Teaching assistant', 'hour', 15.5, '2026-09-01')",
        year.authority_id,
    )
    for attack in ("UPDATE budgets_costingitem SET rate = 1", "DELETE FROM budgets_costingitem"):
        with pytest.raises(IntegrityError, match="rows are never changed"):
            sql(attack)
