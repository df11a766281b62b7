"""What the writer of a text of a meeting is shown while typing: how others will read it (RES-9).

Only whoever sees the names of the pupils of all its requests is shown it, which is chair, clerk and the area's officer:
to a member it would tell which names are listed.
"""

import re
from collections.abc import Iterable
from functools import cache

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.design.forms import Others
from locality.masking.preview import Preview, preview
from locality.meetings.models import AgendaItem
from locality.meetings.queries.happened import Masks
from locality.schedule.models import Meeting

_ITEM_OF_FIELD = re.compile(r"(?:both-)?(?:notes|summary)-(\d{1,11})")


def others_of(
    viewer: Viewer, meeting: Meeting, item: AgendaItem | None = None, *, items: Iterable[AgendaItem] = ()
) -> Others | None:
    """For a form of a meeting; None for a writer from whom names are hidden too.

    item: what the texts belong to, where that is one item. items: those that fields such as "notes-12" name.
    """
    if not viewer.can(Permission.PUPILS_IDENTIFY, community=meeting.community):
        return None
    masks = cache(lambda: Masks(meeting))  # asked only where there is a text
    requests = {each.pk: each.resource_request_id for each in items}
    own = item.resource_request_id if item else None

    def read(field: str, text: str) -> Preview:
        named = _ITEM_OF_FIELD.fullmatch(field)
        request = requests.get(int(named[1])) if named else own
        return preview(masks().of(request), text) if text.strip() else Preview()

    address = reverse("meeting_others_read", args=[meeting.pk])
    return Others(address=f"{address}?item={item.pk}" if item and item.pk else address, read=read)


def what_others_read(others: Others | None, *texts: str) -> str:
    """The end of a sentence that says what was done: " Others read “Report on Pupil A”.", or nothing."""
    read = " ".join(others.read("", text).text for text in texts).strip() if others else ""
    return f" Others read “{read}”." if read else ""
