"""The life of a case: written by its school, past the gate, released by somebody else, withdrawn at once, merged."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from locality.audit.models import Event
from locality.outbox.models import Message
from locality.practice.actions import merging, sharing, writing
from locality.practice.models import PracticeCase
from locality.resource_requests.models import KnownPupil
from locality.values.refusals import NotPossible
from tests.practice_world import case_in, mark, written
from tests.world import PUPIL, Side, acting, draft, needs

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-2")]


def share(side: Side, case: PracticeCase, *, with_all: bool = False, confirmed: bool = False) -> PracticeCase:
    return sharing.share_case(
        case=case, with_all=with_all, confirmed=confirmed, seen=mark(case),
        by=acting(side.people["school_editor"]), at=timezone.now(),
    )  # fmt: skip


def state_of(case: PracticeCase) -> str:
    return PracticeCase.objects.get(pk=case.pk).state


def told(kind: str = "practice_case") -> list[tuple[str, str]]:
    return [(each.address, each.subject) for each in Message.objects.filter(kind=kind).order_by("pk")]


def test_a_draft_needs_a_title_alone_and_is_shared_only_when_complete(kent: Side) -> None:
    case = case_in(kent, "draft", tried="", result="", hours=None)
    with pytest.raises(NotPossible, match=r"Enter what you tried\. 3 answers must"):
        share(kent, case)
    assert state_of(case) == "draft"
    with pytest.raises(NotPossible, match="Enter a title"):
        case_in(kent, "draft", title="  ")


def test_nothing_is_shared_that_names_a_pupil_known_of_the_school(kent: Side) -> None:
    draft(kent)
    assert KnownPupil.objects.filter(name=PUPIL).exists()
    case = case_in(kent, "draft", tried=f"We met {PUPIL.split()[0]} at the gate each day.")
    with pytest.raises(NotPossible, match="Remove 1 name or date of birth from the case"):
        share(kent, case, confirmed=True)
    in_title = case_in(kent, "draft", title="How Marigold came in")
    with pytest.raises(NotPossible, match="Remove 1 name"):
        share(kent, in_title, with_all=True, confirmed=True)
    assert {state_of(case), state_of(in_title)} == {"draft"}
    assert not told()


def test_what_could_tell_of_a_child_is_confirmed_by_its_writer(kent: Side) -> None:
    case = case_in(kent, "draft", tried="Two pupils read with an adult each day.")
    with pytest.raises(NotPossible, match="Confirm that no one can tell from this case who a child is"):
        share(kent, case)
    assert share(kent, case, confirmed=True).state == "shared"


def test_only_what_was_shown_is_shared_changed_and_released(kent: Side) -> None:
    case, by, now = case_in(kent, "draft"), acting(kent.people["school_editor"]), timezone.now()
    old = mark(case)
    signatory = acting(kent.people["signatory"])
    writing.change_case(case=case, written=written(kent, weeks=6), seen=old, by=signatory, at=now)
    with pytest.raises(NotPossible, match="Signatory Wealdshire changed this case while you had it open"):
        sharing.share_case(case=case, with_all=True, confirmed=True, seen=old, by=by, at=now)
    with pytest.raises(NotPossible, match="while you had it open"):
        writing.change_case(case=case, written=written(kent, weeks=7), seen=old, by=by, at=now)
    assert PracticeCase.objects.get(pk=case.pk).weeks == 6
    asked = case_in(kent, "asked")
    with pytest.raises(NotPossible, match="while you had it open"):
        sharing.release_case(case=asked, seen=old, by=acting(kent.people["clerk"]), at=now)
    assert state_of(asked) == "asked"


def test_the_clerk_is_asked_and_the_school_hears_of_the_release(kent: Side) -> None:
    case = case_in(kent, "asked")
    assert told() == [
        ("clerk@801.example", "Read and release a case: A calm start for pupils who find mornings…"),
        ("deputy_clerk@801.example", "Read and release a case: A calm start for pupils who find mornings…"),
    ]
    sharing.release_case(case=case, seen=mark(case), by=acting(kent.people["clerk"]), at=timezone.now())
    assert told()[2:] == [
        ("school_editor@801.example", "Everyone can now read your case: A calm start for pupils who find mornings…")
    ]
    found = PracticeCase.objects.get(pk=case.pk)
    today = timezone.localdate()
    assert (found.state, found.shown_to, found.released_by) == ("released", "all", kent.people["clerk"])
    assert found.review_on in {today.replace(year=today.year + 2), date(today.year + 2, 2, 28)}


def test_nobody_releases_or_sends_back_what_they_wrote(kent: Side) -> None:
    kent.people["clerk"].offices.create(
        role="school_editor", authority=kent.authority, school=kent.school, start=timezone.localdate()
    )
    case = case_in(kent, "asked", who="clerk")
    clerk, now = acting(kent.people["clerk"]), timezone.now()
    with pytest.raises(NotPossible, match="someone else must release it"):
        sharing.release_case(case=case, seen=mark(case), by=clerk, at=now)
    with pytest.raises(NotPossible, match="someone else must release it"):
        sharing.send_case_back(case=case, reason="No", seen=mark(case), by=clerk, at=now)
    assert ("clerk@801.example", "Read and release a case: A calm start for pupils who find mornings…") not in told()
    team = acting(kent.people["locality_team"])
    assert sharing.release_case(case=case, seen=mark(case), by=team, at=now).state == "released"


@pytest.mark.both_databases("constraint")
def test_the_database_lets_nobody_release_their_own_case(kent: Side) -> None:
    case = case_in(kent, "released")
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeCase.objects.filter(pk=case.pk).update(released_by=case.written_by)
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeCase.objects.filter(pk=case.pk).update(merged_into=case)
    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeCase.objects.filter(pk=case.pk).update(state="merged")


def test_a_case_sent_back_is_a_draft_again_with_the_reason_and_no_name_in_it(kent: Side) -> None:
    case = case_in(kent, "asked")
    draft(kent)
    sharing.send_case_back(
        case=case, reason=f"One can tell it is {PUPIL}.", seen=mark(case), by=acting(kent.people["clerk"]),
        at=timezone.now(),
    )  # fmt: skip
    found = PracticeCase.objects.get(pk=case.pk)
    assert (found.state, found.reason) == ("draft", "One can tell it is a pupil.")
    assert "Change your case and share it again" in told()[-1][1]
    assert "Marigold" not in str([each.lines for each in Message.objects.all()])


def test_a_case_that_is_changed_is_a_draft_again(kent: Side) -> None:
    for state in ("shared", "asked", "released", "withdrawn"):
        case = case_in(kent, state)
        writing.change_case(
            case=case, written=written(kent, weeks=3), seen=mark(case), by=acting(kent.people["signatory"]),
            at=timezone.now(),
        )  # fmt: skip
        assert state_of(case) == "draft"


def test_a_name_listed_after_the_case_was_asked_for_keeps_it_from_being_released(kent: Side) -> None:
    case = case_in(kent, "asked", tried="Marigold yellow cards showed the way; each class had its own colour.")
    draft(kent)
    with pytest.raises(NotPossible, match="Remove 1 name"):
        sharing.release_case(case=case, seen=mark(case), by=acting(kent.people["clerk"]), at=timezone.now())


def test_whoever_keeps_the_library_pulls_a_case_at_once(kent: Side) -> None:
    case = case_in(kent, "released")
    team = acting(kent.people["locality_team"])
    sharing.pull_case(case=case, reason="A child can be told.", by=team, at=timezone.now())
    assert state_of(case) == "withdrawn"
    assert told()[-1][1].startswith("Your case was withdrawn: ")
    assert Event.objects.filter(action="practice_case.pulled", subject_id=str(case.pk)).count() == 1


def test_two_cases_that_tell_the_same_become_one_and_the_wider_one_stays(kent: Side) -> None:
    first = case_in(kent, "shared", title="Calm starts for pupils who find mornings hard")
    wide = case_in(kent, "released", title="A calm start to hard mornings for pupils")
    other = case_in(kent, "released", title="Reading with an adult at lunch")
    clerk, now = acting(kent.people["clerk"]), timezone.now()
    with pytest.raises(NotPossible, match="not alike enough"):
        merging.merge_case(case=first, into=other, by=clerk, at=now)
    with pytest.raises(NotPossible, match="Fewer people can read that case"):
        merging.merge_case(case=wide, into=first, by=clerk, at=now)
    merged = merging.merge_case(case=first, into=wide, by=clerk, at=now)
    assert (merged.state, merged.merged_into) == ("merged", wide)
    assert state_of(wide) == "released"


def test_the_log_never_holds_what_was_typed(kent: Side) -> None:
    draft(kent)
    case = case_in(kent, "draft", title=f"{PUPIL} and the gate", tried=PUPIL, unsuited=PUPIL)
    said = [(each.subject, each.before, each.after) for each in Event.objects.filter(subject_type="practice_case")]
    assert said == [(f"case {case.pk} of {kent.school.name}", None, None)]


def test_lists_of_another_council_are_no_answer(kent: Side, elsewhere: Side) -> None:
    foreign = needs(elsewhere, "SEMH")[0].pk
    with pytest.raises(NotPossible, match="Select answers from the list"):
        case_in(kent, "draft", needs=(foreign,))
    with pytest.raises(NotPossible, match="Select answers from the list"):
        case_in(kent, "draft", key_stage=needs(kent, "SEMH")[0].pk)


def test_a_case_is_looked_at_again_after_two_years(kent: Side) -> None:
    case = case_in(kent, "released")
    PracticeCase.objects.filter(pk=case.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    case.refresh_from_db()
    assert case.is_stale(timezone.localdate())
    reviewed = writing.review_case(case=case, by=acting(kent.people["signatory"]), at=timezone.now())
    assert not reviewed.is_stale(timezone.localdate() + timedelta(days=700))
    assert reviewed.state == "released"
