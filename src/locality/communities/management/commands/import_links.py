"""Import which school follows which."""

from locality.communities.imports.kinds import KINDS
from locality.communities.management.importing import ImportCommand


class Command(ImportCommand):
    """The same as the page Imports, for an installation."""

    kind = "links"
    help = KINDS["links"].text
