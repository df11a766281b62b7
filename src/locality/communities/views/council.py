"""The council's desk: what can be kept here, the areas' contacts, the roles and the rules."""

from datetime import date
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission as P
from locality.accounts.roles import ROLES
from locality.communities.access import requires
from locality.communities.actions.authorities import change_area_officer, set_second_factor_rule, set_short_name
from locality.communities.actions.rule_changes import set_rules
from locality.communities.forms.council import AreaContactForm, RulesForm, SecondFactorForm, ShortNameForm
from locality.communities.models import Area
from locality.communities.presenters.desk import desk_name
from locality.communities.presenters.roles import role_rows
from locality.communities.queries import areas_kept_by, holders, officers_of, rule_sets_of, rules_on
from locality.communities.rule_book import ALWAYS
from locality.communities.rule_entries import RULE_BOOK
from locality.communities.scope import Viewer
from locality.communities.views.simple import own_authority, show
from locality.design.refusals import or_404
from locality.together.shared import held
from locality.values.dates import show_day
from locality.values.sentences import in_a_row

KEEPERS = (P.PEOPLE_MANAGE, P.SCHOOL_PEOPLE_MANAGE, P.AUTHORITY_SET_UP)
_DESK: tuple[tuple[str, str, str, tuple[P, ...]], ...] = (
    ("people", "People and roles", "Who has which role, and for how long.", KEEPERS),
    ("gaps", "What is missing", "Schools and communities without the people they need, and roles that end soon.",
     (P.PEOPLE_MANAGE,)),
    ("invitations", "Invitations", "Invitations you have sent, and whether people have accepted them.", KEEPERS),
    ("roles", "Roles", "What each role is for.", (P.PEOPLE_MANAGE, P.AUTHORITY_SET_UP)),
    ("rules", "Rules", "Your council’s choices where the terms of reference allow more than one.", (P.RULES_MANAGE,)),
    ("needs", "Needs", "What schools can say pupils need, in your council’s words, with census codes.", (P.RULES_MANAGE,)),
    ("short_name", "Short name", "What your council is called in the labels of the form.", (P.RULES_MANAGE,)),
    ("second_factor_rule", "Signing in", "Whether everyone needs an authenticator app.", (P.RULES_MANAGE,)),
    ("calendar", "Calendar", "Bank holidays, closure days and terms: what counts as a working day.", (P.CALENDAR_MANAGE,)),
    ("agenda_template", "Agenda template", "What every meeting’s agenda starts from, and the steps of a discussion.",
     (P.AGENDA_TEMPLATE_MANAGE,)),
    ("areas", "Areas", "Each area’s High Needs Funding officer contact.", (P.AREA_CONTACTS_MANAGE,)),
    ("imports", "Imports", "Schools, conversions and communities from a file, which you check first.", (P.REGISTER_IMPORT,)),
    ("money", "Money", "Budgets, the ledger and costings.", (P.BUDGET_MANAGE,)),
    ("messages", "Emails", "Emails we have sent, and any that failed.", (P.MESSAGES_SEE,)),
    ("sights", "Who has seen pupils’ names", "Each time someone saw them, and where.", (P.SIGHTS_SEE,)),
    ("log", "Log", "Everything people have done in Locality.", (P.AUDIT_SEE,)),
    ("refusals", "Refusals", "What people tried to open or do, and could not.", (P.AUDIT_SEE,)),
)  # fmt: skip
DESK = tuple(dict.fromkeys(permission for *_, needed in _DESK for permission in needed))


@requires(*DESK)
def council(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What this person keeps for the council."""
    desk = [
        {"href": reverse(name), "title": title, "text": text}
        for name, title, text, needed in _DESK
        if any(viewer.can_somewhere(permission) for permission in needed)
    ]
    return render(request, "communities/council.html", {"title": desk_name(viewer, DESK), "desk": desk})


@requires(P.AREA_CONTACTS_MANAGE)
def areas(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The areas and whom their approved forms go to (FORM-14)."""
    kept = areas_kept_by(viewer)
    officers = {pk: in_a_row(names) for pk, names in officers_of(kept, viewer.today).items()}
    return render(request, "communities/areas.html", {"title": "Areas", "areas": kept, "officers": officers})


@requires(P.AREA_CONTACTS_MANAGE)
def area_change(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Another officer for an area: holds from now on."""
    area = or_404(
        next((each for each in areas_kept_by(viewer) if each.pk == pk), None),
        "We cannot find this area, or you do not have access to it.",
    )
    area = held(request, area)
    form = AreaContactForm(
        request.POST or None, standing={"officer_name": area.officer_name, "officer_email": area.officer_email}
    )
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            area = change_area_officer(area=area, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _who_is_told(area, viewer.today))
            return redirect("areas")
    return show(
        request, form, title=f"Change the contact for {area.name}", button="Save contact", back=reverse("areas")
    )


def _who_is_told(area: Area, today: date) -> str:
    """The address stands in for the office: whoever holds it is told in person, and nobody twice."""
    people = in_a_row(each.name for each in holders(P.REQUEST_RECEIVE, on=today, area=area))
    saved = f"You’ve saved the contact for {area.name}. We’ll email"
    if not people:
        return f"{saved} {area.officer_email} about approved requests."
    return f"{saved} {people} about approved requests, and {area.officer_email} only if no one has the role."


@requires(P.PEOPLE_MANAGE, P.AUTHORITY_SET_UP)
def roles(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """What each role is for, and what it allows."""
    return render(request, "communities/roles.html", {"title": "Roles", "roles": role_rows(ROLES.values())})


@requires(P.RULES_MANAGE)
def rules(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The rules of today, each with its explanation, and the sets before and after."""
    authority = own_authority(viewer, P.RULES_MANAGE)
    current = rules_on(authority, viewer.today)
    groups = [
        (name, [{"entry": entry, "answer": entry.show(getattr(current, entry.field))} for entry in entries])
        for name, entries in groupby(RULE_BOOK, key=lambda entry: entry.group)
    ]
    context = {
        "title": "Rules",
        "groups": groups,
        "always": ALWAYS,
        "current": current,
        "sets": list(rule_sets_of(authority)),
    }
    return render(request, "communities/rules.html", context)


@requires(P.RULES_MANAGE)
def rules_change(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Another set of rules, from a day on."""
    authority = own_authority(viewer, P.RULES_MANAGE)
    latest = rules_on(
        authority, date.max
    )  # what is set for days to come is not taken back by who changes something else
    form = RulesForm(request.POST or None, current=latest, initial={"valid_from": viewer.today})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("valid_from", "why")}
        with form.refusals():
            set_rules(authority=authority, values=form.changes(), by=viewer, at=timezone.now(), **given)
            messages.success(
                request,
                f"You’ve changed the rules from {show_day(given['valid_from'])}. The earlier rules stay on record.",
            )
            return redirect("rules")
    is_ahead = latest.pk is not None and latest.valid_from > viewer.today
    return show(
        request,
        form,
        title="Change the rules",
        button="Save rules",
        back=reverse("rules"),
        intro=f"These are the latest rules, which start on {show_day(latest.valid_from)}. Any rule you do not change here "
        "stays the same on the day you enter."
        if is_ahead
        else "",
    )


@requires(P.RULES_MANAGE)
def short_name(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the council is called in the labels that name it."""
    authority = own_authority(viewer, P.RULES_MANAGE)
    form = ShortNameForm(request.POST or None, initial={"short_name": authority.short})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            set_short_name(authority=authority, by=viewer, at=timezone.now(), **form.cleaned_data)
            messages.success(request, f"You’ve changed the short name to {form.cleaned_data['short_name']}.")
            return redirect("council")
    return show(request, form, title="Change the short name", button="Save short name", back=reverse("council"))


@requires(P.RULES_MANAGE)
def second_factor_rule(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Whether the council's people need a second factor."""
    authority = own_authority(viewer, P.RULES_MANAGE)
    asked = "yes" if authority.second_factor_required else "no"
    form = SecondFactorForm(request.POST or None, initial={"required": asked})
    if request.method == "POST" and form.is_valid():
        required = form.cleaned_data["required"] == "yes"
        with form.refusals():
            set_second_factor_rule(authority=authority, required=required, by=viewer, at=timezone.now())
            need = "Everyone now needs" if required else "People no longer need"
            messages.success(request, f"You’ve changed how people sign in. {need} an authenticator app.")
            return redirect("council")
    return show(request, form, title="Signing in", button="Save answer", back=reverse("council"))
