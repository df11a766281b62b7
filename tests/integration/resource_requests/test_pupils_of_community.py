"""What a chair, a clerk or an officer writes on a request may name pupils of any school of the community (RES-9)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality.audit.models import Sight
from locality.communities.models import School
from locality.resource_requests import actions
from locality.resource_requests.actions import deciding, reviewing
from locality.resource_requests.models import KnownPupil, ResourceRequest
from locality.resource_requests.queries.community_pupils import BETWEEN_PARTS, BETWEEN_PUPILS, may_be_named
from locality.resource_requests.queries.identity import known_to
from locality.resource_requests.queries.pupils import names_of
from locality.resource_requests.queries.requests import reader_of
from locality.writing.actions import drafting
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import PUPIL, Side, acting, draft, has_met, request_in, ruling, submit

pytestmark = [pytest.mark.clause("RES-9"), pytest.mark.both_databases("SQL")]

OTHER, OTHER_BORN = "Cara Fagg", date(2017, 5, 9)
NOTE = f"{PUPIL} is like Cara Fagg (born 9 May 2017) and Ben Tapsell. Say how Cara and Ben got on."
READ = "Pupil A is like a pupil (born (date of birth)) and a pupil. Say how a pupil and a pupil got on."
OF_SCHOOL_2 = "Pupil A is like Cara Fagg (born 9 May 2017) and a pupil. Say how Cara and a pupil got on."
"""As the representative of the other school reads it, who knows her own pupil."""


def known_at(kent: Side, request: ResourceRequest, school: School, name: str, born: date | None = None) -> KnownPupil:
    """A pupil whom a school listed in a request of its own."""
    return KnownPupil.objects.create(
        rfr=request, asking_school=school, school=school, name=name, born=born,
        typed_by=kent.people["signatory"], typed_at=timezone.now(),
    )  # fmt: skip


def listed_elsewhere(kent: Side) -> None:
    """Two pupils of two other schools of the community, who never stood in the same request or meeting."""
    third = School.objects.create(authority=kent.authority, urn=999001, name="Third School", community=kent.community)
    for school, name, born in ((kent.other_school, OTHER, OTHER_BORN), (third, "Ben Tapsell", None)):
        own = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
        known_at(kent, own, school, name, born)


def returned(kent: Side) -> ResourceRequest:
    request = submit(kent, draft(kent))
    return reviewing.return_to_school(request, missing=NOTE, by=acting(kent.people["chair"]), at=timezone.now())


def page(kent: Side, who: str, name: str, request: ResourceRequest) -> str:
    return text_of(Desk(kent.people[who]).get(name, request.reference))


def test_a_note_of_a_return_names_no_pupil_of_another_school(kent: Side) -> None:
    listed_elsewhere(kent)
    request = returned(kent)
    for name in ("request", "request_timeline"):
        assert READ in page(kent, "moderator", name, request), name
        assert OF_SCHOOL_2 in page(kent, "representative", name, request), name


def test_schools_read_their_own_pupils_alone(kent: Side) -> None:
    listed_elsewhere(kent)
    request = returned(kent)
    before = Sight.objects.count()
    asking = page(kent, "signatory", "request", request)
    assert f"{PUPIL} is like a pupil (born (date of birth)) and a pupil." in asking
    assert Sight.objects.count() == before + 1


def test_who_mends_a_draft_reads_no_pupil_of_another_school_in_the_note(kent: Side) -> None:
    listed_elsewhere(kent)
    request = returned(kent)
    desk = Desk(kent.people["signatory"])
    for found in (
        desk.get("request_write", request.reference),
        desk.get("request_section", request.reference, "solution"),
        desk.get("request_pupil", request.reference, 1),
    ):
        assert f"{PUPIL} is like a pupil (born (date of birth)) and a pupil." in text_of(found)


def test_whoever_serves_the_community_reads_all_of_them_and_that_is_recorded(kent: Side) -> None:
    listed_elsewhere(kent)
    request = returned(kent)
    assert NOTE in page(kent, "chair", "request_timeline", request)
    assert Sight.objects.latest("pk").pupils == 3


def test_a_decisions_reasons_name_no_pupil_of_another_school(kent: Side) -> None:
    listed_elsewhere(kent)
    request = request_in(kent, "to_decide")
    deciding.decide(
        request, ruling(reasons=NOTE), by=acting(kent.people["clerk"]), at=timezone.now(), meeting=has_met(request)
    )
    request.refresh_from_db()
    for name in ("request", "request_print"):
        assert READ in page(kent, "moderator", name, request), name
        assert OF_SCHOOL_2 in page(kent, "representative", name, request), name


def test_what_every_reader_gets_alike_names_none_of_them(kent: Side) -> None:
    listed_elsewhere(kent)
    request = request_in(kent, "submitted")
    assert actions.steps.without_names(request, NOTE) == READ


def test_a_pupil_of_another_community_is_a_word_like_any_other(kent: Side) -> None:
    own = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    known_at(kent, own, kent.far_school, OTHER)
    assert "is like Cara Fagg" in page(kent, "representative", "request_timeline", returned(kent))


def test_a_pupil_whom_the_reader_knows_stays_though_another_school_lists_the_same_name(kent: Side) -> None:
    own = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    known_at(kent, own, kent.other_school, PUPIL)
    assert f"{PUPIL} is like" in page(kent, "signatory", "request_timeline", returned(kent))


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(figure)] for figure in f"{number:03}")


def test_a_thousand_pupils_cost_no_query_and_little_time(kent: Side) -> None:
    request = request_in(kent, "submitted")
    at, by = timezone.now() - timedelta(days=1), kent.people["signatory"]
    KnownPupil.objects.bulk_create(
        KnownPupil(
            rfr=request, asking_school=kent.other_school, school=kent.other_school, name=f"Xa{_letters(number)} Quorbury",
            typed_by=by, typed_at=at,
        )
        for number in range(1_000)
    )  # fmt: skip
    viewer = kent.viewer("moderator")
    with CaptureQueriesContext(connection) as made:
        reader = reader_of(viewer, request, request.version)
        assert reader.text("What Xabcd had helps.") == "What a pupil had helps."
    assert len(made) == 3
    assert len(names_of(request).of_community.split(BETWEEN_PUPILS)) == 1_001


def test_a_sign_in_a_name_that_parts_pupils_makes_nobody_readable() -> None:
    everybody = f"Cara{BETWEEN_PUPILS}Fagg{BETWEEN_PARTS}{BETWEEN_PARTS}7"
    found = may_be_named(everybody, ["Cara Fagg"])
    assert [(each.hidden.name, each.school_id) for each in found] == [("Cara", 0), ("Fagg", 7)]
    assert may_be_named("", ["Cara"]) == []
    assert may_be_named(everybody, [" "]) == []


def test_initials_of_a_pupil_of_the_same_meeting_are_hidden_as_in_the_minutes(kent: Side) -> None:
    request = request_in(kent, "accepted")
    other = drafting.start(school=kent.other_school, by=acting(kent.people["other_signatory"]), at=timezone.now())
    known_at(kent, other, kent.far_school, "Wilf Orme")
    viewer, text = kent.viewer("moderator"), "WO has a TA. W.O. reads."
    assert reader_of(viewer, request, request.version).text(text) == text
    ResourceRequest.objects.filter(pk=other.pk).update(meeting=request.meeting)
    assert reader_of(viewer, request, request.version).text(text) == "A pupil has a TA. A pupil reads."
    names = names_of(request)
    assert [each.name for each in known_to(kent.viewer("signatory"), request, names)] == [PUPIL]
