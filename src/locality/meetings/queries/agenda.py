"""The agenda of a meeting, and what fills it (AGE-1, AGE-2)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from locality.communities.models import Authority
from locality.compiled.queries import CompiledModels
from locality.meetings.defaults import discussion_steps, template_items
from locality.meetings.models import AgendaItem, DiscussionStep, TemplateItem
from locality.meetings.models.agenda import Kind
from locality.meetings.rules.agenda import Line, numbers
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.workflow import S
from locality.schedule.models import Meeting
from locality.values.dates import show_day


def template_of(authority: Authority) -> list[TemplateItem]:
    """The items every agenda of the authority starts from; those of the terms of reference until it has its own."""
    return list(TemplateItem.objects.filter(authority=authority, in_use=True)) or template_items(authority)


def steps_of(authority: Authority) -> list[DiscussionStep]:
    """The steps of a discussion; not saved yet where the authority has not begun a meeting or changed them."""
    return list(DiscussionStep.objects.filter(authority=authority, in_use=True)) or discussion_steps(authority)


def shown_in(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items of a meeting that were not put off, in order, each with what its number depends on."""
    put_off = (
        AgendaItem.objects.filter(
            meeting=OuterRef("meeting"), position__lte=OuterRef("position"), resource_request__isnull=True
        )
        .exclude(put_off_because="")
        .order_by()
        .values("meeting")
        .annotate(number=Count("pk"))
    )
    return (
        AgendaItem.objects.filter(meeting=meeting, put_off_because="")
        .annotate(skipped=Coalesce(Subquery(put_off.values("number")), 0))
        .order_by("position", "pk")
    )


def numbers_of(items: Iterable[AgendaItem]) -> list[str]:
    """The numbers of the items of `shown_in`, in order; of a template's lines too, which are not saved."""
    return numbers(
        Line(bool(each.resource_request_id), takes_requests(each), getattr(each, "skipped", 0)) for each in items
    )


def takes_requests(item: AgendaItem) -> bool:
    """Whether requests stand below this item."""
    return item.kind == Kind.REQUESTS and not item.resource_request_id


def headings_in(items: Iterable[AgendaItem]) -> set[int]:
    """The ids of the items over requests that stand below them: nothing is said or noted of these themselves."""
    found, last = set(), None
    for each in items:
        if each.resource_request_id and last and takes_requests(last):
            found.add(last.pk)
        elif not each.resource_request_id:
            last = each
    return found


def items_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items of a meeting that were not put off, in order."""
    return shown_in(meeting).select_related(
        "resource_request__school",
        "resource_request__version",
        "resource_request__decision",
        "resource_request__community",
        "resource_request__authority",
        "came_from__meeting",
    )


def read_items(meeting: Meeting) -> list[AgendaItem]:
    """The same, for a page."""
    return _items.read(meeting.pk)


@CompiledModels
def _items(meeting: int) -> QuerySet[AgendaItem]:
    return items_of(Meeting(pk=meeting))


def its_own(meeting: Meeting) -> QuerySet[AgendaItem]:
    """What no other meeting's agenda has by itself: items that were put off to this one, or added to it; no requests."""
    known = [each.title for each in template_of(meeting.community.authority)]
    added = Q(kind=Kind.OTHER) & ~Q(title__in=known)
    return items_of(meeting).filter(Q(came_from__isnull=False) | added, resource_request__isnull=True)


def left_agenda(meeting: Meeting, pk: int) -> AgendaItem | None:
    """An item of a meeting that was put off, or left its agenda; None where there is none of that id, or it is on it."""
    return put_off_from(meeting).filter(pk=pk).first()


def put_off_from(meeting: Meeting) -> QuerySet[AgendaItem]:
    """What was put off from a meeting, and to which."""
    return (
        AgendaItem.objects.filter(meeting=meeting)
        .exclude(put_off_because="")
        .select_related("put_off_to", "resource_request__school", "came_from__meeting")
        .order_by("position", "pk")
    )


def accepted_for(meeting: Meeting) -> QuerySet[ResourceRequest]:
    """The requests the chair accepted for a meeting, in the order they came."""
    return (
        ResourceRequest.objects.filter(meeting=meeting, state=S.ACCEPTED)
        .select_related("school")
        .order_by("submitted_at", "pk")
    )


def gone_on_from(meeting: Meeting) -> QuerySet[AgendaItem]:
    """The items whose request the meeting ended without deciding, and which another meeting is to decide.

    Such items are there when a meeting that was held is opened again: its requests had gone on when it ended.
    """
    decided = decided_before_begin(meeting).values("pk")
    return (
        items_of(meeting)
        .filter(resource_request__isnull=False)
        .exclude(resource_request__meeting=meeting)
        .exclude(resource_request__in=decided)
    )


def belonging_to(meeting: Meeting) -> QuerySet[ResourceRequest]:
    """The requests of a meeting's agenda: those accepted for it, and those it has decided already, in the same order.

    A decision may be recorded on the meeting's day before anybody presses "Begin": it was made there all the same, and
    what becomes of the request afterwards does not unmake it.
    """
    return (
        ResourceRequest.objects.filter(Q(meeting=meeting, state=S.ACCEPTED) | _decided_at(meeting))
        .select_related("school")
        .order_by("submitted_at", "pk")
    )


def why_not_to(meeting: Meeting, day: date | None) -> str:
    """Why a meeting can't be moved to a day: what it decided before anybody pressed “Begin” would lie before the meeting."""
    if day in (None, meeting.day) or not _made_at(meeting).filter(superseded_by=None, decided_on__lt=day).exists():
        return ""
    return (
        f"You cannot move this meeting from {show_day(meeting.day)} to a later day because it has decided a request. "
        "Start it and end it, so that the clerk can write the minutes, then move what it did not discuss to a later meeting."
    )


def why_not_cancelled(meeting: Meeting) -> str:
    """Why a meeting to come can't be cancelled: once it has decided a request it took place. Nothing where it can be."""
    if not (meeting.is_to_come and decided_before_begin(meeting).exists()):
        return ""
    return (
        "You cannot cancel this meeting because it has decided a request. Start it and end it, so that the clerk can write "
        "the minutes."
    )


def decided_before_begin(meeting: Meeting) -> QuerySet[ResourceRequest]:
    """The requests that a meeting has decided, and which wait for it no longer."""
    return ResourceRequest.objects.filter(_decided_at(meeting)).exclude(meeting=meeting, state=S.ACCEPTED)


def _decided_at(meeting: Meeting) -> Q:
    return Q(pk__in=_made_at(meeting).values("rfr"))


def _made_at(meeting: Meeting) -> QuerySet[Decision]:
    return Decision.objects.filter(meeting=meeting, exceptional=False).exclude(method=Decision.Method.COUNCIL)
