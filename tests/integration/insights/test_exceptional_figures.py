"""How many exceptional requests there are, and why: for community, chair and council."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from locality.communities.models import AuthorityRules
from locality.resource_requests.models import ResourceRequest
from tests.integration.insights.conftest import enter
from tests.world import PUPIL, Side, exceptional_in, request_in

pytestmark = pytest.mark.clause("EXC-1")
Read = Callable[..., str]
ADDRESS = "exceptional_figures"
SEE = {
    "representative", "chair", "conflicted_chair", "other_chair", "clerk", "deputy_clerk", "hnf_officer", "moderator",
    "finance", "locality_team",
}  # fmt: skip


def test_they_are_counted_by_reason_and_outcome(kent: Side, read: Read) -> None:
    for state in ("granted", "refused", "declined", "referred", "submitted", "draft"):
        exceptional_in(kent, state)
    request_in(kent, "submitted")
    page = read(kent, "chair", reverse(ADDRESS))
    assert (
        "There have been 5 exceptional requests so far: 1 waiting for the chair, 1 approved, 2 declined and "
        "1 with the council."
    ) in page
    assert all(str(reason.label) in page for reason in ResourceRequest.Reason)
    for label, number in (
        ("Requests", 5),
        ("Waiting for the chair", 1),
        ("Approved", 1),
        ("Declined", 2),
        ("With the council", 1),
    ):
        assert f'data-label="{label}">{number}</td>' in page
    assert PUPIL not in page


def test_who_may_see_them(kent: Side, elsewhere: Side, read: Read) -> None:
    exceptional_in(kent, "granted")
    for role in kent.people:
        answer = enter(kent, role).get(reverse(ADDRESS))
        assert answer.status_code == (200 if role in SEE else 403), role
        if role in SEE:
            own = role != "other_chair"
            assert ("There has been 1 exceptional request" in answer.content.decode()) is own, role
    for role in SEE:
        assert "There have been no exceptional requests so far." in read(elsewhere, role, reverse(ADDRESS))


def test_small_numbers_of_pupils_are_hidden_outside_the_community(kent: Side, read: Read) -> None:
    exceptional_in(kent, "granted")
    shown = 'data-label="Pupils">1</td>'
    hidden = 'data-label="Pupils"><span class="app-quiet">not shown</span></td>'
    for role in ("chair", "clerk", "representative"):
        page = read(kent, role, reverse(ADDRESS))
        assert shown in page, role
        assert hidden not in page, role
        assert "Not shown" not in page, role
    for role in ("locality_team", "moderator", "finance", "hnf_officer"):
        page = read(kent, role, reverse(ADDRESS))
        assert shown not in page, role
        assert page.count(hidden) == 4, role  # the reason, the community, and both totals
        assert 'data-label="Requests">1</td>' in page, role
        assert (
            page.count(
                "“Not shown” protects pupils. Outside their own community, we do not show the numbers from 1 to 4."
            )
            == 1
        )
    AuthorityRules.objects.create(authority=kent.authority, valid_from="2026-11-01", small_number_below=0)
    assert hidden not in read(kent, "finance", reverse(ADDRESS))


def test_a_funding_year_is_chosen_by_its_link(kent: Side, read: Read) -> None:
    exceptional_in(kent, "granted")
    page = read(kent, "finance", reverse(ADDRESS))
    years = {name: pk for pk, name in kent.authority.funding_years.values_list("pk", "name")}
    assert f"?year={years['2026 to 2027']}" in page
    assert "There has been 1 exceptional request in 2026 to 2027" in read(
        kent, "finance", f"{reverse(ADDRESS)}?year={years['2026 to 2027']}"
    )
    assert "There have been no exceptional requests in 2025 to 2026." in read(
        kent, "finance", f"{reverse(ADDRESS)}?year={years['2025 to 2026']}"
    )
    assert "so far" in read(kent, "finance", f"{reverse(ADDRESS)}?year=x")


def test_the_page_asks_ten_times_or_less(kent: Side) -> None:
    exceptional_in(kent, "granted")
    exceptional_in(kent, "refused")
    client = enter(kent, "finance")
    client.get(reverse(ADDRESS))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse(ADDRESS))
    assert len(queries) <= 10


def test_each_is_offered_the_figures_they_may_open(kent: Side) -> None:
    names = ("late", "late_how_often", "balances", ADDRESS)
    for role, person in kent.people.items():
        client = enter(kent, role)
        answer = client.get(reverse("figures"))
        offered = [name for name in names if f'href="{reverse(name)}"' in answer.content.decode()]
        open_to = [name for name in names if client.get(reverse(name)).status_code in (200, 302)]
        assert offered == open_to, (role, person)
        assert (answer.status_code == 200) is bool(open_to), role
        assert (f'href="{reverse("figures")}"' in client.get("/").content.decode()) is bool(open_to), role
