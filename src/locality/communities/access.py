"""Who may open a page at all. What they may see on it is the business of each app's queries."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer, ViewerRequest

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]
Opened = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class _Guarded(Protocol):
    permissions: tuple[Permission, ...]


def viewer_of_request(request: HttpRequest) -> Viewer:
    """The viewer that the middleware found."""
    return cast("ViewerRequest", request).find_viewer()


def requires(*permissions: Permission) -> Callable[[View[P]], Opened[P]]:
    """Refuse a page to people who hold none of these permissions anywhere; the view is told who opens it."""

    def decorate(view: View[P]) -> Opened[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            viewer = viewer_of_request(request)
            if not any(viewer.can_somewhere(permission) for permission in permissions):
                raise PermissionDenied("Your role does not give you access to this page.")
            return view(request, viewer, *args, **kwargs)

        cast("_Guarded", guarded).permissions = permissions
        return guarded

    return decorate
