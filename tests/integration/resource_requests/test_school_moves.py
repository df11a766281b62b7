"""A school moves to another community: its drafts go with it, what it has submitted stays (RES-9, CTX-2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.audit.models import Event
from locality.communities.imports.communities import HEADINGS, plan_communities
from locality.communities.imports.gias import plan_schools
from locality.imports.plans import Row
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import requests_for
from locality.values.refusals import NotPossible
from tests.world import Side, acting, add_meeting, draft, move_school, request_in, submit

pytestmark = pytest.mark.django_db


def row_of(side: Side, to: str) -> Row:
    return Row(2, dict(zip(HEADINGS, (to, "", side.area.name, str(side.school.urn)), strict=True)))


def move(side: Side) -> None:
    move_school(side.school, side.neighbour, by=side.people["locality_team"])


def test_the_dry_run_says_what_moves_and_what_stays(kent: Side) -> None:
    draft(kent)
    for state in ("submitted", "accepted", "returned"):
        request_in(kent, state)
    for state in ("declined", "withdrawn"):
        request_in(kent, state)
    (line,) = plan_communities(kent.authority, [row_of(kent, "Wealdshire 2")]).plan.lines
    assert line.text == (
        "Moves from Wealdshire 1 to Wealdshire 2. 4 of its requests are open: 1 draft moves with it "
        "and 3 stay with Wealdshire 1. No one at the school is invited to meetings there any more. The clerk there can invite "
        "someone as an adviser."
    )


def test_a_school_without_open_requests_moves_without_a_word(kent: Side) -> None:
    request_in(kent, "declined")
    (line,) = plan_communities(kent.authority, [row_of(kent, "Wealdshire 2")]).plan.lines
    assert line.text == "Moves from Wealdshire 1 to Wealdshire 2"


def test_a_draft_goes_to_the_community_of_the_day_it_is_signed(kent: Side) -> None:
    request = draft(kent)
    ahead = add_meeting(kent.neighbour, timezone.now())
    move(kent)
    request = submit(kent, ResourceRequest.objects.get(pk=request.pk))
    assert request.community == kent.neighbour
    assert request.meeting == ahead
    assert request in requests_for(kent.viewer("other_chair"))
    for former in ("chair", "clerk", "representative"):
        assert request not in requests_for(kent.viewer(former)), former
    logged = Event.objects.get(action="resource_request.move")
    assert (logged.before, logged.after) == ({"community": "Wealdshire 1"}, {"community": "Wealdshire 2"})


def test_what_is_submitted_returned_or_decided_stays(kent: Side) -> None:
    sent = [request_in(kent, state) for state in ("submitted", "returned", "deferred", "approved")]
    move(kent)
    for each in sent:
        each.refresh_from_db()
        assert each.community == kent.community, each.state


def test_who_read_it_before_the_move_reads_it_again_before_signing(kent: Side) -> None:
    from locality.writing.actions import signing

    request = draft(kent)
    seen = signing.fingerprint(request)
    move(kent)
    moved = f"{kent.school.name} has moved to {kent.neighbour.name} since you opened this page"
    with pytest.raises(NotPossible, match=moved):
        signing.submit(
            request,
            by=acting(kent.people["signatory"]),
            signed_name="Sig",
            signed_role="Head",
            seen=seen,
            at=timezone.now(),
        )


def test_a_school_that_moves_takes_its_drafts_too(kent: Side) -> None:
    request = draft(kent)
    move(kent)
    request.refresh_from_db()
    assert request.community == kent.neighbour


def test_a_school_that_closes_is_told_with_its_open_requests(kent: Side) -> None:
    request_in(kent, "submitted")
    draft(kent)
    cells = {
        "URN": str(kent.school.urn), "LA (code)": "801", "EstablishmentName": kent.school.name,
        "EstablishmentStatus (name)": "Closed", "PhaseOfEducation (name)": "Primary", "TypeOfEstablishment (code)": "1",
        "TypeOfEstablishment (name)": "Community school", "EstablishmentTypeGroup (code)": "4",
    }  # fmt: skip
    (line,) = plan_schools(kent.authority, [Row(2, cells)]).plan.lines
    assert line.kind == "close"
    assert line.text.endswith("status: Open → Closed. 2 of its requests are open.")


def test_one_row_of_another_council_is_one_row(kent: Side) -> None:
    cells = {"URN": "123456", "LA (code)": "999", "EstablishmentName": "Far"}
    assert plan_schools(kent.authority, [Row(2, cells)]).plan.notes[0] == "1 row of another council is left out."


def test_what_moves_is_asked_once_however_many_schools_move(kent: Side) -> None:
    from locality.resource_requests.actions.following_schools import said_of_schools

    with CaptureQueriesContext(connection) as queries:
        said_of_schools({kent.school.pk: True, kent.other_school.pk: True, kent.far_school.pk: False})
    assert len(queries) == 1
