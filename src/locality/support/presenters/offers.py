"""Offers as pages say them."""

from collections.abc import Collection
from typing import cast

from locality.support.models import Offer, TermHours
from locality.support.workflow import OfferIs
from locality.values.dates import show_day, show_short_day
from locality.values.money import say_money
from locality.values.sentences import count, in_a_row


def left_of(offer: Offer) -> int:
    """The hours that a query found to be left this term."""
    return cast("int", getattr(offer, "left", offer.hours_a_term))


def say_left(hours: int) -> str:
    """ "12 hours left this term"."""
    return f"{count(hours, 'hour')} left this term" if hours else "No hours left this term"


def say_cost(offer: Offer) -> str:
    """What it costs."""
    return "Free" if offer.price is None else f"{say_money(offer.price)} an hour"


def say_needs(offer: Offer) -> str:
    """The needs it suits; nothing where it is for any."""
    return "; ".join(offer.needs_named)


def offer_sentence(offer: Offer, hours: TermHours) -> str:
    """Where an offer stands: who offers it, and what is left of it."""
    name = offer.school.name
    if not offer.school.is_open:
        return f"{name} is closed, so no one can ask for this support. Support that it has accepted is shown below."
    if offer.state == OfferIs.CLOSED:
        return f"{name} has closed this offer. Support that is already arranged continues."
    if offer.state == OfferIs.PAUSED:
        return (
            f"{name} has paused this offer, so no one can ask for it now. Support that is already arranged continues."
        )
    if hours.left == 0:
        return f"{name} has no hours left until {show_day(hours.ends_on)}."
    return f"{name} has {hours.left} of {count(hours.hours, 'hour')} left until {show_day(hours.ends_on)}."


def offer_rows(offer: Offer) -> list[dict[str, str]]:
    """An offer, row by row."""
    ends = f" to {show_day(offer.ends_on)}" if offer.ends_on else ", with no last day"
    community = offer.school.community
    area = offer.audience == Offer.Audience.AREA
    who = "its community"
    if offer.audience == Offer.Audience.COUNCIL:
        who = f"all communities of {offer.authority.name}"
    elif community:
        who = f"the {community.area.name} area" if area else community.name
    return [
        {"key": "School", "value": offer.school.name},
        {"key": "Kind of support", "value": offer.get_kind_display()},
        {"key": "What it is", "value": offer.what},
        {"key": "Phases", "value": in_a_row(offer.phases)},
        {"key": "Needs", "value": say_needs(offer) or "Any"},
        {"key": "How", "value": "; ".join(offer.ways)},
        {"key": "Hours a term", "value": str(offer.hours_a_term)},
        {"key": "Cost", "value": say_cost(offer)},
        {"key": "Available", "value": f"From {show_day(offer.starts_on)}{ends}"},
        {"key": "Who can ask", "value": f"Schools in {who}"},
    ]


def say_took_part(name: str) -> str:
    """What the check of interests says of a school that was named after its member had taken part."""
    return f"A member from {name} gave a position on this request."


def offer_hint(offer: Offer, decided: Collection[int] = ()) -> str:
    """An offer in a line, for whoever chooses one of several; `decided`: the schools whose members took part."""
    first = ["Suits this request’s needs"] if getattr(offer, "suits", False) else []
    parts = [*first, offer.get_kind_display(), say_left(left_of(offer)), *offer.ways, say_cost(offer)]
    if offer.ends_on:
        parts.append(f"until {show_short_day(offer.ends_on)}")
    hint = ". ".join(parts) + "."
    return f"{hint} {say_took_part(offer.school.name)}" if offer.school_id in decided else hint
