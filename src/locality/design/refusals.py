"""Refusals that say what now stands, for whoever was about to do something that has become impossible."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Link:
    """Where to go on."""

    text: str
    href: str


class Changed(PermissionDenied):
    """The thing stands otherwise than the page supposed: somebody was quicker, or the page is old.

    sentence: where it stands, since when and by whom. title: the page's heading. links: to the thing, and what can be
    done with it now.
    """

    def __init__(self, sentence: str, *, title: str, links: tuple[Link, ...] = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.title, self.links = sentence, title, links
