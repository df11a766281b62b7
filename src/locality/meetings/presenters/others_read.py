"""What the writer of a text of a meeting is shown while typing: how others will read it (RES-9).

Only whoever sees the names of the pupils of all its requests is shown it, which is chair, clerk and the area's officer:
to a member it would tell which names are listed. And only pupils whom these requests list: any other would tell which
names stand in drafts or in other requests of the school.
"""

import re
from collections.abc import Iterable, Mapping

from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.design.forms.others import Others
from locality.masking.preview import Preview, preview
from locality.meetings.models import AgendaItem
from locality.meetings.queries.names import MeetingMasks
from locality.schedule.models import Meeting

_ITEM_OF_FIELD = re.compile(r"(?:both-)?(?:notes|summary)-(\d{1,11})")


def others_of(
    viewer: Viewer,
    meeting: Meeting,
    item: AgendaItem | None = None,
    *,
    items: Iterable[AgendaItem] = (),
    masks: MeetingMasks | None = None,
) -> Others | None:
    """For a form of a meeting; None for a writer from whom names are hidden too.

    item: what the texts belong to, where that is one item. items: those that fields such as "notes-12" name. masks: those
    of the page, so that the names are read once.
    """
    if not viewer.can(Permission.PUPILS_IDENTIFY, community=meeting.community):
        return None
    known = masks or MeetingMasks(meeting)  # reads nothing until there is a text
    requests = {each.pk: each.resource_request_id for each in items}
    own = item.resource_request_id if item else None

    def read(field: str, text: str) -> Preview:
        named = _ITEM_OF_FIELD.fullmatch(field)
        request = requests.get(int(named[1])) if named else own
        return preview(known.for_writer(request), text) if text.strip() else Preview()

    address = reverse("meeting_others_read", args=[meeting.pk])
    return Others(address=f"{address}?item={item.pk}" if item and item.pk else address, read=read)


def what_was_replaced(others: Others | None, texts: Mapping[str, str], *, is_kept: bool = False) -> str:
    """For whoever saved these texts, by field: in which sentences a pupil's name was replaced, or nothing.

    The page shows what is kept, in which the name no longer stands; without scripts nobody said so while it was typed.
    `is_kept`: the text is kept as it was typed, and the name is replaced for others alone.
    """
    found = [read for name, text in texts.items() if others and (read := others.read(name, text))]
    if not found:
        return ""
    names = sum(piece.hidden for each in found for sentence in each.sentences for piece in sentence)
    more = sum(each.more for each in found)
    begin = "A pupil’s name was replaced" if names == 1 and not more else "Pupils’ names were replaced"
    if is_kept:
        begin = "Others will read"
    shown = " ".join(each.text for each in found)
    return f"{begin}: “{shown}”" + (f" and {more} more {'sentence' if more == 1 else 'sentences'}." if more else "")


def as_others_read(called: str, typed: str, done: str) -> str:
    """The sentence after something was named: You’ve attached “Report on Pupil A”. This is how others will read it.

    called: the name as others read it; typed: as it was typed.
    """
    return f"{done} “{called}”." + (" This is how others will read it." if called != typed else "")
