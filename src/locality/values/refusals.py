"""Why something can't be done: one shape for rules, actions and forms. The sentence is for the person."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why not, as a sentence, and the field of the form that is to be mended, where it is one."""

    sentence: str
    field: str = ""

    def __str__(self) -> str:
        return self.sentence


class NotPossible(Exception):  # noqa: N818 - a refusal in plain English, not a fault
    """It can't be done as it was asked. `field` names the argument that is to be mended, where it is one."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class NotAllowed(NotPossible):
    """Whoever asked has no right to it, whatever else they ask."""


def refuse(why: Refusal | str | None, field: str = "") -> None:
    """Raise NotPossible where a rule gave a reason, at the field it names, or at `field`."""
    if isinstance(why, Refusal):
        raise NotPossible(why.sentence, why.field or field)
    if why:
        raise NotPossible(why, field)


def refuse_first(found: Iterable[Refusal | None]) -> None:
    """Raise NotPossible with the first of all that a rule found, as a sentence: at a field none ends with a full stop."""
    for each in filter(None, found):
        raise NotPossible(f"{each.sentence.removesuffix('.')}.", each.field)
