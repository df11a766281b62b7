"""Addresses that take a form alone, opened in a browser: its own error page would help nobody."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from locality.design.typed import page_of

PAGE = "text/html"


class OpenedMiddleware:
    """Sends who opens such an address, as after a reload or from the history, to the page that its form stands on.

    What does not ask for a page, such as a script, is told 405 as before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        opened = request.method in {"GET", "HEAD"} and PAGE in request.headers.get("Accept", "")
        if opened and response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return HttpResponseRedirect(page_of(request.path))
        return response
