"""What others will read of a text about a request, asked while somebody types it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.form_keys.decorators import repeatable
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.queries.requests import find_for, raw_of
from locality.resource_requests.rules.permitted import holds
from locality.resource_requests.states import WITH_SCHOOL
from locality.writing.presenters.others_read import others_of_typed

LONGEST = 100_000
TOO_LONG = "The text is too long to show how others will read it."


@requires(Permission.PUPILS_IDENTIFY)
@require_POST
@repeatable
def request_others_read(request: HttpRequest, reference: str) -> JsonResponse:
    """The sentences in which a pupil's name is hidden from others. It tells the writer nothing they don't know."""
    viewer = viewer_of_request(request)
    rfr = find_for(viewer, reference)
    if rfr is None:
        raise Http404("There is no such request, or it is not one that you can see.")
    text = request.POST.get("text", "")
    if len(text) > LONGEST:
        return JsonResponse({"error": TOO_LONG}, status=413)
    writes = rfr.state in WITH_SCHOOL and holds(viewer, Permission.REQUEST_SEE, rfr)
    others = others_of_typed(viewer, rfr, raw_of(rfr)) if writes else others_of(viewer, rfr)
    if others is None:
        raise PermissionDenied("Only people who see the pupils’ names are shown what is hidden from others.")
    return JsonResponse(others.read(request.POST.get("field", ""), text).as_data())
