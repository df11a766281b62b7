"""Money that a school pays back outside the advances: recorded once, by other hands, and the same on every page."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from lxml import html

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions import (
    closing_years,
    gathering_advances,
    opening_years,
    paying,
    paying_back,
    planning_payments,
)
from locality.budgets.models import Budget, Entry, FundingYear, Instalment
from locality.budgets.queries.payments import most_returnable, paid_by_decision, payments_of
from locality.communities.models import Authority, Community, School
from locality.values.refusals import NotPossible
from tests.integration.budgets import books
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.pay_worker import prepare
from tests.integration.budgets.paying import advance_of, gathered, give_office, pay, person, planned
from tests.integration.budgets.test_pages import send
from tests.integration.budgets.test_payment_pages import enter, finance, rows_of
from tests.integration.racing import together
from tests.world import acting

__all__ = ["enter", "finance"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.clause("POST-4"),
    pytest.mark.clause("RES-7"),
    pytest.mark.both_databases("race"),
]

PAID_ON, SINCE = date(2026, 12, 18), date(2026, 12, 21)  # a Friday, and the Monday after it
ON, NOW = date(2026, 12, 22), datetime(2026, 12, 23, 10, 30, tzinfo=UTC)


@pytest.fixture
def back(budget: Budget, community: Community, authority: Authority) -> Instalment:
    """£300 was paid on 18 December; from 21 December £120.50 of it is to be given back, and nothing more is paid."""
    planned(community, 100, "300")
    pay(gathered(authority))
    owed_at = datetime(2026, 12, 21, 9, 0, tzinfo=UTC)
    (made,) = planning_payments.return_underspend(
        decision_id=100, amount=Decimal("120.50"), why="Moved away", by=person("officer"), at=owed_at
    )
    return made


def text_of(answer: Any) -> str:
    """What a page says, without its tags."""
    return " ".join(" ".join(html.document_fromstring(answer.content.decode()).xpath("//main//text()")).split())


def give(instalment: Instalment, **other: Any) -> Instalment:
    given = {"returned_on": ON, "how": "invoice 4711", "by": acting(person("finance"), NOW), "at": NOW} | other
    return paying_back.record_return(instalment=instalment, **given)


def refused(instalment: Instalment, **other: Any) -> tuple[str, str | None]:
    entries = Entry.objects.count()
    with pytest.raises(NotPossible) as refusal, transaction.atomic():
        give(instalment, **other)
    assert Entry.objects.count() == entries
    return refusal.value.sentence, refusal.value.field


def totals(budget: Budget) -> tuple[str, ...]:
    budget.refresh_from_db()
    return tuple(str(getattr(budget, name)) for name in ("committed", "released", "paid", "remaining"))


def test_the_ledger_takes_the_payment_back_and_frees_the_money(back: Instalment, budget: Budget) -> None:
    assert totals(budget) == ("0.00", "0.00", "300.00", "700.00")
    give(back, how="  invoice \n 4711 ")
    assert totals(budget) == ("0.00", "120.50", "179.50", "820.50")
    why = "Paid back by the school on Tuesday 22 December 2026: invoice 4711"
    payment, release = Entry.objects.order_by("-pk")[:2][::-1]
    assert [(each.kind, str(each.amount), each.why, each.reference) for each in (payment, release)] == [
        ("payment", "-120.50", why, "RFR-2026-00100"),
        ("release", "120.50", why, "RFR-2026-00100"),
    ]
    assert payment.reverses
    assert (payment.reverses.amount, release.reverses, payment.by.name) == (300, payment, "Finance")
    back.refresh_from_db()
    assert (back.entry, back.advance, back.returned_on, back.returned_how) == (payment, None, ON, "invoice 4711")
    assert (back.payee_name, back.payee_code) == ("Oakfield Primary", f"URN {back.plan.school.urn}")
    assert paid_by_decision(100) == Decimal("179.50")
    line = payments_of(100)[-1]
    assert (line.amount, line.pays_on, line.paid_at) == (Decimal("-120.50"), ON, NOW)
    event = Event.objects.get(action="payment_plan.paid_back")
    assert event.after == {
        "instalment": 2, "amount": "£120.50", "returned_on": "2026-12-22", "how": "invoice 4711", "entry": payment.pk,
    }  # fmt: skip
    assert {"budget.payment", "budget.release"} <= set(Event.objects.values_list("action", flat=True))
    books.check_totals()
    books.check_decisions()


def test_no_advance_takes_it_any_more_and_no_more_can_be_asked_for(
    back: Instalment, authority: Authority, community: Community
) -> None:
    give(back)
    planned(community, 101, "500")
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027")
    assert gathering_advances.gather(advance=january, by=acting(person("finance"), AT), at=AT) == 500
    with pytest.raises(NotPossible, match=r"£179\.50 of what was paid can still come back"):
        planning_payments.return_underspend(
            decision_id=100, amount=Decimal("179.51"), why="x", by=person("officer"), at=NOW
        )


def test_it_is_recorded_once(back: Instalment) -> None:
    give(back)
    assert refused(back, how="another invoice") == (
        "It is already recorded that £120.50 was paid back on Tuesday 22 December 2026.",
        "",
    )


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        (
            {"returned_on": NOW.date() + timedelta(days=1)}, "returned_on",
            ("The day it was paid back must be today, Wednesday 23 December 2026, or earlier. Record it when "
"the council has the money."),
        ),
        (
            {"returned_on": PAID_ON - timedelta(days=1)}, "returned_on",
            "The day it was paid back must be Friday 18 December 2026 or later. Before that day, the school had not been paid "
            "£120.50.",
        ),
        ({"how": " \u200b "}, "how", "Enter how it was paid back, such as the invoice number."),
        ({"how": "x" * 201}, "how", "Enter how it was paid back in 200 characters or fewer."),
    ],
)  # fmt: skip
def test_the_day_has_come_and_was_not_before_the_money_went_out(
    back: Instalment, given: dict[str, Any], field: str, sentence: str
) -> None:
    assert refused(back, **given) == (sentence, field)


@pytest.mark.parametrize("day", [PAID_ON, SINCE, NOW.date()])
def test_the_first_and_the_last_day_are_taken(back: Instalment, day: date) -> None:
    assert give(back, returned_on=day).returned_on == day


def test_who_processed_the_request_does_not_record_it(back: Instalment) -> None:
    moderator = give_office(person("moderator"), "finance", back.plan.authority)
    sentence, _ = refused(back, by=acting(moderator, NOW))
    assert sentence == (
        "You processed or moderated RFR-2026-00100, so someone else must record that its money was paid back. "
        "Ask a colleague."
    )


def test_a_payment_to_a_school_is_not_paid_back_so(back: Instalment, community: Community) -> None:
    plan = planned(community, 101, "50")
    sentence = "This is a payment to the school, so there is nothing to be paid back."
    assert refused(plan.instalments.get())[0] == sentence
    assert refused(back.plan.instalments.get(amount=300))[0] == sentence


def test_what_stands_in_an_advance_is_taken_out_first(
    back: Instalment, community: Community, authority: Authority
) -> None:
    planned(community, 101, "500")
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=NOW.date())
    gathering_advances.gather(advance=january, by=acting(person("finance"), NOW), at=NOW)
    assert refused(back)[0] == (
        "The January 2027 advance will take this money back. If the school paid it back another way, "
        "remove it from the advance first."
    )
    back.refresh_from_db()
    gathering_advances.take_out(instalment=back, why="Paid by invoice", by=acting(person("finance"), NOW), at=NOW)
    give(back, returned_on=NOW.date())
    pay_at = paying.pay_advance(advance=january, by=acting(person("finance"), NOW), at=NOW)
    assert pay_at.is_paid
    books.check_decisions()


def test_what_was_taken_out_stays_owed_from_its_first_day_and_is_not_taken_again(
    back: Instalment,
    community: Community,
    authority: Authority,
    enter: Callable[..., Client],
    clock: Callable[[str], Any],
) -> None:
    planned(community, 101, "500")
    clock("2026-12-23 10:30")
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=date(2027, 1, 11))
    gathering_advances.gather(advance=january, by=acting(person("finance"), NOW), at=NOW)
    client = enter("finance", authority=authority)
    done = send(client, f"/payments/instalments/{back.pk}/take-out/", why="Paid by invoice")
    assert done.status_code == 302
    assert "The school still owes £120.50. The next advance will take it, unless you record" in text_of(
        client.get(done["Location"])
    )
    assert gathering_advances.gather(advance=january, by=acting(person("finance"), NOW), at=NOW) == 0
    back.refresh_from_db()
    assert (back.advance, back.due_on) == (None, SINCE)
    assert f'href="/payments/instalments/{back.pk}/paid-back/"' in client.get("/payments/due/").content.decode()
    page = text_of(client.get(f"/payments/instalments/{back.pk}/paid-back/"))
    assert "Due back £120.50 Owed since Monday 21 December 2026" in page
    planned(community, 102, "200")
    paid = datetime(2027, 1, 18, 10, 0, tzinfo=UTC)
    paying.pay_advance(advance=january, by=acting(person("finance"), paid), at=paid)
    february = advance_of(authority, pays_on=date(2027, 2, 18), name="February 2027", closes_on=date(2027, 2, 11))
    assert gathering_advances.gather(advance=february, by=acting(person("finance"), NOW), at=NOW) == Decimal(
        "79.50"
    )  # 200 less 120.50


class TestBeforeItsDayOfPayment:
    """What is marked as paid for a later day has not gone out: nothing of it can have come back."""

    @pytest.fixture
    def marked(self, budget: Budget, community: Community, authority: Authority) -> int:
        """£300 marked on 24 November, to be paid on 18 December."""
        planned(community, 100, "300")
        pay(gathered(authority))
        return 100

    @staticmethod
    def need(amount: str, at: datetime, **other: Any) -> list[Instalment]:
        given = {"amount": Decimal(amount), "why": "x", "by": person("officer"), "at": at} | other
        return planning_payments.return_underspend(decision_id=100, **given)

    def test_it_is_not_underspent(self, marked: int) -> None:
        for day in (TODAY, PAID_ON - timedelta(days=1)):
            with pytest.raises(NotPossible) as refusal:
                self.need("10", datetime.combine(day, AT.timetz()))
            assert refusal.value.sentence == (
                "There is nothing to take back at the moment. Another £300 is marked as paid for Friday 18 December 2026. You can "
                "take that back from that day."
            )
        assert self.need("10", datetime.combine(PAID_ON, AT.timetz()))[0].due_on == PAID_ON
        with pytest.raises(NotPossible) as refusal:
            self.need("290.01", datetime.combine(PAID_ON, AT.timetz()))
        assert refusal.value.sentence == "£290 of what was paid can still come back. Enter £290 or less."

    def test_where_support_ended_early_it_is_owed_from_its_day_and_recorded_from_then(
        self, marked: int, enter: Callable[..., Client], clock: Callable[[str], Any]
    ) -> None:
        (early,) = self.need("120.50", AT, marked=True)
        assert early.due_on == PAID_ON
        sentence = (
            "£120.50 is marked as paid for Friday 18 December 2026, so the school cannot have paid it back yet. Record it from "
            "that day."
        )
        before = datetime(2026, 12, 17, 10, 0, tzinfo=UTC)
        assert refused(early, at=before, returned_on=before.date()) == (sentence, "")
        clock("2026-12-17 10:00")
        page = text_of(enter("finance").get(f"/payments/instalments/{early.pk}/paid-back/"))
        assert "Owed from Friday 18 December 2026" in page
        assert sentence in page
        assert give(early, at=datetime(2026, 12, 18, 10, 0, tzinfo=UTC), returned_on=PAID_ON).returned_on == PAID_ON

    def test_of_two_payments_the_second_comes_back_after_its_own_day(
        self, marked: int, community: Community, authority: Authority
    ) -> None:
        plan = planned(community, 101, "200", pattern="monthly", ends_on=date(2027, 1, 31))
        pay(gathered(authority, pays_on=date(2027, 1, 18), name="January 2027"))
        (back,) = planning_payments.return_underspend(
            decision_id=plan.decision_id, amount=Decimal("199"), why="x", by=person("officer"), at=NOW, marked=True
        )
        assert back.due_on == date(2027, 1, 18)


def test_what_an_advance_took_back_or_took_in_parts_stays(
    back: Instalment, community: Community, authority: Authority
) -> None:
    planned(community, 101, "50")
    january = gathered(authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=date(2027, 1, 18))
    pay_at = datetime(2027, 1, 18, 10, 0, tzinfo=UTC)
    paying.pay_advance(advance=january, by=acting(person("finance"), pay_at), at=pay_at)
    assert refused(back)[0] == (
        "This was cancelled because the money is coming back in parts. Select the part that was paid back."
    )
    taken = Instalment.objects.get(amount=-50)
    assert refused(taken)[0] == "The January 2027 advance has already taken this money back."
    give(Instalment.objects.get(amount=Decimal("-70.50")))
    assert paid_by_decision(100) == Decimal("179.50")


def test_the_year_can_be_closed_then(
    back: Instalment, budget: Budget, year: FundingYear, authority: Authority, officer: User
) -> None:
    following = opening_years.open_year(
        authority=authority, name="Next", start=date(2027, 9, 1), end=date(2028, 8, 31), by=acting(officer, AT), at=AT
    )
    september = datetime(2027, 9, 10, 9, 0, tzinfo=UTC)
    with pytest.raises(NotPossible) as refusal:
        closing_years.close_year(year=year, by=acting(officer, september), at=september)
    assert refusal.value.sentence == (
        "£120.50 from this year is still due back from Oakfield Primary. The payments planned for Oakfield Primary are too "
        "small to take it from. Ask finance to record under “Payments not in an advance yet” that it was paid back. You can "
        "then close the year."
    )
    give(back, returned_on=date(2027, 9, 2), at=september)
    assert most_returnable(100, september.date(), marked=False) == Decimal("179.50")
    closing_years.close_year(year=year, by=acting(officer, september), at=september)
    assert most_returnable(100, september.date(), marked=True) == Decimal(0)
    with pytest.raises(
        NotPossible,
        match=r"There is nothing to take back at the moment\. You cannot take back money from a closed funding year",
    ):
        planning_payments.return_underspend(
            decision_id=100, amount=Decimal(1), why="Not needed.", by=officer, at=september
        )
    assert totals(budget) == ("0.00", "120.50", "179.50", "0.00")
    assert Budget.objects.get(funding_year=following, community=None).remaining == Decimal("820.50")
    books.check_totals()
    assert refused(back)[0] == "2026 to 2027 is closed, so you cannot change its money."


def sql(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_keeps_it_too(back: Instalment, community: Community, authority: Authority) -> None:
    positive = planned(community, 101, "50").instalments.get()
    plain = "UPDATE budgets_instalment SET returned_on = '2026-12-22', returned_how = 'x' WHERE id = %s"
    for each in (back, positive):
        with pytest.raises(IntegrityError, match="paid_in_an_advance_or_paid_back"):
            sql(plain, each.pk)
    entry = Entry.objects.create(
        budget=back.budget, kind="payment", amount=Decimal("-120.50"), reference="RFR-2026-00100", decision_id=100,
        reverses=Entry.objects.get(kind="payment"), by=person("finance"), why="x", at=NOW,
    )  # fmt: skip
    entered = "UPDATE budgets_instalment SET entry_id = %s, returned_on = %s, returned_how = %s WHERE id = %s"
    for day, how in ((None, ""), ("2026-12-22", ""), (None, "x")):
        with pytest.raises(IntegrityError, match="paid_in_an_advance_or_paid_back"):
            sql(entered, entry.pk, day, how, back.pk)
    with pytest.raises(IntegrityError, match="returned_by_then"):
        sql(entered, entry.pk, "2026-12-25", "x", back.pk)
    with pytest.raises(IntegrityError, match="instalment_paid_as_planned"):
        sql(entered, entry.pk, "2026-12-22", "x", positive.pk)
    sql(entered, entry.pk, "2026-12-22", "x", back.pk)
    for wrong in ("returned_on = '2026-12-23'", "returned_how = 'y'", "entry_id = NULL", "cancelled_at = '2026-12-23'"):
        with pytest.raises(IntegrityError, match="advance_stays_closed"):
            sql(f"UPDATE budgets_instalment SET {wrong} WHERE id = %s", back.pk)
    with pytest.raises(IntegrityError, match="payment_by_different_hands"):
        Entry.objects.create(
            budget=back.budget, kind="payment", amount=-1, reference="RFR-2026-00100", decision_id=100,
            reverses=entry.reverses, by=person("moderator"), why="x", at=NOW,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_several_at_once_record_it_once(back: Instalment, budget: Budget, authority: Authority) -> None:
    advance = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027")
    base = {"advance": advance.pk, "instalment": back.pk}
    acts = ("paid_back", "paid_back", "paid_back", "gather")
    came = together(
        prepare, [base | {"act": act, "by": person(f"finance{number}").pk} for number, act in enumerate(acts)]
    )
    already = "refused: It is already recorded that £120.50 was paid back on Friday 18 December 2026."
    assert Counter(came) == {"done": 2, already: 2}
    assert Entry.objects.filter(kind="payment", amount__lt=0).count() == 1
    assert totals(budget) == ("0.00", "120.50", "179.50", "820.50")


@pytest.mark.django_db(transaction=True)
def test_it_is_cancelled_or_paid_back_and_never_both(back: Instalment, budget: Budget, authority: Authority) -> None:
    advance = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027")
    base = {"advance": advance.pk, "instalment": back.pk, "decision": 100, "number": back.number}
    acts = ("paid_back", "cancel_return", "cancel_return", "paid_back")
    came = together(
        prepare, [base | {"act": act, "by": person(f"finance{number}").pk} for number, act in enumerate(acts)]
    )
    assert sum(each == "done" for each in came) == 1, came
    back.refresh_from_db()
    paid = Entry.objects.filter(kind="payment", amount__lt=0).count()
    assert (back.cancelled_at is None, paid) in {(True, 1), (False, 0)}
    books.check_totals()
    books.check_decisions()


def test_what_an_advance_takes_is_not_cancelled(back: Instalment, community: Community, authority: Authority) -> None:
    planned(community, 101, "500")
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=NOW.date())
    gathering_advances.gather(advance=january, by=acting(person("finance"), NOW), at=NOW)

    def sentence(number: int = back.number) -> str:
        with pytest.raises(NotPossible) as refusal:
            planning_payments.cancel_return(decision_id=100, number=number, why="A slip", by=person("officer"), at=NOW)
        return refusal.value.sentence

    assert sentence() == (
        "The January 2027 advance will take £120.50 back. Ask finance to remove it from the advance first."
    )
    assert sentence(1) == "This is a payment to the school, so there is nothing to be given back."
    assert sentence(9) == "There is no money with this number to be given back."
    back.refresh_from_db()
    gathering_advances.take_out(instalment=back, why="x", by=acting(person("finance"), NOW), at=NOW)
    give(back)
    assert sentence() == "£120.50 was paid back on Tuesday 22 December 2026, so you cannot cancel this."


class TestPages:
    """What people see."""

    @pytest.fixture(autouse=True)
    def _today(self, clock: Callable[[str], Any]) -> None:
        clock("2026-12-23 10:30")

    def form(self, **other: str) -> dict[str, str]:
        day = {"returned_on-day": "22", "returned_on-month": "12", "returned_on-year": "2026"}
        return {"how": "invoice 4711", **day, **other}

    def test_finance_records_it_from_the_payments_that_wait(self, finance: Client, back: Instalment) -> None:
        path = f"/payments/instalments/{back.pk}/paid-back/"
        assert f'href="{path}"' in finance.get("/payments/due/").content.decode()
        page = text_of(finance.get(path))
        assert "Due back £120.50 Owed since Monday 21 December 2026 Community Weald North" in page
        assert (
            "If you record it, £120.50 will go back to the budget of Weald North for 2026 to 2027. We will not take it from "
            "the school’s payments. You cannot undo this."
        ) in page
        wrong = send(finance, path, **self.form(**{"returned_on-day": "24"}))
        assert wrong.status_code == 400
        body = wrong.content.decode()
        assert body.count("must be today, Wednesday 23 December 2026, or earlier") == 2
        assert 'href="#id_returned_on-day"' in body
        assert "invoice 4711" in body
        done = send(finance, path, **self.form())
        assert (done.status_code, done["Location"]) == (302, "/payments/due/")
        page = text_of(finance.get("/payments/due/"))
        assert "You’ve recorded that Oakfield Primary paid back £120.50 on Tuesday 22 December 2026." in page
        assert "Record money paid back" not in page
        assert "It is already recorded" in text_of(finance.get(path))
        again = send(finance, path, **self.form(how="an invoice sent twice"))
        assert again.status_code == 409
        assert "an invoice sent twice" in again.content.decode()
        assert Entry.objects.filter(amount__lt=0, kind="payment").count() == 1

    def test_every_page_says_it_and_adds_up(
        self, finance: Client, enter: Callable[..., Client], back: Instalment, budget: Budget
    ) -> None:
        give(back)
        school: School = back.plan.school
        words = "Paid back by the school on Tuesday 22 December 2026: invoice 4711"
        ledger = text_of(finance.get(f"/money/communities/{budget.community_id}/"))
        assert ledger.count(words) == 2
        assert "Budget now £1,000.00 £0.00 £179.50 £820.50" in ledger
        sheet = text_of(finance.get(f"/money/communities/{budget.community_id}/balance/"))
        assert "Paid £179.50" in sheet
        month = f"/payments/schools/{school.pk}/2026/12/"
        head = enter("signatory", authority=None, school=school)
        for client in (finance, head):
            page = text_of(client.get(month))
            assert "The council paid Oakfield Primary £300 in December 2026. The school paid back £120.50." in page
            assert ("Total in the ledger: £179.50 (2 payments)" in page) == (client is finance)
            assert "Paid back 2026 to 2027 invoice 4711 22 Dec 2026 By Oakfield Primary" in page
        assert "December 2026 for Oakfield Primary Oakfield Primary 2 £179.50" in text_of(
            head.get("/payments/remittances/")
        )
        rows = rows_of(head.get(f"{month[:-1]}.csv"))
        assert [(row[0], row[1], row[10]) for row in rows[1:]] == [
            ("December 2026", "2026-12-18", "300.00"),
            ("Paid back: invoice 4711", "2026-12-22", "-120.50"),
            ("Total in the ledger", "", "179.50"),
        ]

    def test_another_council_does_not_know_of_it(
        self, enter: Callable[..., Client], back: Instalment, officer: User
    ) -> None:
        other = Authority.objects.create(name="Farshire", slug="farshire", la_code="998")
        make_community(other, "Far North")
        path = f"/payments/instalments/{back.pk}/paid-back/"
        assert enter("finance", "theirs", authority=other).get(path).status_code == 404
        assert enter("moderator", "moderator").get(path).status_code == 403
        positive = back.plan.instalments.get(amount=300)
        assert enter("finance").get(f"/payments/instalments/{positive.pk}/paid-back/").status_code == 404


def test_the_days_of_these_tests_are_what_they_say() -> None:
    assert (SINCE.strftime("%A"), ON.strftime("%A"), TODAY < SINCE) == ("Monday", "Tuesday", True)
