"""The list of requests, its search and its exports."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.searching import keep_words
from locality.documents.answers import as_sheet
from locality.form_keys.decorators import repeatable
from locality.resource_requests.exports.sheet import HEADER, sheet_rows
from locality.resource_requests.forms.lists import FilterForm, RequestSearchForm
from locality.resource_requests.presenters.lists import Asked
from locality.resource_requests.queries.lists import communities_seen, listed
from locality.resource_requests.queries.requests import requests_for
from locality.resource_requests.queries.topics import topic_of
from locality.resource_requests.rules.permitted import own_school_reader

WORDS = "request_search"
SEE = (Permission.REQUEST_SEE, Permission.REQUEST_SEE_SUBMITTED)


@requires(*SEE)
def requests(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The requests the person may see, narrowed by what they asked."""
    search = RequestSearchForm.of_kept(request, WORDS)
    asked = Asked.from_address(request.GET.dict(), viewer, search.asked())
    own_school = own_school_reader(viewer)
    communities = _communities_seen(viewer)
    filters = FilterForm(
        initial={
            "state": asked.state,
            "type": asked.type,
            "kind": asked.kind,
            "need": asked.need,
            "community": str(asked.community or ""),
        },
        communities=communities,
        own_school=own_school,
    )
    page = paginate(request, asked.narrow(requests_for(viewer)), rows=listed.read)
    return render(
        request,
        "resource_requests/list.html",
        {
            "title": "Requests",
            "page": page,
            "topic_of": topic_of,
            "own_school": own_school,
            "asked": asked,
            "chips": asked.chips({"state": filters.offered("state"), "community": dict(communities)}),
            "filters": filters,
            "form": search,
            "may_write": viewer.can_somewhere(Permission.REQUEST_WRITE),
            "several_communities": len(communities) > 1,
        },
    )


def _communities_seen(viewer: Viewer) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in communities_seen.rows(viewer)]


@requires(*SEE)
@repeatable
def requests_search(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Keep the words in the session, so that no name gets into an address, and show what was found.

    Whoever opens the address is sent to the list.
    """
    found = request.method == "POST" and keep_words(request, WORDS)
    return redirect("/requests/?found=yes" if found else "requests")


@requires(*SEE)
def requests_export(request: HttpRequest, viewer: Viewer, kind: str) -> HttpResponseBase:
    """The whole list as asked for, as CSV or XLSX: never only a part of it. Holds no pupils' names."""
    asked = Asked.from_address(request.GET.dict(), viewer, RequestSearchForm.of_kept(request, WORDS).asked())
    found = asked.narrow(requests_for(viewer).with_places())
    rows = sheet_rows(found, own_school=own_school_reader(viewer))
    return as_sheet(kind, f"requests-{viewer.today.isoformat()}", HEADER, rows, title="Requests")
