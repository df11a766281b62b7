"""The council's questions to the school or the clerk about what it received; they stay with the request."""

from datetime import datetime

from django.db import transaction

from locality.accounts.models import User
from locality.resource_requests.actions.steps import check, locked, take, tell, told_by
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.resource_requests.queries.who_is_told import told_of_question
from locality.resource_requests.workflow import E
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

To = CouncilQuestion.To
_EVENTS = {To.CLERK: E.REPLY, To.SCHOOL: E.REPLY_FOR_SCHOOL}


@transaction.atomic
def ask_question(rfr: ResourceRequest, *, to: CouncilQuestion.To, text: str, by: User, at: datetime) -> CouncilQuestion:
    """The council asks; one question to each at a time. Raises NotPossible."""
    rfr = locked(rfr)
    check(rfr, E.QUERY, by=by, at=at)
    if not text.strip():
        raise NotPossible("Enter the question.")
    if CouncilQuestion.objects.filter(request=rfr, to=to, answered_at=None).exists():
        raise NotPossible(f"{to.label} has not answered your last question yet. Wait for that answer.")
    told = told_of_question(to, rfr, on=day_of(at), but=by)
    take(rfr, E.QUERY, by=by, at=at, note=text)
    question = CouncilQuestion.objects.create(request=rfr, to=to, text=text, asked_by=by, asked_at=at)
    tell(
        told,
        rfr,
        kind=E.QUERY,
        subject="a question from the council",
        lines=["The council has a question about this request. Open it to read and answer."],
        at=at,
    )
    return question


@transaction.atomic
def reply(rfr: ResourceRequest, *, to: CouncilQuestion.To, text: str, by: User, at: datetime) -> CouncilQuestion:
    """Whoever was asked answers. Raises NotPossible, also where no question waits."""
    rfr = locked(rfr)
    event = _EVENTS[to]
    check(rfr, event, by=by, at=at)
    if not text.strip():
        raise NotPossible("Enter the answer.")
    question = (
        CouncilQuestion.objects.select_for_update().filter(request=rfr, to=to, answered_at=None).order_by("id").first()
    )
    if question is None:
        raise NotPossible("No question of the council waits for an answer here.")
    told = told_by(event, rfr, by=by, at=at)
    question.answer, question.answered_by, question.answered_at = text, by, at
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    take(rfr, event, by=by, at=at, note=text)
    tell(
        told,
        rfr,
        kind=event,
        subject="your question is answered",
        lines=[f"{to.label} has answered the council’s question."],
        at=at,
    )
    return question
