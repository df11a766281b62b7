"""A person's own account, and the steps of signing in where allauth's own page won't do."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.views import RequestLoginCodeView
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.internal.auth import clear_totp_secret
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods

from locality.accounts.actions import ending_sessions, people, second_factor
from locality.accounts.actions.reading import set_reading
from locality.accounts.belonging import CHOSEN, belongs_to, called, is_of_something
from locality.accounts.forms import AskCodeForm, DetailsForm, ReadingForm, SetUpAppForm
from locality.accounts.forms_over_sign_in import Kept, bind, forget_forms, keep_form, kept_for
from locality.accounts.idle import seen_now
from locality.accounts.middleware import kept_instead
from locality.accounts.models import User
from locality.accounts.presenters import kept_words, session_rows, sign_in_rows, why_not_sent_from_here
from locality.accounts.queries import has_second_factor, second_factor_of, sessions_of
from locality.accounts.rules import forget_second_factor, prove_second_factor
from locality.design import views as design
from locality.design.typed import has_form, is_all_said, page_of, typed_of, view_of
from locality.documents.answers import as_file
from locality.form_keys.decorators import is_repeatable, repeatable

_SHOW_CODES_UNTIL = "show_recovery_codes_until"
_AFTER_CODES = "after_recovery_codes"
SHOW_CODES_FOR = 600
"""Seconds for which new recovery codes can be looked at, printed and downloaded."""


_View = Callable[[HttpRequest], HttpResponse]
_confirmed_first: Callable[[_View], _View] = reauthentication_required(app="allauth.mfa")
"""Asks for the second factor once more, where that is long ago."""


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


class AskCodeView(RequestLoginCodeView):
    """Send a code to sign in with; to an address without an account, word of that, so that both take as long."""

    def form_valid(self, form: AskCodeForm) -> HttpResponse:
        """The same page follows, whether there is an account or not."""
        response: HttpResponse = super().form_valid(form)
        if form._user is None:
            get_adapter().send_mail("account/email/unknown_account", form.cleaned_data["email"], {})
        return response


class SecondStepView(AuthenticateView):
    """Ask for the code of the app."""

    def _build_forms(self) -> Any:
        """A form without a code is one whose code was left empty; allauth would look for a security key in it."""
        if self.request.method == "POST" and "code" not in self.request.POST:
            self.webauthn_form = None
            form_class = self.get_form_class()  # type: ignore[no-untyped-call]  # allauth's
            self.auth_form = form_class(user=self.stage.login.user, data=self.request.POST)
            return self.auth_form
        return super()._build_forms()  # type: ignore[no-untyped-call]  # allauth's


def details(request: HttpRequest) -> HttpResponse:
    """The name colleagues see, and when messages come."""
    person = _person(request)
    initial = {"name": person.name, "message_preference": person.message_preference}
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        people.set_details(person=person, **form.cleaned_data, by=person, at=timezone.now())
        messages.success(request, "Your details have been saved.")
        return redirect("account")
    return render(
        request, "accounts/details.html", {"form": form, "person": person}, status=400 if form.errors else 200
    )


def reading(request: HttpRequest) -> HttpResponse:
    """How this person likes to read: size and spacing of text, colours, and whether clocks count."""
    person = _person(request)
    also = [name for name in ReadingForm.ALSO if getattr(person, name)]
    initial = {"text_size": str(person.text_size), "colours": person.colours, "also": also}
    form = ReadingForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_reading(person=person, **form.reading())
        messages.success(request, "You’ve changed how you read Locality. It is the same wherever you sign in.")
        return redirect("account_reading")
    return render(request, "accounts/reading.html", {"form": form}, status=400 if form.errors else 200)


def security(request: HttpRequest) -> HttpResponse:
    """How this person signs in, and where they are signed in now."""
    person = _person(request)
    sessions = sessions_of(person, timezone.now())
    rows = sign_in_rows(person, second_factor_of(person), len(sessions))
    return render(request, "accounts/security.html", {"rows": rows})


@repeatable
@_confirmed_first
def set_up_app(request: HttpRequest) -> HttpResponse:
    """Tie an authenticator app to the account."""
    person = _person(request)
    wanted = _safe(request.POST.get("next") or request.GET.get("next"))
    if has_second_factor(person):
        return redirect("mfa_index")
    form = SetUpAppForm(request.POST if request.method == "POST" else None, user=person)
    if request.method == "POST" and form.is_valid():
        second_factor.confirm_authenticator(person=person, secret=form.secret, by=person, at=timezone.now())
        clear_totp_secret(request)
        prove_second_factor(request.session, person)
        return _show_codes(request, wanted)
    adapter = get_mfa_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, form.secret))
    secret = " ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4))
    context = {"form": form, "picture": mark_safe(picture), "secret": secret, "next": wanted}  # drawn by us, no input
    return render(request, "accounts/set_up_app.html", context)


@_confirmed_first
def replace_app(request: HttpRequest) -> HttpResponse:
    """Take the old app away, to set up the one on a new phone."""
    person = _person(request)
    if not has_second_factor(person):
        return redirect("mfa_activate_totp")
    if request.method == "POST":
        second_factor.remove_second_factor(person=person, by=person, at=timezone.now())
        forget_second_factor(request.session)
        return redirect("mfa_activate_totp")
    return render(request, "accounts/replace_app.html")


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes: shown just after they were made, counted later."""
    shown = _codes_are_shown(request)
    factor = second_factor_of(_person(request))
    context = {
        "codes": factor.codes if shown else (),
        "left": len(factor.codes),
        "set_up": factor.set_up_at is not None,
        "after": request.session.get(_AFTER_CODES) or reverse("mfa_index"),
    }
    return render(request, "accounts/recovery_codes.html", context)


@_confirmed_first
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes; the old ones stop working."""
    person = _person(request)
    if not has_second_factor(person):
        return redirect("mfa_activate_totp")
    if request.method == "POST":
        second_factor.begin_recovery_codes(person=person, by=person, at=timezone.now())
        return _show_codes(request, None)
    return render(request, "accounts/new_recovery_codes.html")


def download_recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes just made, as a text file."""
    if not _codes_are_shown(request):
        raise PermissionDenied(
            "Recovery codes can be downloaded only just after they were made. Make new ones to download them."
        )
    lines = ["Recovery codes for Locality. Each works once.", "", *second_factor_of(_person(request)).codes, ""]
    return as_file("\r\n".join(lines).encode(), "text/plain; charset=utf-8", "locality-recovery-codes.txt")


def sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in; all but this one can be ended."""
    person, key = _person(request), request.session.session_key
    if request.method == "POST":
        ended = ending_sessions.end_other_sessions(person=person, keep=str(key))
        messages.success(request, "You are signed out everywhere else." if ended else "You are signed in only here.")
        return redirect("usersessions_list")
    rows = session_rows(sessions_of(person, timezone.now()), key)
    return render(request, "accounts/sessions.html", {"rows": rows})


@repeatable
@require_http_methods(["GET", "POST"])
def keep_alive(request: HttpRequest) -> HttpResponse:
    """The person is still there: the session rests from now."""
    seen_now(request.session, timezone.now())
    return HttpResponse(status=204)


def kept_form(request: HttpRequest) -> HttpResponse:
    """What the person was sending when they were signed out: to read, to send now, or to throw away."""
    if request.method == "POST":
        if forget_forms(request, request.POST.get("throw_away", "")):
            messages.success(request, "What you typed is thrown away.")
        return redirect("kept_form")
    kept = kept_for(request)
    if not kept:
        return redirect("/")
    rows = [_kept_row(request, each) for each in kept]
    was_typed = any(row["typed"] or row["form"].too_long for row in rows)
    title, intro = kept_words(was_typed=was_typed)
    return render(request, "accounts/kept_form.html", {"kept": rows, "title": title, "intro": intro})


def _kept_row(request: HttpRequest, kept: Kept) -> dict[str, Any]:
    """What its own page can show again is sent from there, for that page says what the button does and whom it tells.

    Sent from here is the rest, where it says itself: what was typed, every choice, and whose it is. Nobody moves money
    unseen.
    """
    view, call = view_of(kept.path), partial(called, request, kept.path)
    typed = typed_of(kept.fields, view, called=call)
    belongs = belongs_to(request, kept.path, kept.fields)
    says_all = is_all_said(kept.fields, view, called=call, known=CHOSEN) and (belongs or not is_of_something(kept.path))
    can_be_shown = view and has_form(view, kept.fields) and not is_repeatable(view)
    return {
        "form": kept,
        "belongs_to": belongs,
        "typed": typed,
        "can_be_sent": bool(typed) and says_all and not can_be_shown,
        "can_be_shown": can_be_shown,
        "why_not_from_here": why_not_sent_from_here(can_be_shown=bool(can_be_shown)),
        "page": page_of(kept.path),
    }


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is old. Where one of our own pages sent it, it is kept and shown again with a new token.

    The browser says which site a form comes from, and no page can say otherwise for it. Nothing is done unasked: the
    person reads it and sends it themselves.
    """
    view = request.resolver_match.func if request.resolver_match else None
    if not _is_from_here(request) or not getattr(view, "login_required", True):
        return design.csrf_failure(request, reason)
    if instead := kept_instead(request):
        return instead
    user = request.user
    if isinstance(user, User) and keep_form(request, user.pk):
        return bind(request, redirect("kept_form"))
    return design.csrf_failure(request, reason)


def _is_from_here(request: HttpRequest) -> bool:
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return request.headers.get("Origin") in ours


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; nothing of it stays in the browser for the next person at this computer."""
    response: HttpResponse = account.logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _safe(url: str | None) -> str | None:
    return url if url and get_adapter().is_safe_url(url) else None


def _show_codes(request: HttpRequest, wanted: str | None) -> HttpResponse:
    request.session[_SHOW_CODES_UNTIL] = timezone.now().timestamp() + SHOW_CODES_FOR
    request.session[_AFTER_CODES] = wanted
    return redirect("mfa_view_recovery_codes")


def _codes_are_shown(request: HttpRequest) -> bool:
    until: Any = request.session.get(_SHOW_CODES_UNTIL, 0)
    return timezone.now().timestamp() < float(until)
