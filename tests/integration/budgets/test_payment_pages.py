"""The pages of advances and remittances: who sees what, what a form does, and that every file adds up to the ledger."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from locality.accounts.models import User
from locality.budgets.actions import gathering_advances, opening_years, planning_payments
from locality.budgets.models import Advance, Budget, Entry, Instalment, PaymentPlan
from locality.communities.models import Authority, Community, Office, School, Trust
from locality.outbox.models import Message
from tests.integration.budgets.clock import AT, PAID
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.paying import advance_of, gathered, pay, payments, person, planned
from tests.integration.budgets.test_pages import HOSTILE, send, text_of
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("POST-4")]


@pytest.fixture(autouse=True)
def _today(clock: Callable[[str], Any]) -> None:
    clock("2026-11-24 10:30")


@pytest.fixture
def enter(authority: Authority) -> Callable[..., Client]:
    """A browser of someone with an office; finance is the same person as in `paying`."""

    def sign_in(role: str, name: str = "", **place: Any) -> Client:
        user = person(name or role)
        place.setdefault("authority", authority)
        Office.objects.get_or_create(person=user, role=role, start=date(2026, 1, 1), **place)
        return browser(user)

    return sign_in


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/account/")  # the first page after signing in writes the session
    return client


@pytest.fixture
def finance(enter: Callable[..., Client]) -> Client:
    return enter("finance")


@pytest.fixture
def schools(community: Community, authority: Authority, budget: Budget) -> dict[str, School]:
    """Three schools with a payment each: maintained, of a trust, and an academy of its own; the trust has two."""
    trust = Trust.objects.create(authority=authority, uid="4321", name="=Skylark Trust")
    made = {
        "maintained": School(urn=301, establishment_number="2301", name="Ash"),
        "trust": School(urn=302, name="Beech", is_academy=True, trust=trust),
        "trust 2": School(urn=303, name="Cedar", is_academy=True, trust=trust),
        "academy": School(urn=304, name="Damson", is_academy=True),
    }
    for number, school in enumerate(made.values()):
        school.authority, school.community = authority, community
        school.save()
        planned(community, 300 + number, f"{10 + number}.0{number}", school=school)
    planned(community, 310, "100", school=made["maintained"])
    return made


TOTAL = Decimal("146.06")


def seen(page: Any) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def rows_of(answer: Any) -> list[list[str]]:
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


def test_an_advance_of_a_saturday_is_refused_at_the_day(finance: Client) -> None:
    days = {f"{field}-{part}": value for field in ("closes_on", "pays_on")
            for part, value in (("day", "12"), ("month", "12"), ("year", "2026"))}  # fmt: skip
    answer = send(finance, "/payments/advances/add/", name="Extra", **days)
    assert answer.status_code == 400
    page = text_of(answer)
    assert "Saturday 12 December 2026 is not a working day, so nothing can be paid on it." in page
    assert "Enter Friday 11 December 2026 or Monday 14 December 2026." in page
    assert '<a href="#id_pays_on-day">Saturday' in page
    named = send(finance, "/payments/advances/add/", **days | {"name": "March 2026", "pays_on-day": "14"})
    assert "The name says March 2026, but the day of payment is Monday 14 December 2026." in text_of(named)
    assert not Advance.objects.exists()
    assert send(finance, "/payments/advances/add/", **days | {"name": "Extra", "pays_on-day": "14"}).status_code == 302
    change = f"/payments/advances/{Advance.objects.get().pk}/change/"
    assert "is not a working day" in text_of(send(finance, change, **days | {"name": "Extra", "pays_on-day": "13"}))


def test_a_page_says_why_an_advance_can_not_be_marked_as_paid(
    finance: Client, schools: dict[str, School], clock: Callable[[str], Any]
) -> None:
    authority = schools["academy"].authority
    page = f"/payments/advances/{advance_of(authority, closes_on=date(2026, 12, 11)).pk}/"
    said = "You cannot mark this advance as paid yet.</strong>"
    waits = f"{said} You can add payments to the December 2026 advance until the end of Friday 11 December 2026"
    assert waits in text_of(finance.get(page))
    clock("2026-12-11 10:30")
    finance = browser(person("finance"))
    assert f"{said} There are no payments in this advance, so there is nothing to pay." in text_of(finance.get(page))
    send(finance, f"{page}gather/")
    found = text_of(finance.get(page))
    assert said not in found
    assert f"{page}pay/" in found


def test_finance_gathers_an_advance_and_marks_it_as_paid(finance: Client, schools: dict[str, School]) -> None:
    advance = advance_of(schools["academy"].authority)
    page = text_of(finance.get("/payments/advances/"))
    assert "The December 2026 advance is next. Add payments by Tuesday 24 November 2026" in page
    assert "£146.06 (5 payments) is due by today and not in an advance yet." in page
    home = f"/payments/advances/{advance.pk}/"
    assert "£146.06 (5 payments) is due and is not in an advance yet." in text_of(finance.get(home))
    assert send(finance, f"{home}gather/").status_code == 302
    page = text_of(finance.get(home))
    assert "You’ve added £146.06 to the December 2026 advance." in page
    assert "£146.06 so far: 5 payments to 4 schools." in page
    assert "Ash" in page
    by_payee = text_of(finance.get(f"{home}?by=payee"))
    assert "3 payees" in by_payee
    assert "UID 4321" in by_payee
    assert "LAEstab 999/2301" in by_payee
    page = text_of(finance.get(f"{home}?by=request"))
    assert "RFR-2026-00310" in page
    assert ">Remove<" in page
    ask = finance.get(f"{home}pay/")
    assert "editors and signatories at 4 schools" in text_of(ask)
    assert send(finance, f"{home}pay/", seen=seen(ask)).status_code == 400  # not confirmed
    assert payments() == 0
    answer = send(finance, f"{home}pay/", seen=seen(ask), confirm="on")
    assert answer.status_code == 302
    assert payments() == TOTAL
    page = text_of(finance.get(home))
    assert (
        "You’ve marked the December 2026 advance as paid: £146.06. We’ve emailed editors and signatories at 4 schools."
        in page
    )
    assert (
        "£146.06 to be paid on Friday 18 December 2026: 5 payments to 4 schools. Finance marked it as paid on Tuesday 24 "
        "November 2026."
    ) in page
    again = send(finance, f"{home}pay/", seen=seen(ask), confirm="on")
    assert again.status_code == 400
    assert "has already been marked as paid" in text_of(again)
    assert payments() == TOTAL


def test_a_form_sent_twice_pays_once(finance: Client, schools: dict[str, School]) -> None:
    advance, key = gathered(schools["academy"].authority), str(uuid4())
    address = f"/payments/advances/{advance.pk}/pay/"
    form = {"seen": seen(finance.get(address)), "confirm": "on", "form_key": key}
    first, second = finance.post(address, form), finance.post(address, form)
    assert (first.status_code, second.status_code, second["Location"]) == (302, 302, first["Location"])
    assert payments() == TOTAL


@pytest.mark.parametrize("figures", ["", "5 146.05", "4 146.06", "lots", "9" * 400, "٥ 146.06"])
def test_other_figures_than_those_of_the_advance_are_not_paid(
    finance: Client, schools: dict[str, School], figures: str
) -> None:
    advance = gathered(schools["academy"].authority)
    answer = send(finance, f"/payments/advances/{advance.pk}/pay/", seen=figures, confirm="on")
    assert answer.status_code == 400
    assert "have changed since you opened the page" in text_of(answer)
    assert payments() == 0


@pytest.mark.clause("FORM-13")
def test_who_processed_is_told_that_another_person_marks_it_as_paid(
    enter: Callable[..., Client], schools: dict[str, School]
) -> None:
    both = enter("finance", name="moderator")
    advance = gathered(schools["academy"].authority)
    page = both.get(f"/payments/advances/{advance.pk}/pay/")
    assert (
        "You processed or moderated RFR-2026-00300, RFR-2026-00301, RFR-2026-00302, RFR-2026-00303 and "
        "RFR-2026-00310, so someone else"
    ) in (text_of(page))
    assert "<button" not in page.content.decode().split("<main")[1].split("</main")[0]
    answer = send(both, f"/payments/advances/{advance.pk}/pay/", seen="5 146.06", confirm="on")
    assert answer.status_code == 400
    assert payments() == 0


def test_the_calendar_is_kept_on_pages(finance: Client, authority: Authority) -> None:
    assert "There are no advances yet" in text_of(finance.get("/payments/advances/"))
    address = "/payments/advances/add-monthly/"
    assert finance.get(address).status_code == 200
    form = {"month": "2026-12-01", "months": "3", "pay_day": "18", "closes_days_before": "5"}
    assert send(finance, address, **form).status_code == 302
    assert send(finance, address, **form).status_code == 302
    assert [each.name for each in Advance.objects.all()] == ["December 2026", "January 2027", "February 2027"]
    days = {f"{name}-{part}": value for name in ("closes_on", "pays_on")
            for part, value in (("day", "4"), ("month", "1"), ("year", "2027"))}  # fmt: skip
    answer = send(finance, "/payments/advances/add/", name="Extra advance", **days)
    assert answer.status_code == 302
    page = text_of(finance.get(answer["Location"]))
    assert "The Extra advance" in page
    assert "There are no payments in this advance yet" in page
    assert "Enter a different name" in text_of(send(finance, "/payments/advances/add/", name="extra", **days))
    changed = send(finance, f"{answer['Location']}change/", name="Early", **days)
    assert changed.status_code == 302
    assert "You’ve changed the Early advance." in text_of(finance.get(changed["Location"]))
    wrong = send(finance, f"{answer['Location']}change/", name="Early", **days | {"pays_on-day": "3"})
    assert "The day of payment must be the same as or after" in text_of(wrong)


def test_a_payment_is_taken_out_and_listed_as_waiting(finance: Client, schools: dict[str, School]) -> None:
    advance = gathered(schools["academy"].authority)
    payment = Instalment.objects.get(plan__reference="RFR-2026-00310")
    address = f"/payments/instalments/{payment.pk}/take-out/"
    assert "£100.00 for RFR-2026-00310, Ash." in text_of(finance.get(address))
    assert "Enter why you are removing the payment" in text_of(send(finance, address))
    assert "It will be due from Saturday 19 December 2026." in text_of(finance.get(address))
    answer = send(finance, address, why="The school asked to wait")
    assert "It is due from Saturday 19 December 2026, so you can add it to the next" in text_of(finance.get(answer.url))
    assert finance.get(address).status_code == 404
    page = text_of(finance.get("/payments/due/"))
    assert "Every payment due by Friday 18 December 2026 is in an advance" in page
    assert "A payment that was removed from the December 2026 advance is due from Saturday 19 December 2026." in page
    pay(advance)
    advance_of(advance.authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=date(2027, 1, 11))
    page = text_of(finance.get("/payments/due/"))
    assert "£100 (1 payment) is due by Monday 18 January 2027 and not in an advance yet." in page
    assert "RFR-2026-00310" in page


def test_a_page_older_than_the_payment_says_who_was_quicker(finance: Client, schools: dict[str, School]) -> None:
    """Two windows: in the one the advance is marked as paid, or the payment taken out; in the other it is taken out."""
    advance = gathered(schools["academy"].authority)
    payment, other = Instalment.objects.filter(advance=advance).order_by("pk")[:2]
    for _ in range(2):
        answer = send(finance, f"/payments/instalments/{other.pk}/take-out/", why="The school asked to wait")
    assert answer.status_code == 409
    assert "This payment is no longer in an advance." in text_of(answer)
    pay(advance)
    address = f"/payments/instalments/{payment.pk}/take-out/"
    for answer in (send(finance, address, why="The school asked to wait"), finance.get(address)):
        assert answer.status_code == 409
        assert "marked the December 2026 advance as paid on" in text_of(answer)
        assert ", so you cannot remove the payment." in text_of(answer)
        assert f'href="/payments/advances/{advance.pk}/"' in text_of(answer)
    payment.refresh_from_db()
    assert payment.advance_id == advance.pk


def test_every_remittance_adds_up_to_the_ledger(
    finance: Client, enter: Callable[..., Client], schools: dict[str, School]
) -> None:
    advance = pay(gathered(schools["academy"].authority))
    ledger = sum(entry.amount for entry in Entry.objects.filter(kind="payment"))
    assert ledger == TOTAL
    whole = rows_of(finance.get(f"/payments/remittances/{advance.pk}.csv"))
    assert whole[0][:3] == ["Advance", "Date paid", "School"]
    amount = whole[0].index("Amount (£)")
    assert whole[-1][0] == "Total in the ledger"
    assert (whole[-1][amount - 1], whole[-1][amount]) == ("5 payments", str(ledger))
    assert sum(Decimal(row[amount]) for row in whole[1:-1]) == ledger
    trust = schools["trust"].trust
    assert trust
    of_trust = rows_of(finance.get(f"/payments/remittances/{advance.pk}/trusts/{trust.pk}.csv"))
    assert [row[2] for row in of_trust[1:-1]] == ["Beech", "Cedar"]
    assert of_trust[1][-3] == "'=Skylark Trust"  # shown, never run
    by_school = []
    for school in schools.values():
        address = f"/payments/schools/{school.pk}/2026/12"
        by_school += rows_of(finance.get(f"{address}.csv"))[1:-1]
        assert school.name in text_of(finance.get(f"{address}/"))
    assert sorted(by_school) == sorted(whole[1:-1])
    file = finance.get(f"/payments/remittances/{advance.pk}.xlsx")
    book = load_workbook(io.BytesIO(file.getvalue()))
    sheet = [[cell.value for cell in row] for row in book.active.iter_rows()]  # type: ignore[union-attr]
    assert len(sheet) == len(whole)
    assert round(Decimal(str(sheet[-1][amount])), 2) == ledger
    page = text_of(finance.get(f"/payments/remittances/{advance.pk}/"))
    assert "Total in the ledger: <strong>£146.06</strong> (5 payments)" in page
    assert "=Skylark Trust" in text_of(finance.get(f"/payments/remittances/{advance.pk}/?by=payee"))
    page = text_of(finance.get(f"/payments/remittances/{advance.pk}/trusts/{trust.pk}/"))
    assert "Total in the ledger: <strong>£23.03</strong> (2 payments)" in page
    assert (
        f"The council will pay {trust.name} £23.03 for 2 schools in the December 2026 advance on Friday 18 December 2026."
        in page
    )
    assert "December 2026" in text_of(finance.get("/payments/remittances/"))


def test_until_the_day_of_payment_has_come_it_will_be_paid(
    finance: Client, schools: dict[str, School], clock: Callable[[str], Any]
) -> None:
    advance = pay(gathered(schools["academy"].authority))
    trust = schools["trust"].trust
    assert trust
    remittance, ash = f"/payments/remittances/{advance.pk}", f"/payments/schools/{schools['maintained'].pk}/2026/12/"
    for time, said in (
        ("2026-12-17 10:30", (
            "The council will pay 4 schools on Friday 18 December 2026.",
            "The council will pay =Skylark Trust £23.03 for 2 schools",
            "The council will pay Ash £110 in December 2026.", "£146.06 to be paid on Friday 18 December 2026: 5 payments",
        )),
        ("2026-12-18 10:30", (
            "The council paid 4 schools on Friday 18 December 2026.", "The council paid =Skylark Trust £23.03 for 2 schools",
            "The council paid Ash £110 in December 2026.", "£146.06 paid: 5 payments to 4 schools. Finance marked it as paid",
        )),
    ):  # fmt: skip
        clock(time)
        finance = browser(person("finance"))
        addresses = (f"{remittance}/", f"{remittance}/trusts/{trust.pk}/", ash, f"/payments/advances/{advance.pk}/")
        for address, words in zip(addresses, said, strict=True):
            assert words in text_of(finance.get(address)), address
        rows = rows_of(finance.get(f"{remittance}.csv"))
        assert {row[1] for row in rows[1:-1]} == {"2026-12-18"}


def test_the_pages_say_why_money_that_is_to_come_back_waits(
    enter: Callable[..., Client],
    schools: dict[str, School],
    budget: Budget,
    clock: Callable[[str], Any],
) -> None:
    authority, ash = schools["academy"].authority, schools["maintained"]
    pay(gathered(authority))
    plan = PaymentPlan.objects.get(reference="RFR-2026-00310")
    planning_payments.return_underspend(
        decision_id=plan.decision_id, amount=Decimal("20.33"), why="Unspent", by=person("officer"), at=PAID
    )
    clock("2026-12-18 10:30")
    finance = enter("finance")
    january = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027", closes_on=date(2027, 1, 11))
    waits = (
        "Still due back: £20.33 from Ash. It cannot be taken from this advance, because the school has no payment in it to "
        "take it from. If it was paid back another way, record that under “Payments not in an advance yet”."
    )
    home = f"/payments/advances/{january.pk}/"
    send(finance, f"{home}gather/")
    page = text_of(finance.get(home))
    assert f"There was nothing to add to the January 2027 advance. {waits}" in page
    assert "−£20.33" not in page
    assert waits in text_of(finance.get(home))
    assert "£20.33 is due back from 1 school" in text_of(finance.get("/payments/advances/"))
    assert "£20.33 is due back from 1 school. An advance will take it when the school is paid enough" in text_of(
        finance.get("/payments/due/")
    )
    # once the school is paid again, it is gathered as far as that goes
    planned(plan.community, 900, "5", school=ash)
    page = text_of(finance.get(home))
    assert waits not in page
    assert "Schools owe £15.33 more than they are due (2 payments). It is not in an advance yet." in page
    send(finance, f"{home}gather/")
    page = text_of(finance.get(home))
    assert "You’ve added £0 to the January 2027 advance. Still due back: £15.33 from Ash." in page
    opening_years.open_year(
        authority=authority, name="Next", start=date(2027, 9, 1), end=date(2028, 8, 31), by=None, at=AT
    )
    clock("2027-09-01 10:30")
    team = enter("locality_team")
    refused = text_of(team.get(f"/money/years/{budget.funding_year_id}/end/"))
    # £5 of it comes with the January advance, and nothing is planned for the rest
    assert (
        "£20.33 from this year is still due back from Ash. The payments planned for Ash are too small to take it from"
        in refused
    )


def test_a_paid_advance_is_not_offered_for_a_change(finance: Client, schools: dict[str, School]) -> None:
    advance = pay(gathered(schools["academy"].authority))
    page = text_of(finance.get(f"/payments/advances/{advance.pk}/change/"))
    assert "The December 2026 advance is paid, so you cannot change it." in page
    assert "Save changes" not in page


def test_payments_due_say_by_when_they_are_expected_and_how_late_they_are(
    finance: Client, community: Community, budget: Budget, clock: Callable[[str], Any]
) -> None:
    planned(community, 501, "40", starts_on=date(2026, 9, 1))  # approved on 24 November: 30 working days, six weeks
    page = text_of(finance.get("/payments/due/"))
    assert "5 Jan 2027" in page
    assert " late" not in page
    clock("2027-01-07 10:30")
    assert '5 Jan 2027<br><span class="app-quiet">2 working days late' in text_of(
        browser(person("finance")).get("/payments/due/")
    )


def test_the_finance_file_has_a_row_for_each_payee(finance: Client, schools: dict[str, School]) -> None:
    advance = gathered(schools["academy"].authority)
    address = f"/payments/advances/{advance.pk}/finance-file"
    before = rows_of(finance.get(f"{address}.csv"))
    assert before[0] == [
        "Record", "Payment reference", "Payee", "Payee number kind", "Payee number", "Amount (£)", "Payment date",
        "Payments", "Schools", "Advance",
    ]  # fmt: skip
    assert before[1:] == [
        ["PAYMENT", "20261218-4321", "'=Skylark Trust", "UID", "4321", "23.03", "2026-12-18", "2", "2", "December 2026"],
        ["PAYMENT", "20261218-9992301", "Ash", "LAEstab", "999/2301", "110.00", "2026-12-18", "2", "1", "December 2026"],
        ["PAYMENT", "20261218-304", "Damson", "URN", "304", "13.03", "2026-12-18", "1", "1", "December 2026"],
        ["CONTROL", "20261218", "3 payees", "", "", "146.06", "2026-12-18", "5", "4", "December 2026"],
    ]  # fmt: skip
    pay(advance)
    School.objects.update(trust=None, name="Another name")  # what was paid is told as it was
    assert rows_of(finance.get(f"{address}.csv")) == before
    assert finance.get(f"{address}.xlsx").getvalue().startswith(b"PK")


def test_a_school_sees_what_it_was_paid_and_nothing_of_others(
    enter: Callable[..., Client], schools: dict[str, School]
) -> None:
    ash, beech = schools["maintained"], schools["trust"]
    head = enter("signatory", school=ash)
    assert "Your school has not been paid for any requests yet" in text_of(head.get("/payments/remittances/"))
    advance = pay(gathered(ash.authority))
    assert head.get("/payments/")["Location"] == "/payments/remittances/"
    page = text_of(head.get("/payments/remittances/"))
    assert "December 2026" in page
    assert "£110.00" in page
    assert "Beech" not in page
    page = text_of(head.get(f"/payments/schools/{ash.pk}/2026/12/"))
    assert "In the December 2026 advance" in page
    assert '<h1 class="govuk-heading-l">Payments for December 2026</h1>' in page
    assert "ledger" not in page, "what the ledger has is a check of finance’s"
    assert "All payments" in page
    assert "emittance" not in re.sub(r"<[^>]*>", "", page)
    assert "The council will pay Ash £110 in December 2026." in page
    assert [row[2] for row in rows_of(head.get(f"/payments/schools/{ash.pk}/2026/12.csv"))[1:-1]] == ["Ash", "Ash"]
    assert "There were no payments." in text_of(head.get(f"/payments/schools/{ash.pk}/2026/11/"))
    trust = beech.trust
    assert trust
    for address in (
        f"/payments/schools/{beech.pk}/2026/12/", f"/payments/schools/{beech.pk}/2026/12.csv",
        f"/payments/remittances/{advance.pk}/", f"/payments/remittances/{advance.pk}.csv",
        f"/payments/remittances/{advance.pk}/trusts/{trust.pk}/", f"/payments/remittances/{advance.pk}/trusts/{trust.pk}.xlsx",
        f"/payments/schools/{ash.pk}/2026/13/", f"/payments/schools/{ash.pk}/99999999999/1/",
    ):  # fmt: skip
        assert head.get(address).status_code == 404, address
    assert Message.objects.filter(to=person("signatory"), kind="advance.paid").count() == 1


ADDRESSES = (
    "/payments/advances/", "/payments/advances/add/", "/payments/advances/add-monthly/", "/payments/advances/{advance}/",
    "/payments/advances/{advance}/change/", "/payments/advances/{advance}/pay/",
    "/payments/advances/{advance}/finance-file.csv", "/payments/due/", "/payments/instalments/{payment}/take-out/",
)  # fmt: skip
READ = (
    "/payments/remittances/", "/payments/remittances/{paid}/", "/payments/remittances/{paid}.csv",
    "/payments/schools/{school}/2026/12/",
)  # fmt: skip


def test_who_may_open_what(
    enter: Callable[..., Client], schools: dict[str, School], community: Community, authority: Authority
) -> None:
    paid = pay(gathered(authority))
    planned(community, 320, "5", school=schools["academy"])
    advance = gathered(authority, pays_on=date(2027, 1, 18), name="January 2027")
    which = {
        "advance": advance.pk, "paid": paid.pk, "school": schools["academy"].pk,
        "payment": Instalment.objects.get(advance=advance).pk,
    }  # fmt: skip
    keeping, reading = ([each.format(**which) for each in group] for group in (ADDRESSES, READ))
    other = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    south = make_community(authority, "Weald South")
    everyone = {
        "finance": (enter("finance"), [200] * 9, [200] * 4),
        "moderator": (enter("moderator"), [403] * 9, [200] * 4),
        "officer": (enter("hnf_officer", area=community.area), [403] * 9, [200] * 4),
        "chair": (enter("chair", community=community), [403] * 9, [403] * 4),
        "school": (enter("school_editor", school=schools["academy"]), [403] * 9, [200, 404, 404, 200]),
        "other school": (enter("school_editor", name="o", school=schools["trust"]), [403] * 9, [200, 404, 404, 404]),
        "representative": (enter("representative", school=schools["academy"]), [403] * 9, [403] * 4),
        "stranger": (
            enter("finance", name="stranger", authority=other),
            [200, 200, 200, 404, 404, 404, 404, 200, 404],
            [200, 404, 404, 404],
        ),
        "nobody": (browser(person("nobody")), [403] * 9, [403] * 4),
        "former": (browser(person("former")), [403] * 9, [403] * 4),
    }
    Office.objects.create(
        person=person("former"), role="finance", authority=authority, start=date(2026, 1, 1), end=date(2026, 11, 23)
    )
    assert south.pk
    for who, (client, keep, read) in everyone.items():
        assert [client.get(address).status_code for address in keeping] == keep, who
        assert [client.get(address).status_code for address in reading] == read, who
        posts = [
            f"/payments/advances/{advance.pk}/gather/",
            *(each for each in keeping if "pay/" in each or "take" in each),
        ]
        if who != "finance":
            for address in posts:
                assert send(client, address, why="x", confirm="on", seen="1 5.00").status_code in {403, 404}, who
    for address in keeping + reading:
        assert Client().get(address)["Location"].startswith("/sign-in")
    assert Client().get(f"/payments/advances/{advance.pk}/gather/").status_code == 302
    assert everyone["finance"][0].get(f"/payments/advances/{advance.pk}/gather/").status_code == 405
    assert not Advance.objects.get(pk=advance.pk).is_paid


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_answered_with_a_page(finance: Client, schools: dict[str, School], text: str) -> None:
    advance = gathered(schools["academy"].authority)
    payment = Instalment.objects.filter(advance=advance).latest("pk")
    forms = {
        "/payments/advances/add/": ("name", "closes_on-day", "closes_on-month", "closes_on-year", "pays_on-day"),
        "/payments/advances/add-monthly/": ("month", "months", "pay_day", "closes_days_before"),
        f"/payments/advances/{advance.pk}/pay/": ("seen", "confirm"),
    }
    for address, fields in forms.items():
        answer = send(finance, address, **dict.fromkeys(fields, text))
        assert answer.status_code == 400, address
        assert b"<script>alert" not in answer.content
    answer = send(finance, f"/payments/instalments/{payment.pk}/take-out/", why=text)
    assert answer.status_code in {302, 400}
    for address in (f"/payments/advances/?page={text}", f"/payments/advances/{advance.pk}/?by={text}&page={text}"):
        assert finance.get(address).status_code == 200
    assert payments() == 0


def test_six_hundred_schools_are_read_in_ten_queries(
    finance: Client, budget: Budget, community: Community, authority: Authority, django_assert_max_num_queries: Any
) -> None:
    def count(number: int) -> dict[str, int]:
        found = {}
        for address in (
            "/payments/advances/", f"/payments/advances/{advance.pk}/", f"/payments/advances/{advance.pk}/?by=payee",
            f"/payments/advances/{advance.pk}/?by=request", f"/payments/advances/{advance.pk}/finance-file.csv",
            "/payments/due/", "/payments/remittances/", f"/payments/remittances/{paid.pk}/",
            f"/payments/remittances/{paid.pk}/?by=payee", f"/payments/remittances/{paid.pk}.csv",
        ):  # fmt: skip
            with django_assert_max_num_queries(10) as queries:
                answer = finance.get(address)
                assert answer.status_code == 200
                if answer.streaming:
                    assert len(rows_of(answer)) == number + 2
            found[address] = len(queries.captured_queries)
        return found

    def add(first: int, many: int) -> Advance:
        for number in range(first, first + many):
            school = School.objects.create(
                authority=authority, community=community, urn=400_000 + number, name=f"S {number:03}",
                trust=Trust.objects.create(authority=authority, uid=str(number), name=f"T {number}"), is_academy=True,
            )  # fmt: skip
            planned(community, number, "1", school=school)
        return authority.advances.latest("pk") if authority.advances.exists() else advance_of(authority)

    paid = add(500, 3)
    gathering_advances.gather(advance=paid, by=acting(person("finance"), AT), at=AT)
    pay(paid)
    advance = advance_of(authority, pays_on=date(2027, 1, 18), name="January 2027")
    add(600, 3)
    gathering_advances.gather(advance=advance, by=acting(person("finance"), AT), at=AT)
    few = count(3)
    add(700, 30)
    gathering_advances.gather(advance=advance, by=acting(person("finance"), AT), at=AT)
    page = text_of(finance.get(f"/payments/advances/{advance.pk}/"))
    assert "33 schools" in page
    many = {
        address: len(rows)
        for address in few
        if str(paid.pk) not in address
        for rows in [_queries(finance, address, django_assert_max_num_queries)]
    }
    assert all(many[address] == few[address] for address in many), (few, many)


def _queries(client: Client, address: str, at_most: Any) -> list[Any]:
    with at_most(10) as queries:
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)
    return list(queries.captured_queries)
