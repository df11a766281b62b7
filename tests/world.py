"""A small world for tests: two councils, their communities, schools and people, money and meetings.

Requests are brought into a state by the product's own actions, as people would.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from locality.accounts.models import User
from locality.accounts.roles import ROLES, Scope
from locality.budgets.actions import gathering_advances, paying
from locality.budgets.actions.allocating import allocate
from locality.budgets.actions.opening_years import open_year
from locality.budgets.models import Advance
from locality.communities.actions.authorities import set_up_authority
from locality.communities.authority_settings import settings_of
from locality.communities.deadlines import bank_days_of, deadlines_of
from locality.communities.imports.communities import HEADINGS, import_communities
from locality.communities.models import Area, Authority, Community, District, ListItem, Office, School
from locality.communities.queries import viewer_of
from locality.communities.scope import Viewer
from locality.council_section.actions import deciding_for_council, moderating
from locality.council_section.actions.moderating import NewSection
from locality.exceptional import actions as outside_meetings
from locality.imports.plans import Row
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over, reviewing
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, DraftAnswer, ResourceRequest
from locality.schedule.models import Meeting
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import drafting, signing
from tests.remembered import remembered

PUPIL = "Marigold Xanthopoulos"
"""The marker: a name found nowhere else, so that any sight of it is a leak."""
BORN = date(2018, 3, 27)


@dataclass
class Side:
    """One council's part of the world."""

    authority: Authority
    area: Area
    community: Community
    neighbour: Community
    school: School
    other_school: School
    far_school: School
    people: dict[str, User] = field(default_factory=dict)
    meeting: Meeting | None = None

    def viewer(self, role: str) -> Viewer:
        """The person of that role, as a viewer of today."""
        return viewer_of(self.people[role], day_of(timezone.now()))


def acting(person: User, at: datetime | None = None) -> Viewer:
    """Somebody who acts, with the offices they hold on the day; today where no moment is given."""
    return viewer_of(person, day_of(at or timezone.now()))


def make_side(name: str, code: str, first_urn: int, *, now: datetime) -> Side:
    """A council with two communities, three schools, one person for each role, £100,000 and a meeting ahead."""
    side = _make_side(name, code, first_urn, now=now)
    # in memory once a council was made, also where its rows were only written again: under the stamp that it has now
    settings_of(Authority.objects.get(pk=side.authority.pk))
    return side


@remembered
def _make_side(name: str, code: str, first_urn: int, *, now: datetime) -> Side:
    began = now - timedelta(days=60)
    authority = set_up_authority(name=name, la_code=code, by=None, at=began)
    area = Area.objects.create(
        authority=authority, name=f"{name} North", officer_name="Area officer", officer_email=f"area@{code}.example"
    )
    district = District.objects.create(area=area, name=f"{name} District")
    community, neighbour = (
        Community.objects.create(
            authority=authority, area=area, district=district, name=f"{name} {number}", slug=f"community-{number}"
        )
        for number in (1, 2)
    )

    def school(number: int, at: Community) -> School:
        return School.objects.create(
            authority=authority, urn=first_urn + number, establishment_number=str(2000 + number), district=district,
            name=f"{name} School {number}", phase="primary", kind="mainstream", community=at, type_name="Community school",
        )  # fmt: skip

    side = Side(authority, area, community, neighbour, school(1, community), school(2, community), school(3, neighbour))
    for role in ROLES.values():
        side.people[role.slug] = person(side, role.slug, start=day_of(began))
    side.people["former_clerk"] = person(
        side, "clerk", start=day_of(began), end=day_of(now) - timedelta(days=1), slug="former_clerk"
    )
    side.people["conflicted_chair"] = person(side, "chair", start=day_of(began), slug="conflicted_chair")
    Office.objects.create(
        person=side.people["conflicted_chair"],
        role="school_editor",
        authority=authority,
        school=side.school,
        start=day_of(began),
    )
    side.people["other_signatory"] = person(
        side, "signatory", start=day_of(began), slug="other_signatory", school=side.other_school
    )
    side.people["invited_adviser"] = person(side, "adviser", start=day_of(began), slug="invited_adviser")
    side.people["other_chair"] = person(side, "chair", start=day_of(began), slug="other_chair", community=neighbour)
    side.people["nobody"] = User.objects.create(
        email=f"nobody@{code}.example", name="No Body", second_factor_required=False
    )
    _money(side, now)
    side.meeting = add_meeting(side.community, now)
    return side


@remembered
def person(side: Side, role: str, *, start: date, end: date | None = None, slug: str = "", **place: Any) -> User:
    """A person who holds one office in the usual place of its role."""
    slug = slug or role
    user = User.objects.create(
        email=f"{slug}@{side.authority.la_code}.example", name=f"{slug.replace('_', ' ').title()} {side.authority.name}",
        second_factor_required=False,
    )  # fmt: skip
    usual = {
        Scope.SCHOOL: {"school": side.other_school if role == "representative" else side.school},
        Scope.COMMUNITY: {"community": side.community},
        Scope.AREA: {"area": side.area},
        Scope.AUTHORITY: {},
        Scope.INVITED: {},
        Scope.INSTALLATION: {"authority": None},
    }[ROLES[role].scope]
    Office.objects.create(
        **{"person": user, "role": role, "authority": side.authority, "start": start, "end": end} | (place or usual)
    )
    return user


def _money(side: Side, now: datetime) -> None:
    """The funding year that began two months ago, whatever the month, so that no support runs past its end; and the last."""
    today, team = day_of(now), acting(side.people["locality_team"], now)
    years, month = divmod(12 * today.year + today.month - 3, 12)
    for year in (years - 1, years):
        opened = open_year(
            authority=side.authority, name=f"{year} to {year + 1}", start=date(year, month + 1, 1),
            end=date(year + 1, month + 1, 1) - timedelta(days=1), by=team, at=now,
        )  # fmt: skip
        given = min(now, datetime.combine(opened.end, time(12), tzinfo=now.tzinfo))
        allocate(
            community=side.community, funding_year=opened, amount=Decimal(100_000), why="Yearly", by=team, at=given
        )


@remembered
def add_meeting(community: Community, now: datetime, *, in_working_days: int = 15) -> Meeting:
    """A meeting so many working days ahead: far enough to be reached by a request today."""
    calendar = deadlines_of(community.authority, on=day_of(now)).calendar
    return Meeting.objects.create(
        community=community,
        day=calendar.after(day_of(now), in_working_days),
        starts=time(15, 30),
        ends=time(17, 30),
        venue="The hall",
    )


def move_school(school: School, community: Community, *, by: User) -> None:
    """Put a school into another community, as the import of a sheet of one row does it."""
    cells = (community.name, "", community.area.name, str(school.urn))
    row = Row(2, dict(zip(HEADINGS, cells, strict=True)))
    import_communities(school.authority, [row], by=acting(by), at=timezone.now())


def needs(side: Side, *codes: str) -> list[ListItem]:
    """The council's first need with each of these census codes, in this order; without codes, the first with each."""
    found: dict[str, ListItem] = {}
    for item in ListItem.objects.filter(authority=side.authority, list_name="need"):
        found.setdefault(item.code, item)
    return [found[code] for code in codes or found]


def answers(side: Side, **changes: str) -> dict[str, str]:
    """A whole form as typed, with one pupil, asking for £1,000."""
    key_stage = ListItem.objects.filter(authority=side.authority, list_name="key_stage").first()
    return {
        "contact": "Ask for the SENCO",
        "solution": f"How can {PUPIL} come to feel safe in class? We read about routines.",
        "outcomes": "By July four of five lessons.",
        "support": "funding,advice",
        "support_given": "An assistant from the notional budget.",
        "use": "A teaching assistant.",
        "key_stage": str(key_stage.pk if key_stage else ""),
        "needs": ",".join(str(need.pk) for need in needs(side, "SEMH", "ASD")),
        "parents_informed": "yes",
        "pupil.1.name": PUPIL,
        "pupil.1.born_day": str(BORN.day),
        "pupil.1.born_month": str(BORN.month),
        "pupil.1.born_year": str(BORN.year),
        "pupil.1.year_group": "Year 4",
        "pupil.1.support": "sen_support",
        "pupil.1.looked_after": "no",
        "line.1.item": "other",
        "line.1.description": "Teaching assistant",
        "line.1.unit": "hours",
        "line.1.quantity": "10",
        "line.1.weeks": "10",
        "line.1.rate": "10",
    } | changes


def ruling(**changes: Any) -> NewDecision:
    """An approval of £1,000 by consensus, dated today; where it is more than was asked, it says why."""
    today = day_of(timezone.now())
    usual: dict[str, Any] = {
        "outcome": Decision.Outcome.APPROVED, "summary": "All agreed.", "method": Decision.Method.CONSENSUS,
        "decided_on": today, "advice": True, "funding": True, "amount": Decimal(1000), "details": "As asked.",
        "more_because": "More hours were agreed.",
        "starts_on": today, "ends_on": today + timedelta(days=180), "review_on": today + timedelta(days=100),
    }  # fmt: skip
    return NewDecision(**usual | changes)


def declined(**changes: Any) -> NewDecision:
    """A refusal with its reasons."""
    usual: dict[str, Any] = {
        "outcome": Decision.Outcome.DECLINED, "summary": "Most disagreed.", "method": Decision.Method.CHAIR,
        "decided_on": day_of(timezone.now()), "reasons": "Free from outreach.", "own_provision": "A morning group.",
        "alternatives": "A visit.",
    }  # fmt: skip
    return NewDecision(**usual | changes)


def typed_over(request: ResourceRequest, texts: Mapping[str, str]) -> dict[str, Typed]:
    """Texts typed at a window that was opened now: it has seen what stands."""
    seen = dict(DraftAnswer.objects.filter(rfr=request).values_list("name", "revision"))
    return {name: Typed(text, seen.get(name, 0)) for name, text in texts.items()}


@remembered
def draft(side: Side, **changes: str) -> ResourceRequest:
    """A whole draft of the side's school."""
    now, by = timezone.now(), side.people["signatory"]
    request = drafting.start(school=side.school, by=acting(by), at=now)
    drafting.save_answers(
        request, {name: Typed(text, 0) for name, text in answers(side, **changes).items()}, by=acting(by), at=now
    )
    request.refresh_from_db()
    return request


def submit(side: Side, request: ResourceRequest) -> ResourceRequest:
    """Signed and submitted by the head."""
    return signing.submit(
        request, by=acting(side.people["signatory"]), signed_name="Sig Natory", signed_role="Head teacher",
        seen=signing.fingerprint(request), at=timezone.now(),
    )  # fmt: skip


def has_met(request: ResourceRequest) -> Meeting:
    """The request is for a meeting whose day has come: of a week ago, so that a test's own meeting of today is free."""
    usual = {"starts": time(9, 15), "ends": time(10), "venue": "The hall"}
    day = day_of(timezone.now()) - timedelta(days=7)
    meeting, _ = Meeting.objects.get_or_create(community=request.community, day=day, defaults=usual)
    ResourceRequest.objects.filter(pk=request.pk).update(meeting=meeting)
    request.meeting = meeting
    return meeting


@remembered
def failing_message(side: Side) -> Message:
    """The message to the chair about a new request, that no mail server would take."""
    request = request_in(side, "submitted")
    message = Message.objects.filter(reference=request.reference).earliest("pk")
    message.state, message.attempts, message.last_error = Message.State.FAILED, 9, "No such mailbox"
    message.save()
    return message


@remembered
def request_in(side: Side, state: str, *, decided: NewDecision | None = None, **changes: str) -> ResourceRequest:
    """A request brought into a state by the actions; `decided` is the approval on the way, where not the usual one.

    "to_decide" is accepted, and the day of its meeting has come.
    """
    now, people = timezone.now(), side.people
    if state in EXCEPTIONAL_STATES:
        return exceptional_in(side, state, **changes)
    request = draft(side, **changes)
    if state == "draft":
        return request
    if state == "ready_to_sign":
        return drafting.ask_to_sign(request, by=acting(people["school_editor"]), at=now)
    request = submit(side, request)
    if state == "submitted":
        return request
    if state == "withdrawn":
        return signing.withdraw(request, reason="Not needed now.", by=acting(people["signatory"]), at=now)
    if state == "returned":
        return reviewing.return_to_school(
            request, missing="Say where they stand today.", by=acting(people["chair"]), at=now
        )
    request = reviewing.accept(request, by=acting(people["chair"]), at=now)
    if state == "accepted":
        return request
    ahead, met = request.meeting, has_met(request)
    if state == "to_decide":
        return request
    if state == "deferred":
        put_off = NewDecision(
            outcome=Decision.Outcome.DEFERRED, summary="More is needed.", method=Decision.Method.CONSENSUS,
            decided_on=day_of(now), needed="A plan for lunch.",
        )  # fmt: skip
        deciding.decide(request, put_off, by=acting(people["clerk"]), at=now, meeting=met)
    elif state == "declined":
        deciding.decide(request, declined(), by=acting(people["clerk"]), at=now, meeting=met)
    else:
        usual = ruling(council_referral=state == "with_council")
        deciding.decide(request, decided or usual, by=acting(people["clerk"]), at=now, meeting=met)
    ResourceRequest.objects.filter(pk=request.pk).update(
        meeting=ahead
    )  # so that it stands among those of the side's meeting
    if state in {"handed_over", "queried", *COUNCIL_STATES}:
        handing_over.hand_over(request, by=acting(people["clerk"]), at=now)
    if state == "queried":
        handing_over.ask(request, question="Which weeks?", by=acting(people["hnf_officer"]), at=now)
    if state in COUNCIL_STATES:
        handing_over.acknowledge(request, by=acting(people["hnf_officer"]), at=now)
    if state == "with_council":
        deciding_for_council.take_up(request, by=acting(people["moderator"]), at=now)
    if state == "processed":
        moderating.moderate(request, section(side), by=acting(people["moderator"]), at=now)
    request.refresh_from_db()
    return request


EXCEPTIONAL_STATES = frozenset({"urgent", "refused", "referred"})


def period(**changes: date) -> dict[str, str]:
    """Reason and days of an exceptional request as typed: four weeks from today."""
    today = day_of(timezone.now())
    days = {"starts_on": today, "ends_on": today + timedelta(days=27)} | changes
    typed = {"exceptional_reason": "sudden_change"}
    for name, day in days.items():
        typed |= {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
    return typed


@remembered
def exceptional_draft(side: Side, **changes: str) -> ResourceRequest:
    """A whole exceptional request, not yet signed."""
    now, by = timezone.now(), side.people["signatory"]
    request = drafting.start(school=side.school, by=acting(by), at=now, kind=ResourceRequest.Kind.EXCEPTIONAL)
    typed = {name: Typed(text, 0) for name, text in (answers(side) | period() | changes).items()}
    drafting.save_answers(request, typed, by=acting(by), at=now)
    request.refresh_from_db()
    return request


def send(side: Side, request: ResourceRequest) -> ResourceRequest:
    """Signed by the head, and sent to the chair."""
    return signing.submit_exceptional(
        request, by=acting(side.people["signatory"]), signed_name="Sig Natory", signed_role="Head teacher",
        seen=signing.fingerprint(request), at=timezone.now(),
    )  # fmt: skip


def grant(**changes: Any) -> NewDecision:
    """The chair's approval of £1,000 for four weeks from today."""
    today = day_of(timezone.now())
    usual: dict[str, Any] = {"starts_on": today, "ends_on": today + timedelta(days=27), "method": Decision.Method.CHAIR}
    return ruling(**usual | changes)


def refusal(**changes: Any) -> NewDecision:
    """The chair's refusal, with an invitation to submit a standard request."""
    usual: dict[str, Any] = {
        "outcome": Decision.Outcome.DECLINED, "summary": "It can wait for the meeting.", "method": Decision.Method.CHAIR,
        "decided_on": day_of(timezone.now()), "invites_standard": True,
    }  # fmt: skip
    return NewDecision(**usual | changes)


def referral() -> NewDecision:
    """The chair refers it to the council."""
    return refusal(outcome=Decision.Outcome.REFERRED, summary="More than we can give.", invites_standard=False)


@remembered
def exceptional_in(side: Side, state: str, **changes: str) -> ResourceRequest:
    """An exceptional request brought into a state of its own by the actions; "granted" is approved."""
    now, people = timezone.now(), side.people
    request = exceptional_draft(side, **changes)
    if state == "draft":
        return request
    request = send(side, request)
    rulings = {"refused": refusal, "declined": refusal, "referred": referral, "granted": grant}
    if state in rulings:
        outside_meetings.decide_exceptional(request, rulings[state](), by=acting(people["chair"]), at=now)
    if state == "declined":
        outside_meetings.contact_school(
            request, note="By telephone. Spoke to the head.", by=acting(people["clerk"]), at=now
        )
    request.refresh_from_db()
    return request


COUNCIL_STATES = frozenset({"acknowledged", "with_council", "processed"})


def section(side: Side, **changes: Any) -> NewSection:
    """The council's section as it is mostly filled in: £1,000 as approved, paid in one sum for half a year."""
    today = day_of(timezone.now())
    usual: dict[str, Any] = {
        "final_amount": Decimal(1000), "moderated": True, "moderated_by": side.people["moderator"],
        "processed_on": today, "starts_on": today, "ends_on": today + timedelta(days=180),
    }  # fmt: skip
    return NewSection(**usual | changes)


def payday(authority: Authority, day: date) -> date:
    """The day, or the next on which banks pay: tests run on Sundays too."""
    banks = bank_days_of(authority)
    return day if banks.is_working(day) else banks.after(day, 1)


@remembered
def pay_in_advance(side: Side, name: str = "December", *, paid: bool = False) -> Advance:
    """All that is due, gathered into an advance of today and marked as paid by finance.

    On a day on which banks don't pay it is paid on the next; `paid`: on the last, so that the school has the money now.
    """
    now, finance = timezone.now(), acting(side.people["finance"])
    advance = gathering_advances.add_advance(
        authority=side.authority, name=name, closes_on=day_of(now), pays_on=payday(side.authority, day_of(now)),
        by=finance, at=now,
    )  # fmt: skip
    gathering_advances.gather(advance=advance, by=finance, at=now)
    if paid and advance.pays_on > day_of(now):
        on = bank_days_of(side.authority).before(day_of(now), 1)
        Advance.objects.filter(pk=advance.pk).update(closes_on=on, pays_on=on)
    return paying.pay_advance(advance=advance, by=finance, at=now)
