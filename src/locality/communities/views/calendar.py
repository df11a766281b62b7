"""Days off and terms: what counts as a working day."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.actions.calendar import add_day_off, remove_day_off, remove_term, set_term
from locality.communities.forms.council import DayOffForm, TermForm
from locality.communities.models import DayOff
from locality.communities.queries import days_off_of, terms_of
from locality.communities.scope import Viewer
from locality.communities.views.simple import own_authority, show
from locality.design.paging import paginate
from locality.design.refusals import or_404
from locality.values.dates import show_day

BEFORE = timedelta(days=370)


@requires(Permission.CALENDAR_MANAGE)
def calendar(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Days off from the past year on, and the terms."""
    authority, start = own_authority(viewer, Permission.CALENDAR_MANAGE), viewer.today - BEFORE
    page = paginate(request, days_off_of(authority, start))
    context = {"title": "Calendar", "page": page, "terms": list(terms_of(authority, start))}
    return render(request, "communities/calendar.html", context)


@requires(Permission.CALENDAR_MANAGE)
def day_off_add(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A day on which no deadline counts."""
    authority, by = own_authority(viewer, Permission.CALENDAR_MANAGE), viewer
    form = DayOffForm(request.POST or None, initial={"kind": "closure"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kind = DayOff.Kind(given["kind"])
        with form.refusals():
            add_day_off(authority=authority, day=given["day"], name=given["name"], kind=kind, by=by, at=timezone.now())
            messages.success(request, f"You’ve added {show_day(given['day'])}. No deadline counts it as a working day.")
            return redirect("calendar")
    return show(request, form, title="Add a day off", button="Add day off", back=reverse("calendar"))


@requires(Permission.CALENDAR_MANAGE)
def day_off_remove(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """The day counts as a working day again."""
    authority, start = own_authority(viewer, Permission.CALENDAR_MANAGE), viewer.today - BEFORE
    found = or_404(days_off_of(authority, start).filter(pk=pk).first(), "We cannot find this day off.")
    if request.method == "POST":
        remove_day_off(day_off=found, by=viewer, at=timezone.now())
        messages.success(
            request, f"You’ve removed {show_day(found.day)}. It counts as a working day again, unless it is a weekend."
        )
        return redirect("calendar")
    intro = f"{found.name}, {show_day(found.day)}. Deadlines that count past it will move 1 working day earlier."
    return show(
        request,
        None,
        title="Remove a day off",
        button="Remove day off",
        intro=intro,
        is_warning=True,
        back=reverse("calendar"),
    )


@requires(Permission.CALENDAR_MANAGE)
def term_set(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """A term's dates."""
    authority, by = own_authority(viewer, Permission.CALENDAR_MANAGE), viewer
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            term = set_term(authority=authority, by=by, at=timezone.now(), **form.cleaned_data)
            messages.success(request, f"You’ve saved term {term.number} of {term.year_name}.")
            return redirect("calendar")
    return show(request, form, title="Enter a term", button="Save term", back=reverse("calendar"))


@requires(Permission.CALENDAR_MANAGE)
def term_remove(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Take a term out."""
    authority, start = own_authority(viewer, Permission.CALENDAR_MANAGE), viewer.today - BEFORE
    found = or_404(terms_of(authority, start).filter(pk=pk).first(), "We cannot find this term.")
    if request.method == "POST":
        remove_term(term=found, by=viewer, at=timezone.now())
        messages.success(request, f"You’ve removed term {found.number} of {found.year_name}.")
        return redirect("calendar")
    intro = f"{found}: {show_day(found.start)} to {show_day(found.end)}."
    return show(
        request,
        None,
        title="Remove a term",
        button="Remove term",
        intro=intro,
        is_warning=True,
        back=reverse("calendar"),
    )
