"""Each form has one effect: a double click, the back button, a resend after a cut answer, a second server.

The form's key, its effect, the events it logs and the messages it sends are one transaction. It is kept only when the
view answers with a redirect; a page with errors, a refusal or a crash leaves nothing, so the same form can be mended
and sent again. The same form sent again gets the same redirect; the key with anything else is refused.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from locality.once.hashing import digest_of_body
from locality.once.keys import FIELD, parse_key
from locality.once.models import FormUse
from locality.once.uses import Sent, claim, keep
from locality.once.views import already_sent, without_key

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class OnceMiddleware:
    """Last of all middleware: sign-in, CSRF and the rest have let the form through when its transaction opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except BaseException:
            _undo(request)
            raise
        use: FormUse | None = getattr(request, "form_use", None)
        if use is None:
            return response
        if not _had_effect(response):
            _undo(request)
            return response
        if transaction.get_rollback():
            _undo(request)
            text = "The view caught a database error and went on: its effect can't be kept."
            raise transaction.TransactionManagementError(text)
        try:
            keep(
                use,
                status=response.status_code,
                location=response.get("Location") or response.get("HX-Redirect") or "",
                messages=list(getattr(messages.get_messages(request), "_queued_messages", [])),
            )
        except BaseException:
            _undo(request)
            raise
        _close(request)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: Any
    ) -> HttpResponseBase | None:
        """Claim the key before the view runs, or answer in its place."""
        if request.method in SAFE or is_repeatable(view):
            return None
        key = parse_key(request.POST.get(FIELD, ""))
        if key is None:
            return without_key(request)
        user = getattr(request, "user", None)
        sent = Sent(key, user.pk if user is not None else None, request.get_full_path()[:2000], digest_of_body(request))
        request.form_transaction = transaction.atomic()  # type: ignore[attr-defined]
        request.form_transaction.__enter__()  # type: ignore[attr-defined]
        try:
            use, new = claim(sent, at=timezone.now())
        except BaseException:
            _undo(request)
            raise
        if new:
            request.form_use = use  # type: ignore[attr-defined]
            return None
        _undo(request)
        return _replay(request, use) if sent.is_same_as(use) else already_sent(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002
        """Undo before the error page is made, which may need the database."""
        _undo(request)


def is_repeatable(view: Callable[..., Any]) -> bool:
    """Marked so, or of a package listed in ONCE_REPEATABLE (allauth: its pages guard themselves)."""
    module = getattr(getattr(view, "view_class", view), "__module__", "") or ""
    return getattr(view, "repeatable", False) or any(
        module == name or module.startswith(f"{name}.") for name in settings.ONCE_REPEATABLE
    )


def _had_effect(response: HttpResponse) -> bool:
    return 300 <= response.status_code < 400 or "HX-Redirect" in response


def _replay(request: HttpRequest, use: FormUse) -> HttpResponse:
    waiting = messages.get_messages(request)
    shown_next = {(message.level, str(message.message)) for message in waiting}
    if not isinstance(waiting, list):
        waiting.used = False  # they were looked at, not shown
    for level, text, tags in use.messages:
        if (level, text) not in shown_next:  # where the first answer was cut off, its notification waits in the session
            messages.add_message(request, level, text, extra_tags=tags)
    response = HttpResponse(status=use.status)
    response["HX-Redirect" if use.status < 300 else "Location"] = use.location
    return response


def _undo(request: HttpRequest) -> None:
    if getattr(request, "form_transaction", None) is not None:
        transaction.set_rollback(True)
        _close(request)


def _close(request: HttpRequest) -> None:
    """End the transaction; an error of the commit itself goes on as the error it is."""
    opened = request.form_transaction  # type: ignore[attr-defined]
    request.form_transaction = None  # type: ignore[attr-defined]
    request.form_use = None  # type: ignore[attr-defined]
    opened.__exit__(None, None, None)
