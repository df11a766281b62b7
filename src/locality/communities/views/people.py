"""Who holds which office; ending one, confirming authority, naming a deputy; a person's account."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission as P
from locality.accounts.queries import person_by_email
from locality.accounts.roles import ROLES
from locality.communities.access import requires
from locality.communities.actions.accounts import close_account, open_account, take_second_factor_away
from locality.communities.actions.offices import confirm_delegated_authority, end_office, name_deputy
from locality.communities.forms.people import AccountForm, ConfirmForm, DeputyForm, EndForm, PeopleSearchForm
from locality.communities.models import Office
from locality.communities.naming import place_in_full
from locality.communities.presenters.offices import alone_words, ended_words, ending_words, held_words, rows_of
from locality.communities.queries import held_alone, kept_offices_of, matching, offices_kept_by, people_kept_by
from locality.communities.rules import NOT_KEPT, why_not_give
from locality.communities.scope import Viewer
from locality.communities.views.simple import show
from locality.design.paging import paginate
from locality.design.refusals import or_404
from locality.design.searching import keep_words
from locality.form_keys.decorators import repeatable

KEEPERS = (P.PEOPLE_MANAGE, P.SCHOOL_PEOPLE_MANAGE, P.AUTHORITY_SET_UP)
WORDS = "people_search"


@requires(*KEEPERS)
def people(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Offices of today and later, with who holds them."""
    form = PeopleSearchForm.of_kept(request, WORDS)
    words = form.asked()
    offices = matching(offices_kept_by(viewer), viewer.today, words)
    page = paginate(request, offices)
    context = {
        "title": "People and roles",
        "page": page,
        "rows": rows_of(page),
        "words": words,
        "form": form,
    }
    return render(request, "communities/people.html", context)


@requires(*KEEPERS)
@repeatable
def people_search(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Keep the words in the session: they could be a name. Whoever opens the address is sent to the list."""
    found = request.method == "POST" and keep_words(request, WORDS)
    return redirect(f"{reverse('people')}?found=yes" if found else "people")


@requires(*KEEPERS)
def person(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """One person's offices that the viewer keeps, past ones too."""
    found = or_404(
        people_kept_by(viewer).filter(pk=pk).first(), "We cannot find this person, or you do not manage their roles."
    )
    rows = rows_of(offices_kept_by(viewer).filter(person=found).order_by("-start"))
    may_account = found != viewer.user and (
        viewer.can_somewhere(P.PEOPLE_MANAGE) or viewer.can_somewhere(P.AUTHORITY_SET_UP)
    )
    context = {"title": found.name, "person": found, "rows": rows, "may_account": may_account}
    return render(request, "communities/person.html", context)


_ACCOUNT: dict[str, tuple[Callable[..., object], str]] = {
    "reset": (take_second_factor_away, "removed the authenticator app"),
    "close": (close_account, "closed the account"),
    "open": (open_account, "reopened the account"),
}


@requires(P.PEOPLE_MANAGE, P.AUTHORITY_SET_UP)
def person_account(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Close or open a person's account, or let them set up their second factor anew: the last also by an administrator."""
    found = or_404(
        people_kept_by(viewer).filter(pk=pk).exclude(pk=viewer.user.pk).first(),
        "We cannot find this person, or it is your own account.",
    )
    may_close = viewer.can_somewhere(P.PEOPLE_MANAGE)
    form = AccountForm(request.POST or None, is_active=found.is_active, may_close=may_close)
    if request.method == "POST" and form.is_valid():
        act, done = _ACCOUNT[form.cleaned_data["what"]]
        with form.refusals():
            act(person=found, by=viewer, at=timezone.now())
            messages.success(request, f"You’ve {done} of {found.name}.")
            return redirect("person", found.pk)
    offices = kept_offices_of(viewer, found) if may_close and found.is_active else []
    alone = held_alone(offices, found, viewer.today)
    return show(
        request, form, title=f"Change the account of {found.name}", button="Save changes", back=reverse("person", args=[pk]),
        intro=held_words(found, offices), warning=alone_words(alone),
    )  # fmt: skip


def _office(viewer: Viewer, pk: int) -> Office:
    office = offices_kept_by(viewer).filter(pk=pk).first()
    if office is None or why_not_give(viewer, ROLES[office.role], office.place):
        raise Http404(NOT_KEPT)
    return office


@requires(*KEEPERS)
def office_end(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Set the last day of an office, or take back one that has not begun."""
    office = _office(viewer, pk)
    form = EndForm(request.POST or None, initial={"on": max(viewer.today, office.start)})
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        with form.refusals():
            end_office(office=office, on=on, by=viewer, at=timezone.now())
            messages.success(request, ended_words(office, on))
            return redirect("people")
    return show(
        request, form, title="End a role", button="End role", is_warning=True, back=reverse("people"),
        intro=ending_words(office, viewer.today),
    )  # fmt: skip


@requires(*KEEPERS)
def delegated_authority(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Record that a representative may decide for the school (MEM-3)."""
    office = _office(viewer, pk)
    form = ConfirmForm(request.POST or None, initial={"on": viewer.today})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            confirm_delegated_authority(office=office, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(
                request,
                f"You’ve confirmed that {office.person.name} can give positions for {place_in_full(office.place)}.",
            )
            return redirect("people")
    place = place_in_full(office.place)
    intro = f"{office.person.name} represents {place}. Until you confirm their authority, they cannot give positions."
    return show(
        request,
        form,
        title="Confirm delegated authority",
        button="Confirm authority",
        intro=intro,
        back=reverse("people"),
    )


@requires(P.PEOPLE_MANAGE)
def deputy_name(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Somebody who does a clerk's work for the days of an absence (MEM-2)."""
    office = _office(viewer, pk)
    form = DeputyForm(request.POST or None, initial={"start": viewer.today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deputy = person_by_email(given["email"])
        with form.refusals():
            name_deputy(
                clerk=office, person=deputy, start=given["start"], end=given["end"], by=viewer, at=timezone.now()
            )
            messages.success(
                request, f"You’ve named a deputy for {office.person.name} at {place_in_full(office.place)}."
            )
            return redirect("people")
    intro = f"{office.person.name} is the clerk of {office.place}."
    return show(request, form, title="Name a deputy", button="Name deputy", intro=intro, back=reverse("people"))
