"""Adds the viewer to each request of a signed-in person."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from locality.accounts.models import User
from locality.communities.queries import viewer_of
from locality.communities.scope import Viewer, ViewerRequest
from locality.values.working_days import day_of


class ViewerMiddleware:
    """Gives `request.find_viewer`, which works the viewer out when first asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        @cache
        def viewer() -> Viewer:
            today = day_of(timezone.now())
            user = request.user
            return viewer_of(user, today) if isinstance(user, User) and user.is_authenticated else _nobody(today)

        cast("ViewerRequest", request).find_viewer = viewer
        return self.get_response(request)


def _nobody(today: date) -> Viewer:
    return Viewer(User(), (), today)
