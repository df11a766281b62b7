"""Papers of a meeting: what was sent, who has opened it, one's own notes."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from locality.accounts.models import User
from locality.compiled.queries import CompiledModels
from locality.meetings.models import AgendaItem, Distribution, Opening, Paper, PrivateNote
from locality.schedule.models import Meeting


def papers_of(meeting: Meeting) -> list[Paper]:
    """The papers attached and not removed, without their content; none of an item that left the agenda."""
    return _papers.read(meeting.pk)


@CompiledModels
def _papers(meeting: int) -> QuerySet[Paper]:
    return _attached(meeting).defer("content").order_by("pk")


def paper_of(meeting: Meeting, pk: int) -> Paper | None:
    """One paper with its content."""
    return _attached(meeting.pk).filter(pk=pk).first()


def staying_papers(meeting: Meeting, own: Iterable[AgendaItem]) -> QuerySet[Paper]:
    """The papers that stay with a meeting when it is cancelled: those that neither its `own` items nor requests take on."""
    goes = Q(item__in=[each.pk for each in own]) | Q(item__resource_request__isnull=False)
    return _attached(meeting.pk).defer("content").order_by("pk").exclude(Q(item__isnull=False) & goes)


def _attached(meeting: int) -> QuerySet[Paper]:
    on_it = Q(item=None) | Q(item__put_off_because="")
    return Paper.objects.filter(on_it, meeting=meeting, removed_at=None).select_related("item")


def distributions_of(meeting: Meeting) -> list[Distribution]:
    """What was sent out, in order."""
    return _sent.read(meeting.pk)


@CompiledModels
def _sent(meeting: int) -> QuerySet[Distribution]:
    return Distribution.objects.filter(meeting=meeting).select_related("sent_by").order_by("number")


def openings_of(meeting: Meeting, of: Opening.Of) -> dict[int, Opening]:
    """The latest opening by person."""
    return {each.person_id: each for each in Opening.objects.filter(meeting=meeting, of=of).order_by("number", "at")}


def notes_of(person: User, items: Iterable[AgendaItem]) -> dict[int, PrivateNote]:
    """A person's own notes to items, by the item's id."""
    return {note.item_id: note for note in _notes.read(person.pk, [item.pk for item in items if item.pk])}


@CompiledModels
def _notes(person: int, items: Collection[int]) -> QuerySet[PrivateNote]:
    return PrivateNote.objects.filter(person=person, item__in=items)
