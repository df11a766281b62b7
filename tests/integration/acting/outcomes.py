"""Who may agree outcomes, report what came of them, and take a second look."""

from datetime import timedelta

from django.utils import timezone

from locality.outcomes.actions import agreeing, keeping, looking, reporting
from locality.outcomes.models import SecondLook
from locality.values.working_days import day_of
from tests.integration.acting.acts import INNER, Do, act
from tests.integration.acting.requests import WRITERS
from tests.integration.outcomes.reviewing import agreed, outcome, report, review_of, sent
from tests.world import Side, request_in

_SHARED = "what each action begins or ends with, which has asked already"
INNER |= {
    "locality.budgets.actions.returning_unspent.return_unspent": "a school’s report calls it, which asks for the right to report",
    "locality.outcomes.actions.following.follow_decision": "a decision's own action calls it, which asks for the right to decide",
    "locality.outcomes.actions.steps.take_review": _SHARED,
    "locality.outcomes.actions.telling.tell_of_review": _SHARED,
    "locality.outcomes.actions.telling.tell_groups": _SHARED,
}


@act(agreeing.agree_outcomes, "school_editor", *WRITERS)
def _agree_outcomes(side: Side) -> Do:
    review = review_of(request_in(side, "processed"))
    return lambda by: agreeing.agree_outcomes(review, [outcome()], by=by, at=timezone.now())


@act(agreeing.extend_review, *WRITERS)
def _extend_review(side: Side) -> Do:
    review = agreed(side)
    later = review.due_on + timedelta(days=7)
    return lambda by: agreeing.extend_review(review, due_on=later, because="Too early.", by=by, at=timezone.now())


@act(keeping.keep_typed, *WRITERS)
def _keep_typed(side: Side) -> Do:
    review = agreed(side)
    typed = {"how_known": {"how_known": ["Seen."]}}
    return lambda by: keeping.keep_typed(review, typed, by=by, at=timezone.now())


@act(reporting.send_report, *WRITERS)
def _send_report(side: Side) -> Do:
    review = agreed(side)
    return lambda by: reporting.send_report(review, report(), by=by, at=timezone.now())


@act(looking.send_second_look, "representative")
def _send_second_look(side: Side) -> Do:
    now = timezone.now()
    found = sent(side, agreed(side)).report
    given = {"school": side.other_school, "drawn_at": now, "due_on": day_of(now)}
    look, _ = SecondLook.objects.get_or_create(report=found, defaults=given)
    return lambda by: looking.send_second_look(look, {1: "some"}, words="", by=by, at=timezone.now())
