"""Which meetings a person may prepare, lead, or take part in. Proposed ones are nobody's yet.

An adviser takes part in what they are invited to, and in nothing else: `items_open_to` says which items these are.
"""

from django.db.models import Q, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.meetings.models import Advising, AgendaItem, Interest
from locality.schedule.models import Meeting
from locality.schedule.queries import advised_by
from locality.schedule.workflow import S


def meetings_taken_part_in(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person may take part in and whose papers they may read: of their communities, or as an adviser.

    An adviser is invited to single items, or to the whole: ask `items_open_to` before showing any of it.
    """
    return _meetings(_place(viewer, Permission.MEETING_TAKE_PART) | (advised_by(viewer) & ~Q(state=S.CANCELLED)))


def find_taken_part_in(viewer: Viewer, pk: int) -> Meeting | None:
    """One of them. For an adviser each council's rules say how long, so the query is made anew."""
    if viewer.scope(Permission.MEETING_TAKE_PART).invited:
        return meetings_taken_part_in(viewer).filter(pk=pk).first()
    return next(iter(_taken_part_in.read(viewer, pk)), None)


@CompiledModels
def _taken_part_in(viewer: Viewer, pk: int) -> QuerySet[Meeting]:
    return meetings_taken_part_in(viewer).filter(pk=pk)


def items_open_to(viewer: Viewer, meeting: Meeting) -> set[int] | None:
    """The ids of the agenda items a person may see of a meeting they take part in; None where that is all of them."""
    if viewer.can(Permission.MEETING_TAKE_PART, community=meeting.community):
        return None
    advising = Advising.objects.filter(meeting=meeting, person=viewer.user, withdrawn_at=None).first()
    if advising is None:
        return set()
    return None if advising.whole_meeting else set(advising.items.values_list("pk", flat=True))


def takes_part(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether a person belongs to a meeting or advises at it."""
    if viewer.can(Permission.MEETING_TAKE_PART, community=meeting.community):
        return True
    if not viewer.scope(Permission.MEETING_TAKE_PART).invited:
        return False
    return meetings_taken_part_in(viewer).filter(pk=meeting.pk).exists()


def may_read(viewer: Viewer, item: AgendaItem) -> bool:
    """Whether an item of a meeting is a person's to read now: it is open to them, and they are not out of the room for it."""
    if not takes_part(viewer, item.meeting):
        return False
    chosen = items_open_to(viewer, item.meeting)
    return (chosen is None or item.pk in chosen) and item.pk not in items_closed_to(viewer, item.meeting)


def items_closed_to(viewer: Viewer, meeting: Meeting) -> set[int]:
    """The ids of the items for which a person is out of the room of a running meeting (DUR-1).

    An interest of theirs was declared, and they were not called back: until then neither the discussion is theirs nor the
    item's papers. An item that is over is open to them again.
    """
    if meeting.state != S.RUNNING:
        return set()
    return set(closed_items(viewer).filter(item__meeting=meeting))


def closed_items(viewer: Viewer) -> QuerySet[Interest, int]:
    """The same for all meetings that run: the items' ids, to be left out of another list."""
    mine = Interest.objects.filter(attendance__person=viewer.user, back_at=None, item__meeting__state=S.RUNNING)
    return mine.values_list("item_id", flat=True)


def meetings_advised_for(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings to which a person may invite advisers."""
    return _meetings(_place(viewer, Permission.ADVISERS_INVITE))


def meetings_led_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person leads."""
    return _meetings(_place(viewer, Permission.MEETING_LEAD))


def meetings_clerked_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person is the clerk of."""
    return _meetings(_place(viewer, Permission.MEETING_CLERK))


def meetings_run_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings a person guides on the live page: the chair's and the clerk's."""
    return _meetings(guided_by(viewer))


def guided_by(viewer: Viewer) -> Q:
    """The same as a filter for meetings."""
    return _place(viewer, Permission.MEETING_RUN)


def meetings_handed_over_by(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings whose approved requests a person hands over."""
    return _meetings(_place(viewer, Permission.REQUEST_HAND_OVER))


def limits_of(meeting: Meeting) -> dict[int, set[int]]:
    """Whom an invitation limits to some items: the ids of their items, by the person’s id."""
    limited = Advising.objects.filter(meeting=meeting, whole_meeting=False, withdrawn_at=None, person__isnull=False)
    return {
        each.person_id: {item.pk for item in each.items.all()}
        for each in limited.prefetch_related("items")
        if each.person_id
    }


def _place(viewer: Viewer, permission: Permission) -> Q:
    return viewer.scope(permission).q(
        community="community_id", area="community__area_id", authority="community__authority_id"
    )


def _meetings(condition: Q) -> QuerySet[Meeting]:
    return (
        Meeting.objects.filter(condition)
        .exclude(state=S.PROPOSED)
        .select_related("community__area", "community__authority")
    )


def meetings_minuted_for(viewer: Viewer) -> QuerySet[Meeting]:
    """The meetings whose minutes a person may read: those of the communities they belong to or look after."""
    return _meetings(_place(viewer, Permission.MEETING_TAKE_PART))
