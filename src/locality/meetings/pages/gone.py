"""The item of the agenda that an address names, or what became of it, in a sentence."""

from django.db.models import QuerySet
from django.http import Http404

from locality.meetings.actions.items import GONE, why_gone
from locality.meetings.models import AgendaItem
from locality.meetings.queries.agenda import left_agenda
from locality.schedule.models import Meeting


def item_of(items: QuerySet[AgendaItem], meeting: Meeting, pk: int) -> AgendaItem:
    """The item of that id among the meeting's; otherwise a 404 that says why, and gives back what a form brought."""
    found = items.filter(pk=pk).first()
    if found is None:
        raise Http404(why_not_there(meeting, pk))
    return found


def why_not_there(meeting: Meeting, pk: int) -> str:
    """Why a meeting has no item of that id on its agenda: for somebody who may see the whole of it."""
    left = left_agenda(meeting, pk)
    return why_gone(left) if left else GONE
