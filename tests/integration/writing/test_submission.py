"""Signing, the meeting a request reaches, late ones, and the chair's review."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.outbox.models import Message
from locality.resource_requests.actions import reviewing
from locality.resource_requests.models import DraftAnswer, ResourceRequest, Step, Version
from locality.resource_requests.queries.needs import kinds_needing
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.world import PUPIL, Side, acting, add_meeting, draft, request_in, submit


@pytest.mark.both_databases("constraint")
@pytest.mark.clause("FORM-01")
def test_references_are_given_in_order_and_never_twice(kent: Side) -> None:
    first, second = draft(kent), draft(kent)
    year = day_of(timezone.now()).year
    assert first.reference == f"RFR-{year}-00001"
    assert second.reference == f"RFR-{year}-00002"
    assert first.created_at is not None
    with pytest.raises(IntegrityError):
        ResourceRequest.objects.filter(pk=second.pk).update(reference=first.reference)


@pytest.mark.clause("FORM-10")
def test_a_signature_keeps_name_role_time_and_the_exact_content(kent: Side) -> None:
    request = request_in(kent, "submitted")
    version = Version.objects.get(rfr=request)
    assert (version.signed_name, version.signed_role, version.signed_by) == (
        "Sig Natory", "Head teacher", kent.people["signatory"],
    )  # fmt: skip
    assert len(version.content_hash) == 64
    assert PUPIL not in str({name: value for name, value in version.content.items() if name != "solution"})
    assert version.pupils.get().name == PUPIL


@pytest.mark.clause("FORM-10")
def test_what_changed_since_it_was_read_is_not_signed(kent: Side) -> None:
    request = draft(kent)
    seen = signing.fingerprint(request)
    change = {"outcomes": Typed("By August.", 1)}
    drafting.save_answers(request, change, by=acting(kent.people["school_editor"]), at=timezone.now())
    with pytest.raises(NotPossible, match="changed the answers"):
        signing.submit(
            request,
            by=acting(kent.people["signatory"]),
            signed_name="A",
            signed_role="Head",
            seen=seen,
            at=timezone.now(),
        )
    assert not Version.objects.exists()


@pytest.mark.clause("FORM-10")
def test_a_later_change_needs_a_new_signature(kent: Side) -> None:
    request = request_in(kent, "ready_to_sign")
    with pytest.raises(NotPossible):
        drafting.save_answers(
            request, {"outcomes": Typed("By August.", 1)}, by=acting(kent.people["school_editor"]), at=timezone.now()
        )
    request = drafting.reopen(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    assert request.state == "draft"
    returned = request_in(kent, "returned")
    drafting.save_answers(
        returned, {"outcomes": Typed("By August.", 1)}, by=acting(kent.people["school_editor"]), at=timezone.now()
    )
    again = submit(kent, returned)
    first, second = Version.objects.filter(rfr=again).order_by("number")
    assert first.content["outcomes"] != second.content["outcomes"]
    assert first.content_hash != second.content_hash


@pytest.mark.clause("FORM-10")
def test_an_editor_cannot_sign(kent: Side) -> None:
    request = draft(kent)
    assert not may(kent.viewer("school_editor"), E.SUBMIT, request)
    assert may(kent.viewer("signatory"), E.SUBMIT, request)


@pytest.mark.clause("PRE-2")
def test_a_request_reaches_the_first_meeting_whose_deadline_is_not_past(kent: Side) -> None:
    today = day_of(timezone.now())
    soon = add_meeting(kent.community, timezone.now(), in_working_days=4)
    assert deadlines_of(kent.authority, on=today).submission(soon.day) < today
    request = request_in(kent, "submitted")
    assert request.meeting == kent.meeting
    assert request.meeting != soon


@pytest.mark.clause("PRE-2")
def test_the_deadline_lasts_until_the_end_of_its_day(kent: Side, clock) -> None:  # type: ignore[no-untyped-def]
    assert kent.meeting is not None
    deadline = deadlines_of(kent.authority, on=day_of(timezone.now())).submission(kent.meeting.day)
    request = draft(kent)
    clock(f"{deadline.isoformat()} 23:59")
    assert submit(kent, request).meeting == kent.meeting
    late = draft(kent)
    clock(f"{(deadline + timedelta(days=1)).isoformat()} 00:01")
    assert submit(kent, late).meeting is None


@pytest.mark.clause("PRE-2")
def test_the_chair_admits_a_late_request_only_with_a_reason(kent: Side) -> None:
    soon = add_meeting(kent.community, timezone.now(), in_working_days=4)
    request = request_in(kent, "submitted")
    chair = kent.people["chair"]
    with pytest.raises(NotPossible, match="Enter why"):
        reviewing.admit(request, soon, reason=" ", by=acting(chair), at=timezone.now())
    foreign = add_meeting(kent.neighbour, timezone.now(), in_working_days=4)
    with pytest.raises(NotPossible, match="this community"):
        reviewing.admit(request, foreign, reason="Urgent", by=acting(chair), at=timezone.now())
    admitted = reviewing.admit(request, soon, reason="A place closes on Friday.", by=acting(chair), at=timezone.now())
    assert admitted.meeting == soon
    assert admitted.late_reason == "A place closes on Friday."
    assert Step.objects.filter(rfr=request, event="admit", note="A place closes on Friday.").exists()


@pytest.mark.clause("PRE-3")
@pytest.mark.clause("CHA-1")
def test_the_chair_is_told_of_what_awaits_review(kent: Side) -> None:
    request = request_in(kent, "submitted")
    message = Message.objects.get(to=kent.people["chair"], kind="resource_request.submit")
    assert request.reference in message.subject
    assert PUPIL not in " ".join([message.subject, *message.lines])
    (kind,) = kinds_needing(kent.viewer("chair"))
    assert (kind.name, kind.requests) == ("submitted", [request])
    assert kinds_needing(kent.viewer("clerk")) == []


@pytest.mark.clause("CHA-1")
def test_returned_requests_come_back_as_another_version(kent: Side) -> None:
    request = request_in(kent, "returned")
    step = Step.objects.get(rfr=request, event="return")
    assert step.note == "Say where they stand today."
    again = submit(kent, request)
    assert (again.state, again.version_number) == ("submitted", 2)
    assert Version.objects.filter(rfr=request).count() == 2


def test_a_meeting_that_has_passed_is_not_the_one_a_request_is_accepted_for(kent: Side) -> None:
    request = request_in(kent, "submitted")
    Meeting.objects.filter(pk=request.meeting_id).update(day=day_of(timezone.now()) - timedelta(days=1))
    with pytest.raises(NotPossible, match="no future meeting"):
        reviewing.accept(request, by=acting(kent.people["chair"]), at=timezone.now())
    ahead = add_meeting(kent.community, timezone.now())
    assert reviewing.accept(request, by=acting(kent.people["chair"]), at=timezone.now()).meeting == ahead


@pytest.mark.clause("RFR-1")
@pytest.mark.parametrize("kind", ["special", "pru", "independent", "nursery", "other"])
def test_only_mainstream_schools_start_a_request(kent: Side, kind: str) -> None:
    kent.school.kind = kind
    kent.school.save()
    with pytest.raises(NotPossible, match="Only mainstream schools"):
        drafting.start(school=kent.school, by=acting(kent.people["signatory"]), at=timezone.now())
    assert not ResourceRequest.objects.exists()


@pytest.mark.clause("RFR-2")
def test_an_incomplete_draft_is_not_submitted_and_nothing_is_lost(kent: Side) -> None:
    request = draft(kent, solution="word " * 251)
    with pytest.raises(NotPossible, match="task list"):
        submit(kent, request)
    assert DraftAnswer.objects.get(rfr=request, name="solution").text == "word " * 251


def test_two_colleagues_are_shown_both_texts(kent: Side) -> None:
    request = draft(kent)
    editor, head = kent.people["school_editor"], kent.people["signatory"]
    mine = drafting.save_answers(request, {"outcomes": Typed("From the head", 1)}, by=acting(head), at=timezone.now())
    assert mine.seen["outcomes"].revision == 2
    theirs = drafting.save_answers(
        request, {"outcomes": Typed("From the editor", 1)}, by=acting(editor), at=timezone.now()
    )
    (conflict,) = theirs.clashes
    assert (conflict.mine, conflict.theirs, conflict.by) == ("From the editor", "From the head", head.name)
    assert DraftAnswer.objects.get(rfr=request, name="outcomes").text == "From the head"


def test_two_colleagues_who_begin_the_same_answer_are_shown_both_texts(kent: Side) -> None:
    request = drafting.start(school=kent.school, by=acting(kent.people["signatory"]), at=timezone.now())
    for by, text in ((kent.people["signatory"], "One"), (kent.people["school_editor"], "Two")):
        saved = drafting.save_answers(request, {"solution": Typed(text, 0)}, by=acting(by), at=timezone.now())
    assert [conflict.theirs for conflict in saved.clashes] == ["One"]


def test_a_copy_has_the_answers_and_none_of_the_history(kent: Side) -> None:
    request = request_in(kent, "declined")
    new = drafting.copy(request, by=acting(kent.people["school_editor"]), at=timezone.now())
    assert (new.state, new.version_number, new.copied_from) == ("draft", 0, request)
    assert DraftAnswer.objects.get(rfr=new, name="pupil.1.name").text == PUPIL


@pytest.mark.clause("FORM-02")
def test_a_joint_request_tells_the_other_schools_signatories_from_the_first_time_on(kent: Side) -> None:
    request = request_in(kent, "submitted", partners=str(kent.other_school.pk))
    assert list(request.partners.all()) == [kent.other_school]
    assert Message.objects.filter(to=kent.people["other_signatory"], reference=request.reference).exists()
