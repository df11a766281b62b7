"""What moves offers and placements along their lives: each asks its table (`workflow.py`), then writes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.support.models import Offer, Placement
from locality.support.rules import offers, placements
from locality.support.workflow import OFFERS, PLACEMENTS, OfOffer, OfPlacement
from locality.values.transitions import Guards


def take_offer(
    offer: Offer,
    event: OfOffer,
    guards: Guards,
    *,
    by: Viewer,
    at: datetime,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Change, pause, reopen or close a locked offer, and log it. Raises NotPossible."""
    allow(by, Permission(OFFERS.row(event).permission), school=offer.school)
    offer.state = OFFERS.ask(offer.state, event, guards, offers.why_not_now(offer, event))
    offer.save()
    record(f"support_offer.{event}", offer, by=by.user, at=at, after=dict(after) if after else None)


def take_placement(
    placement: Placement,
    event: OfPlacement,
    guards: Guards,
    *,
    by: Viewer,
    at: datetime,
    columns: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Do something with a locked placement, and log it; the action has asked who may. Raises NotPossible.

    `columns`: what the row holds besides, once it stands there.
    """
    placement.state = PLACEMENTS.ask(placement.state, event, guards, placements.why_not_now(placement, event))
    given = dict(columns or {})
    for name, value in given.items():
        setattr(placement, name, value)
    placement.save(update_fields=["state", *given])
    record(f"support.{event}", placement, by=by.user, at=at, after=dict(after) if after else None)
