"""What each role allows, read against the table of settled questions."""

import pytest

from locality.accounts.permissions import Permission
from locality.accounts.roles import ROLES, Role, Scope, roles_for, roles_with

P = Permission


def slugs(permission: P) -> set[str]:
    return {role.slug for role in roles_with(permission)}


def test_every_permission_is_given_to_some_role() -> None:
    assert {permission for permission in P if not roles_with(permission)} == set()


def test_each_role_is_described_and_found_by_its_slug() -> None:
    for slug, role in ROLES.items():
        assert role.slug == slug
        assert role.description.endswith(".")
        assert role.permissions


@pytest.mark.clause("RES-9")
def test_pupils_are_identified_only_for_those_of_the_settled_table() -> None:
    assert slugs(P.PUPILS_IDENTIFY) == {
        "school_editor", "signatory", "representative", "chair", "clerk", "deputy_clerk", "hnf_officer", "finance",
    }  # fmt: skip


@pytest.mark.clause("RES-9")
def test_how_many_have_an_ehcp_is_told_to_the_council_without_names() -> None:
    assert slugs(P.PUPILS_COUNT) == {"moderator", "locality_team"}


@pytest.mark.clause("FORM-10")
def test_an_editor_can_not_sign_and_only_a_signatory_can() -> None:
    assert slugs(P.REQUEST_SIGN) == {"signatory"}
    assert "school_editor" in slugs(P.REQUEST_WRITE)


@pytest.mark.clause("FORM-12")
def test_deciding_is_for_chair_and_clerk() -> None:
    assert slugs(P.REQUEST_DECIDE) == slugs(P.REQUEST_CORRECT) == {"chair", "clerk", "deputy_clerk"}
    assert slugs(P.REQUEST_REVIEW) == {"chair"}


@pytest.mark.clause("CTX-1")
def test_every_role_sees_the_communities() -> None:
    assert slugs(P.COMMUNITY_VIEW) == set(ROLES)


def test_no_one_sees_drafts_but_the_school() -> None:
    assert {ROLES[slug].scope for slug in slugs(P.REQUEST_SEE)} == {Scope.SCHOOL}


@pytest.mark.clause("MEM-3")
def test_a_representative_reads_the_community_without_its_pupils() -> None:
    representative = ROLES["representative"]
    assert P.REQUEST_SEE_SUBMITTED in representative.community_permissions
    assert P.PUPILS_IDENTIFY not in representative.community_permissions
    assert representative.needs_delegated_authority


def test_only_a_role_of_a_school_reaches_into_its_community() -> None:
    with pytest.raises(ValueError, match="only a role held for a school"):
        Role("x", "X", "X.", Scope.AREA, frozenset(), frozenset({P.MEETINGS_SEE}))


def test_school_people_are_offered_school_roles_only() -> None:
    assert [role.slug for role in roles_for([Scope.SCHOOL])] == ["school_editor", "signatory", "representative"]
