"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.cache import patch_cache_control

METHODS = ("GET", "HEAD", "OPTIONS", "POST")


class MethodMiddleware:
    """Answers what is neither asked for nor sent: OPTIONS with what there is, and any other method with 405.

    No page sees them, so none is run, and no sight recorded, for somebody who reads nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(METHODS)})
        return self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)


class NoStoreMiddleware:
    """Keeps every page out of every cache: the next person at the computer, or behind the same proxy, must not find it.

    Also for somebody without a session: a calendar, an invitation and its answer open by their address alone. Styles
    and scripts are sent before this is asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_cache_control(response, no_store=True, private=True)
        return response
