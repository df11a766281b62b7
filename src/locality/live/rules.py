"""Counting where members stand (CHA-8, DEC-1): pure. One position for each member entitled; others take none."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Tally:
    """The positions of the members, the asking school's among them; pages show that one apart as well."""

    agree: int = 0
    disagree: int = 0
    abstain: int = 0
    waiting: int = 0
    """Of how many it is not known yet."""

    @property
    def total(self) -> int:
        """How many took a position."""
        return self.agree + self.disagree + self.abstain

    @property
    def words(self) -> str:
        """The count as it is read aloud."""
        return f"{self.agree} agree, {self.disagree} disagree, {self.abstain} abstain"

    @property
    def meaning(self) -> str:
        """What the count comes to, and of how many; the decision itself is recorded by the chair or the clerk."""
        if not self.total:
            return "No one has given a position yet."
        if self.agree > self.disagree:
            agreed = "No one disagrees." if self.abstain else "Everyone who gave a position agrees."
            said = "A majority agrees." if self.disagree else agreed
        else:
            said = "A majority disagrees." if self.disagree > self.agree else "There is no majority."
        if not self.waiting:
            return said
        took = "has given a position" if self.total == 1 else "have given a position"
        return f"{said} So far {self.total} of {self.total + self.waiting} {took}."


def tally(stances: Iterable[str], *, waiting: int = 0) -> Tally:
    """Count the stances; `waiting`: how many may still take one."""
    counted = Counter(stances)
    return Tally(counted["agree"], counted["disagree"], counted["abstain"], waiting)


def why_no_position(*, votes: bool, present: bool, out: bool, asks: bool = False) -> str:
    """Why somebody takes no position; empty where they may. `asks`: for the asking school, where the rules exclude it."""
    if asks:
        return "The school asking does not give a position on its own request."
    if not votes:
        return "Only the chair and representatives with delegated authority can give a position."
    if out:
        return "You have declared an interest. You cannot give a position."
    return "" if present else "You are not marked as present. Ask the chair or clerk to mark you as present."
