"""A council as full as a real one: long names, long answers, many rows, and a request in every state.

Beside it stands one that has just been set up, whose lists are empty.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from locality.accounts.models import User
from locality.budgets.actions.allocating import add_costing, allocate
from locality.budgets.models import Budget, FundingYear
from locality.communities.actions.calendar import set_term
from locality.communities.actions.invitations import hash_of, invite
from locality.communities.models import Area, Community, DayOff, Invitation, Office, School, Trust
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.models import ResourceRequest
from locality.tables.uploads import keep_upload
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting
from tests.house.permission_money import make_money
from tests.house.permission_opportunities import make_opportunities
from tests.house.permission_outcomes import make_reviews
from tests.house.permission_practice import make_cases
from tests.house.permission_support import make_support
from tests.house.permission_world import make_meetings, questioned
from tests.practice_world import case_in
from tests.world import PUPIL, Side, acting, add_meeting, exceptional_in, make_side, needs, request_in, ruling, submit

TOKEN = "a-token-of-an-invitation"
LONG_SCHOOL = "St Thomas of Canterbury and Our Lady of the Assumption Catholic Voluntary Academy"
LONG_WORDS = (
    "How can three pupils in Year 2 who leave the classroom many times each morning come to feel safe enough to stay? "
    "We have read about predictable routines, and began short check-ins in September; two of the three now stay.\n\n"
)
STATES = (
    "draft", "ready_to_sign", "submitted", "returned", "accepted", "deferred", "approved", "declined", "handed_over",
    "queried", "acknowledged", "processed", "urgent", "refused", "referred", "with_council", "withdrawn",
)  # fmt: skip
MANY = 27  # more rows than one page of a list holds


@dataclass
class FullWorld:
    """Both councils, and what stands in the addresses of the first."""

    full: Side
    new: Side
    requests: dict[str, ResourceRequest] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By URL name."""

    def person(self, who: str) -> User:
        """`clerk` of the full council, `clerk of new` of the other."""
        name, _, other = who.partition(" of ")
        return (self.new if other else self.full).people[name]


def make_full_world() -> FullWorld:
    """The whole of it, by the product's own actions where it matters how a thing came about."""
    now = timezone.now()
    full = make_side("Wealdshire", "801", 801000, now=now)
    new = make_side("Farshire", "802", 802000, now=now)
    for community in Community.objects.filter(authority=new.authority):
        Community.objects.filter(pk=community.pk).update(slug=f"far-{community.slug}")  # an address names one community
    _rename(full)
    _fill_communities(full)
    _fill_people(full)
    _fill_money(full)
    world = FullWorld(full, new)
    for state in STATES:
        world.requests[state] = request_in(full, "to_decide" if state == "accepted" else state, **_answers(full))
    world.requests["submitted_again"] = _changed_and_submitted_again(full)
    world.requests["corrected"] = _corrected(full)
    world.requests["joint"] = request_in(full, "submitted", partners=str(full.other_school.pk), **_answers(full))
    world.requests["referral_asked"] = request_in(full, "acknowledged", decided=ruling(council_referral=True))
    world.requests["questioned"] = questioned(full)
    world.requests["support_asked"] = request_in(
        full, "approved", decided=ruling(school_support=True), **_answers(full)
    )
    world.requests["urgent_draft"] = exceptional_in(full, "draft", **_answers(full))
    world.requests["granted"] = exceptional_in(full, "granted", **_answers(full))
    world.requests["much_wrong"] = request_in(full, "draft", **_wrong(full))
    for _ in range(MANY - len(world.requests)):
        request_in(full, "submitted")
    world.things = _things(full) | make_money(full) | make_meetings(full) | _cases(full) | make_support(full)
    world.things |= make_opportunities(full)
    of_reviews = make_reviews(full)
    for state, page in (("under_way", "request_report"), ("looked_at", "request_second_look")):
        world.requests[state] = ResourceRequest.objects.get(**of_reviews[page])
    for name in ("remittance_trust", "remittance_trust_export"):
        world.things[name]["trust"] = full.school.trust_id
    return world


def _cases(side: Side) -> dict[str, dict[str, Any]]:
    """More cases than a page holds, and a draft in which the gate finds whatever it can."""
    cases = make_cases(side)
    for number in range(MANY):
        case_in(side, "released", title=f"{LONG_WORDS[:80].strip()} {number}", tried=LONG_WORDS, contact="senco")
    found = f"Two pupils at {LONG_SCHOOL} met on 12 September. One of them is the only one here. We thank {PUPIL}."
    return cases | {"practice_share": {"pk": case_in(side, "draft", tried=found, hours=None).pk}}


def _rename(side: Side) -> None:
    side.authority.name = "Wealdshire and the Eastern Marches County Council"
    side.authority.save()
    side.community.name = "Weald Coast and the Marshes 12"
    side.community.save()
    trust = Trust.objects.create(
        authority=side.authority, uid="1", name="The Kent and Medway Learning Together Academies Trust"
    )
    School.objects.filter(pk=side.school.pk).update(
        name=LONG_SCHOOL, trust=trust, street="The Old Rectory, Church Lane", town="Weald", postcode="ZZ1 4AA"
    )
    side.community.refresh_from_db()
    side.school.refresh_from_db()
    User.objects.filter(pk=side.people["clerk"].pk).update(name="Rosalind Featherstonehaugh-Cholmondeley")


def _fill_communities(side: Side) -> None:
    first = side.school
    assert side.community.area
    areas = [Area(authority=side.authority, name=name, officer_name=f"The {name} High Needs Funding team",
                  officer_email=f"high.needs.funding.{name.lower()}@wealdshire.example")
             for name in ("East", "South", "West")]  # fmt: skip
    Area.objects.bulk_create(areas)
    Community.objects.bulk_create(
        Community(authority=side.authority, area=side.area, district=side.community.district,
                  name=f"Weald Hills and the Downs {number}", slug=f"hills-{number}")
        for number in range(MANY)
    )  # fmt: skip
    School.objects.bulk_create(
        School(authority=side.authority, urn=803000 + number, establishment_number=str(3000 + number),
               district=first.district, name=f"Oakfield and Hollybush Church of England Primary School {number}",
               phase="primary", kind="mainstream", community=side.community, type_name="Voluntary controlled school")
        for number in range(12)
    )  # fmt: skip
    for ahead in range(16, 16 + MANY):
        add_meeting(side.community, timezone.now(), in_working_days=ahead)


def _fill_people(side: Side) -> None:
    now, today, team = timezone.now(), day_of(timezone.now()), side.people["locality_team"]
    for number in range(MANY):
        person = User.objects.create(
            email=f"a.rather.long.name.{number}@oakfield-primary.wealdshire.example", name=f"Alexandra Person {number}"
        )
        Office.objects.create(
            person=person, role="signatory", authority=side.authority, school=side.other_school, start=today
        )
        invite(email=f"invited.{number}@oakfield-primary.wealdshire.example", name=f"Invited Person {number}",
               role="school_editor", place=side.school, start=today, by=acting(team), at=now)  # fmt: skip
    offered = Invitation.objects.latest("pk")
    Invitation.objects.filter(pk=offered.pk).update(token_hash=hash_of(TOKEN))
    set_term(authority=side.authority, year_name="2080-81", number=1, start=date(2080, 9, 1), end=date(2080, 10, 1),
             by=acting(team), at=now)  # fmt: skip


def _fill_money(side: Side) -> None:
    now, today, team = timezone.now(), day_of(timezone.now()), side.people["locality_team"]
    year = FundingYear.objects.filter(authority=side.authority).latest("start")
    for number in range(MANY):
        allocate(community=side.community, funding_year=year, amount=Decimal("1234.56"), why=f"Part {number} of the year",
                 by=acting(team), at=now)  # fmt: skip
        add_costing(authority=side.authority, item=f"Teaching assistant, level {number}", unit="hours a week",
                    rate=Decimal("14.20"), valid_from=today, by=acting(team), at=now)  # fmt: skip
    add_costing(authority=side.authority, item="Teaching assistant, level 1", unit="hours a week",
                rate=Decimal("15.20"), valid_from=today + timedelta(days=90), by=acting(team), at=now)  # fmt: skip


def _answers(side: Side) -> dict[str, str]:
    """Long answers, several pupils and costs."""
    more = {}
    for row in range(2, 7):
        more |= {
            f"pupil.{row}.name": f"Second Child Featherstone {'ABCDEFG'[row]}", f"pupil.{row}.born_day": "5",
            f"pupil.{row}.born_month": "8", f"pupil.{row}.born_year": "2018", f"pupil.{row}.year_group": "Year 4",
            f"pupil.{row}.support": "ehcp", f"pupil.{row}.looked_after": "yes",
            f"line.{row}.item": "other", f"line.{row}.description": "Mentor who begins at home and moves into school",
            f"line.{row}.unit": "hours a week", f"line.{row}.quantity": "2", f"line.{row}.weeks": "10",
            f"line.{row}.rate": "19.50",
        }  # fmt: skip
    return {
        "solution": LONG_WORDS * 4,
        "outcomes": LONG_WORDS * 3,
        "support": "funding,advice,school_support",
        "support_given": LONG_WORDS * 3,
        "use": LONG_WORDS * 2,
        "contact": "Ask for the special educational needs co-ordinator, 01632 960845",
        **more,
    }


def _wrong(side: Side) -> dict[str, str]:
    """A draft with as much wrong as one can hold."""
    return {
        "solution": "word " * 300, "pupil.1.born_year": "", "pupil.1.name": "x" * 200, "line.1.rate": "much",
        "line.1.description": "y" * 150, "contact": "", "key_stage": "", "needs": "", "support": "funding",
        "partners": str(side.other_school.pk),
    }  # fmt: skip


def _changed_and_submitted_again(side: Side) -> ResourceRequest:
    request, by = request_in(side, "returned", **_answers(side)), side.people["signatory"]
    changed = {"solution": Typed(LONG_WORDS * 2 + "They stand at one lesson of five today.", 1)}
    drafting.save_answers(request, changed, by=acting(by), at=timezone.now())
    request.refresh_from_db()
    return submit(side, request)


def _corrected(side: Side) -> ResourceRequest:
    request = request_in(side, "handed_over", **_answers(side))
    handing_over.ask(request, question=LONG_WORDS, by=acting(side.people["hnf_officer"]), at=timezone.now())
    handing_over.answer(request, text=LONG_WORDS, by=acting(side.people["clerk"]), at=timezone.now())
    deciding.correct(request, ruling(amount=Decimal(900)), ground="error", reason="A sum was read wrongly.",
                    by=acting(side.people["chair"]), at=timezone.now())  # fmt: skip
    request.refresh_from_db()
    return request


def _things(side: Side) -> dict[str, dict[str, Any]]:
    now, team = timezone.now(), side.people["locality_team"]

    def office(who: str) -> dict[str, Any]:
        return {"pk": Office.objects.filter(person=side.people[who]).latest("pk").pk}

    writer = {"pk": side.people["school_editor"].pk}
    return {
        "community": {"slug": side.community.slug},
        "school": {"urn": side.school.urn},
        "community_money": {"pk": side.community.pk},
        "money_allocate": {"pk": side.community.pk},
        "money_adjust": {"pk": Budget.objects.filter(community=side.community).latest("funding_year__start").pk},
        "area_change": {"pk": side.area.pk},
        "day_off_remove": {"pk": DayOff.objects.filter(authority=side.authority).latest("day").pk},
        "need_change": {"pk": needs(side, "SEMH")[0].pk},
        "term_remove": {"pk": side.authority.terms.latest("start").pk},
        "person": writer,
        "person_account": writer,
        "office_end": office("school_editor"),
        "delegated_authority": office("representative"),
        "deputy_name": office("clerk"),
        "invitation_change": {"pk": Invitation.objects.latest("pk").pk, "what": "withdraw"},
        "invitation_accept": {"token": TOKEN},
        "import_review": {"kind": "schools", "pk": _upload(side, by=team, at=now)},
    }


def _upload(side: Side, *, by: User, at: Any) -> int:
    """A register that adds a school, changes one, and has rows that must be refused."""
    rows = [
        "URN,LA (code),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),"
        "EstablishmentStatus (name),PhaseOfEducation (name)",
        "809001,801,2901,A New Church of England Voluntary Controlled Primary School,Community school,Open,Primary",
        f"{side.other_school.urn},801,2002,Renamed and Enlarged Primary School,Community school,Open,Primary",
        "809002,801,2902,,Community school,Open,Primary",
        "not-a-number,801,2903,A School,Community school,Open,Primary",
    ]
    content = ContentFile("\r\n".join(rows).encode())
    return keep_upload(content, name="edubaseallstatefunded20261124.csv", purpose="schools", authority_id=side.authority.pk,
                by_id=by.pk, at=at).pk  # fmt: skip
