"""What one look at a page is: its address, who looks, in which state."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Look:
    """One page in one state."""

    name: str
    """The URL name; or a path, for an address that does not exist."""
    who: str = ""
    """The person's name in tests/world.py, "of new" in the council that has nothing yet; nobody is signed in without."""
    state: str = ""
    """The request that stands in the address (full_world.py)."""
    args: Mapping[str, Any] = field(default_factory=dict)
    query: str = ""
    status: int = 200
    empty: bool = False
    """Its form is also sent with nothing filled in, for the page with the errors."""
    after: str = ""
    """What must have happened in the session before (preparing.py)."""

    @property
    def called(self) -> str:
        """For the report."""
        parts = (self.name, self.state, *map(str, self.args.values()), self.query, self.after)
        return " ".join(part for part in parts if part) + (f" as {self.who}" if self.who else "")


TEAM = "locality_team"
