"""What is missing, on the home page of who keeps a council's people."""

from locality.communities.scope import Viewer
from locality.gaps.queries import councils_of, counts
from locality.gaps.rules import counted
from locality.tasks.offers import Notice, Offer


def tasks_for(viewer: Viewer) -> Offer:
    """The kinds of which something is missing: a query for each kind, none for whoever keeps nobody."""
    councils = councils_of(viewer)
    found = counted(counts(councils, viewer.today)) if councils else []
    return Offer(missing=tuple(Notice(each.words, each.href) for each in found if each.number))
