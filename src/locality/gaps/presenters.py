"""What is missing in words: how many of each kind, and for each of them where it is mended."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from locality.accounts.roles import ROLES
from locality.communities.models import Community, Office, School
from locality.communities.naming import place_in_full
from locality.design.environment import count
from locality.gaps.queries import Gap
from locality.values.dates import show_short_day


@dataclass(frozen=True)
class Words:
    """How a kind is headed, counted ("3 communities without a chair"), and what to do about it."""

    title: str
    one: str
    many: str
    what_to_do: str


WORDS: dict[Gap, Words] = {
    Gap.NO_CHAIR: Words(
        "Communities without a chair",
        "community without a chair",
        "communities without a chair",
        "Nobody reviews their requests or leads their meetings. Invite a chair for each.",
    ),
    Gap.NO_CLERK: Words(
        "Communities without a clerk",
        "community without a clerk",
        "communities without a clerk",
        "Nobody plans their meetings, sends papers or hands over what is approved. Invite a clerk for each.",
    ),
    Gap.NO_SIGNATORY: Words(
        "Schools without a signatory",
        "school without a signatory",
        "schools without a signatory",
        "Nobody can sign and submit their requests. Invite each head as signatory; they invite the rest.",
    ),
    Gap.CLOSED_SCHOOL: Words(
        "Closed schools with open requests",
        "closed school with open requests",
        "closed schools with open requests",
        "Settle with the chair, or the council, what becomes of each request: it goes on as if the school were open.",
    ),
    Gap.CLOSED_ACCOUNT: Words(
        "Offices of people whose account is closed",
        "office of somebody whose account is closed",
        "offices of people whose account is closed",
        "They can’t sign in, but still hold the office. End it and invite somebody else, or open the account again.",
    ),
    Gap.ENDING: Words(
        "Offices that end within four weeks",
        "office that ends within four weeks",
        "offices that end within four weeks",
        "Nobody goes on with them after that day. Invite the same person again, or somebody else.",
    ),
}


@dataclass(frozen=True)
class Counted:
    """A kind with how many there are, and where they are listed."""

    gap: Gap
    title: str
    words: str
    number: int
    href: str


@dataclass(frozen=True)
class Row:
    """One of them: what, where it is, and the link that mends it."""

    name: str
    href: str
    about: str
    mend: str
    mend_href: str


def counted(numbers: Mapping[Gap, int]) -> list[Counted]:
    """Every kind, with its number."""
    return [
        Counted(
            gap, words.title, count(numbers[gap], words.one, words.many), numbers[gap], f"{reverse('gaps')}?what={gap}"
        )
        for gap, words in WORDS.items()
    ]


def rows(gap: Gap, found: Iterable[Any]) -> list[Row]:
    """The lines of a list."""
    return [_row(gap, each) for each in found]


def _requests_of(school: School) -> str:
    """The list of requests, as near to the school as an address that names nothing personal can lead."""
    return reverse("requests") + (f"?community={school.community_id}" if school.community_id else "")


def _row(gap: Gap, each: Community | School | Office) -> Row:
    if isinstance(each, Community):
        role = "chair" if gap is Gap.NO_CHAIR else "clerk"
        invite = f"{reverse('invite')}?community={each.pk}&role={role}"
        return Row(each.name, reverse("community", args=[each.slug]), each.area.name, "Invite", invite)
    if isinstance(each, School):
        href, where = reverse("school", args=[each.urn]), each.community.name if each.community else "In no community"
        if gap is Gap.CLOSED_SCHOOL:
            number = count(each.open_requests, "open request")  # type: ignore[attr-defined] # counted by the query
            closed = f"closed on {show_short_day(each.closed_on)}, " if each.closed_on else ""
            return Row(each.full_name, href, f"{where}; {closed}{number}", "See the requests", _requests_of(each))
        return Row(each.full_name, href, where, "Invite", f"{reverse('invite')}?school={each.pk}&role=signatory")
    href = reverse("person", args=[each.person_id])
    office = f"{ROLES[each.role].name}, {place_in_full(each.place)}"
    if gap is Gap.CLOSED_ACCOUNT:
        return Row(each.person.name, href, office, "End the office", reverse("office_end", args=[each.pk]))
    until = f"{office}; until {show_short_day(each.end)}" if each.end else office
    return Row(each.person.name, href, until, "Invite", reverse("invite"))
