"""Taking back what the council set going for a decision that is replaced (DIS-5): only while nothing was paid."""

from datetime import datetime, timedelta

from locality.accounts.models import User
from locality.budgets.actions import planning_payments
from locality.budgets.models import PaymentPlan
from locality.budgets.queries.payments import paid_or_marked
from locality.resource_requests.actions.decision_records import release_held
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.rules.guards import why_not_once_paid
from locality.values.refusals import refuse
from locality.values.working_days import day_of


def undo_processing(rfr: ResourceRequest, earlier: Decision, *, why: str, by: User, at: datetime) -> None:
    """Cancel the planned payments of the earlier decision and release all it still holds. Raises NotPossible."""
    plan = PaymentPlan.objects.filter(decision_id=earlier.pk).first()
    if plan:
        if marked := paid_or_marked(earlier.pk, day_of(at)):
            refuse(why_not_once_paid(rfr, marked))
        planning_payments.stop_plan(
            decision_id=earlier.pk, after=plan.starts_on - timedelta(days=1), why=why, by=by, at=at
        )
    release_held(rfr, earlier, why=why, by=by, at=at)
