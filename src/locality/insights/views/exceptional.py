"""How many exceptional requests there were, and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.insights.presenters import exceptional as shown
from locality.insights.queries import exceptional as queries


@requires(Permission.REQUEST_SEE_SUBMITTED)
def exceptional_figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Counted by reason and by community, of one funding year or of all."""
    years = queries.years_of_viewer(viewer)
    year = next((each for each in years if str(each.pk) == request.GET.get("year")), None)
    found = queries.exceptional_for(viewer, year)
    # of several councils, the one that hides most
    rules = max(
        (rules_on(each, viewer.today) for each in viewer.authorities_with(Permission.REQUEST_SEE_SUBMITTED)),
        key=lambda each: each.small_number_below,
        default=None,
    )
    tables = [shown.by_reason(found, rules), shown.by_place(found, rules)] if found and rules else []
    context = {
        "title": f"Exceptional requests in {year.name if year else 'all years'}",
        "standing": shown.say_exceptional(found, f"in {year.name}" if year else "so far"),
        "years": years,
        "year": year,
        "outcomes": list(shown.OUTCOME_LABELS.values()),
        "tables": tables,
        "left_out": shown.say_left_out(tables, rules.small_number_below if rules else 0),
        "not_shown": shown.HIDDEN,
        "several": len(viewer.authority_ids) > 1,
    }
    return render(request, "insights/exceptional.html", context)
