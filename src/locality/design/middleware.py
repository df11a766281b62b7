"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control


class NoStoreMiddleware:
    """Keeps what a signed-in person sees out of every cache: the next person at the computer must not find it.

    Pages with a form or a message for someone not signed in are kept out too: anything that varies by the session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        signed_in = getattr(getattr(request, "user", None), "is_authenticated", False)
        if signed_in or "Cookie" in response.get("Vary", "") or response.cookies:
            patch_cache_control(response, no_store=True, private=True)
        return response
