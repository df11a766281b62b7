"""The help pages: public, so that someone who cannot sign in finds them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from locality.communities.access import viewer_of_request
from locality.design.refusals import or_404
from locality.help import library


@login_not_required
def help_(request: HttpRequest) -> HttpResponse:
    """The guides, one for each kind of work."""
    return render(request, "help/help.html", {"title": "Help", "guides": library.guides()})


@login_not_required
def help_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide; of one that was parted, the part that belongs to the reader's role, else the list."""
    if slug in library.PARTED:
        roles = (each.role for each in viewer_of_request(request).offices) if request.user.is_authenticated else ()
        part = library.where_it_went(slug, roles)
        return redirect("help_guide", part) if part else redirect("help")
    found = or_404(library.guide(slug), "We cannot find this guide.")
    context = {"title": found.title, "guide": found, "back": reverse("help"), "back_text": "Help"}
    return render(request, "help/help_guide.html", context)
