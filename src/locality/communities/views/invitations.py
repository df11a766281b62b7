"""Offering an office by e-mail, and taking it up."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.actions.ending_sessions import sign_in_who_joined
from locality.accounts.models import User
from locality.accounts.queries import person_by_email
from locality.accounts.roles import ROLES
from locality.communities.access import requires
from locality.communities.actions import invitations as actions
from locality.communities.forms.people import InviteForm, JoinForm, place_key
from locality.communities.models import Invitation, Office
from locality.communities.naming import place_in_full
from locality.communities.queries import invitation_of, invitations_kept_by, open_beside, places_for
from locality.communities.rules import Place, roles_may_give, why_not_invitation
from locality.communities.scope import Viewer
from locality.communities.views.people import KEEPERS
from locality.communities.views.simple import show
from locality.communities.workflow import INVITATIONS
from locality.design.paging import paginate
from locality.design.refusals import or_404
from locality.values.refusals import NotPossible, Refusal
from locality.values.sentences import in_a_row


@requires(*KEEPERS)
def invitations(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Invitations sent, newest first, and what became of them."""
    page = paginate(request, invitations_kept_by(viewer))
    now = timezone.now()
    rows = [{"invitation": each, "role": ROLES[each.role].name, "place": place_in_full(each.place),
             "state": _state(each, now)} for each in page]  # fmt: skip
    return render(request, "communities/invitations.html", {"title": "Invitations", "page": page, "rows": rows})


def _state(invitation: Invitation, now: datetime) -> tuple[str, str]:
    state = INVITATIONS.state(invitation.state_at(now))
    return state.label(), state.colour


@requires(*KEEPERS)
def invite(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Offer an office to somebody."""
    places: dict[str, Place] = {place_key(place): place for place in places_for(viewer)}
    asked = next((f"{kind}-{request.GET[kind]}" for kind in ("school", "community") if kind in request.GET), "")
    only = asked if asked in places else next(iter(places)) if len(places) == 1 else ""
    form = InviteForm(
        request.POST or None,
        roles=roles_may_give(viewer),
        places=places,
        initial={"start": viewer.today, "place": only, "role": request.GET.get("role", "")},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"place": form.place_chosen()}
        with form.refusals():
            actions.invite(by=viewer, at=timezone.now(), **given)
            messages.success(
                request, f"You’ve invited {given['email']}. The link in the email works once, for 14 days."
            )
            return redirect("invitations")
    tells = "the person you invite"
    return show(
        request, form, title="Invite someone", button="Send invitation", tells=tells, back=reverse("invitations")
    )


@requires(*KEEPERS)
def invitation_change(request: HttpRequest, viewer: Viewer, pk: int, what: str) -> HttpResponse:
    """Withdraw an invitation, or send it again."""
    found = invitations_kept_by(viewer).filter(pk=pk).first()
    if found is None or what not in {"withdraw", "resend"}:
        raise Http404("We cannot find this invitation, or you do not have access to it.")
    if request.method == "POST":
        act, words = {
            "withdraw": (actions.withdraw, "You’ve withdrawn the invitation to {}. Its link no longer works."),
            "resend": (actions.resend, "You’ve sent the invitation to {} again, with a new link."),
        }[what]
        try:
            act(invitation=found, by=viewer, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(request, words.format(found.email))
        return redirect("invitations")
    title = "Withdraw the invitation" if what == "withdraw" else "Send the invitation again"
    intro = f"{found.name}, {found.email}: {ROLES[found.role].name}, {place_in_full(found.place) or 'all of Locality'}."
    return show(
        request,
        None,
        title=title,
        button=title,
        intro=intro,
        is_warning=what == "withdraw",
        back=reverse("invitations"),
    )


@login_not_required
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an office: with the account of that address, or with a new one."""
    found = or_404(
        invitation_of(actions.hash_of(token)),
        "We cannot find this invitation. A newer one may have replaced it.",
    )
    signed_in = request.user if isinstance(request.user, User) else None
    reason = why_not_invitation(found, timezone.now())
    if reason is None and signed_in and signed_in.email != found.email:
        reason = Refusal("This invitation was sent to a different email address. Sign out, then open the link again.")
    if reason:
        return _closed(request, reason.sentence)
    is_new = person_by_email(found.email) is None
    beside = open_beside(found, timezone.now())
    form = JoinForm(request.POST or None, initial={"name": found.name}) if is_new else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            office = _accept(found, form, signed_in)
        except NotPossible as refusal:
            return _closed(request, refusal.sentence)
        if office:
            shown = set(request.POST.getlist("beside"))
            return _joined(request, office, [each for each in beside if str(each.pk) in shown], is_new=is_new)
    context = {
        "title": "You are invited",
        "invitation": found,
        "place": place_in_full(found.place),
        "role": ROLES[found.role],
        "form": form,
        "is_new": is_new,
        "beside": [(each.pk, _office_in_words(each.role, each.place)) for each in beside],
    }
    return render(request, "communities/invitation.html", context, status=400 if form and form.errors else 200)


def _joined(request: HttpRequest, office: Office, beside: list[Invitation], *, is_new: bool) -> HttpResponse:
    """Whoever has just chosen a password is signed in; what else the address is invited to was taken up with it."""
    person = office.person
    others = actions.accept_beside(beside, user=person, at=timezone.now())
    words = [_office_in_words(each.role, each.place) for each in (office, *others)]
    messages.success(request, f"You are now {in_a_row(words)}.")
    if is_new:
        sign_in_who_joined(request, person)
    return redirect("home" if request.user.is_authenticated else "account_login")


def _office_in_words(role: str, place: Place | None) -> str:
    return f"{ROLES[role].in_sentence}{f' for {place_in_full(place)}' if place else ''}"


def _accept(found: Invitation, form: JoinForm | None, signed_in: User | None) -> Office | None:
    """The office, or None when the form says what to mend. Raises NotPossible when there is nothing to mend."""
    given = form.cleaned_data if form else {}
    try:
        return actions.accept(
            invitation=found,
            user=signed_in,
            name=given.get("name", ""),
            password=given.get("password"),
            at=timezone.now(),
        )
    except ValidationError:
        if form is None:
            raise
        with form.refusals():
            raise
        return None


def _closed(request: HttpRequest, reason: str) -> HttpResponse:
    context = {"title": "You cannot use this invitation", "reason": reason}
    return render(request, "communities/invitation_closed.html", context, status=410)
