"""The lines of a list of what is missing: what, where, and the link that mends it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.urls import reverse

from locality.accounts.roles import ROLES
from locality.communities.models import Community, Office, School
from locality.communities.naming import place_in_full
from locality.gaps.rules import Gap
from locality.values.dates import show_short_day
from locality.values.sentences import count


@dataclass(frozen=True)
class Row:
    """One of them: what, where it is, and the link that mends it."""

    name: str
    href: str
    about: str
    mend: str
    mend_href: str


class _Counted(Protocol):
    """A closed school, as the query reads it."""

    open_requests: int


def rows(gap: Gap, found: Iterable[Any]) -> list[Row]:
    """The lines of a list."""
    return [_row(gap, each) for each in found]


def _requests_of(school: School) -> str:
    """The list of the school's requests."""
    return f"{reverse('requests')}?school={school.pk}"


def _row(gap: Gap, each: Community | School | Office) -> Row:
    if isinstance(each, Community):
        role = "chair" if gap is Gap.NO_CHAIR else "clerk"
        invite = f"{reverse('invite')}?community={each.pk}&role={role}"
        return Row(each.name, reverse("community", args=[each.slug]), each.area.name, "Invite", invite)
    if isinstance(each, School):
        href, where = reverse("school", args=[each.urn]), each.community.name if each.community else "In no community"
        if gap is Gap.CLOSED_SCHOOL:
            number = count(cast("_Counted", each).open_requests, "open request")
            closed = f"closed on {show_short_day(each.closed_on)}, " if each.closed_on else ""
            return Row(each.full_name, href, f"{where}, {closed}{number}", "See requests", _requests_of(each))
        return Row(each.full_name, href, where, "Invite", f"{reverse('invite')}?school={each.pk}&role=signatory")
    href = reverse("person", args=[each.person_id])
    office = f"{ROLES[each.role].name}, {place_in_full(each.place)}"
    if gap is Gap.CLOSED_ACCOUNT:
        return Row(each.person.name, href, office, "End this role", reverse("office_end", args=[each.pk]))
    until = f"{office}, until {show_short_day(each.end)}" if each.end else office
    if following := getattr(each, "next_start", None):
        until += f", next starts on {show_short_day(following)}"
    return Row(each.person.name, href, until, "Invite", reverse("invite"))
