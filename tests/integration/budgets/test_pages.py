"""The pages of money: who sees what, what a form does, and how much is read for it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from locality.accounts.models import User
from locality.budgets.actions.allocating import add_costing, adjust
from locality.budgets.actions.committing import commit
from locality.budgets.actions.opening_years import open_year
from locality.budgets.models import Budget, CostingItem, Entry, FundingYear
from locality.communities.models import Authority, Community, Office, School
from tests.integration.budgets.approvals import REFERENCE
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.paying import gathered, pay, planned, team_of
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7")]

HOSTILE = [
    "",
    " ",
    "x" * 5000,
    "<script>alert(1)</script>",
    "'; DROP TABLE budgets_entry; --",
    "NaN",
    "-1",
    "1e999",
    "\x00",
    "٣٤",
]
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _today(clock: Callable[[str], Any]) -> None:
    clock("2026-11-24 10:30")


@pytest.fixture
def sign_in(authority: Authority) -> SignIn:
    """A browser of someone with an office."""

    def enter(role: str, **place: Any) -> Client:
        person = User.objects.create(email=f"{role}{uuid4().hex[:6]}@council.example", name=role.title())
        if role != "nobody":
            place.setdefault("authority", authority)
            Office.objects.create(person=person, role=role, start=date(2026, 1, 1), **place)
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return enter


@pytest.fixture
def team(sign_in: SignIn) -> Client:
    return sign_in("locality_team")


def text_of(answer: HttpResponse) -> str:
    return " ".join(answer.content.decode().split())


def send(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"form_key": str(uuid4()), **fields})


def allocation(funding_year: FundingYear, **other: str) -> dict[str, str]:
    return {"year": str(funding_year.pk), "amount": "£1,250.50", "why": "Second part", "reference": "C-12", **other}


def test_the_locality_team_allocates_money(team: Client, budget: Budget, year: FundingYear) -> None:
    address = f"/money/communities/{budget.community_id}/allocate/"
    page = text_of(team.get(address))
    assert "2026 to 2027: £1,000 allocated, £1,000 remaining" in page
    assert f'href="/money/communities/{budget.community_id}/" class="govuk-back-link"' in page
    answer = send(team, address, **allocation(year))
    assert answer.status_code == 302
    page = text_of(team.get(answer["Location"]))
    assert "You’ve allocated £1,250.50 to Weald North. It now has £2,250.50 left." in page
    assert "Weald North has £2,250.50 of its £2,250.50 left for 2026 to 2027. The year ends on" in page
    assert "2 entries in the ledger" in page
    entry = Entry.objects.latest("pk")
    assert (entry.why, entry.reference, entry.by.name) == ("Second part", "C-12", "Locality_Team")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"amount": ""}, "Enter an amount"),
        ({"amount": "lots"}, "The amount must be an amount in pounds, like 1,250 or 1250.50"),
        ({"amount": "0"}, "The amount must be £0.01 or more"),
        ({"amount": "-5"}, "The amount must be £0.01 or more"),
        ({"amount": "9999999999"}, "The amount must be £999,999,999.99 or less"),
        ({"amount": "1.234"}, "The amount must be in pounds and pence, with at most two figures after the point"),
        ({"why": ""}, "Enter what the allocation is for"),
        ({"year": "999"}, "The funding year is not one of the choices"),
    ],
)
def test_a_form_that_is_wrong_says_how_to_mend_it(
    team: Client, budget: Budget, year: FundingYear, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(team, f"/money/communities/{budget.community_id}/allocate/", **allocation(year, **wrong))
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert Entry.objects.count() == 1


def test_a_reference_that_was_used_is_refused_at_its_field(team: Client, budget: Budget, year: FundingYear) -> None:
    for address in (f"/money/communities/{budget.community_id}/allocate/", f"/money/years/{year.pk}/contingency/add/"):
        assert send(team, address, **allocation(year)).status_code == 302
        answer = send(team, address, **allocation(year, amount="7"))
        assert answer.status_code == 400
        assert '<a href="#id_reference">£1,250.50 was already allocated under the reference C-12.' in text_of(answer)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_input_is_answered_with_a_page(
    team: Client, budget: Budget, year: FundingYear, community: Community, text: str
) -> None:
    forms = {
        f"/money/communities/{community.pk}/allocate/": ("year", "amount", "why", "reference"),
        f"/money/budgets/{budget.pk}/adjust/": ("direction", "amount", "why", "reference"),
        "/money/years/add/": ("name", "start-day", "start-month", "start-year", "end-day", "end-month", "end-year"),
        "/money/costings/add/": ("item", "unit", "rate", "valid_from-day", "valid_from-month", "valid_from-year"),
    }
    for address, fields in forms.items():
        answer = send(team, address, **dict.fromkeys(fields, text))
        assert answer.status_code == 400, address
        assert b"<script>alert" not in answer.content
    for address in (
        f"/money/?year={text}&sort={text}&page={text}",
        f"/money/communities/{community.pk}/?year={text}&page={text}",
        f"/money/costings/?page={text}",
        f"/money/costings/add/?item={text}&unit={text}",
    ):
        answer = team.get(address)
        assert answer.status_code == 200, address
        assert b"<script>alert" not in answer.content
    assert Entry.objects.count() == 1


def test_the_locality_team_adjusts_a_budget(team: Client, budget: Budget, community: Community) -> None:
    address = f"/money/budgets/{budget.pk}/adjust/"
    assert team.get(address).status_code == 200
    answer = send(team, address, direction="take", amount="1000.01", why="Fewer pupils", reference="")
    assert answer.status_code == 400
    assert "You can reduce the budget by £1,000 or less" in text_of(answer)
    answer = send(team, address, direction="take", amount="400", why="Fewer pupils", reference="")
    assert answer.status_code == 302
    budget.refresh_from_db()
    assert budget.remaining == 600
    assert "−£400.00" in text_of(team.get(f"/money/communities/{community.pk}/"))


def test_the_locality_team_opens_a_year(team: Client, year: FundingYear) -> None:
    days = {
        "start-day": "1", "start-month": "9", "start-year": "2027",
        "end-day": "31", "end-month": "August", "end-year": "2028",
    }  # fmt: skip
    assert "1 Sept 2026" in text_of(team.get("/money/years/add/")) or "1 Sep 2026" in text_of(
        team.get("/money/years/add/")
    )
    answer = send(team, "/money/years/add/", name="2027 to 2028", **(days | {"start-year": "2026", "end-year": "2027"}))
    assert "Enter dates that are not in another funding year" in text_of(answer)
    answer = send(team, "/money/years/add/", name="2027 to 2028", **days)
    assert answer.status_code == 302
    assert FundingYear.objects.get(name="2027 to 2028").end == date(2028, 8, 31)
    assert "You’ve added the 2027 to 2028 funding year." in text_of(team.get("/money/"))


@pytest.mark.clause("COST-1")
def test_the_locality_team_sets_a_rate(team: Client, authority: Authority) -> None:
    assert "has not set any rates yet" in text_of(team.get("/money/costings/"))
    day = {"valid_from-day": "1", "valid_from-month": "9", "valid_from-year": "2026"}
    answer = send(team, "/money/costings/add/", item="Teaching assistant", unit="hour", rate="15.60", **day)
    assert answer.status_code == 302
    send(
        team,
        "/money/costings/add/",
        item="Teaching assistant",
        unit="hour",
        rate="16.20",
        **day | {"valid_from-year": "2027"},
    )
    page = text_of(team.get("/money/costings/"))
    assert "You’ve set the rate for Teaching assistant: £16.20 for one hour from Wednesday 1 September 2027." in page
    assert "1 rate on Tuesday 24 November 2026" in page
    assert "Future rates" in page
    assert "/money/costings/add/?item=Teaching+assistant&amp;unit=hour" in page
    for rate in ("1000000.01", "9999999999"):  # as in a file
        refused = send(team, "/money/costings/add/", item="Nurse", unit="hour", rate=rate, **day)
        assert text_of(refused).count("The rate must be £1,000,000.00 or less") == 2
    assert CostingItem.objects.count() == 2


def test_the_ledger_says_who_why_and_of_what(
    sign_in: SignIn, budget: Budget, community: Community, officer: User
) -> None:
    commit(
        community=community, on=TODAY, amount=Decimal(600), reference=REFERENCE, decision_id=7,
        why="Approved for Oakfield Primary", by=officer, at=AT,
    )  # fmt: skip
    page = text_of(sign_in("chair", community=community).get(f"/money/communities/{community.pk}/"))
    for part in ("Commitment", "Approved for Oakfield Primary", "Ann Field", "24 Nov 2026", REFERENCE):
        assert part in page
    assert columns(page) == [
        ("Budget now", "£1,000.00", "£600.00", "£0.00", "£400.00"),
        ("Commitment", "–", "£600.00", "–", "£400.00"),
        ("Allocation", "£1,000.00", "–", "–", "£1,000.00"),
    ]
    assert f"/requests/{REFERENCE}/" in page
    assert "Allocate money" not in page


def columns(page: str) -> list[tuple[str, ...]]:
    """What, allocated, committed, paid and remaining of each row of the ledger."""
    rows = re.findall(r'data-label="What"[^>]*>([^<]+)<.*?</tr>', page)
    amounts = re.findall(r'data-label="(?:Allocated|Committed|Paid|Remaining)">([^<]+)<', page)
    assert len(amounts) == 4 * len(rows)
    return [(what, *amounts[4 * row : 4 * row + 4]) for row, what in enumerate(rows)]


def test_a_payment_is_money_out_and_leaves_what_remains(
    sign_in: SignIn, budget: Budget, community: Community, clock: Callable[[str], Any]
) -> None:
    planned(community, 70, "612.40")
    pay(gathered(community.authority))
    clock("2026-12-18 10:30")  # its day of payment
    page = text_of(sign_in("chair", community=community).get(f"/money/communities/{community.pk}/"))
    assert columns(page) == [
        ("Budget now", "£1,000.00", "£0.00", "£612.40", "£387.60"),
        ("Payment", "–", "−£612.40", "£612.40", "£387.60"),
        ("Commitment", "–", "£612.40", "–", "£387.60"),
        ("Allocation", "£1,000.00", "–", "–", "£1,000.00"),
    ]


def test_someone_with_one_community_goes_straight_to_it(sign_in: SignIn, budget: Budget, community: Community) -> None:
    make_community(community.authority, "Weald South")
    clerk = sign_in("clerk", community=community)
    assert clerk.get("/money/")["Location"] == f"/money/communities/{community.pk}/"


def test_a_school_of_the_community_sees_its_budget(sign_in: SignIn, budget: Budget, community: Community) -> None:
    school = School.objects.create(authority=community.authority, community=community, urn=1, name="Oakfield")
    member = sign_in("representative", school=school)
    assert "£1,000.00" in text_of(member.get(f"/money/communities/{community.pk}/"))


def test_who_may_not(sign_in: SignIn, budget: Budget, community: Community, year: FundingYear) -> None:
    """Anonymous, without the office, of another community, of another authority."""
    south = make_community(community.authority, "Weald South")
    downshire = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    pages = [
        f"/money/communities/{community.pk}/",
        f"/money/communities/{community.pk}/allocate/",
        f"/money/budgets/{budget.pk}/adjust/",
    ]
    everywhere = ["/money/", "/money/years/add/", "/money/costings/", "/money/costings/add/"]
    for address in pages + everywhere:
        assert Client().get(address).status_code == 302
        assert "/sign-in" in Client().get(address)["Location"]
        for method in ("get", "post"):
            nobody = sign_in("nobody")
            answer = nobody.get(address) if method == "get" else send(nobody, address)
            assert answer.status_code == 403, (method, address)
    for stranger, answers in (
        (sign_in("chair", community=south), [404, 403, 403]),
        (sign_in("locality_team", authority=downshire), [404, 404, 404]),
        (sign_in("chair", community=community), [200, 403, 403]),
    ):
        assert [stranger.get(address).status_code for address in pages] == answers
        posted = [send(stranger, address, **allocation(year), direction="add").status_code for address in pages[1:]]
        assert posted == answers[1:]
    assert Entry.objects.count() == 1
    assert sign_in("chair", community=community).get(f"/money/communities/{10**30}/").status_code == 404


def test_an_office_that_has_ended_opens_nothing(sign_in: SignIn, budget: Budget, community: Community) -> None:
    former = sign_in("chair", community=community, end=date(2026, 11, 23))
    assert former.get(f"/money/communities/{community.pk}/").status_code == 403


def test_a_community_without_a_budget_says_what_follows(team: Client, community: Community) -> None:
    page = text_of(team.get(f"/money/communities/{community.pk}/"))
    assert "Weald North has no budget yet" in page
    page = text_of(team.get(f"/money/communities/{community.pk}/allocate/"))
    assert "There is no open funding year yet. Add one before you allocate money." in page


def test_the_county_is_read_in_a_fixed_number_of_queries(
    team: Client, budget: Budget, year: FundingYear, officer: User, django_assert_max_num_queries: Any
) -> None:
    from locality.budgets.actions.allocating import allocate

    for number in range(52):
        community = make_community(year.authority, f"District {number:02}")
        if number % 5:
            allocate(
                community=community,
                funding_year=year,
                amount=Decimal(1000 + number),
                why="x",
                by=acting(officer, AT),
                at=AT,
            )
    team.get("/money/costings/")  # the first page after signing in writes the session
    with django_assert_max_num_queries(10):
        page = text_of(team.get("/money/"))
    assert "53 communities" in page
    assert "11 of 53 communities have no budget yet" in page
    least = text_of(team.get("/money/?sort=least"))
    assert least.index("Weald North") < least.index("District 01") < least.index("District 02")
    assert "District 50" in text_of(team.get("/money/?sort=most&page=3"))


def test_a_long_ledger_is_read_in_pages_and_a_fixed_number_of_queries(
    team: Client, budget: Budget, officer: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        adjust(budget=budget, amount=Decimal(1), why=f"Number {number}", by=acting(officer, AT), at=AT)
    address = f"/money/communities/{budget.community_id}/"
    team.get("/money/costings/")  # the first page after signing in writes the session
    with django_assert_max_num_queries(11):  # one of them sums the entries before those on the page
        page = text_of(team.get(address))
    assert "31 entries in the ledger" in page
    assert "Number 29" in page
    assert "Number 4<" not in page
    assert columns(page)[0] == ("Budget now", "£1,030.00", "£0.00", "£0.00", "£1,030.00")
    assert columns(page)[-1] == ("Earlier entries", "£1,005.00", "£0.00", "£0.00", "£1,005.00")
    second = text_of(team.get(f"{address}?page=2"))
    assert "Number 4<" in second
    assert columns(second)[0] == ("After these entries", "£1,005.00", "£0.00", "£0.00", "£1,005.00")
    assert columns(second)[-1] == ("Allocation", "£1,000.00", "–", "–", "£1,000.00")


def test_earlier_years_stay_readable(team: Client, budget: Budget, community: Community, officer: User) -> None:
    from locality.budgets.actions.allocating import allocate

    last = open_year(
        authority=community.authority,
        name="2025 to 2026",
        start=date(2025, 9, 1),
        end=date(2026, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    then = datetime(2026, 8, 30, 10, 30, tzinfo=UTC)
    allocate(community=community, funding_year=last, amount=Decimal(77), why="x", by=acting(officer, then), at=then)
    page = text_of(team.get(f"/money/communities/{community.pk}/"))
    assert f'?year={last.pk}">Budget for 2025 to 2026' in page
    page = text_of(team.get(f"/money/communities/{community.pk}/?year={last.pk}"))
    assert "Weald North had £77 of its £77 left for 2025 to 2026. The year ended on Monday 31 August 2026." in page
    assert "£77.00" in text_of(team.get(f"/money/?year={last.pk}"))


def test_rates_of_another_authority_are_not_shown(sign_in: SignIn, authority: Authority, officer: User) -> None:
    downshire = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    add_costing(
        authority=downshire, item="Nurse", unit="hour", rate=Decimal(1), valid_from=TODAY, by=team_of(downshire), at=AT
    )
    assert "Nurse" not in text_of(sign_in("locality_team").get("/money/costings/"))
    assert "Nurse" in text_of(sign_in("locality_team", authority=downshire).get("/money/costings/"))


@pytest.mark.clause("COST-1")
def test_offices_in_two_councils_show_the_rates_of_both_and_change_those_of_one(
    sign_in: SignIn, authority: Authority, officer: User
) -> None:
    downshire = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    upshire = Authority.objects.create(name="Upshire", slug="upshire", la_code="997")
    for owner, item in ((authority, "Physio"), (downshire, "Nurse"), (upshire, "Tutor")):
        for rate, valid_from in ((1, TODAY), (2, TODAY + timedelta(days=30))):
            add_costing(
                authority=owner,
                item=item,
                unit="hour",
                rate=Decimal(rate),
                valid_from=valid_from,
                by=team_of(owner),
                at=AT,
            )
    both = sign_in("data_protection_officer", authority=upshire)  # the first office, and it has no part in money
    person = User.objects.get(email__startswith="data_protection_officer")
    Office.objects.create(person=person, role="finance", authority=downshire, start=date(2026, 1, 1))
    Office.objects.create(person=person, role="locality_team", authority=authority, start=date(2026, 1, 1))
    page = text_of(both.get("/money/costings/"))
    assert page.count('data-label="Item">Nurse') == page.count('data-label="Item">Physio') == 2
    assert page.count('data-label="Council">Downshire') == page.count(f'data-label="Council">{authority.name}') == 2
    assert "Tutor" not in page
    assert f"/money/costings/add/?item=Physio&amp;unit=hour&amp;authority={authority.pk}" in page
    assert "/money/costings/add/?item=Nurse" not in page
    first, second, third = sorted(("Downshire", authority.name, "Upshire"))
    assert f"{first}, {second} and {third}" in page
