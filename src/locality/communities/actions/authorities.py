"""Setting up a council with its areas, districts and communities."""

from collections.abc import Iterable
from datetime import date, datetime

import holidays
from django.db import transaction
from django.utils.text import slugify

from locality.accounts.actions.people import set_second_factor_required
from locality.accounts.permissions import Permission
from locality.accounts.rules import checked_email
from locality.audit.actions import record
from locality.communities.models import Area, Authority, AuthorityRules, DayOff, ListItem, NeedCode
from locality.communities.queries import people_of_authority, second_factor_rules_of
from locality.communities.rules import allow, why_not_short_name
from locality.communities.scope import Viewer, user_of
from locality.values.refusals import NotPossible, refuse
from locality.values.typed import short
from locality.values.working_days import day_of

FIRST_YEAR, LAST_YEAR = 2012, 2032
LONGEST_NAME = 120
KEY_STAGES = ("Early years", "Key Stage 1", "Key Stage 2", "Key Stage 3", "Key Stage 4", "Key Stage 5")
_SATURDAY = 5


def bank_holidays(years: Iterable[int]) -> dict[date, str]:
    """England's bank holidays on weekdays; one that falls on a weekend is given on its substitute day."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return {
        day: name.replace(" (observed)", " (substitute day)")
        for day, name in sorted(found.items())
        if day.weekday() < _SATURDAY
    }


@transaction.atomic
def set_up_authority(
    *, name: str, la_code: str, by: Viewer | None, at: datetime, short_name: str | None = None
) -> Authority:
    """A council with our default rules, England's bank holidays, the usual key stages and the census's needs.

    Without a short name it is called by the initials of its name. Raises NotPossible.
    """
    allow(by, Permission.AUTHORITY_SET_UP)
    name, short_name = short(name), short(short_name or "")
    slug = slugify(name)[:60]
    if not slug:
        raise NotPossible("Enter the name of the council", "name")
    if len(name) > LONGEST_NAME:
        raise NotPossible(f"The name of the council must be {LONGEST_NAME} characters or fewer", "name")
    if not (len(la_code) == 3 and la_code.isdecimal() and la_code.isascii()):
        raise NotPossible("The number in the register of schools must be 3 digits, like 886", "la_code")
    if Authority.objects.filter(name__iexact=name).exists() or Authority.objects.filter(slug=slug).exists():
        raise NotPossible(f"{name} has already been set up.", "name")
    if Authority.objects.filter(la_code=la_code).exists():
        raise NotPossible(f"A council with the number {la_code} has already been set up.", "la_code")
    refuse(why_not_short_name(short_name) if short_name else None)
    authority = Authority.objects.create(name=name, slug=slug, la_code=la_code, short_name=short_name or None)
    AuthorityRules.objects.create(
        authority=authority, valid_from=day_of(at), why="The council was set up in Locality", set_by=user_of(by)
    )
    DayOff.objects.bulk_create(
        DayOff(authority=authority, day=day, name=title[:80], kind=DayOff.Kind.BANK_HOLIDAY)
        for day, title in bank_holidays(range(FIRST_YEAR, LAST_YEAR + 1)).items()
    )
    ListItem.objects.bulk_create(
        ListItem(authority=authority, list_name=ListItem.ListName.KEY_STAGE, label=label, position=position)
        for position, label in enumerate(KEY_STAGES)
    )
    ListItem.objects.bulk_create(
        ListItem(
            authority=authority, list_name=ListItem.ListName.NEED, label=need.label, code=need.value, position=position
        )
        for position, need in enumerate(NeedCode)
    )
    record("authority.set_up", authority, by=user_of(by), at=at, after={"la_code": la_code})
    return authority


@transaction.atomic
def set_short_name(*, authority: Authority, short_name: str, by: Viewer, at: datetime) -> Authority:
    """How the council's own labels name it from now on ("… Moderated"), on pages and in documents. Raises NotPossible."""
    allow(by, Permission.RULES_MANAGE, authority=authority)
    short_name = " ".join(short_name.split())
    refuse(why_not_short_name(short_name))
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    before = authority.short
    if short_name != before:
        authority.short_name = short_name
        authority.save(update_fields=["short_name"])
        record(
            "authority.short_name",
            authority,
            by=by.user,
            at=at,
            before={"short_name": before},
            after={"short_name": short_name},
        )
    return authority


@transaction.atomic
def set_second_factor_rule(*, authority: Authority, required: bool, by: Viewer, at: datetime) -> Authority:
    """Whether the authority asks everyone for a second factor; it holds for its people from their next page on.

    A person of several authorities is asked when one of them asks. Raises NotPossible when nothing would change.
    """
    allow(by, Permission.RULES_MANAGE, authority=authority)
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    if authority.second_factor_required == required:
        raise NotPossible("That is already the rule.", "required")
    authority.second_factor_required = required
    authority.save(update_fields=["second_factor_required"])
    record(
        "authority.second_factor_rule",
        authority,
        by=by.user,
        at=at,
        before={"second_factor_required": not required},
        after={"second_factor_required": required},
    )
    people = people_of_authority(authority, day_of(at))
    rules = second_factor_rules_of(people, day_of(at))
    for person in people:
        set_second_factor_required(person=person, required=rules[person.pk], by=by.user, at=at)
    return authority


@transaction.atomic
def change_area_officer(*, area: Area, officer_name: str, officer_email: str, by: Viewer, at: datetime) -> Area:
    """Whom approved forms of an area are sent to; holds from now on, without a release (FORM-14).

    Raises ValidationError for an address to which no mail can be made.
    """
    allow(by, Permission.AREA_CONTACTS_MANAGE, area=area)
    officer_email = checked_email(officer_email)
    area = Area.objects.select_for_update().get(pk=area.pk)
    before = {"officer_name": area.officer_name, "officer_email": area.officer_email}
    area.officer_name, area.officer_email = officer_name, officer_email
    after = {"officer_name": officer_name, "officer_email": officer_email}
    if before != after:
        area.save(update_fields=["officer_name", "officer_email"])
        record("area.change_officer", area, by=by.user, at=at, before=before, after=after)
    return area


def free_slug(name: str, taken: set[str]) -> str:
    """The name for an address, with a number where another has it, also of another council: some see several."""
    base = slugify(name)[:100] or "community"
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
