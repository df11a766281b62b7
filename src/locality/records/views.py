"""Pages of the records."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.design.paging import paginate
from locality.records.presenters import lines, via_words
from locality.records.queries import STATES, events_for, messages_for, sights_for

LONGEST_REFERENCE = 40


def _reference(request: HttpRequest) -> str:
    return request.GET.get("about", "").strip().replace("\x00", "")[:LONGEST_REFERENCE]


@requires(Permission.MESSAGES_SEE)
def messages(request: HttpRequest) -> HttpResponse:
    """Which messages went out, and how they fared."""
    state = request.GET.get("state", "")
    found = messages_for(viewer_of_request(request), state=state, reference=_reference(request))
    context = {
        "title": "Messages",
        "page": paginate(request, found),
        "state": state if state in STATES else "",
        "states": STATES,
        "about": _reference(request),
    }
    return render(request, "records/messages.html", context)


@requires(Permission.SIGHTS_SEE)
def sights(request: HttpRequest) -> HttpResponse:
    """Who saw pupils' identity, when, and how (RES-9)."""
    page = paginate(request, sights_for(viewer_of_request(request), reference=_reference(request)))
    context = {"title": "Sights of pupils’ identity", "page": page, "about": _reference(request), "via": via_words}
    return render(request, "records/sights.html", context)


@requires(Permission.AUDIT_SEE)
def log(request: HttpRequest) -> HttpResponse:
    """Everything that was done."""
    page = paginate(request, events_for(viewer_of_request(request), reference=_reference(request)))
    context = {"title": "Log", "page": page, "lines": lines(page), "about": _reference(request)}
    return render(request, "records/log.html", context)
