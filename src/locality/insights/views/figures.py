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
        "Requests sent, processed or paid late: which ones, and who has them now.",
    ),
    (
        (P.LATENESS_SEE,),
        "late_how_often",
        "How often things were late",
        "How many requests were sent, processed or paid late in a period, by area and community.",
    ),
    (
        (P.BUDGET_SEE,),
        "balances",
        "Balance sheets",
        "Money allocated, committed, paid and remaining on any day, with open requests and a forecast.",
    ),
    (
        (P.REQUEST_SEE_SUBMITTED,),
        "outcome_figures",
        "What the money came to",
        "What schools report came of approved support, in pounds and by kind of support, need, phase and community.",
    ),
    ((P.REQUEST_SEE_SUBMITTED,), "exceptional_figures", "Exceptional requests", "How many there have been, and why."),
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
