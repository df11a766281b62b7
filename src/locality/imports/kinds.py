"""One kind of import: what stands in its file, who may make it, the functions that plan and do it, and its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, Protocol, TypeVar

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.imports.plans import Kind, Plan
from locality.tables.reading import Row, Table, missing_headings

P = TypeVar("P")
"""What is imported into: an authority, a funding year."""
P_contra = TypeVar("P_contra", contravariant=True)


class Importer(Protocol):
    """Whoever imports: the viewer that `communities`, a room above, makes of a person and their offices."""

    user: User
    today: date


class Doing(Protocol[P_contra]):
    """Does exactly what a dry run with the fingerprint `shown` showed, and logs it. Raises NotPossible.

    by: the viewer, whom it asks for the permission in the place; None for a command, where the import may be made by one.
    """

    def __call__(
        self, place: P_contra, rows: Sequence[Row], /, *, by: Any, at: datetime, shown: str | None = None
    ) -> Plan: ...


@dataclass(frozen=True)
class ImportKind(Generic[P]):
    """One import."""

    slug: str
    title: str
    permission: Permission
    headings: tuple[str, ...]
    """The columns that a file must have."""
    plan: Callable[[P, Sequence[Row], date], Plan]
    """What importing these rows would do, on this day. Writes nothing."""
    do: Doing[P]
    text: str = ""
    """What it is for, where several imports are listed, and on the page that takes the file."""
    how: str = ""
    """How to come by the file, and what becomes of it, for that page."""
    columns: tuple[tuple[str, str], ...] = ()
    """Each column with what stands in it, where the page that takes the file explains them."""
    smaller: str = ""
    """How to come by a smaller file."""
    shows: tuple[tuple[str, str], ...] = (("URN", "key"), ("Name", "name"))
    """The columns of the review between the row's number and what it does: heading, and part of the `Line`."""
    counted: tuple[Kind, ...] = tuple(Kind)
    listed: tuple[Kind, ...] = (Kind.REFUSE, Kind.ADD, Kind.CHANGE, Kind.CLOSE, Kind.OTHER)
    """The lines that are shown, in this order."""
    tells: str = ""
    """Who is told, behind what the button does."""
    done: Callable[[Plan, str], str] = lambda plan, _: plan.words
    """What is said when it is done, of the plan and the file's name."""

    def why_not(self, table: Table) -> str | None:
        """The sentence about headings that the file lacks."""
        return missing_headings(table.header, self.headings, sheet=table.sheet)
