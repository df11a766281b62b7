"""What needs a person now, and what they wait for from others: four queries, however many requests there are."""

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.meetings.queries.access import meetings_run_by
from locality.meetings.queries.interests import declared_by
from locality.outbox.queries import failing
from locality.resource_requests.models import CouncilQuestion, Decision, ResourceRequest
from locality.resource_requests.queries.council import open_question_to, review_asked
from locality.resource_requests.queries.requests import not_ended, requests, requests_for
from locality.resource_requests.workflow import S
from locality.schedule.queries import message_references

MOST = 50

# what a permission makes a person's business, by state
_BUSINESS: tuple[tuple[Permission, tuple[S, ...]], ...] = (
    (Permission.REQUEST_SIGN, (S.READY_TO_SIGN,)),
    (Permission.REQUEST_WRITE, (S.DRAFT, S.RETURNED, S.DEFERRED)),
    (Permission.REQUEST_REVIEW, (S.SUBMITTED,)),
    (Permission.REQUEST_DECIDE_EXCEPTIONAL, (S.URGENT,)),
    (Permission.REQUEST_HAND_OVER, (S.APPROVED, S.QUERIED, S.REFUSED, S.REFERRED)),
    (Permission.REQUEST_RECEIVE, (S.HANDED_OVER,)),
    (Permission.REQUEST_DECIDE_FOR_COUNCIL, (S.WITH_COUNCIL,)),
)
_OPEN = tuple(state for state in S if state not in {S.PROCESSED, S.DECLINED, S.WITHDRAWN})
_WITH_THE_COUNCIL = (S.ACKNOWLEDGED, S.WITH_COUNCIL, S.PROCESSED)
# who is asked by the council
_ASKED = (
    (Permission.REQUEST_WRITE, CouncilQuestion.To.SCHOOL),
    (Permission.REQUEST_HAND_OVER, CouncilQuestion.To.CLERK),
)
# what a person set going and now waits for
_WAITING: tuple[tuple[Permission, tuple[S, ...]], ...] = (
    (
        Permission.REQUEST_WRITE,
        (S.READY_TO_SIGN, S.SUBMITTED, S.URGENT, S.ACCEPTED, S.APPROVED, S.REFERRED, S.ACKNOWLEDGED, S.WITH_COUNCIL),
    ),
    (Permission.REQUEST_HAND_OVER, (S.SUBMITTED, S.URGENT, S.HANDED_OVER, S.ACKNOWLEDGED, S.WITH_COUNCIL)),
    (Permission.REQUEST_REVIEW, (S.APPROVED, S.REFUSED, S.REFERRED)),
)


def _where(viewer: Viewer, permission: Permission) -> Q:
    return viewer.scope(permission).q(
        school="school_id", community="community_id", area="community__area_id", authority="authority_id"
    )


def needing(viewer: Viewer) -> QuerySet[ResourceRequest]:
    """Requests in which the next step is this person's, longest waiting first."""
    found = Q(pk__in=[])
    for permission, states in _BUSINESS:
        if viewer.scope(permission):
            found |= Q(state__in=states) & _where(viewer, permission)
    if viewer.scope(Permission.REQUEST_DECIDE):
        # a decision is due once the meeting has been held, from whoever declared no interest there
        due = Q(state=S.ACCEPTED, meeting__day__lte=viewer.today) & ~declared_by(viewer.user)
        found |= due & _where(viewer, Permission.REQUEST_DECIDE)
    asked = _asked_by_council(viewer)
    found |= asked
    if viewer.scope(Permission.REQUEST_MODERATE):
        found |= Q(~review_asked(), state=S.ACKNOWLEDGED) & _where(viewer, Permission.REQUEST_MODERATE)
    if viewer.scope(Permission.REQUEST_DECIDE_FOR_COUNCIL):
        found |= review_asked() & _where(viewer, Permission.REQUEST_DECIDE_FOR_COUNCIL)
    if not any(viewer.scope(permission) for permission, _ in _ASKED):
        found &= Q(state__in=_OPEN)  # said once for all, so that no database reads what was paid in all the years
    return (
        requests()
        .with_places()
        .filter(found)
        .annotate(
            council_asks=Case(When(asked, then=True), default=False, output_field=BooleanField()),
            review_asked=Case(When(review_asked(), then=True), default=False, output_field=BooleanField()),
        )
        .order_by("state_since", "pk")[: MOST + 1]
    )


def ending_soon(viewer: Viewer) -> QuerySet[ResourceRequest]:
    """Exceptional allocations of the person's schools that end soon, and that no standard request follows (EXC-6)."""
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


def undelivered(viewer: Viewer) -> int:
    """How many messages keep failing about requests that this person sees, and about meetings that they serve.

    Somebody should look at the address.
    """
    if not viewer.can_somewhere(Permission.MESSAGES_SEE):
        return 0
    # from the few messages to their requests, not from all requests of years to their messages
    seen = requests_for(viewer).order_by().filter(reference=OuterRef("reference"))
    of_meetings = Q(reference__in=message_references(meetings_run_by(viewer)))
    return failing().filter(Exists(seen) | of_meetings).count()


def _asked_by_council(viewer: Viewer) -> Q:
    """A question of the council that this person is to answer, for the school or as clerk."""
    found = Q(pk__in=[])
    for permission, to in _ASKED:
        if viewer.scope(permission):
            found |= open_question_to(to) & Q(state__in=_WITH_THE_COUNCIL) & _where(viewer, permission)
    return found


def waiting_for_others(viewer: Viewer) -> QuerySet[ResourceRequest]:
    """Requests this person has passed on, the next step being somebody else's."""
    found = Q(pk__in=[])
    for permission, states in _WAITING:
        if viewer.scope(permission):
            found |= Q(state__in=states) & _where(viewer, permission)
    signer = viewer.scope(Permission.REQUEST_SIGN)
    if signer.schools:
        found &= ~Q(state=S.READY_TO_SIGN, school_id__in=signer.schools)
    mine = viewer.scope(Permission.REQUEST_REVIEW)
    if mine:
        found &= ~(Q(state__in=[S.SUBMITTED, S.URGENT]) & _where(viewer, Permission.REQUEST_REVIEW))
    if viewer.scope(Permission.REQUEST_HAND_OVER):
        mine_too = Q(state__in=[S.APPROVED, S.REFUSED, S.REFERRED])
        found &= ~(mine_too & _where(viewer, Permission.REQUEST_HAND_OVER))
    return requests().with_places().filter(found).order_by("state_since", "pk")[:10]
