"""What moves opportunities and places along their lives: each asks its table (`workflow.py`), then writes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from locality.audit.actions import record
from locality.communities.rules import NO_OFFICE
from locality.communities.scope import Viewer, user_of
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.queries.bookings import waiting_for
from locality.opportunities.rules import bookings, opportunities
from locality.opportunities.workflow import BOOKINGS, COUNTED, OPPORTUNITIES, G, OfBooking, OfOpportunity
from locality.values.refusals import NotAllowed
from locality.values.transitions import Guards


def lock_opportunity(pk: int) -> Opportunity:
    """It as it stands, held until the transaction ends: whoever books one of its places is alone with it.

    PostgreSQL locks the row. SQLite has one writer at a time. Raises TransactionManagementError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("It is locked inside the transaction that books its places.")
    found = Opportunity.objects.select_for_update(of=("self",))
    return found.select_related("school__community", "authority").get(pk=pk)


def allow_to_keep(by: Viewer, opportunity: Opportunity) -> None:
    """Refuse whoever is neither of the host nor of the council's locality team. Raises NotAllowed."""
    if not opportunities.may_keep(by, opportunity):
        raise NotAllowed(NO_OFFICE)


def take_opportunity(
    opportunity: Opportunity,
    event: OfOpportunity,
    guards: Guards,
    *,
    by: Viewer,
    at: datetime,
    columns: Mapping[str, Any],
    after: Mapping[str, Any] | None = None,
) -> None:
    """Change, cancel or hold a locked opportunity, and log it. Raises NotPossible.

    `columns`: what its row holds besides, once it is done. Places taken are never among them: the database counts those.
    """
    allow_to_keep(by, opportunity)
    why = opportunities.why_not_now(opportunity, event)
    opportunity.state = OPPORTUNITIES.ask(opportunity.state, event, guards, why)
    for name, value in columns.items():
        setattr(opportunity, name, value)
    opportunity.save(update_fields=["state", *columns])
    record(f"opportunity.{event}", opportunity, by=by.user, at=at, after=dict(after) if after else None)


def take_booking(
    booking: Booking,
    event: OfBooking,
    guards: Guards,
    *,
    by: Viewer | None,
    at: datetime,
    columns: Mapping[str, Any] | None = None,
) -> None:
    """Move a place of a locked opportunity, and log it; the action has asked who may. Raises NotPossible."""
    booking.state = BOOKINGS.ask(booking.state, event, guards, bookings.why_not_now(booking, event))
    booking.counted = int(booking.state in COUNTED)
    given = dict(columns or {})
    for name, value in given.items():
        setattr(booking, name, value)
    booking.save(update_fields=["state", "counted", *given])
    booking.opportunity.refresh_from_db(fields=["taken"])
    record(f"booking.{event}", booking, by=user_of(by), at=at)


def move_up(opportunity: Opportunity, *, at: datetime) -> list[Booking]:
    """Give the places of a locked opportunity that are free to the first of the waiting list, while it is still to come."""
    moved: list[Booking] = []
    if opportunities.has_begun(opportunity, at):
        return moved
    opportunity.refresh_from_db(fields=["taken"])
    for booking in waiting_for(opportunity)[: opportunity.left]:
        guards: Guards = {G.PLACE_FREE: lambda: bookings.why_not_free(opportunity, waiting=False)}
        booking.opportunity = opportunity
        take_booking(booking, OfBooking.MOVE_UP, guards, by=None, at=at)
        moved.append(booking)
    return moved
