"""A form whose sender must first sign in again, or show a second factor: kept until they have.

Nothing a person typed is lost. It lies in the session on the server, never in the browser, and is shown only to the
person who sent it. Files can't be kept.
"""

from typing import Any, TypedDict, cast

from django.http import HttpRequest

_KEY = "kept_form"
LARGEST = 500_000
_NEVER = ("/account/security/", "/account/keep-alive/")
_OWN = frozenset({"csrfmiddlewaretoken", "form_key"})


class Kept(TypedDict):
    """Who sent what, and where to."""

    person: int
    path: str
    fields: list[tuple[str, str]]
    had_files: bool


def keep(request: HttpRequest, person_id: int) -> bool:
    """Keep the form; False when there is nothing worth keeping, or it holds a password or code."""
    if request.path.startswith(_NEVER) or request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    fields = [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in map(str, values)]
    if sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return False
    request.session[_KEY] = Kept(
        person=person_id, path=request.get_full_path(), fields=fields, had_files=bool(request.FILES)
    )
    return True


def kept_for(request: HttpRequest) -> Kept | None:
    """What was kept for the person signed in now; what was kept for somebody else is thrown away."""
    found = cast("Kept | None", request.session.get(_KEY))
    if found is not None and found["person"] != cast("Any", request.user).pk:
        forget(request)
        return None
    return found


def forget(request: HttpRequest) -> None:
    """The person does not want it any more."""
    request.session.pop(_KEY, None)
