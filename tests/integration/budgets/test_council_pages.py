"""The council's own pages of money: imports, transfers, contingency, year end; who may open each, and how much is read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from locality.accounts.models import User
from locality.budgets.actions.allocating import allocate, allocate_contingency
from locality.budgets.actions.committing import commit
from locality.budgets.actions.opening_years import open_year
from locality.budgets.actions.transferring import propose_transfer
from locality.budgets.models import Budget, CostingItem, Entry, FundingYear, Transfer
from locality.communities.models import Authority, AuthorityRules, Community
from tests.integration.budgets.approvals import REFERENCE
from tests.integration.budgets.clock import AT, TODAY
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.test_pages import SignIn, send, sign_in, team, text_of
from tests.world import acting

__all__ = ["sign_in", "team"]
pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7")]
Clock = Callable[[str], Any]


@pytest.fixture(autouse=True)
def _today(clock: Clock) -> None:
    clock("2026-11-24 10:30")


@pytest.fixture
def south(community: Community) -> Community:
    return make_community(community.authority, "Weald South")


@pytest.fixture
def transfer(budget: Budget, south: Community, officer: User) -> Transfer:
    return propose_transfer(
        source=budget, funding_year=budget.funding_year, target=south, amount=Decimal(100), why="Pupils moved",
        by=acting(officer, AT), at=AT,
    )  # fmt: skip


def file_of(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.csv", text.encode(), content_type="text/csv")


def shown_in(page: str) -> str:
    return page.split('name="shown" value="')[1].split('"', maxsplit=1)[0]


def test_allocations_come_from_a_sheet(team: Client, year: FundingYear, community: Community) -> None:
    address = f"/money/years/{year.pk}/import/"
    assert "If you import the same file twice, the second time changes nothing" in text_of(team.get(address))
    answer = send(team, address, file=file_of("community,amount\nWeald North,10\n"))
    assert "The file has no column “reference”" in text_of(answer)
    answer = send(team, address, file=file_of("community,amount,reference\nWeald North,1250.50,C-12\nX,1,C-12\n"))
    review = answer["Location"]
    page = text_of(team.get(review))
    assert "£1,250.50" in page
    assert "There is no community called X." in page
    assert not Entry.objects.exists()
    assert send(team, review, shown="something else")["Location"] == review
    answer = send(team, review, shown=shown_in(page))
    assert "You’ve imported the file: 1 row of sheet.csv." in text_of(team.get(answer["Location"]))
    assert Entry.objects.get().reference == "C-12"
    assert team.get(review).status_code == 404


@pytest.mark.clause("COST-1")
def test_rates_come_from_a_sheet(team: Client, authority: Authority) -> None:
    text = "item,unit,rate,valid from\nTeaching assistant,hour,15.60,01/09/2026\n"
    review = send(team, "/money/costings/import/", file=file_of(text))["Location"]
    page = text_of(team.get(review))
    assert "sets 1 rate, the first from Tuesday 1 September 2026" in page
    assert not CostingItem.objects.exists()
    send(team, review, shown=shown_in(page))
    assert CostingItem.objects.get().rate == Decimal("15.60")
    assert "not a table" in text_of(send(team, "/money/costings/import/", file=file_of("\x00\x01\x02" * 50)))


def test_a_transfer_is_proposed_by_one_and_confirmed_by_another(
    team: Client, sign_in: SignIn, budget: Budget, south: Community
) -> None:
    finance = sign_in("finance")
    address = f"/money/years/{budget.funding_year_id}/transfers/add/"
    page = text_of(team.get(f"{address}?from={budget.pk}&to={south.pk}"))
    assert "Weald North: £1,000 available" in page
    assert "<li>Ann Field</li><li>Finance</li>" in page
    fields = {"source": str(budget.pk), "target": str(south.pk), "amount": "5000", "why": "Pupils moved"}
    assert "£1,000 left, so £5,000 cannot be moved" in text_of(send(team, address, **fields))
    made = send(team, address, **fields | {"amount": "100"})["Location"]
    page = text_of(team.get(made))
    assert "Someone else must confirm it." in page
    assert "/confirm/" not in page
    assert send(team, f"{made}confirm/")["Location"] == made
    own = send(team, f"{made}refuse/", reason="Not this week")
    assert own.status_code == 403
    assert "You proposed this transfer, so someone else must confirm or refuse it." in text_of(own)
    assert "Not this week" in text_of(own)
    assert f'href="{made}"' in text_of(own)
    assert Transfer.objects.get().confirmed is None
    assert "For you to confirm" in text_of(finance.get("/money/transfers/"))
    page = text_of(finance.get(f"{made}confirm/"))
    assert "£900.00" in page
    send(finance, f"{made}confirm/")
    assert "£100 was moved from Weald North to Weald South." in text_of(team.get(made))
    assert Budget.objects.get(community=south).remaining == 100
    assert "1 transfer completed, refused or withdrawn" in text_of(team.get("/money/transfers/"))


def test_a_notification_shows_a_name_as_text(sign_in: SignIn, transfer: Transfer, south: Community) -> None:
    Community.objects.filter(pk=south.pk).update(name="<script>alert(1)</script>")
    finance = sign_in("finance")
    page = finance.get(send(finance, f"/money/transfers/{transfer.pk}/confirm/")["Location"]).content.decode()
    assert "to &lt;script&gt;alert(1)&lt;/script&gt;." in page
    assert "<script>alert" not in page


def test_a_transfer_is_refused_with_a_reason(sign_in: SignIn, transfer: Transfer) -> None:
    finance = sign_in("finance")
    address = f"/money/transfers/{transfer.pk}/refuse/"
    assert "Enter why you are refusing the transfer" in text_of(send(finance, address, reason=" "))
    answer = send(finance, address, reason="Weald South has enough")
    assert "Weald South has enough" in text_of(finance.get(answer["Location"]))


def test_a_transfer_is_withdrawn_by_who_proposed_it(
    team: Client, sign_in: SignIn, budget: Budget, south: Community
) -> None:
    finance = sign_in("finance")
    fields = {"source": str(budget.pk), "target": str(south.pk), "amount": "100", "why": "Pupils moved"}
    made = send(team, f"/money/years/{budget.funding_year_id}/transfers/add/", **fields)["Location"]
    assert f'href="{made}withdraw/"' in text_of(team.get(made))
    assert f'href="{made}withdraw/"' not in text_of(finance.get(made))
    page = text_of(finance.get(send(finance, f"{made}withdraw/")["Location"]))
    assert "Only the person who proposed this transfer can withdraw it" in page
    page = text_of(team.get(f"{made}withdraw/"))
    assert "the money will not move" in page
    assert "<li>Ann Field</li><li>Finance</li>" in page
    page = text_of(team.get(send(team, f"{made}withdraw/")["Location"]))
    assert "You’ve withdrawn the transfer. We’ve emailed Ann Field and Finance. The money has not moved." in page
    assert "withdrew the proposal" in page
    assert "/withdraw/" not in page
    assert send(finance, f"{made}confirm/")["Location"] == made
    late = send(finance, f"{made}refuse/", reason="Not this week")
    assert late.status_code == 403
    assert "withdrew the proposal on" in text_of(late)
    assert "Not this week" in text_of(late)
    assert "This transfer was already withdrawn." in text_of(team.get(send(team, f"{made}withdraw/")["Location"]))
    assert "Withdrawn" in text_of(finance.get("/money/transfers/"))


def test_the_contingency_is_filled_and_moved(team: Client, year: FundingYear, community: Community) -> None:
    address = f"/money/years/{year.pk}/contingency/"
    assert "There is no contingency for 2026 to 2027 yet" in text_of(team.get(address))
    answer = send(team, f"{address}add/", amount="500", why="Reserve", reference="R-1")
    page = text_of(team.get(answer["Location"]))
    assert "£500 of the £500 contingency is left for 2026 to 2027." in page
    again = send(team, f"{address}add/", amount="500", why="Reserve", reference="R-1")
    assert "£500 was already allocated under the reference R-1" in text_of(again)
    reserve = Budget.objects.get()
    asked = text_of(team.get(f"/money/budgets/{reserve.pk}/adjust/"))
    assert "Why are you making this adjustment?" in asked
    assert "Add to the contingency" in asked
    answer = send(team, f"/money/budgets/{reserve.pk}/adjust/", direction="take", amount="100", why="x", reference="")
    assert answer["Location"] == address


def test_a_year_is_closed_after_its_figures_were_seen(
    sign_in: SignIn, budget: Budget, community: Community, officer: User, clock: Clock
) -> None:
    team = sign_in("locality_team")
    address = f"/money/years/{budget.funding_year_id}/end/"
    page = text_of(team.get(address))
    assert "You can close it from the next day." in page
    assert "Close funding year" not in page
    assert "Add the next funding year" in page
    open_year(
        authority=community.authority, name="2027 to 2028", start=date(2027, 9, 1), end=date(2028, 8, 31),
        by=acting(officer, AT), at=AT,
    )  # fmt: skip
    commit(
        community=community, on=TODAY, amount=Decimal(600), reference=REFERENCE, decision_id=7, why="x", by=officer,
        at=AT,
    )  # fmt: skip
    clock("2027-09-10 10:30")
    team = sign_in("locality_team")  # the earlier session has ended by now
    page = text_of(team.get(address))
    assert "£600 that is approved but not paid will move to 2027 to 2028" in page
    assert "The rest will go to its contingency: £400 from communities and £0 from this year’s contingency." in page
    assert "money a community has not committed goes to the council’s contingency" in page
    assert "Carried forward" not in page
    assert REFERENCE in page
    shown = shown_in(page)
    assert "Select the box to confirm that you have checked the figures" in text_of(send(team, address, shown=shown))
    allocate(
        community=community, funding_year=budget.funding_year, amount=Decimal(1), why="x", by=acting(officer, AT), at=AT
    )
    assert "figures have changed" in text_of(send(team, address, shown=shown, seen="on"))
    answer = send(team, address, shown=shown_in(text_of(team.get(address))), seen="on")
    page = text_of(team.get(answer["Location"]))
    assert "closed 2026 to 2027 on Friday 10 September 2027" in page
    assert "It is locked." in page
    page = text_of(team.get(f"/money/?year={budget.funding_year_id}"))
    assert "2026 to 2027 is locked." in page
    closed = (
        "2026 to 2027 is closed. £0 of the £1,001 allocated has been paid. £1,001 was carried forward to the next year."
    )
    assert closed in page
    assert "£0 of £0" not in page
    assert "Import allocations" not in page
    money = f"/money/communities/{community.pk}/?year={budget.funding_year_id}"
    page = text_of(team.get(money))
    assert closed in page
    assert "Carried forward" in page
    assert page.count("£1,001.00") >= 2  # allocated, and carried on
    page = text_of(team.get(f"/money/communities/{community.pk}/allocate/"))
    assert "2027 to 2028: £600 allocated, £0 remaining" in page
    assert "2026 to 2027:" not in page
    following = FundingYear.objects.get(name="2027 to 2028")
    ledger = text_of(team.get(f"/money/years/{following.pk}/contingency/"))
    assert "Not used by Weald North in 2026 to 2027, carried to the contingency" in ledger
    add = text_of(team.get("/money/years/add/"))
    assert "2026 to 2027: 1 Sep 2026 to 31 Aug 2027, closed" in add
    assert "2027 to 2028: 1 Sep 2027 to 31 Aug 2028</li>" in add
    for closed in ("import", "contingency/add", "transfers/add"):
        text = text_of(team.get(f"/money/years/{budget.funding_year_id}/{closed}/"))
        assert "2026 to 2027 is closed, so you cannot change its money." in text
    assert Budget.objects.get(funding_year__name="2027 to 2028", community=community).committed == 600


def test_who_may_open_what(
    sign_in: SignIn, budget: Budget, community: Community, transfer: Transfer, year: FundingYear
) -> None:
    """Anonymous, without the office, of another authority; and those with one of the permissions."""
    downshire = Authority.objects.create(name="Downshire", slug="downshire", la_code="998")
    manage = [
        f"/money/years/{year.pk}/import/",
        f"/money/years/{year.pk}/contingency/add/",
        f"/money/years/{year.pk}/end/",
        f"/money/years/{year.pk}/transfers/add/",
    ]
    see = [f"/money/years/{year.pk}/contingency/"]
    settle = [f"/money/transfers/{transfer.pk}/{verb}" for verb in ("", "confirm/", "refuse/")]
    withdraw = f"/money/transfers/{transfer.pk}/withdraw/"
    lists = ["/money/transfers/", "/money/costings/import/"]
    gone = [f"/money/years/{year.pk}/import/987654/", "/money/costings/import/987654/"]
    nobody = sign_in("nobody")
    for address in [*manage, *see, *settle, withdraw, *lists, *gone]:
        assert "/sign-in" in Client().get(address)["Location"]
        assert nobody.get(address).status_code == 403
        assert send(nobody, address).status_code == 403

    def codes(client: Client, addresses: list[str]) -> set[int]:
        return {client.get(address).status_code for address in addresses}

    stranger = sign_in("locality_team", authority=downshire)
    assert codes(stranger, [*manage, *see, *settle, withdraw]) == {404}
    assert {send(stranger, address, reason="x").status_code for address in [*manage, *settle[1:], withdraw]} == {404}
    finance = sign_in("finance")
    assert codes(finance, settle + see + lists[:1]) == {200}
    assert codes(finance, [*manage, *lists[1:]]) == {403}
    own = sign_in("locality_team")
    assert codes(own, manage + see + settle + lists) == {200}
    assert codes(own, gone) == {404}
    chair = sign_in("chair", community=community)
    assert codes(chair, manage + settle + lists) == {403}
    assert codes(chair, see) == {404}
    assert Transfer.objects.get().confirmed is None


def test_council_pages_are_read_in_a_fixed_number_of_queries(
    team: Client, budget: Budget, officer: User, south: Community, django_assert_max_num_queries: Any
) -> None:
    year = budget.funding_year
    AuthorityRules.objects.create(authority=year.authority, valid_from=date(2026, 9, 1))  # every council has some
    allocate_contingency(funding_year=year, amount=Decimal(500), why="Reserve", by=acting(officer, AT), at=AT)
    for number in range(30):
        other = make_community(year.authority, f"District {number:02}")
        allocate(community=other, funding_year=year, amount=Decimal(100), why="x", by=acting(officer, AT), at=AT)
        propose_transfer(
            source=budget, funding_year=year, target=other, amount=Decimal(1), why="x", by=acting(officer, AT), at=AT
        )
    transfer = Transfer.objects.latest("pk")
    team.get(f"/money/years/{year.pk}/end/")  # the first page writes the session and reads the authority's settings
    for address in (
        f"/money/years/{year.pk}/end/",
        f"/money/years/{year.pk}/contingency/",
        f"/money/years/{year.pk}/transfers/add/",
        "/money/transfers/",
        f"/money/transfers/{transfer.pk}/",
        f"/money/transfers/{transfer.pk}/confirm/",
    ):
        with django_assert_max_num_queries(10):
            assert team.get(address).status_code == 200
