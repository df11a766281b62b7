"""The worker asks schools for their reports: 20 and 5 working days before, on the review date, and then once a week."""

from datetime import datetime

from django.db import transaction

from locality.audit.actions import record
from locality.communities.deadlines import deadlines_of
from locality.outcomes.actions.telling import tell_of_review
from locality.outcomes.models import Review
from locality.outcomes.queries import locked_review, reporters_of
from locality.outcomes.rules import is_reminded_on
from locality.outcomes.workflow import ReviewIs
from locality.values.dates import show_day
from locality.values.working_days import day_of


@transaction.atomic
def remind_of_review(review: Review, *, at: datetime) -> bool:
    """Ask the school for its report, if today is a day for that; whether it was asked now. May be called again and again."""
    review, today = locked_review(review), day_of(at)
    deadlines = deadlines_of(review.authority, on=today)
    if review.state != ReviewIs.UNDER_WAY or not is_reminded_on(deadlines, review.due_on, review.reminded_on, today):
        return False
    review.reminded_on = today
    review.save(update_fields=["reminded_on"])
    people = reporters_of(review, today)
    record("review.reminded", review, by=None, at=at, after={"told": len(people)})
    late = review.due_on < today
    when = f"was due on {show_day(review.due_on)}" if late else f"is due by {show_day(review.due_on)}"
    tell_of_review(
        people,
        review,
        kind="reminded",
        subject=f"Your report on outcomes {when}",
        lines=[
            f"Your report on what came of the support {when}.",
            "It is one page and takes about five minutes.",
            *([] if review.extended_from else ["If you need more time, you can move the review date once."]),
        ],
        by=None,
        at=at,
        page="request_report",
    )
    return True
