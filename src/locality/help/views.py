"""The help pages: public, so that somebody who can't sign in finds them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from locality.design.refusals import or_404
from locality.help import library


@login_not_required
def help_(request: HttpRequest) -> HttpResponse:
    """The guides, one for each kind of work."""
    return render(request, "help/help.html", {"title": "Help", "guides": library.guides()})


@login_not_required
def help_guide(request: HttpRequest, slug: str) -> HttpResponse:
    """One guide."""
    found = or_404(library.guide(slug), "There is no such guide.")
    context = {"title": found.title, "guide": found, "back": reverse("help"), "back_text": "Help"}
    return render(request, "help/help_guide.html", context)
