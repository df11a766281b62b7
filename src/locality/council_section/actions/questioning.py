"""The council's questions to the school or the clerk about what it received; they stay with the request."""

from datetime import datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import begin_event
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.resource_requests.queries.who_is_told import told_of_question
from locality.resource_requests.workflow import E
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of

To = CouncilQuestion.To
_EVENTS = {To.CLERK: E.REPLY, To.SCHOOL: E.REPLY_FOR_SCHOOL}


@transaction.atomic
def ask_question(
    rfr: ResourceRequest, *, to: CouncilQuestion.To, text: str, by: Viewer, at: datetime
) -> CouncilQuestion:
    """The council asks; one question to each at a time. Raises NotPossible."""
    happening = begin_event(rfr, E.QUERY, by=by, at=at)
    rfr = happening.rfr
    if not text.strip():
        raise NotPossible("Enter the question.")
    if CouncilQuestion.objects.filter(rfr=rfr, to=to, answered_at=None).exists():
        raise NotPossible(
            f"{to.label} has not answered your last question yet. Wait for that answer before you ask another."
        )
    told = told_of_question(to, rfr, on=day_of(at), but=by.user)
    happening.take(note=text)
    question = CouncilQuestion.objects.create(rfr=rfr, to=to, text=text, asked_by=by.user, asked_at=at)
    happening.tell(told=told)
    return question


@transaction.atomic
def reply(rfr: ResourceRequest, *, to: CouncilQuestion.To, text: str, by: Viewer, at: datetime) -> CouncilQuestion:
    """Whoever was asked answers. Raises NotPossible, also where no question waits."""
    happening = begin_event(rfr, _EVENTS[to], by=by, at=at)
    rfr = happening.rfr
    if not text.strip():
        raise NotPossible("Enter the answer.")
    question = CouncilQuestion.objects.select_for_update().filter(rfr=rfr, to=to, answered_at=None).earliest("id")
    question.reply(text, by=by.user, at=at)
    happening.take(note=text)
    happening.tell()
    return question
