"""Importing allocations and the costings reference (COST-1): try the file first, then do all of it or none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from locality.budgets.imports.kinds import ALLOCATIONS, COSTINGS
from locality.budgets.models import FundingYear
from locality.budgets.queries.years import years_to_manage
from locality.budgets.rules.years import why_not_given
from locality.budgets.views.years import year_is_over
from locality.communities.access import requires
from locality.communities.models import Authority
from locality.communities.queries import authority_where
from locality.communities.scope import Viewer
from locality.design.refusals import or_404
from locality.imports.pages import Into, review_file, take_file


@requires(ALLOCATIONS.permission)
def allocations_import(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Take a sheet of allocations for a year; nothing is allocated by it yet."""
    into = _into_year(viewer, pk)
    if request.method == "POST" and into.closed:
        raise year_is_over(into.place, into.closed.sentence)
    return take_file(request, into, by=viewer)


@requires(ALLOCATIONS.permission)
def allocations_review(request: HttpRequest, viewer: Viewer, pk: int, upload: int) -> HttpResponse:
    """What the sheet would allocate, row by row; the button does exactly that."""
    return review_file(request, _into_year(viewer, pk), upload, by=viewer)


@requires(COSTINGS.permission)
def costings_import(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Take a sheet of rates; nothing is changed by it yet."""
    return take_file(request, _into_costings(viewer), by=viewer)


@requires(COSTINGS.permission)
def costings_review(request: HttpRequest, viewer: Viewer, upload: int) -> HttpResponse:
    """What the sheet would set, row by row; the button does exactly that."""
    return review_file(request, _into_costings(viewer), upload, by=viewer)


def _into_year(viewer: Viewer, pk: int) -> Into[FundingYear]:
    year = get_object_or_404(years_to_manage(viewer), pk=pk)
    return Into(
        ALLOCATIONS,
        year,
        year.authority_id,
        names=("allocations_import", "allocations_review"),
        args=(year.pk,),
        home=f"{reverse('money')}?year={year.pk}",
        caption=year.name,
        purpose=f"allocations-{year.pk}",
        keeps=f"Communities that are not in the file keep their {year.name} budget.",
        closed=why_not_given(year, viewer.today),
    )


def _into_costings(viewer: Viewer) -> Into[Authority]:
    authority = or_404(
        authority_where(viewer, COSTINGS.permission),
        "Your role does not give you access to a council’s costings.",
    )
    return Into(
        COSTINGS,
        authority,
        authority.pk,
        names=("costings_import", "costings_review"),
        home=reverse("costings"),
        keeps="Items that are not in the file keep their rates. Earlier requests keep theirs too.",
    )
