"""The whole journey on the county's real schools, in 53 communities, from imports to the officer's receipt."""

from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.actions.allocating import allocate
from locality.budgets.actions.opening_years import open_year
from locality.budgets.queries.money import balance
from locality.communities.actions.authorities import set_up_authority
from locality.communities.deadlines import deadlines_of
from locality.communities.imports.communities import import_communities
from locality.communities.imports.gias import import_schools
from locality.communities.imports.gias_links import import_links
from locality.communities.models import Authority, Community, ListItem, Office, School
from locality.imports.plans import Kind, Row
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.models import ResourceRequest
from locality.schedule.models import Meeting
from locality.tables.reading import read_table
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.world import Side, acting, answers, has_met, ruling


def rows(folder: Path, name: str) -> list[Row]:
    with (folder / name).open("rb") as file:
        return [Row(row.number, row.cells, row.problem) for row in read_table(file).rows]


@pytest.fixture
def county(db: None, shared_data: Path) -> Authority:
    """Kent's register, its conversions and the demonstration's 53 communities, imported as a council would."""
    now = timezone.now()
    authority = set_up_authority(name="Kent County Council", la_code="886", by=None, at=now - timedelta(days=60))
    for importer, name in (
        (import_schools, "kent_gias_reconstructed.csv"),
        (import_links, "kent_gias_links.csv"),
        (import_communities, "demo_communities.csv"),
    ):
        importer(authority, rows(shared_data, name), by=None, at=now)
    return authority


@pytest.mark.clause("CTX-1")
def test_every_mainstream_school_stands_in_a_community_with_its_area(county: Authority) -> None:
    communities = Community.objects.filter(authority=county)
    assert communities.count() == 53
    placed = School.objects.filter(community__in=communities)
    assert placed.count() == 563
    assert {school.kind for school in placed} == {"mainstream"}
    assert {area.name for area in county.areas.all()} == {"North", "East", "South", "West"}


def test_importing_again_changes_nothing(county: Authority, shared_data: Path) -> None:
    for importer, name in (
        (import_schools, "kent_gias_reconstructed.csv"),
        (import_communities, "demo_communities.csv"),
    ):
        plan = importer(county, rows(shared_data, name), by=None, at=timezone.now())
        assert (plan.counts[Kind.ADD], plan.counts[Kind.CHANGE], plan.counts[Kind.CLOSE]) == (0, 0, 0), name


@pytest.mark.clause("MEM-2")
def test_the_journey_in_each_of_the_53_communities(county: Authority) -> None:
    now = timezone.now()
    today = day_of(now)
    year = open_year(
        authority=county,
        name="This year",
        start=today - timedelta(days=100),
        end=today + timedelta(days=200),
        by=None,
        at=now,
    )
    team = User.objects.create(email="team@kent.example", name="Team")
    Office.objects.create(person=team, role="locality_team", authority=county, start=today)
    clerk = User.objects.create(email="clerk@kent.example", name="Clerk of all")
    communities = list(Community.objects.filter(authority=county).select_related("area", "authority"))
    calendar = deadlines_of(county, on=today).calendar
    for community in communities:
        allocate(community=community, funding_year=year, amount=Decimal(5_000), why="Yearly", by=acting(team), at=now)
        _journey(county, community, clerk, calendar.after(today, 15))
    assert ResourceRequest.objects.filter(state="acknowledged").count() == 53
    assert {balance(community, today).remaining for community in communities} == {Decimal(4_000)}
    references = set(ResourceRequest.objects.values_list("reference", flat=True))
    assert len(references) == 53


def _journey(county: Authority, community: Community, clerk: User, meets) -> None:  # type: ignore[no-untyped-def]
    now = timezone.now()
    school = community.schools.order_by("urn").select_related("authority", "community__area").first()
    assert school is not None
    people = {
        role: User.objects.create(email=f"{role}.{community.pk}@kent.example", name=role.title())
        for role in ("signatory", "chair", "hnf_officer")
    }
    start = day_of(now)
    Office.objects.create(person=people["signatory"], role="signatory", authority=county, school=school, start=start)
    Office.objects.create(person=people["chair"], role="chair", authority=county, community=community, start=start)
    Office.objects.create(person=clerk, role="clerk", authority=county, community=community, start=start)
    Office.objects.create(
        person=people["hnf_officer"], role="hnf_officer", authority=county, area=community.area, start=start
    )
    meeting = Meeting.objects.create(community=community, day=meets, starts=time(15), ends=time(17), venue="The hall")
    side = Side(county, community.area, community, community, school, school, school)
    assert ListItem.objects.filter(authority=county).exists()
    request = drafting.start(school=school, by=acting(people["signatory"]), at=now)
    typed = {name: Typed(text, 0) for name, text in answers(side).items()}
    drafting.save_answers(request, typed, by=acting(people["signatory"]), at=now)
    request = signing.submit(
        request, by=acting(people["signatory"]), signed_name="Head", signed_role="Head teacher",
        seen=signing.fingerprint(request), at=now,
    )  # fmt: skip
    assert request.meeting == meeting
    reviewing.accept(request, by=acting(people["chair"]), at=now)
    has_met(request)
    deciding.decide(request, ruling(), by=acting(people["chair"]), at=now)
    sent = handing_over.hand_over(request, by=acting(clerk), at=now)
    assert sent.area == community.area
    handing_over.acknowledge(request, by=acting(people["hnf_officer"]), at=now)
