"""What the page is called from which people, and much else of a council, are managed."""

from collections.abc import Iterable

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer


def desk_name(viewer: Viewer, permissions: Iterable[Permission]) -> str:
    """After what the person finds there: "People" for those who manage only their own school's, else "Council".

    `permissions`: any of them opens the page.
    """
    others = set(permissions) - {Permission.SCHOOL_PEOPLE_MANAGE}
    return "Council" if any(viewer.can_somewhere(each) for each in others) else "People"
