"""Forms that had no effect because their sender was signed out, had to show a second factor, or was somebody else.

Nothing a person typed is lost. What they sent lies on the server, sealed with a key that only their browser has, and is
shown to that person alone, in that browser, once they have signed in; it is erased when it is sent or thrown away, and
after KEPT_FOR. Files can't be kept; passwords and codes never are. See docs/adr/0023.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from locality.accounts.models import KeptForm, User
from locality.values.numbers import typed_number
from locality.values.posted import KEPT, TYPED_BY, UNSENT

COOKIE = "kept"
KEPT_FOR = timedelta(days=1)
"""Long enough for whoever goes home in between; sealed, so that nobody else reads it meanwhile."""
LARGEST = 500_000
"""Characters: ten times the longest form of the product."""
MOST = 10
"""Forms kept of one browser; the oldest gives way."""
MOST_OF_PERSON = 30
"""Forms kept of one person in all browsers: who holds a page of theirs can't fill the house by sending it without a key."""
MARK_FOR = timedelta(days=7)
"""How long a page that was shown is known to be its reader's; as long as their session could be."""

_NEVER = ("/account/security/", "/account/keep-alive/", "/account/kept/")
_OWN = frozenset({"csrfmiddlewaretoken", "form_key", TYPED_BY, KEPT, UNSENT})
_SIGNER = TimestampSigner(salt="locality.typed_by")


class _Keeping(HttpRequest):
    """A request whose form was kept, and the key to it."""

    kept_token: str


@dataclass(frozen=True)
class Kept:
    """What was sent, and where to."""

    pk: int
    path: str
    fields: list[tuple[str, str]]
    had_files: bool
    too_long: bool
    at: datetime


def mark_of(user: User) -> str:
    """Who a form is shown to, and when, signed: when it arrives without a session, it is known whose it is."""
    return _SIGNER.sign(str(user.pk))


def marked(request: HttpRequest) -> int | None:
    """The person a form was shown to, however long ago; None where it does not say, or where the mark is not ours."""
    try:
        return int(_SIGNER.unsign(request.POST.get(TYPED_BY, "")))
    except (BadSignature, ValueError):
        return None


def is_too_old(request: HttpRequest) -> bool:
    """Whether the page was shown so long ago that its mark has ended: it still says whose it is, and keeps nothing."""
    try:
        _SIGNER.unsign(request.POST.get(TYPED_BY, ""), max_age=MARK_FOR)
    except SignatureExpired:
        return True
    except BadSignature:
        return False
    return False


def is_by_script(request: HttpRequest) -> bool:
    """Whether a script sends the form and keeps what was typed until it is answered, rather than a person's press."""
    headers = request.headers
    return headers.get("X-Requested-With") == "fetch" or headers.get("Sec-Fetch-Mode", "navigate") != "navigate"


def keep_form(request: HttpRequest, person_id: int) -> bool:
    """Keep the form for this person; False when there is nothing worth keeping, or it holds a password or code, or where
    only a mark that has ended says whose it is.

    `bind` gives the answer the key.
    """
    known = person_id in {request.user.pk, getattr(request, "timed_out", None)}
    if request.path.startswith(_NEVER) or is_by_script(request) or (is_too_old(request) and not known):
        return False
    if not User.objects.filter(pk=person_id).exists():
        return False
    fields = [(name, value) for name, values in request.POST.lists() if name not in _OWN for value in map(str, values)]
    too_long = sum(len(name) + len(value) for name, value in fields) > LARGEST
    token = request.COOKIES.get(COOKIE) or secrets.token_urlsafe(32)
    content = {
        "path": request.get_full_path(),
        "fields": [] if too_long else fields,
        "had_files": bool(request.FILES),
        "too_long": too_long,
    }
    now = timezone.now()
    KeptForm.objects.create(
        browser=_digest(token), person_id=person_id, sealed=_seal(token).encrypt(json.dumps(content).encode()), at=now
    )
    for found, most in ({"browser": _digest(token)}, MOST), ({"person_id": person_id}, MOST_OF_PERSON):
        old = KeptForm.objects.filter(**found).order_by("-pk").values_list("pk", flat=True)[most:]
        KeptForm.objects.filter(pk__in=list(old)).delete()
    cast("_Keeping", request).kept_token = token
    return True


def bind(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Give the browser the key to what was kept of it."""
    response.set_cookie(
        COOKIE,
        cast("_Keeping", request).kept_token,
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def kept_for(request: HttpRequest) -> list[Kept]:
    """What was kept of this browser for the person signed in now, the newest first."""
    token = request.COOKIES.get(COOKIE, "")
    found = (_open(token, row) for row in _rows(request).order_by("-pk")) if token else ()
    return [each for each in found if each is not None]


def how_many_for(request: HttpRequest) -> int:
    """How many forms wait for the person signed in now; asks nothing where this browser has no key."""
    return _rows(request).count() if COOKIE in request.COOKIES else 0


def forget_forms(request: HttpRequest, pk: str) -> int:
    """Erase a kept form of this browser and person: it was sent, or is not wanted any more. Returns how many."""
    number = typed_number(pk)
    return int(_rows(request).filter(pk=number).delete()[0]) if number else 0


def prune_forms(now: datetime) -> int:
    """Erase what nobody came back for; returns how many."""
    return KeptForm.objects.filter(at__lt=now - KEPT_FOR).delete()[0]


def _rows(request: HttpRequest) -> Any:
    token, user = request.COOKIES.get(COOKIE, ""), cast("User", request.user)
    return KeptForm.objects.filter(browser=_digest(token), person_id=user.pk, at__gte=timezone.now() - KEPT_FOR)


def _open(token: str, row: KeptForm) -> Kept | None:
    try:
        content = json.loads(_seal(token).decrypt(bytes(row.sealed)))
    except InvalidToken:
        return None
    fields = [(name, value) for name, value in content.pop("fields")]
    return Kept(pk=row.pk, fields=fields, at=row.at, **content)


def _seal(token: str) -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(b"kept form:" + token.encode()).digest()))


def _digest(token: str) -> str:
    return hashlib.sha256(b"kept form of browser:" + token.encode()).hexdigest()
