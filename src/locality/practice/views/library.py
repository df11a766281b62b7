"""The library: cases that were shared, searched and narrowed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.searching import keep_words
from locality.form_keys.decorators import repeatable
from locality.practice.forms.library import CaseFilterForm, CaseSearchForm
from locality.practice.presenters.cases import RESULT_COLOURS
from locality.practice.presenters.library import Asked
from locality.practice.queries.cases import cases_shared_with, listed, lists_seen_by, own_unshared

WORDS = "practice_search"
SEE = (Permission.PRACTICE_SEE, Permission.PRACTICE_WRITE)


@requires(*SEE)
def practice(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The cases that the person may read, narrowed by what they asked."""
    search = CaseSearchForm.of_kept(request, WORDS)
    asked = Asked.from_address(request.GET.dict(), search.asked())
    lists = lists_seen_by(viewer)
    several = len({each.authority_id for each in lists}) > 1
    filters = CaseFilterForm(initial=asked.filters, lists=lists, several=several)
    chips = asked.chips({name: filters.offered(name) for name in filters.fields})
    page = paginate(request, asked.narrow(cases_shared_with(viewer)), rows=listed.read)
    context = {
        "title": "What works",
        "page": page,
        "asked": asked,
        "chips": chips,
        "filters": filters,
        "form": search,
        "colours": RESULT_COLOURS,
        "today": viewer.today,
        "drafts": own_unshared(viewer),
        "may_write": viewer.can_somewhere(Permission.PRACTICE_WRITE),
    }
    return render(request, "practice/library.html", context)


@requires(*SEE)
@repeatable
def practice_search(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Keep the words in the session, so that no name gets into an address, and show what was found."""
    found = request.method == "POST" and keep_words(request, WORDS)
    return redirect(f"{reverse('practice')}?found=yes" if found else "practice")
