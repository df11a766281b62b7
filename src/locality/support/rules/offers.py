"""What an offer may say, and who can ask for it."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from locality.communities.models import ListItem, School
from locality.support.models import Offer, TermHours
from locality.support.workflow import OFFERS, OfferIs, OfOffer
from locality.values.dates import show_day
from locality.values.refusals import Refusal
from locality.values.sentences import count

MOST_HOURS = 500
MOST_WORDS = 100
MOST_PRICE = Decimal(1000)


def why_not_said(offer: Offer) -> Refusal | None:
    """An offer says what it is about, for whom, how, for how many hours, and from when to when."""
    if not offer.topic:
        return Refusal("Enter what the support is about", "topic")
    if not offer.what:
        return Refusal("Enter what you offer", "what")
    if not offer.phases:
        return Refusal("Select at least one phase", "phases")
    if not offer.ways:
        return Refusal("Select at least one way in which you give the support", "ways")
    if not 1 <= offer.hours_a_term <= MOST_HOURS:
        return Refusal(f"Hours a term must be from 1 to {MOST_HOURS}", "hours_a_term")
    if offer.price is not None and not 0 < offer.price <= MOST_PRICE:
        return Refusal(f"Price an hour must be more than £0, and £{MOST_PRICE:,} or less", "price")
    if offer.ends_on and offer.ends_on < offer.starts_on:
        return Refusal("Last day must be the same as or after the first day", "ends_on")
    if offer.school.community_id is None and offer.audience != Offer.Audience.COUNCIL:
        return Refusal(f"{offer.school.name} is in no community. Select “{Offer.Audience.COUNCIL.label}”", "audience")
    return None


def why_not_needs(needs: Iterable[ListItem], chosen: Collection[int], school: School) -> Refusal | None:
    """The needs of an offer are words of its council's own list."""
    known = {each.pk for each in needs if each.authority_id == school.authority_id}
    if known.issuperset(chosen):
        return None
    return Refusal("Select needs from your council’s list. One that you selected is not in it", "needs")


def why_not_school_offers(school: School) -> Refusal | None:
    """Only an open school offers support; one that could be in a community says so to the schools around it."""
    if not school.is_open:
        return Refusal(f"{school.name} is closed, so it cannot offer support.", "school")
    if school.community_id is None and not school.only_supports:
        return Refusal(
            f"{school.name} is in no community, so no school would see the offer. Ask your council’s locality team.",
            "school",
        )
    return None


def why_not_now(offer: Offer, event: OfOffer) -> Refusal | None:
    """A closed offer stays closed; one is paused or reopened once."""
    if OFFERS.is_possible(offer.state, event):
        return None
    return Refusal(f"This offer is already {offer.label.lower()}.")


def why_not_fewer(hours: int, terms: Iterable[TermHours]) -> Refusal | None:
    """No term that runs or comes has fewer hours than are booked in it."""
    booked = max((each.booked for each in terms), default=0)
    if hours >= booked:
        return None
    return Refusal(
        f"Hours a term must be {booked} or more, because {count(booked, 'hour')} are booked already", "hours_a_term"
    )


def why_not_for(offer: Offer, receiver: School) -> Refusal | None:
    """Who may ask for it: another school of the community, of the area, or of any community, as the offer says."""
    if offer.audience == Offer.Audience.COUNCIL:
        if receiver.community_id and receiver.authority_id == offer.authority_id:
            return None
        return Refusal(f"This support is only for schools in a community. {receiver.name} is in none.")
    if offer.audience == Offer.Audience.COMMUNITY:
        if receiver.community_id == offer.school.community_id:
            return None
        community = offer.school.community.name if offer.school.community else "its community"
        return Refusal(f"This support is only for schools in {community}. Choose support that is for {receiver.name}.")
    here, there = receiver.community, offer.school.community
    if here and there and here.area_id == there.area_id:
        return None
    return Refusal(f"This support is only for schools in the same area. Choose support that is for {receiver.name}.")


def why_not_asked(offer: Offer, on: date) -> Refusal | None:
    """An offer can be asked for while it is open, for a first day within its own days."""
    if offer.state == OfferIs.PAUSED:
        return Refusal(f"{offer.school.name} has paused this offer. Choose other support.")
    if offer.state == OfferIs.CLOSED:
        return Refusal(f"{offer.school.name} has closed this offer. Choose other support.")
    if on < offer.starts_on:
        return Refusal(
            f"First day must be on or after {show_day(offer.starts_on)}, when this offer starts", "starts_on"
        )
    if offer.ends_on and on > offer.ends_on:
        return Refusal(f"First day must be on or before {show_day(offer.ends_on)}, when this offer ends", "starts_on")
    return None


def why_not_booked(hours: int, term: TermHours) -> Refusal | None:
    """Only hours that are left in the term can be booked."""
    if hours <= term.left:
        return None
    until = f"until {show_day(term.ends_on)}"
    if term.left == 0:
        return Refusal(f"No hours are left {until}. Choose a later first day, or other support", "hours")
    return Refusal(f"Hours must be {term.left} or fewer, because no more are left {until}", "hours")
