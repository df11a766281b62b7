"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

COMPRESSED = "text/html"
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


class CompressMiddleware(GZipMiddleware):
    """Compresses pages, a table of which is a tenth of its size then.

    Only pages: files are compressed already or sent as they are made. What is secret on a page is another with each
    answer (the token of its forms is masked anew), and the framework pads each by a random length, so that its size
    tells nobody what is in it.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The page compressed, if its browser can read that; anything else as it is."""
        is_page = response.get("Content-Type", "").startswith(COMPRESSED) and not response.has_header("ETag")
        return super().process_response(request, response) if is_page and not response.streaming else response


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
