"""The decisions behind the money: the database commits nothing without one (CTX-2)."""

from collections.abc import Iterable

from locality.accounts.models import User
from locality.communities.models import Community, School
from locality.resource_requests.models import Decision, ResourceRequest, Version
from tests.integration.budgets.clock import AT, TODAY

REFERENCE = "RFR-2026-00418"


def approve(community: Community, officer: User, ids: Iterable[int], reference: str = REFERENCE) -> None:
    """Put approvals with these ids on record for a request of the community."""
    school, _ = School.objects.get_or_create(
        urn=100000 + community.pk,
        defaults={"authority": community.authority, "community": community, "name": "Oakfield Primary"},
    )
    request = ResourceRequest.objects.create(
        authority=community.authority,
        community=community,
        school=school,
        reference=reference,
        state_since=AT,
        created_by=officer,
        created_at=AT,
    )
    version = Version.objects.create(
        request=request, number=1, content={}, signed_by=officer, signed_name="x", signed_role="x", signed_at=AT
    )
    Decision.objects.bulk_create(
        Decision(
            pk=pk,
            request=request,
            version=version,
            number=number,
            outcome=Decision.Outcome.APPROVED,
            summary="Agreed",
            funding=True,
            amount=999_999_999,
            review_on=TODAY,
            decided_on=TODAY,
            method=Decision.Method.CONSENSUS,
            recorded_by=officer,
            recorded_at=AT,
        )
        for number, pk in enumerate(ids, start=1)
    )
