"""What a viewer may do, and where: worked out from offices alone."""

from datetime import date

import pytest
from django.db.models import Q

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES
from locality.communities.models import Area, Authority, Community, Office, School
from locality.communities.rules import roles_may_give, why_not_give, why_not_role_at, why_not_school
from locality.communities.scope import Viewer
from tests.refusals import said

KENT, OTHER = Authority(pk=1, name="Kent", la_code="886"), Authority(pk=2, name="Other", la_code="887")
NORTH = Area(pk=3, name="North", authority=KENT)
COMMUNITY = Community(pk=4, name="North 1", area=NORTH, authority=KENT)
SCHOOL = School(pk=5, urn=100001, name="Oakfield", authority=KENT, community=COMMUNITY, kind="mainstream")
NEIGHBOUR = School(pk=6, urn=100002, name="Hill Road", authority=KENT, community=COMMUNITY, kind="mainstream")
ELSEWHERE = School(pk=7, urn=100003, name="Elsewhere", authority=OTHER, kind="mainstream")


def viewer(*offices: tuple[str, object]) -> Viewer:
    held = []
    for role, place in offices:
        where = {"authority": getattr(place, "authority", place)}
        if not isinstance(place, Authority) and place is not None:
            where[type(place).__name__.lower()] = place
        held.append(Office(role=role, start=date(2026, 1, 1), **where))
    return Viewer(User(name="Vera"), held, date(2026, 11, 24))


def test_an_office_covers_what_lies_below_it() -> None:
    team = viewer(("locality_team", KENT))
    assert team.can(Permission.PEOPLE_MANAGE, school=SCHOOL)
    assert team.can(Permission.REQUEST_SEE_SUBMITTED, community=COMMUNITY)
    assert not team.can(Permission.PEOPLE_MANAGE, school=ELSEWHERE)
    assert not team.can(Permission.PEOPLE_MANAGE)
    officer = viewer(("hnf_officer", NORTH))
    assert officer.can(Permission.REQUEST_RECEIVE, community=COMMUNITY)
    assert not officer.can(Permission.PEOPLE_MANAGE, community=COMMUNITY)


@pytest.mark.clause("MEM-3")
def test_a_representative_reads_the_community_but_acts_for_one_school() -> None:
    member = viewer(("representative", SCHOOL))
    assert member.can(Permission.REQUEST_SEE_SUBMITTED, community=COMMUNITY)
    assert member.can(Permission.PUPILS_IDENTIFY, school=SCHOOL)
    assert not member.can(Permission.PUPILS_IDENTIFY, school=NEIGHBOUR, community=COMMUNITY)
    assert not Office(role="representative").may_vote


@pytest.mark.clause("MEM-2")
def test_a_clerk_of_two_communities_holds_both_and_no_more() -> None:
    second, third = (Community(pk=pk, name=f"North {pk}", area=NORTH, authority=KENT) for pk in (8, 9))
    clerk = viewer(("clerk", COMMUNITY), ("clerk", second))
    assert clerk.scope(Permission.MEETINGS_MANAGE).communities == {4, 8}
    assert not clerk.can(Permission.MEETINGS_MANAGE, community=third)


@pytest.mark.clause("OBJ-4")
def test_an_adviser_holds_what_an_adviser_may_in_no_place() -> None:
    adviser = viewer(("adviser", KENT))
    for permission in (Permission.MEETINGS_SEE, Permission.MEETING_TAKE_PART):
        assert adviser.can_somewhere(permission)
        assert adviser.scope(permission).invited == {KENT.pk}
        assert not adviser.can(permission, community=COMMUNITY, area=NORTH, authority=KENT, school=SCHOOL)
        assert adviser.scope(permission).q(community="community", area="area", authority="authority") == Q(pk__in=[])
    assert not adviser.can_somewhere(Permission.REQUEST_SEE_SUBMITTED)
    assert not adviser.can_somewhere(Permission.BUDGET_SEE)


@pytest.mark.clause("MEM-5")
def test_who_leads_or_clerks_a_community_makes_advisers_and_no_other_office() -> None:
    for role in ("chair", "clerk"):
        assert why_not_give(viewer((role, COMMUNITY)), ROLES["adviser"], KENT) is None
        assert why_not_give(viewer((role, COMMUNITY)), ROLES["adviser"], OTHER)
    assert why_not_give(viewer(("representative", SCHOOL)), ROLES["adviser"], KENT)
    assert "adviser" not in {role.slug for role in roles_may_give(viewer(("locality_team", KENT)))}


def test_nobody_without_an_office_may_do_anything() -> None:
    nobody = viewer()
    assert not any(nobody.can_somewhere(permission) for permission in Permission)
    assert roles_may_give(nobody) == []


def test_a_role_that_is_no_more_gives_nothing() -> None:
    assert not viewer(("wizard", KENT)).can_somewhere(Permission.COMMUNITY_VIEW)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_signatory_gives_offices_of_the_own_school_and_no_other(role: str) -> None:
    head = viewer(("signatory", SCHOOL))
    own = ROLES[role].scope == "school"
    assert (why_not_give(head, ROLES[role], SCHOOL) is None) is own
    for place in (NEIGHBOUR, ELSEWHERE, COMMUNITY, NORTH, KENT, None):
        assert why_not_give(head, ROLES[role], place)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_the_locality_team_gives_offices_of_its_own_council_and_none_of_the_installation(role: str) -> None:
    team = viewer(("locality_team", KENT))
    places = {
        "school": SCHOOL, "community": COMMUNITY, "area": NORTH, "authority": KENT, "invited": KENT, "installation": None,
    }  # fmt: skip
    place = places[ROLES[role].scope]
    assert (why_not_give(team, ROLES[role], place) is None) is (place is not None)
    assert why_not_give(team, ROLES[role], OTHER)


def test_an_administrator_gives_first_people_and_no_office_of_a_school() -> None:
    root = viewer(("administrator", None))
    assert why_not_give(root, ROLES["locality_team"], OTHER) is None
    assert why_not_give(root, ROLES["administrator"], None) is None
    assert {role.slug for role in roles_may_give(root)} >= {"locality_team", "administrator"}


@pytest.mark.parametrize("role", ["school_editor", "representative", "chair", "clerk", "hnf_officer", "finance"])
def test_others_give_no_office(role: str) -> None:
    places = {"school": SCHOOL, "community": COMMUNITY, "area": NORTH, "authority": KENT}
    other = viewer((role, places[ROLES[role].scope]))
    assert roles_may_give(other) == []
    for slug, place in (("school_editor", SCHOOL), ("clerk", COMMUNITY), ("finance", KENT), ("administrator", None)):
        assert why_not_give(other, ROLES[slug], place)


@pytest.mark.clause("RFR-1")
@pytest.mark.parametrize(
    ("kind", "status", "sentence"),
    [
        ("mainstream", "open", None),
        ("mainstream", "proposed_to_close", None),
        ("mainstream", "closed", "is closed"),
        ("special", "open", "is a special school"),
        ("pru", "open", "is a pupil referral unit"),
        ("independent", "open", "is an independent school"),
        ("nursery", "open", "is a nursery school"),
        ("other", "open", "is not a mainstream school"),
    ],
)
def test_only_open_mainstream_schools_take_part(kind: str, status: str, sentence: str | None) -> None:
    reason = said(why_not_school(School(name="Oakfield", kind=kind, status=status, type_name="As the register says")))
    assert reason is None if sentence is None else sentence in (reason or "")


def test_a_school_whose_type_no_file_told_is_asked_for() -> None:
    reason = said(why_not_school(School(name="Oakfield", kind="other", status="open"))) or ""
    assert reason.startswith("Locality does not know what type of school Oakfield is. Import it again")


def test_a_role_is_held_for_its_own_kind_of_place() -> None:
    assert why_not_role_at(ROLES["clerk"], COMMUNITY) is None
    assert "a community" in (said(why_not_role_at(ROLES["clerk"], SCHOOL)) or "")
    assert "an area" in (said(why_not_role_at(ROLES["hnf_officer"], None)) or "")
    closed = Community(name="Gone", closed_on=date(2026, 1, 31))
    assert said(why_not_role_at(ROLES["clerk"], closed)) == "Gone was closed on Saturday 31 January 2026."
