"""The decisions behind the money: the database commits nothing without one (CTX-2)."""

from collections.abc import Iterable
from decimal import Decimal

from locality.accounts.models import User
from locality.budgets.models import PaymentPlan
from locality.communities.models import Community, School
from locality.resource_requests.models import CouncilSection, Decision, ResourceRequest, Version
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
        rfr=request, number=1, content={}, signed_by=officer, signed_name="x", signed_role="x", signed_at=AT
    )
    Decision.objects.bulk_create(
        Decision(
            pk=pk,
            rfr=request,
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


def moderator() -> User:
    """Somebody of the council with other hands than those who decide and pay."""
    return User.objects.get_or_create(email="mo.reed@council.example", defaults={"name": "Mo Reed"})[0]


def processor() -> User:
    """Somebody else of the council, who processes what was moderated."""
    return User.objects.get_or_create(email="pia.rowe@council.example", defaults={"name": "Pia Rowe"})[0]


def moderate(decision_id: int, amount: Decimal) -> CouncilSection:
    """The council's section on record, with its final amount."""
    decision = Decision.objects.get(pk=decision_id)
    return CouncilSection.objects.create(
        rfr_id=decision.rfr_id,
        decision=decision,
        final_amount=amount,
        moderated=True,
        moderated_by=moderator(),
        reason="Six hours are enough",
        processed_on=TODAY,
        recorded_by=moderator(),
        recorded_at=AT,
    )


def process(decision_id: int) -> PaymentPlan:
    """A payment plan without instalments: with it, the database lets payments of the decision through."""
    decision = Decision.objects.select_related("rfr").get(pk=decision_id)
    return PaymentPlan.objects.create(
        authority_id=decision.rfr.authority_id,
        decision_id=decision_id,
        reference=decision.rfr.reference,
        community_id=decision.rfr.community_id,
        school_id=decision.rfr.school_id,
        pattern=PaymentPlan.Pattern.ONE_SUM,
        starts_on=TODAY,
        ends_on=TODAY,
        approved_on=TODAY,
        due_on=TODAY,
        processed_by=processor(),
        moderated_by=moderator(),
        processed_at=AT,
    )
