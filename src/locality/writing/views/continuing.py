"""Starting the standard request that follows an exceptional one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import own_request
from locality.resource_requests.queries.requests import continuation_of
from locality.resource_requests.rules.permitted import holds, may_continue
from locality.resource_requests.workflow import S
from locality.values.refusals import NotPossible
from locality.writing.actions import continuing


@requires(Permission.REQUEST_WRITE)
@require_POST
def request_continue(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Start the standard request that follows, with this one's answers (EXC-4, EXC-6)."""
    rfr = own_request(viewer, reference)
    already = continuation_of(rfr)
    if already and already.state != S.WITHDRAWN and holds(viewer, Permission.REQUEST_WRITE, rfr):
        messages.success(request, f"Your school has already started {already.reference} from {reference}.")
        return redirect("request", already.reference)
    refuse_unless(may_continue(viewer, rfr, already))
    try:
        new = continuing.continue_as_standard(rfr, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("request", reference)
    messages.success(
        request,
        f"You’ve started a standard request with the answers of {reference}. Check that each answer is still right.",
    )
    return redirect("request_write", new.reference)
