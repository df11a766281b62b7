"""What others will read of a text about a request, asked while somebody types it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.forms.others import as_others_read
from locality.design.refusals import or_404
from locality.form_keys.decorators import repeatable
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.queries.requests import find_for, raw_of
from locality.resource_requests.rules.permitted import holds
from locality.resource_requests.states import WITH_SCHOOL
from locality.writing.presenters.others_read import others_of_typed


@requires(Permission.PUPILS_IDENTIFY)
@require_POST
@repeatable
def request_others_read(request: HttpRequest, viewer: Viewer, reference: str) -> JsonResponse:
    """The sentences in which a pupil's name is hidden from others. It tells the writer nothing they don't know."""
    rfr = or_404(find_for(viewer, reference), "We cannot find this request, or you do not have access to it.")
    writes = rfr.state in WITH_SCHOOL and holds(viewer, Permission.REQUEST_SEE, rfr)
    others = others_of_typed(viewer, rfr, raw_of(rfr)) if writes else others_of(viewer, rfr)
    return as_others_read(request, others)
