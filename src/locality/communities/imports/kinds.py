"""The imports a council can make: what each is for, its headings, and the functions that plan and do it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from locality.accounts.models import User
from locality.communities.imports.communities import import_communities, plan_communities
from locality.communities.imports.gias import import_schools, plan_schools
from locality.communities.imports.gias_links import import_links, plan_links
from locality.communities.imports.plans import Plan, Row
from locality.communities.models import Authority
from locality.tables.reading import Table, missing_headings


class Doing(Protocol):
    """Does what a dry run showed."""

    def __call__(
        self, authority: Authority, rows: Sequence[Row], *, by: User | None, at: datetime, shown: str | None = None
    ) -> Plan: ...


@dataclass(frozen=True)
class ImportKind:
    """One import."""

    slug: str
    title: str
    text: str
    headings: tuple[str, ...]
    how: str
    """How to come by the file, and what becomes of it, for the page that takes it."""
    smaller: str
    """How to come by a smaller file."""
    plan: Callable[[Authority, Sequence[Row]], Plan]
    do: Doing

    def why_not(self, table: Table) -> str | None:
        """The sentence about headings that the file lacks."""
        return missing_headings(table.header, self.headings, sheet=table.sheet)


_OWN_ONLY = (
    "In Get Information About Schools, search for establishments by local authority, choose your own, and download only "
    "those results, with all their columns."
)
_UNPACK = "The download is a .zip: take the file out of it first."

KINDS: dict[str, ImportKind] = {
    kind.slug: kind
    for kind in (
        ImportKind(
            "schools",
            "Schools",
            "The register of schools, as downloaded from Get Information About Schools. Rows of other councils are left out.",
            ("URN", "LA (code)", "EstablishmentName", "EstablishmentStatus (name)"),
            f"All of England is too large. {_OWN_ONLY} {_UNPACK} What the file has no column for stays as it is.",
            _OWN_ONLY,
            lambda authority, rows: plan_schools(authority, rows).plan,
            import_schools,
        ),
        ImportKind(
            "links",
            "Conversions and mergers",
            "The links file of the same register: a school that converted keeps its history under its new URN.",
            ("URN", "LinkURN", "LinkType"),
            f"{_OWN_ONLY} {_UNPACK}",
            _OWN_ONLY,
            lambda authority, rows: plan_links(authority, rows).plan,
            import_links,
        ),
        ImportKind(
            "communities",
            "Communities",
            "Which school is in which community, district and area: columns community, district, area and URN.",
            ("community", "district", "area", "URN"),
            "A place that is not kept yet is added, and named before anything is done.",
            "Split it, or leave out what is not needed.",
            lambda authority, rows: plan_communities(authority, rows).plan,
            import_communities,
        ),
    )
}
