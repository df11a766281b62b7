"""What is late now, and how often things were late (POST-4, CLK-5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.insights.forms import PeriodForm, asked_for
from locality.insights.presenters import late as shown
from locality.insights.queries import lateness as queries


@requires(Permission.LATENESS_SEE)
def late(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is late now: how many, where, and each with whom it is."""
    deadlines = queries.deadlines_for(viewer)
    counts = queries.late_counts(viewer, deadlines)
    clock = shown.chosen_clock(request.GET.get("what"), counts)
    page = paginate(request, queries.late_for(viewer, clock, deadlines), rows=queries.late_rows.read)
    context = {
        "title": "What is late",
        "standing": shown.say_late(counts),
        "counts": shown.count_rows(counts),
        "clock": clock,
        "sums": shown.sums_of(counts),
        "clocks": shown.LABELS,
        "page": page,
        "rows": [shown.late_row(each, clock, deadlines[each.authority_id], viewer.today) for each in page],
    }
    return render(request, "insights/late.html", context)


@requires(Permission.LATENESS_SEE)
def late_how_often(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """How often each deadline was kept or missed in a period, by area and community."""
    form = PeriodForm(asked_for(request.GET.dict(), "start") or asked_for(request.GET.dict(), "end"))
    start, end = form.period(viewer.today)
    if not form.is_bound:
        form = PeriodForm(initial={"start": start, "end": end})
    found = queries.how_often(viewer, queries.deadlines_for(viewer), start, end)
    context = {
        "title": "How often things were late",
        "form": form,
        "start": start,
        "end": end,
        "rows": shown.often_rows(found),
        "clocks": shown.LABELS,
        "said": shown.said,
    }
    return render(request, "insights/late_how_often.html", context)
