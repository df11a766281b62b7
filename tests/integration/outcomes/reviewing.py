"""Reviews in their states, for the tests of outcomes."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from locality.outcomes.actions.agreeing import agree_outcomes
from locality.outcomes.actions.reporting import Sent, send_report
from locality.outcomes.content import Level
from locality.outcomes.models import Review
from locality.outcomes.rules import NewOutcome, NewReport, NewResult
from locality.resource_requests.models import ResourceRequest
from tests.world import Side, acting, request_in


def outcome(**changes: str) -> NewOutcome:
    """One whole outcome."""
    usual = {
        "what": "Stays in class in the mornings",
        "start": "Two lessons of five",
        "hoped": "Four lessons of five",
        "framework": "learning",
    }
    return NewOutcome(**usual | changes)


def report(**changes: Any) -> NewReport:
    """A report that says what was hoped came, and all £1,000 were spent."""
    usual: dict[str, Any] = {
        "happened": "as_agreed",
        "next": "own",
        "results": {1: NewResult(Level.HOPED)},
        "evidence": ("staff", "pupil"),
        "how_known": "Four of five since May.",
        "pupil_said": "I like mornings now.",
        "spent": Decimal(1000),
        "again": True,
    }
    return NewReport(**usual | changes)


def review_of(rfr: ResourceRequest) -> Review:
    return Review.objects.select_related("rfr", "school", "community").get(rfr=rfr)


def agreed(side: Side, state: str = "processed", *outcomes: NewOutcome) -> Review:
    """The review of a request in a state, whose school has agreed its outcomes."""
    review = review_of(request_in(side, state))
    return agree_outcomes(review, outcomes or [outcome()], by=acting(side.people["school_editor"]), at=timezone.now())


def sent(side: Side, review: Review, **changes: Any) -> Sent:
    """Its report, sent by the editor now."""
    return send_report(review, report(**changes), by=acting(side.people["school_editor"]), at=timezone.now())


WEEK = timedelta(days=7)
