"""The way to each figure."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from locality.accounts.permissions import Permission as P
from locality.communities.access import requires
from locality.communities.scope import Viewer

PAGES: tuple[tuple[tuple[P, ...], str, str, str], ...] = (
    (
        (P.LATENESS_SEE,),
        "late",
        "What is late",
        "Hand-overs, processing and payments past their day: where, and with whom.",
    ),
    (
        (P.LATENESS_SEE,),
        "late_how_often",
        "How often things were late",
        "In a period that you choose, by area and community.",
    ),
    (
        (P.BUDGET_SEE,),
        "balances",
        "Balance sheets",
        "On any day: allocated, committed, paid and remaining, open requests, and a forecast of the year’s end.",
    ),
    ((P.REQUEST_SEE_SUBMITTED,), "exceptional_figures", "Exceptional requests", "How many there were, and why."),
)


@requires(P.LATENESS_SEE, P.BUDGET_SEE, P.REQUEST_SEE_SUBMITTED)
def figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What this person can look up."""
    pages = [
        {"href": reverse(name), "title": title, "hint": hint}
        for permissions, name, title, hint in PAGES
        if any(viewer.can_somewhere(each) for each in permissions)
    ]
    return render(request, "insights/figures.html", {"title": "Figures", "pages": pages})
