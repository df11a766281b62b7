"""What is missing, for whoever can fill it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.gaps.presenters import rows
from locality.gaps.queries import councils_of, counts, gap
from locality.gaps.rules import WORDS, Gap, counted


@requires(Permission.PEOPLE_MANAGE)
def gaps(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """How many of each kind are missing; one kind as a list."""
    councils = councils_of(viewer)
    kinds = counted(counts(councils, viewer.today))
    first = next((each.gap for each in kinds if each.number), Gap.NO_CHAIR)
    asked = request.GET.get("what", "")
    chosen = Gap(asked) if asked in set(Gap) else first
    page = paginate(request, gap(chosen, councils, viewer.today))
    context = {
        "title": "What is missing",
        "kinds": kinds,
        "chosen": chosen,
        "words": WORDS[chosen],
        "page": page,
        "rows": rows(chosen, page),
    }
    return render(request, "gaps/gaps.html", context)
