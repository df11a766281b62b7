"""The page for parents is changed: by the school of the child, and without the name of another (RES-9)."""

from datetime import datetime

from django.db import transaction

from locality.audit.actions import record
from locality.communities.scope import Viewer
from locality.parents.models import PageForParents
from locality.parents.queries.for_parents import is_told, pages_of, without_others
from locality.resource_requests.actions.steps import locked
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import reader_of
from locality.values.refusals import NotAllowed, NotPossible

NOT_YOURS = "Only people at the school of a pupil in this request can tell the pupil’s parents."
NOT_YET = "There is no decision on this request yet that parents can be told of."
CHANGED_BY_YOU = (
    "You, in another window, changed this page while you had it open here. Those words are above. What you typed is still "
    "here: put both together, then save."
)
CHANGED = (
    "A colleague changed this page while you had it open. Their words are above. What you typed is still here: put both "
    "together, then save."
)


@transaction.atomic
def keep_page(*, rfr: ResourceRequest, key: str, text: str, seen: int, by: Viewer, at: datetime) -> PageForParents:
    """Keep the words of a page for the decision as it stands. Raises NotPossible.

    `seen`: the revision that the window showed, 0 where nothing was kept yet. Names of other pupils are replaced.
    """
    rfr = locked(rfr)
    version, decision = rfr.version, rfr.decision
    pages = pages_of(by, reader_of(by, rfr, version)) if version else []
    if not pages:
        raise NotAllowed(NOT_YOURS)
    if decision is None or not is_told(rfr):
        raise NotPossible(NOT_YET)
    chosen = next((each for each in pages if each.key == key), None)
    if chosen is None:
        raise NotAllowed(NOT_YOURS)
    page = PageForParents.objects.filter(decision=decision, key=key).first()
    if (page.revision if page else 0) != seen:
        raise NotPossible(CHANGED_BY_YOU if page and page.saved_by_id == by.user.pk else CHANGED, "text")
    page = page or PageForParents(decision=decision, key=key, revision=0)
    page.text = without_others(rfr, chosen.pupil, [text])[0]
    page.revision += 1
    page.saved_by, page.saved_at = by.user, at
    page.save()
    record("resource_request.tell_parents", rfr, by=by.user, at=at, after={"page": key})
    return page
