"""What a form of a decision begins with, and what it keeps to: the same on a request's page and at the live meeting."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from locality.budgets.actions.committing import why_not_promised
from locality.budgets.queries.money import last_funded_day
from locality.communities.authority_settings import settings_of
from locality.communities.models import AuthorityRules
from locality.resource_requests.forms.decision_fields import RefuseMoney
from locality.resource_requests.models import Decision, ResourceRequest
from locality.resource_requests.queries.early_end import owed_until, still_ended
from locality.resource_requests.rules.agreed import proposed_days
from locality.resource_requests.rules.in_the_room import why_not_so_many
from locality.values.periods import Period


def limits(
    rfr: ResourceRequest,
    rules: AuthorityRules,
    *,
    today: date,
    not_before: date,
    instead_of: Decision | None = None,
) -> dict[str, Any]:
    """The arguments of `DecisionForm`. `instead_of`: the decision that is corrected, whose money is free again before."""
    decided_on = instead_of.decided_on if instead_of else today
    return {
        "today": today,
        "not_before": not_before,
        "asked": rfr.requested_amount,
        "may_defer": rules.defer_allowed,
        "may_refer": rules.council_referral_allowed,
        "council": rfr.authority.short,
        "refuse_positions": partial(why_not_so_many, rfr, instead_of.meeting if instead_of else rfr.meeting),
        "refuse_money": refusing(rfr, on=decided_on, instead_of=instead_of),
    }


def refusing(rfr: ResourceRequest, *, on: date, instead_of: Decision | None = None) -> RefuseMoney:
    """What asks the budget of the request's community about an amount, before anything is recorded."""

    def refuse(amount: Decimal, starts_on: date | None, ends_on: date | None) -> str:
        ended_on = still_ended(rfr, starts_on, ends_on) if instead_of else None
        owed = owed_until(ended_on, amount, starts_on, ends_on)
        if not owed:
            return ""
        return why_not_promised(
            community=rfr.community,
            on=on,
            amount=owed,
            starts_on=starts_on,
            ends_on=ended_on or ends_on,
            instead_of=instead_of.pk if instead_of else None,
        )

    return refuse


def as_asked(rfr: ResourceRequest, rules: AuthorityRules, *, decided_on: date) -> dict[str, Any]:
    """An approval of what was asked, from the next day of school on, for as many weeks as were asked.

    Days are proposed where both are known and the support that was asked needs them: a first day alone would be refused.
    """
    kept = settings_of(rfr.authority)
    terms = [Period(term.start, term.end) for term in kept.terms]
    content = rfr.version.content if rfr.version else {}
    days = proposed_days(decided_on, _weeks(content), terms, kept.calendar(rules.day_count))
    ends_on = days.ends_on
    if ends_on and rfr.asks_funding:  # no further than there is money for; whoever decides may still say otherwise
        ends_on = last_funded_day(rfr.authority, Period(days.starts_on, ends_on))
    is_dated = ends_on and (rfr.asks_funding or rfr.asks_school_support)
    return {
        "amount": rfr.requested_amount,
        "responses": rfr.asked_kinds,
        "starts_on": days.starts_on if is_dated else None,
        "ends_on": ends_on if is_dated else None,
    }


def _weeks(content: Mapping[str, Any]) -> Decimal | None:
    """The longest of the costs that a request asks for, in weeks."""
    return max((Decimal(line["weeks"]) for line in content.get("lines", ())), default=None)
