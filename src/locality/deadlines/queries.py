"""What needs a person now, and what they wait for from others: two queries, however many requests there are."""

from django.db.models import Q, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.scope import Viewer
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries import requests
from locality.resource_requests.workflow import S

MOST = 50

# what a permission makes a person's business, by state
_BUSINESS: tuple[tuple[Permission, tuple[S, ...]], ...] = (
    (Permission.REQUEST_SIGN, (S.READY_TO_SIGN,)),
    (Permission.REQUEST_WRITE, (S.DRAFT, S.RETURNED, S.DEFERRED)),
    (Permission.REQUEST_REVIEW, (S.SUBMITTED,)),
    (Permission.REQUEST_HAND_OVER, (S.APPROVED, S.QUERIED)),
    (Permission.REQUEST_RECEIVE, (S.HANDED_OVER,)),
)
# what a person set going and now waits for
_WAITING: tuple[tuple[Permission, tuple[S, ...]], ...] = (
    (Permission.REQUEST_WRITE, (S.READY_TO_SIGN, S.SUBMITTED, S.ACCEPTED, S.APPROVED)),
    (Permission.REQUEST_HAND_OVER, (S.SUBMITTED, S.HANDED_OVER)),
    (Permission.REQUEST_REVIEW, (S.APPROVED,)),
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
        # a decision is due once the meeting has been held
        found |= Q(state=S.ACCEPTED, meeting__day__lte=viewer.today) & _where(viewer, Permission.REQUEST_DECIDE)
    return requests().with_places().filter(found).order_by("state_since", "pk")[: MOST + 1]


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
        found &= ~(Q(state=S.SUBMITTED) & _where(viewer, Permission.REQUEST_REVIEW))
    if viewer.scope(Permission.REQUEST_HAND_OVER):
        found &= ~(Q(state=S.APPROVED) & _where(viewer, Permission.REQUEST_HAND_OVER))
    return requests().with_places().filter(found).order_by("state_since", "pk")[:10]
