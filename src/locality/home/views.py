"""The home page: what needs this person now, and what they wait for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.communities.access import viewer_of_request
from locality.home.presenters import home_page
from locality.tasks import actions
from locality.tasks.registry import offers_for
from locality.values.refusals import NotPossible


def home(request: HttpRequest) -> HttpResponse:
    """What is due from this person, oldest deadline first, each with one button; below it what they wait for."""
    viewer = viewer_of_request(request)
    page = home_page(offers_for(viewer), viewer)
    context = {"title": "What you need to do", "page": page, "offices": viewer.offices}
    return render(request, "home/home.html", context)


@require_POST
def remind(request: HttpRequest) -> HttpResponse:
    """One message to whoever has what stands on this person's page: one thing, or several that wait alike."""
    things = request.POST.getlist("thing")
    try:
        reminded, told = actions.remind(things, by=viewer_of_request(request), at=timezone.now())
    except NotPossible as refusal:
        messages.warning(request, refusal.sentence)
    else:
        about = reminded[0].about.within if len(reminded) == 1 else f"{len(reminded)} tasks"
        messages.success(request, f"You’ve sent a reminder about {about}. We’ve emailed {told}.")
    return redirect("home")
