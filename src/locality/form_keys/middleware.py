"""Each form has one effect: a double click, the back button, a resend after a cut answer, a second server.

The form's key, its effect, the events it logs and the messages it sends are one transaction. It is kept only when the
view answers with a redirect; a page with errors, a refusal or a crash leaves nothing, so the same form can be mended
and sent again. The same form sent again gets the same redirect; the key with anything else is refused.
"""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from locality.form_keys.decorators import is_repeatable
from locality.form_keys.hashing import digest_of_body
from locality.form_keys.keys import FIELD, parse_key
from locality.form_keys.models import FormUse
from locality.form_keys.uses import Sent, claim_key, keep_effect
from locality.form_keys.views import already_sent, without_key
from locality.values.posted import UNSENT

SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class _FormRequest(HttpRequest):
    """A request whose form has claimed its key."""

    form_transaction: transaction.Atomic | None
    form_use: FormUse | None


class OnceMiddleware:
    """Last of all middleware: sign-in, CSRF and the rest have let the form through when its transaction opens."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "HEAD":  # nobody reads its answer: no sight of it, nor anything else, is written
            with transaction.atomic():
                response = self.get_response(request)
                transaction.set_rollback(True)
            return response
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
        if UNSENT in request.POST:  # a view without a form of ours went ahead: the form was only to be shown
            _undo(request)
            _messages_left(request).clear()
            return redirect("/")
        if transaction.get_rollback():
            _undo(request)
            raise transaction.TransactionManagementError(
                "The view caught a database error and went on: its effect cannot be kept."
            )
        try:
            keep_effect(
                use,
                status=response.status_code,
                location=response.get("Location") or "",
                messages=list(_messages_left(request)),
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
        if request.method == "POST" and UNSENT in request.POST and is_repeatable(view):
            return redirect("/")  # nothing would undo its effect
        if request.method in SAFE or is_repeatable(view):
            return None
        key = parse_key(request.POST.get(FIELD, ""))
        if key is None:
            return without_key(request)
        user = getattr(request, "user", None)
        sent = Sent(key, user.pk if user is not None else None, request.get_full_path()[:2000], digest_of_body(request))
        opened = cast("_FormRequest", request).form_transaction = transaction.atomic()
        opened.__enter__()
        try:
            use, new = claim_key(sent, at=timezone.now())
        except BaseException:
            _undo(request)
            raise
        if new:
            cast("_FormRequest", request).form_use = use
            return None
        _undo(request)
        return _replay(request, use) if sent.is_same_as(use) else already_sent(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002
        """Undo before the error page is made, which may need the database."""
        _undo(request)


def _messages_left(request: HttpRequest) -> list[Message]:
    """The notifications of this request, which are shown with the next page."""
    left: list[Message] = getattr(messages.get_messages(request), "_queued_messages", [])
    return left


def _had_effect(response: HttpResponse) -> bool:
    return 300 <= response.status_code < 400


def _replay(request: HttpRequest, use: FormUse) -> HttpResponse:
    waiting = messages.get_messages(request)
    shown_next = {(message.level, str(message.message)) for message in waiting}
    if not isinstance(waiting, list):
        waiting.used = False  # they were looked at, not shown
    for level, text, tags in use.messages:
        if (level, text) not in shown_next:  # where the first answer was cut off, its notification waits in the session
            messages.add_message(request, level, text, extra_tags=tags)
    response = HttpResponse(status=use.status)
    response["Location"] = use.location
    return response


def _undo(request: HttpRequest) -> None:
    if getattr(request, "form_transaction", None) is not None:
        transaction.set_rollback(True)
        _close(request)


def _close(request: HttpRequest) -> None:
    """End the transaction; an error of the commit itself goes on as the error it is."""
    form = cast("_FormRequest", request)
    opened, form.form_transaction, form.form_use = form.form_transaction, None, None
    if opened is not None:
        opened.__exit__(None, None, None)
