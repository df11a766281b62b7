"""A funding year typed wrongly is mended or removed, until money hangs on it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions import allocating, opening_years
from locality.budgets.models import Budget, FundingYear
from locality.communities.models import Authority, Community
from locality.values.refusals import NotPossible
from tests.integration.budgets.clock import AT
from tests.integration.budgets.conftest import make_community
from tests.integration.budgets.test_pages import send, sign_in, text_of  # noqa: F401 - a fixture
from tests.world import acting

pytestmark = [pytest.mark.django_db, pytest.mark.clause("RES-7")]
LAST = date(2028, 8, 31)


@pytest.fixture(autouse=True)
def _today(clock: Callable[[str], Any]) -> None:
    clock("2026-11-24 10:30")


@pytest.fixture
def mistyped(authority: Authority, year: FundingYear, officer: User) -> FundingYear:
    """2027 to 2028, typed as ending a year too late."""
    return opening_years.open_year(
        authority=authority,
        name="2027 to 2028",
        start=date(2027, 9, 1),
        end=date(2029, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )


@pytest.fixture
def team(sign_in: Callable[..., Client]) -> Client:  # noqa: F811
    return sign_in("locality_team")


def mended(year: FundingYear, by: User, **changes: Any) -> FundingYear:
    given = {"name": year.name, "start": year.start, "end": LAST} | changes
    return opening_years.change_year(year=year, by=acting(by, AT), at=AT, **given)


def test_its_last_day_is_mended_and_the_next_year_fits(
    team: Client, authority: Authority, mistyped: FundingYear, officer: User
) -> None:
    page = f"/money/years/{mistyped.pk}/change/"
    money = text_of(team.get(f"/money/?year={mistyped.pk}"))
    assert f'<a class="govuk-link" href="{page}">Change the 2027 to 2028 funding year</a>' in money
    days = {"start-day": "1", "start-month": "9", "start-year": "2027", "end-day": "31", "end-month": "8"}
    answer = send(team, page, name="2027 to 2028", **days, **{"end-year": "2028"})
    assert answer.status_code == 302
    assert "You’ve changed the 2027 to 2028 funding year." in text_of(team.get(answer["Location"]))
    mistyped.refresh_from_db()
    assert (mistyped.start, mistyped.end) == (date(2027, 9, 1), LAST)
    answer = send(team, page, name="2027 to 2028", **days, **{"end-year": "2028"})
    assert "Nothing was changed." in text_of(team.get(answer["Location"]))
    event = Event.objects.get(action="funding_year.changed")
    assert (event.before["end"], event.after["end"]) == ("2029-08-31", "2028-08-31")
    opening_years.open_year(
        authority=authority,
        name="2028 to 2029",
        start=date(2028, 9, 1),
        end=date(2029, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )


def test_a_year_that_leaves_days_before_it_is_added_with_a_warning(
    team: Client, authority: Authority, year: FundingYear
) -> None:
    days = {"start-day": "1", "start-month": "9", "end-day": "31", "end-month": "8"}
    answer = send(team, "/money/years/add/", name="Later", **days, **{"start-year": "2030", "end-year": "2031"})
    assert answer.status_code == 302
    page = text_of(team.get(answer["Location"]))
    assert "You’ve added the Later funding year." in page
    assert "You cannot approve money for support from Wednesday 1 September 2027 to Saturday 31 August 2030" in page


def test_it_is_removed_and_the_log_keeps_that_it_was_there(team: Client, mistyped: FundingYear) -> None:
    page = f"/money/years/{mistyped.pk}/remove/"
    assert "2027 to 2028 is from Wednesday 1 September 2027 to Friday 31 August 2029." in text_of(team.get(page))
    assert FundingYear.objects.filter(pk=mistyped.pk).exists()
    answer = send(team, page)
    assert "You’ve removed 2027 to 2028." in text_of(team.get(answer["Location"]))
    assert not FundingYear.objects.filter(pk=mistyped.pk).exists()
    event = Event.objects.get(action="funding_year.removed")
    assert event.before == {"name": "2027 to 2028", "start": "2027-09-01", "end": "2029-08-31"}
    assert team.get(page).status_code == 404


def test_with_money_its_days_stay_and_its_name_can_be_mended(
    team: Client, mistyped: FundingYear, community: Community, officer: User
) -> None:
    allocating.allocate(
        community=community, funding_year=mistyped, amount=Decimal(5), why="x", by=acting(officer, AT), at=AT
    )
    with pytest.raises(
        NotPossible, match="Money has been allocated for 2027 to 2028, so you cannot change its first and last day"
    ):
        mended(mistyped, officer)
    with pytest.raises(NotPossible, match="so you cannot remove it"):
        opening_years.remove_year(year=mistyped, by=acting(officer, AT), at=AT)
    change, remove = (f"/money/years/{mistyped.pk}/{verb}/" for verb in ("change", "remove"))
    page = text_of(team.get(change))
    assert "so you cannot change its first and last day." in page
    assert "First day" not in page
    assert remove not in page
    assert "you cannot remove it" in text_of(team.get(remove))
    assert "you cannot remove it" in text_of(team.get(send(team, remove)["Location"]))
    assert send(team, change, name="Two years").status_code == 302
    mistyped.refresh_from_db()
    assert (mistyped.name, mistyped.end) == ("Two years", date(2029, 8, 31))


@pytest.mark.both_databases("constraint")
def test_the_database_keeps_the_days_of_a_year_with_money_and_the_year(
    mistyped: FundingYear, community: Community, officer: User
) -> None:
    years = FundingYear.objects.filter(pk=mistyped.pk)
    assert years.update(end=LAST) == 1
    Budget.objects.create(community=community, funding_year=mistyped)
    for change in ({"start": date(2027, 9, 2)}, {"end": date(2028, 8, 30)}):
        with pytest.raises(IntegrityError, match="year_keeps_its_days"), transaction.atomic():
            years.update(**change)
    years.update(name="Another")


def test_a_closed_year_is_not_mended(mistyped: FundingYear, officer: User) -> None:
    FundingYear.objects.filter(pk=mistyped.pk).update(closed_at=AT, closed_by=officer)
    with pytest.raises(NotPossible, match="2027 to 2028 is closed, so you cannot change its money"):
        mended(mistyped, officer)
    with pytest.raises(NotPossible, match="2027 to 2028 is closed, so you cannot remove it"):
        opening_years.remove_year(year=mistyped, by=acting(officer, AT), at=AT)


def test_a_year_is_not_mended_into_another(
    mistyped: FundingYear, year: FundingYear, officer: User, team: Client
) -> None:
    for changes, words, field in (
        ({"name": "2026  to 2027"}, "There is already a funding year called", "name"),
        ({"start": date(2027, 8, 31)}, "2026 to 2027 is from", "start"),
        ({"end": date(2030, 8, 31)}, "must be 2 years or shorter", "end"),
        ({"end": date(2027, 8, 31)}, "must be the same as or after the first day", "end"),
    ):
        with pytest.raises(NotPossible, match=words) as refused:
            mended(mistyped, officer, **changes)
        assert refused.value.field == field
    days = {"start-day": "31", "start-month": "8", "start-year": "2027", "end-day": "31", "end-month": "8"}
    answer = send(team, f"/money/years/{mistyped.pk}/change/", name="x", **days, **{"end-year": "2028"})
    assert '<a href="#id_start-day">2026 to 2027 is from' in text_of(answer)


def test_money_for_a_year_that_was_removed_meanwhile_is_refused_with_a_sentence(
    mistyped: FundingYear, community: Community, officer: User
) -> None:
    opening_years.remove_year(year=FundingYear.objects.get(pk=mistyped.pk), by=acting(officer, AT), at=AT)
    with pytest.raises(NotPossible, match="Someone has removed 2027 to 2028"):
        allocating.allocate(
            community=community, funding_year=mistyped, amount=Decimal(5), why="x", by=acting(officer, AT), at=AT
        )
    for act in (
        lambda: mended(mistyped, officer),
        lambda: opening_years.remove_year(year=mistyped, by=acting(officer, AT), at=AT),
    ):
        with pytest.raises(NotPossible, match="Someone has already removed 2027 to 2028"):
            act()


def test_the_next_year_is_offered_by_the_rules(team: Client, authority: Authority, officer: User) -> None:
    def offered() -> list[str]:
        page = text_of(team.get("/money/years/add/"))
        fields = ("name", "start-day", "start-month", "start-year", "end-day", "end-month", "end-year")
        return [page.split(f'name="{field}"')[1].split('value="')[1].split('"')[0] for field in fields]

    assert offered() == ["2026 to 2027", "1", "9", "2026", "31", "8", "2027"]
    authority.rules.create(valid_from=date(2026, 1, 1), funding_year_starts_month=4)
    assert offered() == ["2026 to 2027", "1", "4", "2026", "31", "3", "2027"]
    opening_years.open_year(
        authority=authority, name="2026", start=date(2026, 4, 1), end=date(2026, 12, 31), by=acting(officer, AT), at=AT
    )
    assert offered() == ["2027", "1", "1", "2027", "31", "12", "2027"]


def test_a_year_that_is_over_is_given_nothing_more(
    team: Client, authority: Authority, officer: User, year: FundingYear
) -> None:
    over = opening_years.open_year(
        authority=authority,
        name="2025 to 2026",
        start=date(2025, 9, 1),
        end=date(2026, 8, 31),
        by=acting(officer, AT),
        at=AT,
    )
    community = make_community(authority, "Weald East")
    form = team.get(f"/money/communities/{community.pk}/allocate/").content.decode()
    assert f'value="{year.pk}"' in form
    assert f'value="{over.pk}"' not in form
    page = text_of(team.get(f"/money/?year={over.pk}"))
    assert "Import allocations" not in page
    assert "Import allocations" in text_of(team.get(f"/money/?year={year.pk}"))
    said = "2025 to 2026 ended on Monday 31 August 2026, so you cannot allocate money for it."
    for address, fields in (
        (f"/money/years/{over.pk}/import/", {}),
        (reverse("contingency_allocate", args=[over.pk]), {"amount": "10", "why": "Left over"}),
    ):
        assert said in text_of(team.get(address))
        refused = send(team, address, **fields)
        assert refused.status_code == 409
        assert said in text_of(refused)
        assert all(text in text_of(refused) for text in fields.values())
    refused = send(
        team, f"/money/communities/{community.pk}/allocate/", year=str(over.pk), amount="10", why="Left over"
    )
    assert refused.status_code == 400
    assert not Budget.objects.filter(funding_year=over).exists()


@pytest.mark.parametrize(("now", "is_over"), [("2027-08-31 23:30", False), ("2027-09-01 00:30", True)])
def test_on_its_last_day_a_year_is_still_given_money(
    sign_in: Callable[..., Client],  # noqa: F811
    year: FundingYear,
    clock: Callable[[str], Any],
    now: str,
    is_over: bool,
) -> None:
    clock(now)
    page = text_of(sign_in("locality_team").get(f"/money/years/{year.pk}/import/"))
    assert ("so you cannot allocate money" in page) is is_over
