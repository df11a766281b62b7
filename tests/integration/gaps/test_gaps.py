"""What is missing is seen by the council's team: on its home with a number, and as a list."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.accounts.actions.people import deactivate
from locality.accounts.models import User
from locality.communities.models import Community, Office, School
from locality.gaps.queries import counts, gap
from locality.gaps.rules import Gap
from locality.outbox.lease import take_turn
from locality.resource_requests.models import ResourceRequest
from locality.values.working_days import day_of
from tests.world import Side, request_in

pytestmark = pytest.mark.django_db


def page(side: Side, name: str, role: str = "locality_team", query: str = "") -> str:
    client = Client()
    client.force_login(side.people[role])
    answer = client.get(reverse(name) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def names(side: Side, which: Gap) -> list[str]:
    found = gap(which, [side.authority.pk], day_of(timezone.now()))
    return [each.person.name if isinstance(each, Office) else each.name for each in found]


@pytest.fixture
def whole(kent: Side) -> Side:
    """A council in which nobody is missing."""
    today = day_of(timezone.now())
    for role, place in (
        ("clerk", {"community": kent.neighbour}),
        ("signatory", {"school": kent.far_school}),
    ):
        person = User.objects.create(email=f"{role}2@kent.example", name=f"Second {role}")
        Office.objects.create(person=person, role=role, authority=kent.authority, start=today, **place)
    take_turn("periodic work", holder="w", now=timezone.now())
    return kent


def test_where_nothing_is_missing_home_says_nothing(whole: Side) -> None:
    assert set(counts([whole.authority.pk], day_of(timezone.now())).values()) == {0}
    text = page(whole, "home")
    assert "What is missing" not in text
    assert "You have nothing to do at the moment" in text


def test_a_community_without_chair_and_clerk_and_a_school_without_signatory_are_seen(
    whole: Side, elsewhere: Side
) -> None:
    Office.objects.filter(community=whole.community, role__in=["chair", "clerk"]).delete()
    Office.objects.filter(school=whole.school, role="signatory").delete()
    text = page(whole, "home")
    for words in ("1 community without a chair", "1 community without a clerk", "1 school without a signatory"):
        assert words in text
    assert "You have nothing to do at the moment" not in text
    assert names(whole, Gap.NO_CHAIR) == names(whole, Gap.NO_CLERK) == ["Wealdshire 1"]
    assert names(whole, Gap.NO_SIGNATORY) == ["Wealdshire School 1"]
    listed = page(whole, "gaps", query="?what=signatory")
    assert f"{reverse('invite')}?school={whole.school.pk}&amp;role=signatory" in listed
    assert "Farshire" not in listed
    for other in ("clerk", "chair", "signatory", "administrator"):
        assert "What is missing" not in page(elsewhere, "home", other)


def test_the_link_that_mends_opens_the_invitation_to_that_office(whole: Side) -> None:
    text = page(whole, "invite", query=f"?community={whole.community.pk}&role=chair")
    assert f'value="community-{whole.community.pk}" selected' in text
    assert 'value="chair" checked' in text


def test_a_school_counts_once_it_is_in_a_community_and_while_it_is_open(whole: Side) -> None:
    Office.objects.filter(role="signatory").delete()
    School.objects.filter(pk=whole.school.pk).update(community=None)
    School.objects.filter(pk=whole.other_school.pk).update(status="closed")
    assert names(whole, Gap.NO_SIGNATORY) == ["Wealdshire School 3"]
    Community.objects.filter(pk=whole.neighbour.pk).update(closed_on=day_of(timezone.now()))
    Office.objects.filter(role="chair").delete()
    assert names(whole, Gap.NO_CHAIR) == ["Wealdshire 1"]


def test_a_closed_school_with_open_requests_is_seen_until_they_end(whole: Side) -> None:
    request_in(whole, "submitted")
    request_in(whole, "approved")
    request_in(whole, "declined")
    School.objects.filter(pk=whole.school.pk).update(status="closed", closed_on="2026-08-31")
    assert names(whole, Gap.CLOSED_SCHOOL) == ["Wealdshire School 1"]
    assert "Wealdshire 1; closed on 31 Aug 2026, 2 open requests" in page(whole, "gaps", query="?what=closed-school")
    assert "1 closed school with open requests" in page(whole, "home")


def test_see_the_requests_leads_to_those_of_the_school(whole: Side) -> None:
    """Not to all of its community: two schools of it have requests, and one of them is closed."""
    ours, theirs = request_in(whole, "submitted"), request_in(whole, "submitted")
    ResourceRequest.objects.filter(pk=theirs.pk).update(school=whole.other_school)
    School.objects.filter(pk=whole.school.pk).update(status="closed", closed_on="2026-08-31")
    listed = page(whole, "gaps", query="?what=closed-school")
    query = f"?school={whole.school.pk}"
    assert f'href="{reverse("requests")}{query}"' in listed
    text = page(whole, "requests", query=query)
    assert ours.reference in text
    assert theirs.reference not in text
    assert "<strong>1 request</strong>" in text
    assert "Wealdshire School 1" in text[text.index("app-list__found") : text.index("<table")], "as a filter to remove"


def test_the_school_of_an_address_narrows_with_the_other_filters_and_is_kept_by_them(
    whole: Side, elsewhere: Side
) -> None:
    ours = request_in(whole, "submitted")
    request_in(whole, "approved")
    text = page(whole, "requests", query=f"?school={whole.school.pk}&state=submitted")
    assert "<strong>1 request</strong>" in text
    assert ours.reference in text
    assert f'<input type="hidden" name="school" value="{whole.school.pk}">' in text
    assert f"{reverse('requests_export', args=['csv'])}?state=submitted&amp;school={whole.school.pk}" in text
    for unknown in ("0", "x", str(elsewhere.school.pk)):
        everything = page(whole, "requests", query=f"?school={unknown}")
        assert "<strong>2 requests</strong>" in everything
        assert "Farshire" not in everything


def test_the_account_of_an_only_head_is_closed_and_the_gap_is_seen_twice(whole: Side) -> None:
    deactivate(person=whole.people["signatory"], by=whole.people["locality_team"], at=timezone.now())
    assert names(whole, Gap.CLOSED_ACCOUNT) == ["Signatory Wealdshire"]
    assert names(whole, Gap.NO_SIGNATORY) == ["Wealdshire School 1"]
    assert "1 office of somebody whose account is closed" in page(whole, "home")


def test_an_office_that_ends_soon_is_seen_unless_somebody_goes_on(whole: Side) -> None:
    today = day_of(timezone.now())
    ends = Office.objects.get(role="clerk", community=whole.neighbour)
    ends.end = today + timedelta(days=28)
    ends.save()
    assert names(whole, Gap.ENDING) == ["Second clerk"]
    ends.end = today + timedelta(days=29)
    ends.save()
    assert names(whole, Gap.ENDING) == []
    ends.end = today
    ends.save()
    assert names(whole, Gap.ENDING) == ["Second clerk"], "on its last day too"
    Office.objects.create(
        person=ends.person, role="clerk", authority=whole.authority, community=whole.neighbour,
        start=today + timedelta(days=1),
    )  # fmt: skip
    assert names(whole, Gap.ENDING) == []


@pytest.mark.parametrize(
    ("begins", "is_seen"),
    [
        (timedelta(days=-5), False),  # they overlap
        (timedelta(0), False),
        (timedelta(days=1), False),  # the day after: no hole
        (timedelta(days=2), True),
        (timedelta(days=15), True),
        (timedelta(days=400), True),
    ],
)
@pytest.mark.parametrize(("role", "of"), [("clerk", "community"), ("signatory", "school"), ("hnf_officer", "area")])
def test_a_hole_between_two_offices_is_seen(whole: Side, role: str, of: str, begins: timedelta, is_seen: bool) -> None:
    today = day_of(timezone.now())
    place = {"community": whole.neighbour, "school": whole.far_school, "area": whole.area}[of]
    ends = Office.objects.get(role=role, **{of: place})
    ends.end = today + timedelta(days=10)
    ends.save()
    following = User.objects.create(email="following@kent.example", name="Following")
    begins_on = ends.end + begins
    Office.objects.create(person=following, role=role, authority=whole.authority, start=begins_on, **{of: place})
    assert names(whole, Gap.ENDING) == ([ends.person.name] if is_seen else [])
    listed = page(whole, "gaps", query="?what=ending")
    assert (f"the next begins on {begins_on.day} " in listed) is is_seen
    assert ("1 office that ends within four weeks" in page(whole, "home")) is is_seen


def test_an_office_of_a_place_that_closed_leaves_no_hole(whole: Side) -> None:
    today = day_of(timezone.now())
    Office.objects.filter(role="signatory", school=whole.far_school).update(end=today + timedelta(days=3))
    Office.objects.filter(role="clerk", community=whole.neighbour).update(end=today + timedelta(days=3))
    assert sorted(names(whole, Gap.ENDING)) == ["Second clerk", "Second signatory"]
    School.objects.filter(pk=whole.far_school.pk).update(status="closed", closed_on=today)
    assert names(whole, Gap.ENDING) == ["Second clerk"]
    Community.objects.filter(pk=whole.neighbour.pk).update(closed_on=today)
    assert names(whole, Gap.ENDING) == []


def test_a_hole_that_a_third_person_fills_is_none(whole: Side) -> None:
    today = day_of(timezone.now())
    ends = Office.objects.get(role="clerk", community=whole.neighbour)
    ends.end = today + timedelta(days=3)
    ends.save()
    for number, start, end in ((1, 20, None), (2, 4, 19)):
        person = User.objects.create(email=f"{number}@kent.example", name=f"Person {number}")
        Office.objects.create(
            person=person, role="clerk", authority=whole.authority, community=whole.neighbour,
            start=today + timedelta(days=start), end=end and today + timedelta(days=end),
        )  # fmt: skip
    assert names(whole, Gap.ENDING) == []


def test_one_of_two_signatories_ends_without_a_gap_and_the_councils_own_officer_with_one(whole: Side) -> None:
    today = day_of(timezone.now())
    second = User.objects.create(email="second@kent.example", name="Second Sig")
    Office.objects.create(person=second, role="signatory", authority=whole.authority, school=whole.school, start=today)
    Office.objects.filter(person=whole.people["signatory"]).update(end=today)
    Office.objects.filter(person=whole.people["moderator"]).update(end=today)
    Office.objects.filter(person=whole.people["hnf_officer"]).update(end=today)
    assert sorted(names(whole, Gap.ENDING)) == ["Hnf Officer Wealdshire", "Moderator Wealdshire"]


def test_a_silent_worker_is_said_to_the_team_and_the_administrator_alone(whole: Side) -> None:
    words = "because the worker is not running"
    for role in ("locality_team", "administrator", "clerk", "signatory"):
        assert words not in page(whole, "home", role)
    take_turn("periodic work", holder="w", now=timezone.now() - timedelta(minutes=6))
    for role, said in (("locality_team", True), ("administrator", True), ("clerk", False), ("signatory", False)):
        assert (words in page(whole, "home", role)) is said, role


def test_the_same_queries_for_a_county_as_for_a_village(whole: Side) -> None:
    def asked(name: str, query: str = "") -> int:
        client = Client()
        client.force_login(whole.people["locality_team"])
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name) + query)
        return len(queries)

    village = [asked("home"), *(asked("gaps", f"?what={each}") for each in Gap)]
    School.objects.bulk_create(
        School(
            authority=whole.authority, urn=700000 + number, name=f"School {number}", kind="mainstream",
            community=whole.community,
        )
        for number in range(60)
    )  # fmt: skip
    county = [asked("home"), *(asked("gaps", f"?what={each}") for each in Gap)]
    assert max(county) <= 16
    assert all(more <= few + 1 for few, more in zip(village, county, strict=True)), (
        "a page of rows where there was none"
    )
    assert page(whole, "gaps").count("<tr") == 26, "25 a page under the headings"
