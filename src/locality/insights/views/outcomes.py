"""What the money came to, of one funding year."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.communities.access import requires
from locality.communities.queries import rules_on
from locality.communities.scope import Viewer
from locality.documents.answers import as_sheet
from locality.insights.presenters import outcomes as shown
from locality.insights.queries import outcomes as queries
from locality.insights.queries.exceptional import years_of_viewer

SEE = Permission.REQUEST_SEE_SUBMITTED


@dataclass(frozen=True)
class _Found:
    years: list[FundingYear]
    year: FundingYear | None
    reviews: list[queries.Reviewed]
    below: int
    """Numbers under this are not shown; 0 for whoever reads their own communities alone."""

    def tables(self) -> list[shown.Table]:
        places = {each.community for each in self.reviews}
        return shown.tables_of(self.reviews, below=self.below, by_school=len(places) == 1 and not self.below)


def _found(request: HttpRequest, viewer: Viewer) -> _Found:
    years = years_of_viewer(viewer)
    asked = next((each for each in years if str(each.pk) == request.GET.get("year")), None)
    year = asked or queries.last_year_begun(years, viewer.today)
    reviews = queries.reviewed_for(viewer, year)
    before = next(
        (each for each in years if year and each.authority_id == year.authority_id and each.end < year.start), None
    )
    below = _below(viewer, reviews)
    # early in a year little has had its review date yet
    if not asked and before and not shown.can_tell(reviews, below):
        earlier = queries.reviewed_for(viewer, before)
        if shown.can_tell(earlier, _below(viewer, earlier)):
            return _Found(years, before, earlier, _below(viewer, earlier))
    return _Found(years, year, reviews, below)


def _below(viewer: Viewer, reviews: list[queries.Reviewed]) -> int:
    if all(each.inside for each in reviews):
        return 0
    rules = [rules_on(each, viewer.today) for each in viewer.authorities_with(SEE)]
    return max((each.small_number_below for each in rules), default=0)


@requires(SEE)
def outcome_figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """One bar and its tables; who judged, and how strong the evidence is, stand beside them."""
    found = _found(request, viewer)
    tables = found.tables() if found.reviews else []
    whole = tables[0].total if tables else None
    when = f"in {found.year.name}" if found.year else "so far"
    if whole is None or whole.amount is None:
        tables = []  # nothing but hidden cells
    told = whole is None or None not in whole.parts
    context = {
        "title": f"What the money came to {when}",
        "standing": shown.say_money_came(found.reviews, when, told=told) if tables or not whole else shown.TOO_FEW,
        "years": found.years,
        "year": found.year,
        "bar": shown.bar_of(found.reviews) if whole and told else (),
        "labels": list(shown.CAME_TO.values()),
        "tables": tables,
        "cost": shown.cost_a_pupil(found.reviews) if told else "",
        "strengths": shown.strengths_of(found.reviews, found.below) if found.reviews else [],
        "agreement": shown.say_agreement(queries.agreement_for(viewer, found.year), found.below),
        "below": found.below,
        "hidden": shown.HIDDEN,
        "hides": any(table.hides for table in tables),
        "several": len(viewer.authority_ids) > 1,
        "query": f"?year={found.year.pk}" if found.year else "",
    }
    return render(request, "insights/outcomes.html", context)


@requires(SEE)
def outcome_figures_export(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponseBase:
    """The same tables as CSV or XLSX. Holds no pupils."""
    found = _found(request, viewer)
    rows = shown.sheet_rows(found.tables()) if found.reviews else iter([])
    name = f"outcomes-{found.year.start.year}" if found.year else "outcomes"
    return as_sheet(kind, name, shown.HEADER, rows, title="What the money came to")
