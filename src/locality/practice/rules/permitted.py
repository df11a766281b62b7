"""Why something can’t be done with a case, each in a sentence for the person."""

from collections.abc import Collection, Sequence

from locality.practice.models import PracticeCase
from locality.practice.rules.gate import Finding, mark_of
from locality.practice.rules.written import Likeness, are_alike, missing_in, texts_of
from locality.practice.workflow import CaseIs
from locality.values.refusals import Refusal
from locality.values.sentences import count


def mark_of_case(case: PracticeCase, needs: Collection[int]) -> str:
    """A mark of all that is written of a case, and of where it stands."""
    said = (case.phase, case.key_stage_id, case.kind, case.hours, case.weeks, case.cost, case.result, case.strength)
    return mark_of(texts_of(case), *said, case.contact, case.state, *sorted(needs))


def why_not_as_seen(case: PracticeCase, needs: Collection[int], seen: str) -> Refusal | None:
    """It is done to what was shown, and not to what somebody wrote meanwhile."""
    if seen != mark_of_case(case, needs):
        return Refusal(f"{case.written_by.name} changed this case while you had it open. Read it again.")
    return None


def why_not_complete(case: PracticeCase, needs: Collection[int]) -> Refusal | None:
    """Others read a case only with everything they need to know."""
    missing = missing_in(case, needs)
    if missing:
        return Refusal(
            f"{missing[0].sentence}. {count(len(missing), 'answer')} must be completed before you can share it."
        )
    return None


def why_not_past_the_gate(findings: Sequence[Finding], *, confirmed: bool) -> Refusal | None:
    """No pupil is named and no date of birth given; what else was found, the writer has confirmed."""
    if blocking := sum(each.blocks for each in findings):
        names = count(blocking, "name or date of birth", "names or dates of birth")
        return Refusal(f"Remove {names} from the case before others read it.")
    if findings and not confirmed:
        return Refusal("Confirm that no one can tell from this case who a child is", "confirmed")
    return None


def why_not_another(case: PracticeCase, person_id: int) -> Refusal | None:
    """Who releases a case or sends it back has not written it."""
    if person_id in {case.started_by_id, case.written_by_id, case.asked_by_id}:
        return Refusal("You wrote this case or asked to share it, so someone else must release it.")
    return None


def why_not_merge(case: PracticeCase, other: PracticeCase, one: Likeness, another: Likeness) -> Refusal | None:
    """A case goes into another that tells the same to at least as many people."""
    if case.pk == other.pk or not are_alike(one, another):
        return Refusal("These 2 cases are not alike enough to merge. Select another case.", "other")
    as_many = other.state == CaseIs.RELEASED or (
        other.state == case.state == CaseIs.SHARED and other.community_id == case.community_id
    )
    if case.authority_id != other.authority_id or not as_many:
        return Refusal("Fewer people can read that case than this one. Merge it the other way round.", "other")
    return None
