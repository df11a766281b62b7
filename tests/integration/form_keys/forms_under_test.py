"""Views that tests send forms to. `EFFECTS` is read from the database: each effect is one event of the log."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.actions import record
from locality.audit.models import Event
from locality.audit.subjects import Subject
from locality.form_keys.decorators import repeatable


def have_effect(request: HttpRequest) -> None:
    with transaction.atomic():
        record(
            "effect",
            Subject("form", request.POST.get("name", ""), "A form"),
            by=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
        )


@login_not_required
def act(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    messages.success(request, "Saved.")
    return redirect(f"/done/{Event.objects.count()}/")


@login_not_required
def act_elsewhere(request: HttpRequest) -> HttpResponse:
    return act(request)


@login_not_required
def errors(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    return HttpResponse("Enter a name", status=200 if "ok" in request.POST else 422)


@login_not_required
def crash(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    raise RuntimeError


@login_not_required
def crash_in_the_database(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    User.objects.create(email="twice@oakfield.example", name="One")
    User.objects.create(email="twice@oakfield.example", name="Two")
    return redirect("/")


@login_not_required
def swallow(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    try:
        with transaction.atomic(savepoint=False):
            raise IntegrityError
    except IntegrityError:
        return redirect("/")


def refuse(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    message = "Only a chair can do this."
    raise PermissionDenied(message)


def hide(request: HttpRequest) -> HttpResponse:
    raise Http404


@repeatable
@login_not_required
def again(request: HttpRequest) -> HttpResponse:
    have_effect(request)
    return redirect("/")


handler403 = "locality.design.views.forbidden"
handler500 = "locality.design.views.server_error"
urlpatterns = [
    path("act/", act),
    path("act-elsewhere/", act_elsewhere),
    path("errors/", errors),
    path("crash/", crash),
    path("crash-in-the-database/", crash_in_the_database),
    path("swallow/", swallow),
    path("refuse/", refuse),
    path("hide/", hide),
    path("again/", again),
    path("", include("locality.config.urls")),
]
