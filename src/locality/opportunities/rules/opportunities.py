"""What an opportunity may say, and when it can be published, changed, cancelled or held."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from locality.accounts.permissions import Permission
from locality.communities.models import School
from locality.communities.scope import Viewer
from locality.opportunities.models import MOST_PLACES, Opportunity
from locality.opportunities.workflow import OPPORTUNITIES, OfOpportunity, OpportunityIs
from locality.values.dates import show_day, show_time
from locality.values.marks import mark_of
from locality.values.refusals import Refusal
from locality.values.sentences import count
from locality.values.working_days import LONDON, day_of

FARTHEST = timedelta(days=2 * 366)
MOST_WORDS = 150


@dataclass(frozen=True)
class Said:
    """What an opportunity says, as it was typed and chosen."""

    kind: str
    title: str
    what: str
    day: date
    starts: time
    ends: time
    place: str
    online_link: str
    places: int
    fewest: int | None
    books_until: date
    audience: str


def faults_of(
    *,
    day: date | None = None,
    starts: time | None = None,
    ends: time | None = None,
    place: str | None = None,
    online_link: str | None = None,
    places: int | None = None,
    fewest: int | None = None,
    books_until: date | None = None,
) -> Iterator[Refusal]:
    """All that does not go together, each at its field; what is None is wrong already, or was not given."""
    if starts and ends and ends <= starts:
        yield Refusal("End time must be after the start time", "ends")
    if place == "" and online_link == "":
        yield Refusal("Enter a place or an online link, or both", "place")
    if places is not None and not 1 <= places <= MOST_PLACES:
        yield Refusal(f"Places must be from 1 to {MOST_PLACES}", "places")
    if places is not None and fewest is not None and not 1 <= fewest <= places:
        yield Refusal(f"Fewest people must be from 1 to {places}, the number of places", "fewest")
    if day and books_until and books_until > day:
        yield Refusal(f"Last day to book must be on or before {show_day(day)}, when it takes place", "books_until")


def why_not_said(said: Said) -> Refusal | None:
    """The first thing that does not go together, or is missing."""
    if not said.title.strip():
        return Refusal("Enter a title", "title")
    if not said.what.strip():
        return Refusal("Enter what it is about and who it is for", "what")
    return next(
        faults_of(
            day=said.day,
            starts=said.starts,
            ends=said.ends,
            place=said.place.strip(),
            online_link=said.online_link,
            places=said.places,
            fewest=said.fewest,
            books_until=said.books_until,
        ),
        None,
    )


def why_not_when(said: Said, at: datetime, *, booked_until: date | None = None) -> Refusal | None:
    """It is still to come, and can be booked; a last day to book that is past may stay as it was (`booked_until`)."""
    today = day_of(at)
    if said.day < today:
        return Refusal("Day must be today or in the future", "day")
    if said.day == today and said.starts <= at.astimezone(LONDON).time():
        return Refusal("Start time must be in the future", "starts")
    if said.day > today + FARTHEST:
        return Refusal(f"Day must be on or before {show_day(today + FARTHEST)}", "day")
    if said.books_until < today and said.books_until != booked_until:
        return Refusal("Last day to book must be today or in the future", "books_until")
    return None


def why_not_hosted(school: School | None, audience: str) -> Refusal | None:
    """An open school publishes for the schools around it; what the council hosts is for all of them."""
    if school is None:
        if audience == Opportunity.Audience.COUNCIL:
            return None
        return Refusal("Select all schools, because the council is the host", "audience")
    if not school.is_open:
        return Refusal(f"{school.name} is closed, so it cannot publish an opportunity.", "host")
    if audience == Opportunity.Audience.COMMUNITY and school.community_id is None:
        return Refusal(f"Select all schools, because {school.name} is in no community", "audience")
    return None


def why_not_now(opportunity: Opportunity, event: OfOpportunity) -> Refusal | None:
    """What was cancelled stays so, and what has finished is only corrected."""
    if OPPORTUNITIES.is_possible(opportunity.state, event):
        return None
    if opportunity.state == OpportunityIs.CANCELLED:
        return Refusal("This opportunity is already cancelled.")
    return Refusal("This opportunity has already finished.")


def has_begun(opportunity: Opportunity, at: datetime) -> bool:
    """Whether its time has come."""
    return opportunity.starts_at <= at


def why_not_to_come(opportunity: Opportunity, at: datetime) -> Refusal | None:
    """It has not started."""
    if not has_begun(opportunity, at):
        return None
    return Refusal(f"This started on {when_it_starts(opportunity)}, so you cannot change it now.")


def why_not_begun(opportunity: Opportunity, at: datetime) -> Refusal | None:
    """Who came is known once it has started."""
    if has_begun(opportunity, at):
        return None
    return Refusal(f"This starts on {when_it_starts(opportunity)}. Say who came after that.")


def when_it_starts(opportunity: Opportunity) -> str:
    """ "Thursday 26 November 2026 at 15:30"."""
    return f"{show_day(opportunity.day)} at {show_time(opportunity.starts)}"


def why_not_fewer(places: int, taken: int) -> Refusal | None:
    """Whoever has booked a place keeps it."""
    if places >= taken:
        return None
    return Refusal(f"Places must be {taken} or more, because {count(taken, 'place')} are booked already", "places")


def mark_of_opportunity(opportunity: Opportunity) -> str:
    """A mark of all that an opportunity says."""
    each = opportunity
    return mark_of(
        [each.kind, each.title, each.what, str(each.day), str(each.starts), str(each.ends), each.place, each.online_link,
         each.places, each.fewest, str(each.books_until), each.audience, each.state]
    )  # fmt: skip


def why_not_as_seen(now: str, seen: str | None) -> Refusal | None:
    """It is changed by who knows what it says: a page that was opened before another change does not undo that."""
    if seen in {None, now}:
        return None
    return Refusal(
        "Someone changed this opportunity while you had the page open. Read what it says now, then save again if yours "
        "is right."
    )


def few_have_booked(opportunity: Opportunity) -> bool:
    """Whether fewer people have booked than are needed, and nobody has said that it goes ahead."""
    fewest = opportunity.fewest
    return fewest is not None and opportunity.taken < fewest and not opportunity.goes_ahead


def may_keep(viewer: Viewer, opportunity: Opportunity) -> bool:
    """Who changes and cancels it, and reads who booked: its host, and the council’s locality team."""
    return viewer.can(
        Permission.OPPORTUNITIES_HOST,
        school=opportunity.school,
        authority=None if opportunity.school else opportunity.authority,
    )


def is_host(viewer: Viewer, opportunity: Opportunity) -> bool:
    """Whether a person is of the host itself: the school, or the council where that hosts."""
    scope = viewer.scope(Permission.OPPORTUNITIES_HOST)
    if opportunity.school_id:
        return opportunity.school_id in scope.schools
    return opportunity.authority_id in scope.authorities
