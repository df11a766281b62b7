"""What others will read of a text of a meeting, asked while somebody types it."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.forms.others import as_others_read
from locality.form_keys.decorators import repeatable
from locality.meetings.models import AgendaItem
from locality.meetings.pages.opening import shared_meeting
from locality.meetings.presenters.others_read import others_of
from locality.meetings.queries.minutes import items_with_texts


@requires(Permission.PUPILS_IDENTIFY)
@require_POST
@repeatable
def meeting_others_read(request: HttpRequest, viewer: Viewer, pk: int) -> JsonResponse:
    """The sentences in which a pupil's name is hidden from others. It tells the writer nothing they don't know."""
    meeting = shared_meeting(viewer, pk)
    items = items_with_texts(meeting)
    others = others_of(viewer, meeting, _item(request, items), items=items)
    return as_others_read(request, others)


def _item(request: HttpRequest, items: list[AgendaItem]) -> AgendaItem | None:
    """The item chosen in the form, else the one its address names."""
    sent = request.POST.get("item") or request.GET.get("item", "")
    return next((each for each in items if str(each.pk) == sent), None)
