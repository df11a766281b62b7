"""Saving while a person types."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.form_keys.decorators import repeatable
from locality.resource_requests.content.fields import field_of, seen_of_field
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.opening import own_request
from locality.resource_requests.queries.requests import raw_of
from locality.resource_requests.rules.permitted import holds, may_edit
from locality.together.texts import Seen, Typed
from locality.together.two_texts import told_to_script
from locality.values.refusals import NotPossible
from locality.writing.actions.drafting import save_answers
from locality.writing.forms.typed import typed_changes
from locality.writing.presenters.conflicts import field_clashes
from locality.writing.presenters.draft import open_draft
from locality.writing.presenters.others_read import others_of_typed

MOST_CHANGES = 200


@requires(Permission.REQUEST_WRITE)
@require_POST
@repeatable
def request_autosave(request: HttpRequest, viewer: Viewer, reference: str) -> JsonResponse:
    """Save the answers sent: when, their new revisions, what a colleague had changed, and what others will read."""
    rfr = own_request(viewer, reference)
    answer = may_edit(viewer, rfr)
    if not holds(viewer, Permission.REQUEST_WRITE, rfr):
        raise PermissionDenied(answer.why)
    if not answer:
        return JsonResponse({"error": answer.why}, status=400)
    typed = typed_changes(request.POST)
    if len(typed) > MOST_CHANGES:
        return JsonResponse({"error": "There are too many answers to save at once. Save the page instead."}, status=413)
    try:
        saved = save_answers(rfr, typed, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        return JsonResponse({"error": refusal.sentence}, status=400)
    seen = {name: Seen(each.revision, each.mark) for name, each in typed.items()} | saved.seen
    fields = sorted({field_of(name) for name in saved.seen})
    return JsonResponse(
        told_to_script(saved, _as_others_read(viewer, rfr, typed))
        | {
            "revisions": {field: seen_of_field(field, seen) for field in fields},
            "conflicts": field_clashes(saved.clashes, open_draft(rfr, viewer.today)) if saved.clashes else [],
        }
    )


def _as_others_read(viewer: Viewer, rfr: ResourceRequest, typed: Mapping[str, Typed]) -> dict[str, object]:
    """How others will read the texts, where a name is hidden in one; a pupil's own answers are no text."""
    texts = {name: each.text for name, each in typed.items() if not name.startswith("pupil.") and each.text.strip()}
    others = others_of_typed(viewer, rfr, raw_of(rfr)) if texts else None
    return others.read_all(texts) if others else {}
