"""Refusals that say what now stands, for whoever was about to do something that has become impossible."""

from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.http import Http404

T = TypeVar("T")


@dataclass(frozen=True)
class Link:
    """Where to go on."""

    text: str
    href: str


class Changed(PermissionDenied):
    """The thing stands otherwise than the page supposed: somebody was quicker, or the page is old.

    sentence: where it stands, since when and by whom. title: the page's heading. links: to the thing, and what can be
    done with it now. status: 409 where no office of anybody's would help, so that it counts for no refused access.
    """

    def __init__(self, sentence: str, *, title: str, links: tuple[Link, ...] = (), status: int = 403) -> None:
        super().__init__(sentence)
        self.sentence, self.title, self.links, self.status = sentence, title, links, status


def or_404(found: T | None, sentence: str) -> T:
    """What was found; where it is nothing, there is no such page, and the sentence says what there is not."""
    if found is None:
        raise Http404(sentence)
    return found
