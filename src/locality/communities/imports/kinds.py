"""The imports a council can make under Council, Imports: its registers, and what other apps offer there."""

from locality.accounts.permissions import Permission
from locality.communities.imports import communities, gias, gias_links
from locality.communities.models import Authority
from locality.imports.kinds import ImportKind

_OWN_ONLY = (
    "In Get Information About Schools, search for establishments by local authority, choose your own, and download only "
    "those results, with all their columns."
)
_UNPACK = "The download is a .zip file: open it and copy the file in it first."

_SCHOOLS: ImportKind[Authority] = ImportKind(
    "schools",
    "Schools",
    Permission.REGISTER_IMPORT,
    gias.HEADINGS,
    lambda authority, rows, _: gias.plan_schools(authority, rows).plan,
    gias.import_schools,
    text="The register of schools, as downloaded from Get Information About Schools. Rows of other councils are left out.",
    how=f"The file for all of England is too large. {_OWN_ONLY} {_UNPACK} We do not change details the file has no column for.",
    smaller=_OWN_ONLY,
)
_LINKS: ImportKind[Authority] = ImportKind(
    "links",
    "Conversions and mergers",
    Permission.REGISTER_IMPORT,
    gias_links.HEADINGS,
    lambda authority, rows, _: gias_links.plan_links(authority, rows).plan,
    gias_links.import_links,
    text="The links file from Get Information About Schools. A school that converted keeps its history under its new URN.",
    how=f"{_OWN_ONLY} {_UNPACK}",
    smaller=_OWN_ONLY,
)
_COMMUNITIES: ImportKind[Authority] = ImportKind(
    "communities",
    "Communities",
    Permission.REGISTER_IMPORT,
    communities.HEADINGS,
    lambda authority, rows, _: communities.plan_communities(authority, rows).plan,
    communities.import_communities,
    text="Which school is in which community, district and area: columns community, district, area and URN.",
    how="We add any place that is not in Locality yet, and show you first.",
    smaller="Split it, or leave out what is not needed.",
)
KINDS = {kind.slug: kind for kind in (_SCHOOLS, _LINKS, _COMMUNITIES)}


def offer_import(kind: ImportKind[Authority]) -> None:
    """List an import of another app with these, for whoever holds its permission; its pages are there with it."""
    KINDS[kind.slug] = kind
