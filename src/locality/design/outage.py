"""Django's handler for errors of ours: the page of `views.server_error`, as 503 while the database can't be reached."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from locality.design import views

RETRY_AFTER = 10
"""Seconds after which a proxy or a program may ask again."""


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with Retry-After where it is the database that is away: what watches us then knows which it is."""
    away = _is_outage(sys.exception())
    response = views.server_error(request)
    if away:
        response.status_code = 503
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def _is_outage(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, (OperationalError, InterfaceError)):
            return True
        error = error.__cause__ or error.__context__
    return False
