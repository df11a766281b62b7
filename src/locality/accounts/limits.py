"""How often one may be wrong on the way in, counted so that nobody can shut others out.

What is counted first is the pair of an account and the network address that tries it: a guesser stops only themself.
Over all addresses an account, and over all accounts an address, have much larger bounds; where somebody has signed in
before, neither holds for them, so that strangers elsewhere and colleagues behind the same address do them no harm.
Tries that are refused, and right ones, are not counted. The numbers and what they mean are in `docs/security.md`.
"""

import hashlib
from dataclasses import dataclass
from enum import Enum

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

KNOWN_FOR = 90 * 24 * 60 * 60
"""Seconds for which the place where somebody signed in is remembered."""

SOON = "You have tried too many times. Wait 5 minutes, then try again."
_LATER = "There have been too many {what} {whence} in the last hour. {instead}"


@dataclass(frozen=True)
class Limit:
    """Most tries by pair, account and address ("5/5m": five in five minutes), and what can be done instead of waiting."""

    pair: str
    account: str
    address: str
    what: str
    instead: str


class Way(Enum):
    """What is tried."""

    PASSWORD = Limit(
        pair="5/5m,30/h",
        account="100/h",
        address="300/h",
        what="wrong passwords",
        instead="Sign in with a code by email instead.",
    )
    SECOND_FACTOR = Limit(
        pair="5/5m,20/h", account="30/h", address="300/h", what="wrong codes", instead="Try again in an hour."
    )
    EMAILED_CODE = Limit(
        pair="3/m,10/h", account="20/h", address="600/h", what="requests for a code", instead="Try again in an hour."
    )


class TooMany(Exception):  # noqa: N818 - a refusal, not an error
    """The try is refused; the text says why and what to do."""


class Counted:
    """A try that was counted, until it turns out to be right."""

    def __init__(self, *usages: ratelimit.RateLimitUsage) -> None:
        self.usages = usages

    def forget(self) -> None:
        """It was right: it does not count."""
        for each in self.usages:
            each.rollback()


def count(request: HttpRequest, way: Way, account: str) -> Counted:
    """Count a try at the account with this e-mail address, whether there is one or not. Raises TooMany."""
    address = ratelimit.get_ip(request)
    pair = _used(request, way, "pair", _pair(account, address))
    if pair is None:
        raise TooMany(SOON)
    counted = [pair]
    if not cache.get(_known(account, address)):
        for by, key, whence in (
            ("account", account.lower(), "for this account"),
            ("address", address, "from where you are"),
        ):
            used = _used(request, way, by, key)
            if used is None:
                Counted(*counted).forget()
                raise TooMany(_LATER.format(what=way.value.what, whence=whence, instead=way.value.instead))
            counted.append(used)
    return Counted(*counted)


def signed_in_from_here(request: HttpRequest, account: str) -> None:
    """Remember that the account's owner signs in from this address."""
    cache.set(_known(account, ratelimit.get_ip(request)), True, timeout=KNOWN_FOR)


def _used(request: HttpRequest, way: Way, by: str, key: str) -> ratelimit.RateLimitUsage | None:
    rates = ",".join(f"{rate}/key" for rate in str(getattr(way.value, by)).split(","))
    return ratelimit.consume(
        request, app="locality", action=f"{way.name}:{by}", config={f"{way.name}:{by}": rates}, key=key, limit_get=True
    )


def _pair(account: str, address: str) -> str:
    return f"{account.lower()} {address}"


def _known(account: str, address: str) -> str:
    return "signed-in-from:" + hashlib.sha256(_pair(account, address).encode()).hexdigest()
