"""Reads of transfers between budgets."""

from django.db.models import QuerySet

from locality.accounts.permissions import Permission
from locality.budgets.models import Transfer
from locality.budgets.models.transfer import TransferQuerySet
from locality.budgets.queries.money import authorities_where
from locality.budgets.workflow import TransferIs
from locality.communities.scope import Viewer
from locality.compiled.queries import CompiledModels
from locality.tasks.queries import last_reminded

MOST = 20
"""How many of a kind a home page shows."""
_WITH = (
    "source__community",
    "source__funding_year__authority",
    "target__community",
    "target__funding_year",
    "proposed_by",
    "settled_by",
)


def transfers_for(viewer: Viewer) -> TransferQuerySet:
    """The transfers of the authorities in which a person proposes or confirms them, newest first."""
    may_propose = authorities_where(viewer, Permission.BUDGET_MANAGE)
    may_settle = authorities_where(viewer, Permission.TRANSFERS_CONFIRM)
    found = Transfer.objects.filter(source__funding_year__authority__in=may_propose | may_settle)
    return found.select_related(*_WITH).order_by("-pk")


def transfers_waiting_for(viewer: Viewer) -> QuerySet[Transfer]:
    """The transfers this person can confirm or refuse, the oldest first: proposed by somebody else."""
    found = Transfer.objects.waiting().filter(
        source__funding_year__authority__in=authorities_where(viewer, Permission.TRANSFERS_CONFIRM)
    )
    return found.exclude(proposed_by=viewer.user).select_related(*_WITH).order_by("pk")


def transfers_proposed_by(viewer: Viewer) -> QuerySet[Transfer]:
    """What this person has proposed and nobody has settled, the oldest first."""
    found = Transfer.objects.waiting().filter(proposed_by=viewer.user)
    return found.select_related(*_WITH).annotate(reminded_at=last_reminded("transfer", "pk")).order_by("pk")


@CompiledModels
def first_to_confirm(viewer: Viewer) -> QuerySet[Transfer]:
    """Those of them that stand on a home page."""
    return transfers_waiting_for(viewer)[:MOST]


@CompiledModels
def first_proposed(viewer: Viewer) -> QuerySet[Transfer]:
    """Those of them that stand on a home page."""
    return transfers_proposed_by(viewer)[:MOST]


def may_settle(viewer: Viewer, transfer: Transfer) -> bool:
    """Whether this person can confirm or refuse it now."""
    return transfer.state == TransferIs.WAITING and transfers_waiting_for(viewer).filter(pk=transfer.pk).exists()
