"""Importing allocations and the costings reference (COST-1): try the file first, then do all of it or none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from locality.budgets.imports.kinds import ALLOCATIONS, COSTINGS
from locality.budgets.models import FundingYear
from locality.budgets.queries.years import years_to_manage
from locality.budgets.rules.years import why_not_given
from locality.budgets.views.years import year_is_over
from locality.communities.access import requires, viewer_of_request
from locality.communities.models import Authority
from locality.communities.queries import authority_where
from locality.design.refusals import or_404
from locality.imports.pages import Into, review_file, take_file


@requires(ALLOCATIONS.permission)
def allocations_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sheet of allocations for a year; nothing is allocated by it yet."""
    into = _into_year(request, pk)
    if request.method == "POST" and into.closed:
        raise year_is_over(into.place, into.closed.sentence)
    return take_file(request, into, by=viewer_of_request(request))


@requires(ALLOCATIONS.permission)
def allocations_review(request: HttpRequest, pk: int, upload: int) -> HttpResponse:
    """What the sheet would allocate, row by row; the button does exactly that."""
    viewer = viewer_of_request(request)
    return review_file(request, _into_year(request, pk), upload, by=viewer)


@requires(COSTINGS.permission)
def costings_import(request: HttpRequest) -> HttpResponse:
    """Take a sheet of rates; nothing is changed by it yet."""
    return take_file(request, _into_costings(request), by=viewer_of_request(request))


@requires(COSTINGS.permission)
def costings_review(request: HttpRequest, upload: int) -> HttpResponse:
    """What the sheet would set, row by row; the button does exactly that."""
    viewer = viewer_of_request(request)
    return review_file(request, _into_costings(request), upload, by=viewer)


def _into_year(request: HttpRequest, pk: int) -> Into[FundingYear]:
    viewer = viewer_of_request(request)
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
        keeps=f"Communities that are not in the file keep what they have in {year.name}.",
        closed=why_not_given(year, viewer.today),
    )


def _into_costings(request: HttpRequest) -> Into[Authority]:
    authority = or_404(
        authority_where(viewer_of_request(request), COSTINGS.permission),
        "None of the offices you hold today keeps a council’s costings.",
    )
    return Into(
        COSTINGS,
        authority,
        authority.pk,
        names=("costings_import", "costings_review"),
        home=reverse("costings"),
        keeps="Items that are not in the file keep their rates, and earlier requests keep the rates they have.",
    )
