"""One log line for each request, without personal data; and a record of each refusal, outside what was undone."""

import secrets
import time
from collections.abc import Callable
from typing import cast

import structlog
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from locality.audit.actions import record_refusal

log = structlog.get_logger()

GetResponse = Callable[[HttpRequest], HttpResponse]


class _Refused(HttpRequest):
    """A request whose view refused it, and why."""

    refused: Exception


class RequestLogMiddleware:
    """First of all middleware. Gives each request an id, bound to every log line written while it is answered.

    The line has the name of the page, never its address with what was asked for.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = secrets.token_hex(8)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                method=request.method,
                view=match.view_name if match else None,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - began) * 1000),
                person=getattr(getattr(request, "_cached_user", None), "pk", None),
            )
        response["X-Request-Id"] = request_id
        return response


class RefusalMiddleware:
    """After the middleware that signs in, before the one that opens the form's transaction.

    Records each answer of 403, and each 404 of a view that did not find what its address names, to a signed-in person:
    a thing that must not be known to exist answers so. People who are not signed in are only in the request log.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        exception = getattr(request, "refused", None)
        hidden = response.status_code == 404 and isinstance(exception, Http404)
        if (response.status_code == 403 or hidden) and request.user.is_authenticated:
            why = (
                "The page does not exist, or this person has no access to it."
                if hidden
                else str(exception or "") or "Refused."
            )
            try:
                record_refusal(by=request.user, at=timezone.now(), path=request.path, why=why)
            except DatabaseError:
                log.exception("refusal_not_recorded")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Keep the reason until the answer is known."""
        if isinstance(exception, (PermissionDenied, Http404)):
            cast("_Refused", request).refused = exception
