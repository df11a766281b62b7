"""How many meetings each community has in a school year, for those who watch over them (FRQ-1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.schedule.queries import communities_watched_by, school_years, too_few, with_numbers
from locality.schedule.rules import FEWEST
from locality.values.periods import Period


@requires(Permission.LATENESS_SEE)
def meeting_numbers(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The communities with the number of their meetings in one school year, the fewest first."""
    years = {
        name: Period(terms[0].start, terms[-1].end)
        for authority in viewer.authorities_with(Permission.LATENESS_SEE)
        for name, terms in school_years(authority, viewer.today).items()
    }
    chosen = request.GET.get("year", "")
    year = chosen if chosen in years else next(iter(years), "")
    watched = with_numbers(communities_watched_by(viewer), years[year]) if year else None
    only_short = request.GET.get("only") == "short"
    found = too_few(watched) if watched is not None and only_short else watched
    return render(
        request,
        "schedule/meeting_numbers.html",
        {
            "title": "Meetings by community",
            "page": paginate(request, found) if found is not None else None,
            "short": too_few(watched).count() if watched is not None else 0,
            "years": list(years),
            "year": year,
            "only_short": only_short,
            "fewest": FEWEST,
            "may_plan": viewer.can_somewhere(Permission.MEETINGS_MANAGE),
        },
    )
