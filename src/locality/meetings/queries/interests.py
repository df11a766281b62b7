"""What an interest declared at a meeting keeps a person from, outside its pages too (DUR-1)."""

from datetime import date

from django.db.models import Exists, OuterRef

from locality.accounts.models import User
from locality.meetings.models import Interest, Position, RegisterRow
from locality.resource_requests.models import Decision, ResourceRequest
from locality.schedule.workflow import S
from locality.values.refusals import Refusal


def why_not_decide(rfr: ResourceRequest, meeting_id: int | None, person: User, method: str) -> Refusal | None:
    """Whoever declared an interest in an item records no decision of it, called back or not; nor does such a chair decide
    alone. One query, and one more of a chair's decision."""
    declared = Interest.objects.filter(item__meeting=meeting_id, item__resource_request=rfr)
    out = dict(declared.values_list("attendance", "attendance__person"))
    if person.pk in out.values():
        return Refusal("You have declared an interest in this item, so someone else must record its decision.")
    if method == Decision.Method.CHAIR and out and not _has_another_chair(meeting_id, set(out)):
        return Refusal("The chair declared an interest in this item, so it is decided by consensus.")
    return None


def declared_by(person: User) -> Exists:
    """Requests of a queryset in which a person declared an interest at the meeting that decides them."""
    return Exists(
        Interest.objects.filter(
            attendance__person=person, item__resource_request=OuterRef("pk"), item__meeting=OuterRef("meeting")
        )
    )


def schools_of_positions(rfr: ResourceRequest) -> frozenset[int]:
    """The schools whose members gave a position on a request, at whatever meeting discussed it. One query."""
    found = Position.objects.filter(item__resource_request=rfr, attendance__school__isnull=False)
    return frozenset(found.values_list("attendance__school_id", flat=True))


def why_closed(rfr: ResourceRequest, person: User, today: date) -> Refusal | None:
    """The decision of an item, and what is said of its discussion, are read when one is back in the room.

    Only today: a meeting that nobody ended keeps no school from its own request.
    """
    out = Interest.objects.filter(
        attendance__person=person,
        back_at=None,
        item__resource_request=rfr,
        item__meeting__state=S.RUNNING,
        item__meeting__day=today,
    )
    if not out.exists():
        return None
    return Refusal(
        "You declared an interest in this request and are out of the room while it is discussed. You can read it again when "
        "you are called back."
    )


def _has_another_chair(meeting_id: int | None, out: set[int]) -> bool:
    chairs = RegisterRow.objects.filter(
        meeting=meeting_id, kind=RegisterRow.Kind.CHAIR, state=RegisterRow.State.PRESENT
    )
    return chairs.exclude(pk__in=out).exists() or not chairs.exists()
