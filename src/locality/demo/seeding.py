"""Fills an empty installation with the made-up county: places and people in bulk, requests by the real actions."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.actions.allocating import allocate, allocate_contingency
from locality.budgets.actions.opening_years import open_year
from locality.budgets.actions.transferring import propose_transfer
from locality.budgets.models import Budget, FundingYear
from locality.communities.actions.authorities import set_up_authority
from locality.communities.models import Area, Authority, Community, District, Office, School, Trust
from locality.communities.queries import viewer_of
from locality.demo.advances import add_calendar, pay_past_advances
from locality.demo.cases import write_cases
from locality.demo.costings import add_costings
from locality.demo.county import AREAS, COMMUNITIES, COUNTY, LA_CODE, community_names, place_names, schools_of
from locality.demo.dates import WITH_HISTORY, add_meetings, add_terms
from locality.demo.exceptional import remind_schools, write_exceptional
from locality.demo.meetings import hold_meetings
from locality.demo.opportunities import publish_opportunities
from locality.demo.outcomes import report_on_outcomes
from locality.demo.people import DOMAIN, HEADS, PERSONAS, Persona
from locality.demo.planning import invite_to_meetings, prepare_today
from locality.demo.processing import process_received
from locality.demo.requests import Cast, write_requests
from locality.demo.stories import LAST_NAMES
from locality.demo.support import offer_support
from locality.values.working_days import day_of

CLERKED = 6
ALLOCATION = Decimal(52_000)
CONTINGENCY = Decimal(60_000)
BEGAN_BEFORE = timedelta(days=520)
"""How long ago the county was set up: before its first meeting."""
NEXT_YEAR_OPENS = 6  # the month, so that support agreed in summer may run into autumn


@dataclass
class Seeded:
    """What was made, for those who go on from here."""

    authority: Authority
    communities: list[Community] = field(default_factory=list)
    schools: dict[int, list[School]] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)


@transaction.atomic
def seed(*, now: datetime | None = None, communities: int = COMMUNITIES) -> Seeded:
    """Make the county as it stands today; with fewer `communities` where a test looks at one."""
    now = now or timezone.now()
    chance = random.Random(2026)  # noqa: S311 - made-up data, the same at every start
    began = now - BEGAN_BEFORE
    seeded = Seeded(set_up_authority(name=COUNTY, la_code=LA_CODE, by=None, at=began))
    Authority.objects.filter(pk=seeded.authority.pk).update(second_factor_required=False)
    _places(seeded, chance, communities)
    _people(seeded, chance, day_of(began))
    add_terms(seeded.authority, day_of(now))
    add_meetings(seeded.communities, seeded.schools, CLERKED, now)
    invite_to_meetings(seeded.communities, now)
    _money(seeded, now)
    casts = [_cast(seeded, community) for community in seeded.communities]
    write_requests(casts, now, chance)
    write_exceptional(casts, now)
    hold_meetings(casts[:WITH_HISTORY], now)
    write_cases(casts, now)
    add_calendar(seeded.authority, seeded.people["jean.price"], now)
    process_received(seeded.people["omar.bell"], now)
    pay_past_advances(seeded.authority, seeded.people["jean.price"], now)
    report_on_outcomes(now)
    remind_schools(seeded.authority, now)
    offer_support(casts[:WITH_HISTORY], seeded.people["kay.stone"], now)
    people = seeded.people
    publish_opportunities(casts, people["kay.stone"], people["priya.nair"], now)
    prepare_today(
        seeded.communities[0], chair=people["grace.okafor"], clerk=people["rosa.lind"], adviser=people["nina.frost"],
        now=now,
    )  # fmt: skip
    return seeded


def _places(seeded: Seeded, chance: random.Random, communities: int) -> None:
    authority = seeded.authority
    areas = {
        name: Area.objects.create(
            authority=authority,
            name=name,
            officer_name=f"{name} area team",
            officer_email=f"hnf.{name.lower()}@{DOMAIN}",
        )
        for name in AREAS
    }
    districts = {
        name: District.objects.create(area=areas[area], name=name) for area, named in AREAS.items() for name in named
    }
    places = place_names(chance)
    trusts: dict[str, Trust] = {}
    rows: list[School] = []
    for position, (area, district, name) in enumerate(community_names()[:communities]):
        community = Community.objects.create(
            authority=authority,
            area=areas[area],
            district=districts[district],
            name=name,
            slug=name.lower().replace(" ", "-"),
        )
        seeded.communities.append(community)
        for made_up in schools_of(position, places, chance):
            if made_up.trust and made_up.trust not in trusts:
                trusts[made_up.trust] = Trust.objects.create(
                    authority=authority, uid=str(9000 + len(trusts)), name=made_up.trust
                )
            number = len(rows)
            rows.append(
                School(
                    authority=authority,
                    urn=990000 + number,
                    establishment_number=str(2000 + number),
                    name=made_up.name,
                    phase=made_up.phase,
                    kind=made_up.kind,
                    type_name=made_up.type_name,
                    is_academy=made_up.academy,
                    district=districts[district],
                    community=community,
                    trust=trusts.get(made_up.trust),
                    town=made_up.town,
                    postcode=f"ZZ{position % 9 + 1} {number % 9}AA",
                    easting=500000 + 1500 * (position % 10) + 80 * (number % 12),
                    northing=140000 + 2500 * (position // 10) + 90 * (number % 11),
                )
            )
    special = School(
        authority=authority, urn=999001, name="The Beeches Special School", phase="not_applicable", kind="special",
        type_name="Community special school", district=districts["Ferring"], town="Ferring", postcode="ZZ1 1AA",
    )  # fmt: skip
    School.objects.bulk_create([*rows, special])
    for school in School.objects.filter(authority=authority, community__isnull=False).select_related("community"):
        seeded.schools.setdefault(school.community_id or 0, []).append(school)


def _people(seeded: Seeded, chance: random.Random, start: date) -> None:
    home = seeded.communities[0]
    users: list[User] = []
    offices: list[Office] = []

    def person(slug: str, name: str) -> User:
        user = User(email=f"{slug}@{DOMAIN}", name=name, second_factor_required=False)
        user.set_unusable_password()
        users.append(user)
        return user

    def office(user: User, role: str, **place: object) -> None:
        offices.append(Office(**{"person": user, "role": role, "authority": seeded.authority, "start": start} | place))

    signed, represented = set(), set()
    confirmed = {"delegated_authority_by": "Head teacher", "delegated_authority_on": start}
    for persona in PERSONAS:
        user = person(persona.slug, persona.name)
        seeded.people[persona.slug] = user
        for place in _persona_places(persona, seeded):
            office(user, persona.role, **place, **(confirmed if persona.role == "representative" else {}))
            if persona.role == "representative":
                represented.add(offices[-1].school_id)
            if persona.role == "signatory":
                signed.add(offices[-1].school_id)

    for school in School.objects.filter(authority=seeded.authority, kind__in=School.ONLY_SUPPORTS):
        office(person(f"head.{school.urn}", _name(school.urn, chance)), "signatory", school=school)

    def people_of_school(school: School) -> None:
        """A head who signs and sits in meetings; a deputy sits where a persona is the head."""
        head = None if school.pk in signed else person(f"head.{school.urn}", _name(school.urn, chance))
        if head:
            office(head, "signatory", school=school)
        if school.pk not in represented:
            sits = head or person(f"deputy.{school.urn}", _name(school.urn, chance))
            office(sits, "representative", school=school, **confirmed)

    for number, community in enumerate(seeded.communities):
        if community.pk != home.pk:
            office(person(f"chair{number}", _name(number, chance)), "chair", community=community)
        if number >= CLERKED:
            if number % CLERKED == 0:
                clerk = person(f"clerk{number}", _name(number + 7, chance))
            office(clerk, "clerk", community=community)
        for school in seeded.schools[community.pk]:
            people_of_school(school)
    for name, area in ((area.name, area) for area in Area.objects.filter(authority=seeded.authority)):
        if area.pk != home.area_id:
            office(person(f"officer.{name.lower()}", _name(len(name), chance)), "hnf_officer", area=area)
    User.objects.bulk_create(users)
    for each in offices:
        each.person_id = each.person.pk
    Office.objects.bulk_create(offices)


def _persona_places(persona: Persona, seeded: Seeded) -> list[dict[str, object]]:
    """Where a persona holds the office: a place a row."""
    home = seeded.communities[0]
    if persona.role == "clerk":
        return [{"community": community} for community in seeded.communities[:CLERKED]]
    if persona.place == "installation":
        return [{"authority": None}]
    places: dict[str, dict[str, object]] = {
        "school 0": {"school": seeded.schools[home.pk][2]},
        "school 1": {"school": seeded.schools[home.pk][3]},
        "community": {"community": home},
        "area": {"area": home.area},
        "authority": {},
    }
    return [places[persona.place]]


def _name(number: int, chance: random.Random) -> str:
    return f"{HEADS[number % len(HEADS)]} {chance.choice(LAST_NAMES)}"


def _money(seeded: Seeded, now: datetime) -> None:
    today = day_of(now)
    first = today.year if today.month >= 9 else today.year - 1
    team = viewer_of(seeded.people["kay.stone"], today)
    years = {}
    for year in (first - 1, first, *([first + 1] if today >= date(first + 1, NEXT_YEAR_OPENS, 1) else [])):
        began = min(timezone.make_aware(datetime.combine(date(year, 9, 1), time(9))), now)
        years[year] = funding_year = open_year(
            authority=seeded.authority, name=f"{year} to {year + 1}", start=date(year, 9, 1), end=date(year + 1, 8, 31),
            by=team, at=began,
        )  # fmt: skip
        for number, community in enumerate(seeded.communities):
            allocate(
                community=community, funding_year=funding_year, amount=ALLOCATION + 1_500 * (number % 9),
                why="Yearly allocation", by=team, at=began,
            )  # fmt: skip
        allocate_contingency(
            funding_year=funding_year, amount=CONTINGENCY, why="Kept back for the year", by=team, at=began
        )
    add_costings(seeded.authority, first, by=team)
    _transfer(seeded, years[first], now)


def _transfer(seeded: Seeded, year: FundingYear, now: datetime) -> None:
    """One transfer that waits for a second person."""
    propose_transfer(
        source=Budget.objects.get(funding_year=year, community=None), funding_year=year, amount=Decimal(7_500),
        target=seeded.communities[1], why="Two pupils moved here in the autumn",
        by=viewer_of(seeded.people["kay.stone"], day_of(now)), at=now,
    )  # fmt: skip


def _cast(seeded: Seeded, community: Community) -> Cast:
    schools = seeded.schools[community.pk]

    def holder(role: str, **place: object) -> User:
        return Office.objects.select_related("person").filter(role=role, **place)[0].person

    def of_schools(role: str) -> dict[int, User]:
        offices = Office.objects.filter(role=role, school__community=community).select_related("person")
        return {office.school_id or 0: office.person for office in offices}

    heads = of_schools("signatory")
    return Cast(
        community=community,
        schools=[school for school in schools if school.pk in heads],
        heads=heads,
        members=of_schools("representative"),
        chair=holder("chair", community=community),
        clerk=holder("clerk", community=community),
        officer=holder("hnf_officer", area=community.area),
    )
