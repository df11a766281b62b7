"""What the page of the list of requests reads beside the list itself."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from locality.accounts.permissions import Permission
from locality.communities.models import Community, ListItem
from locality.communities.queries import communities_for
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels, CompiledQuery
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.requests import Requests, requests


@CompiledModels
def listed(keys: Collection[int]) -> Requests:
    """The rows of a list, by the keys of requests that its reader may see: with what a row shows, and no more."""
    rows = requests().filter(pk__in=keys).select_related("school", "community", "meeting", "created_by")
    return rows.only(*_IN_A_ROW)


def of_need(code: str) -> Q:
    """Requests about a need that the school census calls so, whatever their council calls it."""
    # each request is asked for by the pair's own index: of 50,000, in less time than a column of theirs takes
    called = ListItem.objects.filter(code=code).order_by().values("pk")
    about = ResourceRequest.needs.through.objects.filter(listitem__in=called, resourcerequest=OuterRef("pk"))
    return Q(Exists(about))


_IN_A_ROW = (
    "reference",
    "kind",
    "state",
    "version",
    "topic",
    "created_at",
    "submitted_at",
    "requested_amount",
    "approved_amount",
    "school__name",
    "community__name",
    "meeting__day",
    "created_by__name",
)


@CompiledQuery
def communities_seen(viewer: Viewer) -> QuerySet[Community, tuple[Any, ...]]:
    """The communities of which a person sees what was submitted, with their names."""
    scope = viewer.scope(Permission.REQUEST_SEE_SUBMITTED)
    found = communities_for(viewer).filter(scope.q(community="pk", area="area_id", authority="authority_id"))
    return found.order_by("name").values_list("pk", "name")
