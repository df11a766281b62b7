"""A school agrees, reports, returns money and corrects, killed at each write: nothing is half reported or paid twice."""

from collections.abc import Callable
from decimal import Decimal

from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.models import Entry, Instalment
from locality.budgets.queries.held import kept_by_decisions
from locality.communities.scope import Viewer
from locality.outbox.models import Message
from locality.outcomes.actions.agreeing import agree_outcomes
from locality.outcomes.actions.reporting import send_report
from locality.outcomes.models import AgreedOutcome, Report, Result, Review
from tests.integration.kill.harness import Act, Outcome, Scenario
from tests.integration.outcomes.reviewing import outcome, report
from tests.world import acting, make_side, request_in

SPENT, LESS = Decimal(700), Decimal(650)


def set_up() -> None:
    """One processed request, of whose £1,000 nothing is paid yet."""
    side = make_side("Wealdshire", "801", 801000, now=timezone.now())
    request_in(side, "processed")


def acts() -> dict[str, Act]:
    def by() -> Viewer:
        return acting(User.objects.get(email="school_editor@801.example"))

    def review() -> Review:
        return Review.objects.get()

    def sent(spent: Decimal) -> Callable[[], object]:
        return lambda: send_report(review(), report(spent=spent, returns=True), by=by(), at=timezone.now())

    return {
        "agreed": lambda: agree_outcomes(review(), [outcome(), outcome()][:1], by=by(), at=timezone.now()),
        "reported": sent(SPENT),
        "corrected": sent(LESS),
    }


def check(outcome: Outcome) -> None:
    """What each act did, its event, its money and its messages are there together or not at all."""
    review = Review.objects.get()
    reports = list(Report.objects.order_by("number").values_list("returned", flat=True))
    done = {
        "agreed": {review.state != "to_agree", AgreedOutcome.objects.exists(), _logged("review.agreed")},
        "reported": {len(reports) > 0, _logged("review.reported"), Result.objects.exists()},
        "corrected": {len(reports) > 1, _logged("review.corrected")},
    }
    for act, said in done.items():
        assert len(said) == 1, f"{act}: half done"
        assert act not in outcome.acks or said == {True}, f"{act}: lost"
    kept = kept_by_decisions([review.decision_id])[review.decision_id]
    assert kept == Decimal(1000) - sum(filter(None, reports), Decimal(0))
    assert sum(Entry.objects.filter(kind="release").values_list("amount", flat=True)) == Decimal(1000) - kept
    assert sum(Instalment.objects.filter(cancelled_at=None).values_list("amount", flat=True)) == kept
    told = Message.objects.filter(kind="review.reported", to__email="clerk@801.example").count()
    assert told == len(reports)


def _logged(action: str) -> bool:
    return Event.objects.filter(action=action).exists()


OUTCOMES = Scenario(set_up, acts, check)
