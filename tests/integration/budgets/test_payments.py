"""From a processed request to money paid: planned, gathered, paid once, by different hands; stopped, taken back."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions import (
    allocating,
    committing,
    gathering_advances,
    opening_years,
    paying,
    planning_payments,
)
from locality.budgets.models import Advance, Budget, Entry, FundingYear, Instalment, PaymentPlan
from locality.budgets.queries.payments import paid_by_decision, payments_of
from locality.communities.models import Authority, Community, Office, School, Term, Trust
from locality.outbox.models import Message
from locality.values.refusals import NotPossible
from tests.integration.budgets.clock import AT, PAID, TODAY
from tests.integration.budgets.paying import (
    DECEMBER,
    advance_of,
    gathered,
    give_office,
    pay,
    payments,
    person,
    planned,
    unpaid,
)
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("POST-4")]


def refused(act: Any, **arguments: Any) -> str:
    with pytest.raises(NotPossible) as refusal, transaction.atomic():
        act(**arguments)
    return refusal.value.sentence


@pytest.mark.clause("FORM-13")
def test_a_processed_request_is_paid_in_the_next_advance(
    budget: Budget, community: Community, authority: Authority
) -> None:
    plan = planned(community, 100, "300.10")
    assert [(line.amount, line.due_on, line.advance) for line in payments_of(100)] == [(Decimal("300.10"), TODAY, "")]
    advance = gathered(authority)
    assert [line.advance for line in payments_of(100)] == ["December 2026"]
    assert paid_by_decision(100) == 0
    pay(advance)
    entry = Entry.objects.get(kind="payment")
    assert (entry.amount, entry.decision_id, entry.reference) == (Decimal("300.10"), 100, plan.reference)
    assert (entry.by.name, entry.why) == ("Finance", "Paid in the December 2026 advance")
    budget.refresh_from_db()
    assert (budget.committed, budget.paid, budget.remaining) == (0, Decimal("300.10"), Decimal("699.90"))
    assert paid_by_decision(100) == Decimal("300.10")
    line = payments_of(100)[0]
    assert (line.advance, line.pays_on, line.paid_at) == ("December 2026", DECEMBER, AT)
    paid = Instalment.objects.get()
    assert (paid.entry, paid.payee_name, paid.payee_code) == (entry, "Oakfield Primary", f"URN {100000 + community.pk}")
    assert {"payment_plan.made", "advance.added", "advance.gathered", "advance.paid", "budget.payment"} <= set(
        Event.objects.values_list("action", flat=True)
    )


def test_monthly_payments_go_into_the_advance_of_their_month_and_gathering_can_be_repeated(
    budget: Budget, community: Community, authority: Authority
) -> None:
    plan = planned(community, 100, pattern="monthly", starts_on=date(2026, 11, 1), ends_on=date(2027, 2, 28))
    december = advance_of(authority)
    assert gathering_advances.gather(advance=december, by=acting(person("finance"), AT), at=AT) == Decimal(
        "152.50"
    )  # 61 of 120 days
    assert gathering_advances.gather(advance=december, by=acting(person("finance"), AT), at=AT) == 0
    late = planned(community, 101, "50")
    assert gathering_advances.gather(advance=december, by=acting(person("finance"), AT), at=AT) == 50
    pay(december)
    assert [each.due_on for each in unpaid(plan)] == [date(2027, 1, 1), date(2027, 2, 1)]
    assert unpaid(late) == []
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027")
    assert gathering_advances.gather(advance=january, by=acting(person("finance"), AT), at=AT) == Decimal("77.50")


@pytest.mark.clause("RES-7")
def test_support_across_two_years_is_paid_from_both(
    budget: Budget, year: FundingYear, community: Community, authority: Authority, officer: User
) -> None:
    following = opening_years.open_year(
        authority=authority,
        name="2027 to 2028",
        start=date(2027, 9, 1),
        end=date(2028, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    allocating.allocate(
        community=community, funding_year=following, amount=Decimal(500), why="x", by=acting(officer, AT), at=AT
    )
    planned(community, 100, "123.01", pattern="monthly", starts_on=date(2027, 7, 1), ends_on=date(2027, 10, 31))
    pays_on = date(2027, 12, 17)
    pay(gathered(authority, pays_on=pays_on, name=f"{pays_on:%B %Y}"))
    paid = {entry.budget.funding_year_id: Decimal(0) for entry in Entry.objects.filter(kind="payment")}
    for entry in Entry.objects.filter(kind="payment").select_related("budget"):
        paid[entry.budget.funding_year_id] += entry.amount
    assert paid == {year.pk: Decimal("62.01"), following.pk: Decimal("61.00")}
    assert Entry.objects.filter(kind="payment").count() == 4
    assert not Budget.objects.exclude(committed=0).exists()


def test_an_advance_is_paid_once(budget: Budget, community: Community, authority: Authority) -> None:
    planned(community, 100)
    advance = gathered(authority)
    pay(advance)
    assert refused(paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT) == (
        "The December 2026 advance has already been marked as paid."
    )
    assert refused(gathering_advances.gather, advance=advance, by=acting(person("finance"), AT), at=AT).startswith(
        "The December 2026 advance"
    )
    changed = {"name": "x", "closes_on": TODAY, "pays_on": TODAY}
    assert "cannot change it" in refused(
        gathering_advances.change_advance, advance=advance, by=acting(person("finance"), AT), at=AT, **changed
    )
    assert payments() == 300
    assert Entry.objects.filter(kind="payment").count() == 1


@pytest.mark.clause("FORM-13")
def test_whoever_processed_a_request_can_not_release_its_payment(
    budget: Budget, community: Community, authority: Authority
) -> None:
    plan = planned(community, 100)
    planned(community, 101, "10", by=person("officer"), moderated_by=person("finance"))
    give_office(person("moderator"), "finance", authority)
    advance = gathered(authority)
    assert refused(paying.pay_advance, advance=advance, by=acting(person("moderator"), AT), at=AT) == (
        "You processed or moderated RFR-2026-00100, so someone else must release its payment. "
        "Ask a colleague, or remove it first."
    )
    assert "RFR-2026-00101" in refused(paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT)
    for each in unpaid(plan):
        gathering_advances.take_out(instalment=each, why="Mine", by=acting(person("moderator"), AT), at=AT)
    paying.pay_advance(advance=advance, by=acting(person("moderator"), AT), at=AT)
    assert paid_by_decision(100) == 0
    assert paid_by_decision(101) == 10


def test_what_is_taken_out_goes_into_the_next_advance(
    budget: Budget, community: Community, authority: Authority
) -> None:
    plan, advance = planned(community, 100), gathered(authority)
    assert refused(
        gathering_advances.take_out, instalment=unpaid(plan)[0], why=" ", by=acting(person("finance"), AT), at=AT
    ).startswith("Enter why")
    gathering_advances.take_out(
        instalment=unpaid(plan)[0], why="The school asked to wait", by=acting(person("finance"), AT), at=AT
    )
    assert gathering_advances.gather(advance=advance, by=acting(person("finance"), AT), at=AT) == 0
    assert refused(paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT).startswith(
        "There are no payments"
    )
    following = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=date(2027, 1, 11))
    assert refused(gathering_advances.gather, advance=following, by=acting(person("finance"), AT), at=AT) == (
        "Add payments to the December 2026 advance first. It pays on Friday 18 December 2026 and is still open."
    )
    later = AT + timedelta(days=1)  # December is closed
    assert gathering_advances.gather(advance=following, by=acting(person("finance"), later), at=later) == 300
    assert "closed on" in refused(
        gathering_advances.gather, advance=advance, by=acting(person("finance"), later), at=later
    )


def test_only_what_was_seen_is_paid(budget: Budget, community: Community, authority: Authority) -> None:
    planned(community, 100)
    advance = gathered(authority)
    seen = (1, Decimal(300))
    planned(community, 101, "5")
    gathering_advances.gather(advance=advance, by=acting(person("finance"), AT), at=AT)
    assert "have changed since" in refused(
        paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT, seen=seen
    )
    paying.pay_advance(advance=advance, by=acting(person("finance"), AT), at=AT, seen=(2, Decimal(305)))


def test_an_advance_is_not_paid_before_it_closes(budget: Budget, community: Community, authority: Authority) -> None:
    planned(community, 100)
    advance = gathered(authority)
    assert "You can mark it as paid on that day or later." in refused(
        paying.pay_advance,
        advance=advance,
        by=acting(person("finance"), AT - timedelta(days=1)),
        at=AT - timedelta(days=1),
    )


@pytest.mark.clause("RES-7")
def test_support_that_ends_early_frees_what_is_not_paid(
    budget: Budget, community: Community, authority: Authority
) -> None:
    plan = planned(community, 100, "122", pattern="monthly", starts_on=date(2026, 12, 1), ends_on=date(2027, 3, 31))
    advance = gathered(authority)
    freed = planning_payments.stop_plan(
        decision_id=100, after=date(2026, 12, 10), why="The pupil has moved", by=person("officer"), at=AT
    )
    kept = unpaid(plan)
    assert len(kept) == 1
    assert (kept[0].covers_to, kept[0].advance) == (date(2026, 12, 10), advance)
    assert freed + kept[0].amount == 122
    budget.refresh_from_db()
    assert (budget.committed, budget.released) == (kept[0].amount, freed)
    assert {line.cancelled_because for line in payments_of(100)} == {"", "The pupil has moved"}
    pay(advance)
    budget.refresh_from_db()
    assert (budget.committed, budget.paid) == (0, kept[0].amount)
    assert planning_payments.stop_plan(decision_id=100, after=TODAY, why="Again", by=person("officer"), at=AT) == 0
    assert "no payment plan" in refused(
        planning_payments.stop_plan, decision_id=101, after=TODAY, why="x", by=person("officer"), at=AT
    )


@pytest.mark.clause("RES-7")
def test_an_underspend_is_taken_from_the_next_advance_as_far_as_the_school_is_paid(
    budget: Budget, community: Community, authority: Authority
) -> None:
    planned(community, 100, "300")
    pay(gathered(authority))
    give_back: dict[str, Any] = {
        "decision_id": 100, "why": "Ended early", "by": person("officer"), "at": AT, "marked": True,
    }  # fmt: skip
    assert "£300 of what was paid can still come back" in refused(
        planning_payments.return_underspend, amount=Decimal("300.01"), **give_back
    )
    back = planning_payments.return_underspend(amount=Decimal(120), **give_back)
    assert [each.amount for each in back] == [-120]
    assert "£180 of what was paid" in refused(planning_payments.return_underspend, amount=Decimal(181), **give_back)
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027")
    assert (
        gathering_advances.gather(advance=january, by=acting(person("finance"), AT), at=AT) == 0
    )  # the school is paid nothing
    planned(community, 101, "50")
    assert (
        gathering_advances.gather(advance=january, by=acting(person("finance"), AT), at=AT) == 0
    )  # 50 paid, 50 of the 120 taken back
    pay(january)
    assert (paid_by_decision(100), paid_by_decision(101)) == (250, 50)
    budget.refresh_from_db()
    assert (budget.paid, budget.committed, budget.released, budget.remaining) == (300, 0, 50, 700)
    taken_back = Entry.objects.get(kind="payment", amount__lt=0)
    assert taken_back.reverses
    assert taken_back.reverses.amount == 300
    left = Instalment.objects.get(entry=None, cancelled_at=None)
    assert left.amount == -70
    assert payments() == sum(each.amount for each in Instalment.objects.filter(entry__isnull=False))


def test_money_that_comes_back_leaves_when_what_it_was_taken_from_leaves(
    budget: Budget, community: Community, authority: Authority
) -> None:
    planned(community, 100, "300")
    pay(gathered(authority))
    planning_payments.return_underspend(
        decision_id=100, amount=Decimal(40), why="Unspent", by=person("officer"), at=PAID
    )
    second = planned(community, 101, "50")
    january = gathered(authority, pays_on=date(2027, 1, 18), name="January 2027")
    assert january.instalments.count() == 2
    planning_payments.stop_plan(
        decision_id=101, after=TODAY - timedelta(days=1), why="Not needed", by=person("o"), at=AT
    )
    assert january.instalments.count() == 0
    assert unpaid(second) == []


def test_a_trust_is_paid_for_its_academies_and_the_schools_people_are_told(
    budget: Budget, community: Community, authority: Authority
) -> None:
    planned(community, 100)
    planned(community, 101, "20")
    school = School.objects.get(urn=100000 + community.pk)
    school.is_academy, school.trust = True, Trust.objects.create(authority=authority, uid="1234", name="Skylark")
    school.save()
    for role in ("school_editor", "representative"):
        Office.objects.create(
            person=person(role), role=role, authority=authority, school=school, start=date(2026, 9, 1)
        )
    pay(gathered(authority))
    assert set(Instalment.objects.values_list("payee_name", "payee_code")) == {("Skylark", "UID 1234")}
    message = Message.objects.get()
    assert message.to_id == person("school_editor").pk
    assert message.subject == "£320 to be paid to Oakfield Primary in the December 2026 advance"
    assert message.lines == [
        "The council will pay Skylark £320 for Oakfield Primary on Friday 18 December 2026 in the December 2026 advance, for "
        "requests RFR-2026-00100 and RFR-2026-00101."
    ]
    assert message.link == f"/payments/schools/{school.pk}/2026/12/"


def test_what_is_marked_as_paid_on_its_day_was_paid(community: Community, budget: Budget, authority: Authority) -> None:
    planned(community, 100)
    school = School.objects.get()
    Office.objects.create(
        person=person("school_editor"), role="school_editor", authority=authority, school=school, start=date(2026, 9, 1)
    )
    pay(gathered(authority, pays_on=TODAY, name="Extra"))
    message = Message.objects.get()
    assert message.subject == "£300 paid to Oakfield Primary in the Extra advance (RFR-2026-00100)"
    assert message.lines == [
        "The council paid Oakfield Primary £300 on Tuesday 24 November 2026 in the Extra advance, for request RFR-2026-00100."
    ]


def test_of_several_requests_it_is_said_that_they_were_paid(
    community: Community, budget: Budget, authority: Authority
) -> None:
    planned(community, 100)
    planned(community, 101, "20")
    Office.objects.create(
        person=person("school_editor"), role="school_editor", authority=authority, school=School.objects.get(),
        start=date(2026, 9, 1),
    )  # fmt: skip
    pay(gathered(authority, pays_on=TODAY, name="Extra"))
    message = Message.objects.get()
    assert message.subject == "£320 paid to Oakfield Primary in the Extra advance"
    assert message.lines == [
        "The council paid Oakfield Primary £320 on Tuesday 24 November 2026 in the Extra advance, for requests "
        "RFR-2026-00100 and RFR-2026-00101."
    ]


def test_the_calendar_of_advances(authority: Authority) -> None:
    year = {
        "authority": authority, "first_month": date(2026, 12, 1), "months": 12, "pay_day": 18,
        "closes_days_before": 5, "by": acting(person("finance"), AT), "at": AT,
    }  # fmt: skip
    made = gathering_advances.add_monthly_advances(**year)
    assert [(each.name, each.pays_on) for each in made[:2]] == [
        ("December 2026", date(2026, 12, 18)), ("January 2027", date(2027, 1, 18)),
    ]  # fmt: skip
    assert made[0].closes_on == date(2026, 12, 11)
    assert len(made) == 12
    assert gathering_advances.add_monthly_advances(**year) == []
    one: dict[str, Any] = {"authority": authority, "by": acting(person("finance"), AT), "at": AT}
    assert "Enter a different name" in refused(
        gathering_advances.add_advance, name="december 2026 advance", closes_on=TODAY, pays_on=TODAY, **one
    )
    assert "Enter a different day" in refused(
        gathering_advances.add_advance, name="Extra", closes_on=TODAY, pays_on=date(2026, 12, 18), **one
    )
    assert "must be the same as or after the last day to add payments" in refused(
        gathering_advances.add_advance, name="Extra", closes_on=DECEMBER, pays_on=TODAY, **one
    )
    changed = gathering_advances.change_advance(
        advance=made[0], name="Christmas", closes_on=TODAY, pays_on=TODAY, by=acting(person("finance"), AT), at=AT
    )
    assert Advance.objects.get(pk=changed.pk).name == "Christmas"


@pytest.mark.parametrize("name", ["Extra 😀 payment", "Extra ✔", "Extra ★"])
def test_an_advance_is_named_with_letters_figures_and_usual_marks(authority: Authority, name: str) -> None:
    with pytest.raises(NotPossible, match="letters, numbers") as refusal:
        advance_of(authority, name=name)
    assert refusal.value.field == "name"
    advance = advance_of(authority)
    days = {"closes_on": advance.closes_on, "pays_on": advance.pays_on}
    with pytest.raises(NotPossible, match="letters, numbers"):
        gathering_advances.change_advance(advance=advance, name=name, **days, by=acting(person("finance"), AT), at=AT)


def test_an_advance_of_days_that_are_over_is_refused(authority: Authority) -> None:
    """Today is 24 November: into what closed before, nothing can be gathered."""
    with pytest.raises(NotPossible, match="Wednesday 11 November 2026, has passed") as refusal:
        advance_of(authority, name="November", closes_on=date(2026, 11, 11), pays_on=date(2026, 11, 18))
    assert refusal.value.field == "closes_on"
    with pytest.raises(NotPossible, match="Monday 23 November 2026, has passed"):
        advance_of(authority, name="Extra", closes_on=date(2026, 11, 23), pays_on=DECEMBER)
    advance = advance_of(authority)
    assert "has passed" in refused(
        gathering_advances.change_advance, advance=advance, name="Extra", closes_on=date(2026, 11, 23), pays_on=DECEMBER,
        by=acting(person("finance"), AT), at=AT,
    )  # fmt: skip


def test_finance_records_afterwards_that_the_bank_paid_earlier(
    budget: Budget, community: Community, authority: Authority
) -> None:
    """What is in it was gathered in time; and an advance whose days are over can still be named anew."""
    planned(community, 100)
    advance, later = gathered(authority), AT + timedelta(days=8)
    days = {"closes_on": advance.closes_on, "pays_on": date(2026, 11, 30)}
    changed = gathering_advances.change_advance(
        advance=advance, name="Extra", **days, by=acting(person("finance"), later), at=later
    )
    assert (changed.closes_on, changed.pays_on) == (TODAY, date(2026, 11, 30))
    empty = advance_of(authority, name="Empty", pays_on=date(2026, 12, 17))
    kept = {"closes_on": empty.closes_on, "pays_on": empty.pays_on}
    renamed = gathering_advances.change_advance(
        advance=empty, name="Nothing in it", **kept, by=acting(person("finance"), later), at=later
    )
    assert renamed.name == "Nothing in it"


def test_monthly_advances_leave_out_what_closed_already(authority: Authority) -> None:
    made = gathering_advances.add_monthly_advances(
        authority=authority, first_month=date(2026, 11, 1), months=2, pay_day=18, closes_days_before=5,
        by=acting(person("finance"), AT), at=AT,
    )  # fmt: skip
    assert [each.name for each in made] == ["December 2026"]


def test_an_advance_does_not_move_before_what_is_in_it_is_due(
    budget: Budget, community: Community, authority: Authority
) -> None:
    planned(community, 100, starts_on=date(2026, 12, 10))
    advance = gathered(authority)
    assert "due on Thursday 10 December 2026" in refused(
        gathering_advances.change_advance, advance=advance, name="x", closes_on=TODAY, pays_on=date(2026, 12, 9),
        by=acting(person("finance"), AT), at=AT,
    )  # fmt: skip


@pytest.mark.clause("CTX-2")
class TestNoPaymentWithoutADecision:
    """No action pays without a processed decision, and the database refuses whoever goes around the actions."""

    def test_no_plan_without_money_that_a_decision_holds(self, budget: Budget, community: Community) -> None:
        school = School.objects.get(urn=100000 + community.pk)
        days = {"starts_on": TODAY, "ends_on": TODAY, "approved_on": TODAY, "due_on": TODAY, "payable_until": None}
        who = {"by": person("moderator"), "at": AT, "pattern": "one_sum", "community": community, "school": school}
        for decision_id in (7, 999):  # an approval that committed nothing; no decision at all
            assert refused(
                planning_payments.make_plan, decision_id=decision_id, reference="RFR-2026-00418", **days, **who
            ) == ("No money is committed for this decision, so there is nothing to pay.")

    def test_no_second_plan(self, budget: Budget, community: Community) -> None:
        plan = planned(community, 100)
        again = {
            name: getattr(plan, name)
            for name in ("decision_id", "reference", "community", "school", "pattern", "starts_on", "ends_on",
                         "payable_until", "approved_on", "due_on")
        }  # fmt: skip
        assert "already been processed" in refused(planning_payments.make_plan, by=person("moderator"), at=AT, **again)

    def test_an_advance_without_plans_pays_nothing(
        self, budget: Budget, community: Community, authority: Authority, officer: User
    ) -> None:
        committing.commit(
            community=community, on=TODAY, amount=Decimal(100), reference="RFR-2026-00418", decision_id=7, why="x",
            by=officer, at=AT,
        )  # fmt: skip
        advance = gathered(authority)  # the approval is not processed
        assert "nothing to pay" in refused(paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT)
        assert payments() == 0

    def test_money_that_was_released_is_not_paid(
        self, budget: Budget, community: Community, authority: Authority
    ) -> None:
        plan, advance = planned(community, 100), gathered(authority)
        committing.release(
            decision_id=100, amount=Decimal(1), reference=plan.reference, why="Corrected", by=person("chair"), at=AT
        )
        assert "than is approved" in refused(
            paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT
        )

    def test_no_underspend_of_what_was_not_paid(self, budget: Budget, community: Community) -> None:
        planned(community, 100)
        back: dict[str, Any] = {"amount": Decimal(1), "why": "x", "by": person("officer"), "at": AT}
        assert "There is nothing to take back at the moment" in refused(
            planning_payments.return_underspend, decision_id=100, **back
        )
        assert "no payment plan" in refused(planning_payments.return_underspend, decision_id=7, **back)

    def test_the_database_refuses_a_payment_without_a_plan_or_beyond_it(
        self, budget: Budget, community: Community, authority: Authority, officer: User
    ) -> None:
        plan = planned(community, 100, "300")
        entry = {
            "budget": budget, "kind": "payment", "amount": Decimal(1), "why": "x", "by": officer, "at": AT,
            "reference": plan.reference, "decision_id": 100,
        }  # fmt: skip
        for wrong in (
            {"decision_id": 7, "reference": "RFR-2026-00418"},  # no plan
            {"decision_id": None},  # no decision
            {"decision_id": 999},  # none such
            {"amount": Decimal("300.01")},  # more than it holds
            {"by": person("moderator")},  # the same hands
            {"amount": Decimal(-1)},  # takes back what was not paid
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Entry.objects.create(**entry | wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            Instalment.objects.update(amount=Decimal(999))
        assert payments() == 0

    def test_a_plan_that_no_decision_stands_behind_is_not_paid(
        self, budget: Budget, community: Community, authority: Authority
    ) -> None:
        real = planned(community, 100)
        fields = {
            field.name: getattr(real, field.name) for field in PaymentPlan._meta.concrete_fields if field.name != "id"
        }
        forged = PaymentPlan.objects.create(**fields | {"decision_id": 7, "reference": "RFR-2026-00418"})
        advance = advance_of(authority)
        Instalment.objects.create(
            plan=forged, budget=budget, number=1, covers_from=TODAY, covers_to=TODAY, due_on=TODAY,
            amount=Decimal(50), advance=advance,
        )  # fmt: skip
        assert "than is approved" in refused(
            paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT
        )
        assert payments() == 0


@pytest.mark.clause("RES-7")
def test_nothing_is_paid_from_a_closed_year(
    budget: Budget, year: FundingYear, community: Community, authority: Authority, officer: User
) -> None:
    planned(community, 100)
    advance = gathered(authority)
    FundingYear.objects.filter(pk=year.pk).update(closed_at=AT, closed_by=officer)
    assert refused(paying.pay_advance, advance=advance, by=acting(person("finance"), AT), at=AT) == (
        "The funding year 2026 to 2027 is closed, so nothing can be paid from it. Remove its payments first."
    )


def test_payments_by_term_need_the_terms(budget: Budget, community: Community, authority: Authority) -> None:
    with pytest.raises(NotPossible, match="term dates"), transaction.atomic():
        planned(community, 100, pattern="termly")
    Term.objects.create(
        authority=authority, year_name="2026-27", number=2, start=date(2026, 11, 2), end=date(2027, 3, 31)
    )
    assert len(unpaid(planned(community, 101, "10", pattern="termly"))) == 1


def test_six_hundred_schools_are_paid_in_few_queries(
    budget: Budget, year: FundingYear, community: Community, authority: Authority, officer: User,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    """One for each entry of the ledger, and a few; a message for each person told comes to it."""
    schools = School.objects.bulk_create(
        School(authority=authority, community=community, urn=200000 + number, name=f"School {number}")
        for number in range(20)
    )
    for number, school in enumerate(schools):
        planned(community, 1000 + number, "10.01", school=school)
    advance = gathered(authority)
    with django_assert_max_num_queries(25 + len(schools)):
        pay(advance)
    assert payments() == Decimal("200.20")
