"""The queue of requests that the council received (POST-4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import deadlines_by_authority
from locality.communities.scope import Viewer
from locality.council_section.forms.council import QueueFilterForm
from locality.council_section.presenters.queue import STATES, AskedOfQueue, queue_row
from locality.design.paging import paginate
from locality.resource_requests.queries.council import areas_of, queue, queue_rows


@requires(Permission.REQUEST_MODERATE)
def received(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """An officer's own area, or the whole council's; each with its two clocks, oldest deadline first."""
    areas = {area.pk: area.name for area in areas_of(viewer)}
    asked = AskedOfQueue.from_address(request.GET.dict(), areas)
    page = paginate(request, queue(viewer, asked.state, area_id=asked.area), rows=queue_rows.read)
    deadlines = deadlines_by_authority((each.authority for each in page), on=viewer.today)
    context = {
        "title": "Received requests",
        "page": page,
        "rows": [
            queue_row(
                each,
                deadlines[each.authority_id],
                viewer.today,
                next_due=each.next_due,
                begins=each.begins,
                paid_once=each.paid_once,
            )
            for each in page
        ],
        "filters": QueueFilterForm(
            initial={"state": asked.state.value, "area": str(asked.area or "")},
            states=[(state.value, label) for state, label in STATES],
            areas=[(str(pk), name) for pk, name in areas.items()],
        ),
        "chips": asked.chips(areas),
        "several_areas": len(areas) > 1,
    }
    return render(request, "council_section/queue.html", context)
