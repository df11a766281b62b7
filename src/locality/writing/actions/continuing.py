"""The standard request that follows an exceptional one (EXC-4, EXC-6)."""

from datetime import datetime

from django.db import transaction

from locality.communities.scope import Viewer
from locality.resource_requests.actions.steps import locked
from locality.resource_requests.content.fields import answers_of
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import continuation_of
from locality.resource_requests.rules.permitted import may_continue
from locality.writing.actions.drafting import copy_answers, start

_OWN_ANSWERS = frozenset(
    answer for name in ("exceptional_reason", "starts_on", "ends_on") for answer in answers_of(name)
)


@transaction.atomic
def continue_as_standard(rfr: ResourceRequest, *, by: Viewer, at: datetime) -> ResourceRequest:
    """A standard request with the answers of an exceptional one, linked both ways (EXC-4, EXC-6). Raises NotPossible."""
    rfr = locked(rfr)
    may_continue(by, rfr, continuation_of(rfr)).insist()
    new = start(school=rfr.school, by=by, at=at, copied_from=rfr, continues=rfr)
    copy_answers(rfr, new, by=by.user, at=at, leaving_out=_OWN_ANSWERS)
    return new
