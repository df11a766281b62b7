"""What goes with a school that moves to another community, or closes: an upper app says so once, in its `AppConfig.ready`.

Schools are moved here; what they have begun is known above.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from locality.accounts.models import User
from locality.communities.models import Authority, School

Follow = Callable[[Authority, User | None, datetime], None]
Say = Callable[[Mapping[int, bool]], dict[int, str]]

_follows: list[Follow] = []
_says: list[Say] = []


def go_with_schools(follow: Follow, say: Say) -> None:
    """Call `follow` in each transaction that moves schools of an authority, and `say` before it is done.

    `say` gets the ids of schools, each with whether it moves (else it closes), and answers a sentence for those that
    have something open.
    """
    if follow not in _follows:
        _follows.append(follow)
        _says.append(say)


def follow_schools(authority: Authority, *, by: User | None, at: datetime) -> None:
    """Schools of the authority have moved: what they have begun goes with them."""
    for follow in _follows:
        follow(authority, by, at)


def said_of(moving: Iterable[School] = (), closing: Iterable[School] = ()) -> dict[int, str]:
    """For each school that has something open: what becomes of it, in a sentence."""
    asked = {school.pk: False for school in closing} | {school.pk: True for school in moving}
    found: dict[int, str] = {}
    for say in _says if asked else ():
        for pk, sentence in say(asked).items():
            found[pk] = f"{found[pk]} {sentence}" if pk in found else sentence
    return found
