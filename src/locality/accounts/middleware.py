"""Ends sessions that rest too long, asks for the second factor before anything else, and keeps what was sent meanwhile."""

from collections.abc import Callable
from typing import Any, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from locality.accounts.forms_over_sign_in import bind, forget_forms, is_by_script, is_too_old, keep_form, marked
from locality.accounts.idle import idle_too_long, limit_of, see, set_limit
from locality.accounts.models import User
from locality.accounts.queries import has_second_factor
from locality.accounts.rules import second_factor_proved
from locality.design.refusals import Link
from locality.design.typed import typed_in
from locality.design.views import error_page
from locality.values.posted import KEPT, UNSENT

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponseBase]

BEFORE_SECOND_FACTOR = frozenset(
    {"account_logout", "mfa_activate_totp", "mfa_reauthenticate", "account_reauthenticate", "keep_alive"}
)
"""URL names a person may open before the second factor is shown: what is needed to show it, and the way out."""

SIGN_IN_TO_SEE = "We have not sent what you typed, but we have kept it. Sign in to see it again."
TIMED_OUT = "We signed you out because you had not used Locality for a while. Sign in to carry on where you were."


class _TimedOut(HttpRequest):
    """A request whose session had rested too long."""

    timed_out: int


class IdleMiddleware:
    """Signs out a session that has rested too long; KeptMiddleware keeps what was just being sent.

    A background poll marks itself with the header `X-Background`, so that an unattended page does not stay signed in.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user, now = request.user, timezone.now()
        if isinstance(user, User):
            if idle_too_long(request.session, now, limit_of(request.session)):
                cast("_TimedOut", request).timed_out = user.pk
                logout(request)
                messages.warning(request, TIMED_OUT)
            elif "X-Background" not in request.headers:
                self._see(request, user)
        return self.get_response(request)

    def _see(self, request: HttpRequest, user: User) -> None:
        now = timezone.now()
        before = request.session.get("seen_at")
        see(request.session, now)
        if before is None:
            set_limit(request.session, user, now)
        elif request.session["seen_at"] != before:
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)


class KeptMiddleware:
    """Keeps a form that is sent without a session, or by another person than it was shown to; erases what was sent again."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400 and isinstance(request.user, User):
            again = request.POST.get(KEPT)
            if again and UNSENT not in request.POST:
                forget_forms(request, again)
        return response

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponseBase | None:
        """Runs after the check against forged forms, so that nobody else can put something here."""
        if request.method != "POST" or not getattr(view, "login_required", True):
            return None
        return kept_instead(request)


def kept_instead(request: HttpRequest) -> HttpResponse | None:
    """The answer to a form that must not have its effect now; None where its sender is the person signed in."""
    user, person_id = request.user, getattr(request, "timed_out", None) or marked(request)
    if isinstance(user, User):
        return None if person_id in {None, user.pk} else _of_another(request, person_id)
    if is_by_script(request):
        return HttpResponse(status=401)
    return None if person_id is None else _first("account_login", request, person_id)


def _of_another(request: HttpRequest, person_id: int) -> HttpResponse:
    """Somebody else has signed in since the page was shown: it is not sent in their name."""
    if is_by_script(request):
        return HttpResponse(status=401)
    kept = keep_form(request, person_id)
    response = error_page(
        request,
        409,
        title="Someone else opened this page",
        sentences=[
            f"You are signed in as {request.user}. Someone else was signed in here when this page was opened, so we did "
            "not send it.",
            "We’ll keep it for them for a day. They will see it when they sign in on this computer."
            if kept
            else "We did not keep any of it.",
        ],
    )
    return bind(request, response) if kept else response


class SecondFactorMiddleware:
    """Lets nobody in who has not shown a second factor in this session, except to show or set up one.

    Off in demo mode (SECOND_FACTOR_ENFORCED), and for a person all of whose authorities do not require it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponseBase | None:
        """Send the person to show or set up the factor; the page they wanted, or the form they sent, comes after.

        A council can begin to require the factor while somebody is typing. The form then waits in the session and has
        no effect before the factor was shown: letting this last one through would leave a stolen session one free shot.
        """
        user = request.user
        if (
            not settings.SECOND_FACTOR_ENFORCED
            or not isinstance(user, User)
            or not user.second_factor_required
            or not getattr(view, "login_required", True)
            or second_factor_proved(request.session, user)
            or (request.resolver_match and request.resolver_match.url_name in BEFORE_SECOND_FACTOR)
        ):
            return None
        return _first("mfa_reauthenticate" if has_second_factor(user) else "mfa_activate_totp", request, user.pk)


def _first(name: str, request: HttpRequest, person_id: int) -> HttpResponse:
    """To the page where the person shows who they are; then to the page they asked for, or to the form they sent."""
    if request.method in {"GET", "HEAD"}:
        return redirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
    kept = keep_form(request, person_id)
    if not kept and is_too_old(request):
        return _given_back(request)
    if kept and name == "account_login":
        messages.warning(request, SIGN_IN_TO_SEE)
    response = redirect(f"{reverse(name)}?{urlencode({'next': reverse('kept_form') if kept else '/'})}")
    return bind(request, response) if kept else response


def _given_back(request: HttpRequest) -> HttpResponse:
    """A page so old that nothing can be kept for its reader: the person who sent it has it before them again."""
    return error_page(
        request,
        409,
        title="What you typed was not sent",
        sentences=[
            "You opened this page more than a week ago and you are signed out, so we could not keep it for you. Copy what"
            " you need, sign in, and open the page again.",
        ],
        typed=typed_in(request),
        links=(Link("Sign in", reverse("account_login")),),
    )
