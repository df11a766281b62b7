"""Which requests need a person now, and which they wait for: the longest waiting are read, all are counted."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, cast

from django.db.models import BooleanField, Case, CharField, Count, Exists, F, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels, CompiledQuery
from locality.resource_requests.events import MACHINE, TRANSITIONS
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.resource_requests.queries.council import open_question_to, review_asked
from locality.resource_requests.queries.requests import not_ended, requests
from locality.resource_requests.rules.council import is_part_of
from locality.resource_requests.states import OPEN_STATES, STATES
from locality.resource_requests.workflow import E, G, Page, S, Turn
from locality.tasks.queries import last_reminded

MOST = 50
"""How many are read of what is to be done."""
MOST_WAITING = 10
SUBJECT = "resource_request"
"""What the log calls a request."""
QUESTION = "council_question"
"""And a question of the council: one request can wait for the answers of two."""

# kinds that are no state
ASKED, REVIEW = "asked", "review"

# rules about who acts: of a queryset of requests, those in which each keeps a person from it, as its guard does
_APART: dict[G, Callable[[Viewer], Q]] = {
    G.OTHER_SCHOOL: lambda viewer: Q(school_id__in=sorted(viewer.school_ids)),
    G.OTHER_THAN_RECORDED: lambda viewer: Q(decision__recorded_by=viewer.user.pk),
    G.OTHER_HANDS: lambda viewer: Q(Exists(Decision.objects.filter(is_part_of(viewer.user.pk), rfr=OuterRef("pk")))),
}


def _apart_on(page: Page) -> tuple[G, ...]:
    """The rules about who acts, of what is done first on a page."""
    return tuple(guard for guard in next(row for row in TRANSITIONS if row.page is page).guards if guard in _APART)


# turns in which more is asked than office, state, and who acts
_MORE_IS_ASKED = {Turn.MEETING, Turn.PROCESSOR}
# what a permission makes a person's business: by the rules about who acts, in which states
_BUSINESS: dict[tuple[Permission, tuple[G, ...]], list[S]] = {}
for _row in STATES:
    if _row.todo and _row.whose.permission and _row.whose not in _MORE_IS_ASKED:
        _BUSINESS.setdefault((_row.whose.permission, _apart_on(_row.todo.page)), []).append(_row.slug)
# who is asked by the council
_ASKED = (
    (Permission.REQUEST_WRITE, CouncilQuestion.To.SCHOOL),
    (Permission.REQUEST_HAND_OVER, CouncilQuestion.To.CLERK),
)
# what a person set going and now waits for
_WAITING = {
    permission: tuple(row.slug for row in STATES if permission in row.waiting)
    for permission in dict.fromkeys(each for row in STATES for each in row.waiting)
}
_declared: list[Callable[[User], Exists]] = []


def keep_from_deciding(declared_by: Callable[[User], Exists]) -> None:
    """Meetings say it: of a queryset of requests, those in which a person declared an interest (DUR-1)."""
    if declared_by not in _declared:
        _declared.append(declared_by)


@dataclass
class Kind:
    """What is to be done alike: how many requests, since when the oldest waits, and some of them, the oldest first."""

    name: str
    """A state of requests, or one of the kinds above."""
    number: int
    oldest: datetime
    requests: list[ResourceRequest] = field(default_factory=list)


_Key = tuple[str, int | None]
"""A kind, and the meeting where what one meeting approved, or is to decide, is a kind of its own."""


class _Needing(Protocol):
    """What `_needing` reads with each request."""

    task: str
    of_meeting: int | None


def kinds_needing(viewer: Viewer) -> list[Kind]:
    """What this person is to do, longest waiting first: one query, and for who has more than 50 to do two more at most."""
    read = _first.read(viewer)
    kinds = _by_kind(read)
    if len(read) > MOST:
        counted = _counted(viewer)
        unread = {name for name, _ in counted.keys() - kinds.keys()}
        if unread:
            kinds = _by_kind([*read, *_beside.read(viewer, unread, [each.pk for each in read])])
        for key, (number, oldest) in counted.items():
            if key in kinds:
                kinds[key].number, kinds[key].oldest = number, oldest
    return list(kinds.values())


def _by_kind(read: Iterable[ResourceRequest]) -> dict[_Key, Kind]:
    found: dict[_Key, Kind] = {}
    for each in read:
        needing = cast("_Needing", each)
        key = (needing.task, needing.of_meeting)
        kind = found.setdefault(key, Kind(key[0], 0, each.state_since))
        kind.requests.append(each)
        kind.number += 1
    return found


def _needing(viewer: Viewer) -> QuerySet[Any]:
    """Requests in which the next step is this person's: `task` is what it is, `of_meeting` the meeting it is done for."""
    found, asked = _business(viewer), _asked_by_council(viewer)
    found |= asked
    if not any(viewer.scope(permission) for permission, _ in _ASKED):
        found &= Q(state__in=OPEN_STATES)  # said once for all, so that no database reads what was paid in all the years
    task = Case(
        When(asked, then=Value(ASKED)),
        When(review_asked(), then=Value(REVIEW)),
        default=F("state"),
        output_field=CharField(),
    )
    # by state and not by task, so that no database works out a task more than once
    of_meeting = Case(
        When(asked, then=None),
        When(state=S.APPROVED, kind=ResourceRequest.Kind.STANDARD, then=F("meeting_id")),
        When(state=S.ACCEPTED, then=F("meeting_id")),
    )
    return requests().with_places().filter(found).annotate(task=task, of_meeting=of_meeting)


@CompiledModels
def _first(viewer: Viewer) -> QuerySet[Any]:
    return _longest(_needing(viewer), MOST + 1)


@CompiledModels
def _beside(viewer: Viewer, kinds: Collection[str], read: Collection[int]) -> QuerySet[Any]:
    """The longest waiting of some kinds, beside those that are read."""
    return _longest(_needing(viewer).filter(task__in=kinds).exclude(pk__in=read), MOST)


def _longest(found: QuerySet[Any], most: int) -> QuerySet[Any]:
    """The longest waiting: put in order by their ids alone, so that no database sorts all their places too."""
    first = found.select_related(None).order_by("state_since", "pk").values("pk")[:most]
    return found.filter(pk__in=first).order_by("state_since", "pk")


@CompiledQuery
def _by_kind_and_meeting(viewer: Viewer) -> QuerySet[Any, tuple[Any, ...]]:
    found = _needing(viewer).select_related(None).order_by().values("task", "of_meeting")
    counted: QuerySet[Any, tuple[Any, ...]] = found.annotate(number=Count("pk"), oldest=Min("state_since")).values_list(
        "task", "of_meeting", "number", "oldest"
    )
    return counted


def _counted(viewer: Viewer) -> dict[_Key, tuple[int, datetime]]:
    """How many there are of each kind, and since when the oldest waits: one query."""
    return {
        (task, of_meeting): (number, oldest) for task, of_meeting, number, oldest in _by_kind_and_meeting.rows(viewer)
    }


def _where(viewer: Viewer, permission: Permission) -> Q:
    return viewer.scope(permission).q(
        school="school_id", community="community_id", area="community__area_id", authority="authority_id"
    )


def _business(viewer: Viewer) -> Q:
    """What is this person's by their offices, where no rule about who acts wants somebody else."""
    asked: dict[tuple[G, ...], Q] = defaultdict(lambda: Q(pk__in=[]))
    for (permission, guards), states in _BUSINESS.items():
        if viewer.scope(permission):
            asked[guards] |= Q(state__in=states) & _where(viewer, permission)
    if viewer.scope(Permission.REQUEST_DECIDE):
        # a decision is due once the meeting has been held, from whoever declared no interest there
        due = Q(state=S.ACCEPTED, meeting__day__lte=viewer.today) & _where(viewer, Permission.REQUEST_DECIDE)
        for declared_by in _declared:
            due &= Q(~declared_by(viewer.user))
        asked[_apart_on(Page.DECIDE)] |= due
    if viewer.scope(Permission.REQUEST_MODERATE):
        received = Q(~review_asked(), state=S.ACKNOWLEDGED) & _where(viewer, Permission.REQUEST_MODERATE)
        asked[_apart_on(Page.MODERATE)] |= received
    if viewer.scope(Permission.REQUEST_DECIDE_FOR_COUNCIL):
        asked[_apart_on(Page.TAKE_UP)] |= review_asked() & _where(viewer, Permission.REQUEST_DECIDE_FOR_COUNCIL)
    found = Q(pk__in=[])
    for guards, those in asked.items():  # who acts is looked at once for all that the same rules keep apart
        found |= those & ~_apart(viewer, guards)
    return found


def _apart(viewer: Viewer, guards: Iterable[G]) -> Q:
    """Requests in which one of these rules about who acts wants somebody else."""
    found = Q(pk__in=[])
    for guard in guards:
        found |= _APART[guard](viewer)
    return found


def _asked_by_council(viewer: Viewer) -> Q:
    """A question of the council that this person is to answer, for the school or as clerk."""
    found = Q(pk__in=[])
    for permission, to in _ASKED:
        if viewer.scope(permission):
            found |= open_question_to(to) & Q(state__in=MACHINE.row(E.QUERY).sources) & _where(viewer, permission)
    return found


def waiting_for_others(viewer: Viewer) -> list[ResourceRequest]:
    """Requests this person has passed on, the next step being somebody else's: those that wait longest.

    `reminded_at`: when somebody was last reminded of each; `for_review`: the council's moderators take it up first.
    """
    return _passed_on.read(viewer)


@CompiledModels
def _passed_on(viewer: Viewer) -> QuerySet[ResourceRequest]:
    found = Q(pk__in=[])
    for permission, states in _WAITING.items():
        if viewer.scope(permission):
            found |= Q(state__in=states) & _where(viewer, permission)
    found &= ~_business(viewer)
    for_review = Case(When(review_asked(), then=True), default=False, output_field=BooleanField())
    return (
        requests()
        .with_places()
        .filter(found)
        .annotate(reminded_at=last_reminded(SUBJECT, "reference"), for_review=for_review)
        .order_by("state_since", "pk")[:MOST_WAITING]
    )


def questions_waiting(viewer: Viewer) -> list[CouncilQuestion]:
    """The council's questions that this person asked and nobody answered yet: those that wait longest.

    `reminded_at`: when somebody was last reminded of each. Asks the database only for who may ask one.
    """
    return _asked_by.read(viewer) if viewer.scope(Permission.REQUEST_MODERATE) else []


@CompiledModels
def _asked_by(viewer: Viewer) -> QuerySet[CouncilQuestion]:
    asked = requests().filter(_where(viewer, Permission.REQUEST_MODERATE), state__in=MACHINE.row(E.QUERY).sources)
    places = ("school__authority", "community__area", "authority", "created_by")
    return (
        CouncilQuestion.objects.filter(asked_by=viewer.user, answered_at=None, rfr__in=asked.order_by().values("pk"))
        .select_related(*(f"rfr__{place}" for place in places))
        .annotate(reminded_at=last_reminded(QUESTION, "pk"))
        .order_by("asked_at", "pk")[:MOST_WAITING]
    )


def ending_soon(viewer: Viewer) -> list[ResourceRequest]:
    """Exceptional allocations of the person's schools that end soon, and that no standard request follows (EXC-6)."""
    return _ending.read(viewer)


@CompiledModels
def _ending(viewer: Viewer) -> QuerySet[ResourceRequest]:
    followed = ResourceRequest.objects.filter(continues=OuterRef("pk")).exclude(state=S.WITHDRAWN)
    return (
        requests()
        .with_places()
        .filter(_where(viewer, Permission.REQUEST_WRITE))
        .filter(
            ~Exists(followed),
            not_ended(viewer.today),
            kind=ResourceRequest.Kind.EXCEPTIONAL,
            decision__outcome=Decision.Outcome.APPROVED,
            end_reminded_at__isnull=False,
            ends_on__gte=viewer.today,
        )
        .order_by(Coalesce("ended_on", "ends_on"), "pk")[:MOST]
    )
