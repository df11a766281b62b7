"""The services that offer support to schools: the council's team adds them, invites who acts for them, and closes them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.support.actions.services import add_service, close_service
from locality.support.forms.services import ServiceForm
from locality.support.queries.services import councils_of, services_kept_by, with_offers


@requires(Permission.SERVICES_MANAGE)
def support_services(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The services of the council, and another one added."""
    form = ServiceForm(request.POST or None, councils=councils_of(viewer))
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            made = add_service(
                authority=form.council_chosen, name=form.cleaned_data["name"], by=viewer, at=timezone.now()
            )
            messages.success(request, f"You’ve added {made.name}. Next, invite the person who offers its support.")
            return redirect("support_services")
    context = {
        "title": "Services that offer support",
        "back": reverse("support"),
        "form": form,
        "page": paginate(request, with_offers(services_kept_by(viewer), viewer.today)),
    }
    return render(request, "support/services.html", context, status=400 if form.errors else 200)


@requires(Permission.SERVICES_MANAGE)
def support_service_close(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Close a service."""
    service = get_object_or_404(services_kept_by(viewer), pk=pk)
    if request.method == "POST":
        close_service(service=service, by=viewer, at=timezone.now())
        messages.success(request, f"You’ve closed {service.name}.")
        return redirect("support_services")
    context = {"title": f"Close {service.name}", "back": reverse("support_services"), "service": service}
    return render(request, "support/service_close.html", context)
