"""How many can have taken a position at a meeting: counts typed afterwards keep to it (CHA-8, DEC-1)."""

from django.db.models import Q

from locality.accounts.roles import Seat, seated
from locality.communities.queries import rules_on
from locality.meetings.models import Interest, Position, RegisterRow
from locality.meetings.queries.live import schools_in, serving_at
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules.in_the_room import Most
from locality.schedule.models import Meeting
from locality.values.working_days import day_of


def most_positions(rfr: ResourceRequest, meeting: Meeting | None) -> Most:
    """One position for each person here who takes one, without those who declared an interest in the request.

    Where no register was taken, nobody knows who was here: then there is one for each school of the community, and
    for those who serve it or advise where the authority's rules let them take part in decisions. It can't be fewer, because
    each school may have sent somebody, and not more, because nobody else takes a position.
    """
    here = RegisterRow.objects.filter(meeting=meeting, state__in=[RegisterRow.State.PRESENT, RegisterRow.State.LEFT])
    if meeting is None or not here.exists():
        return _by_the_community(rfr, meeting)
    item = {"item__meeting": meeting, "item__resource_request": rfr}
    declared = Interest.objects.filter(**item).values("attendance")
    taken = Position.objects.filter(**item).values("attendance")
    entitled = Q(votes=True, pk__in=here.values("pk")) & ~Q(pk__in=declared)
    number = RegisterRow.objects.filter(entitled | Q(pk__in=taken), meeting=meeting).count()
    people = here.count()
    were = "1 person was" if people == 1 else f"{people} people were"
    return Most(number, f"{were} in the room, and {number or 'no one'} could give a position.")


def _by_the_community(rfr: ResourceRequest, meeting: Meeting | None) -> Most:
    community = rfr.community
    on = meeting.day if meeting else day_of(rfr.created_at)
    rules = rules_on(community.authority, on)
    roles = [
        *(seated(Seat.CHAIR) if rules.chair_votes else []),
        *(seated(Seat.CLERK) if rules.clerk_votes else []),
    ]
    serving = serving_at(community, on=on).filter(role__in=roles).values("person").distinct().count()
    advising = meeting.advisings.filter(withdrawn_at=None).count() if meeting and rules.advisers_vote else 0
    number = schools_in(community).count() + serving + advising
    return Most(number, f"No register was taken, and the community has {number} who can give a position.")
