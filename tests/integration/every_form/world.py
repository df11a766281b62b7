"""Two councils with a request in every state that shows a form, and everything else that an address names."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from http.cookies import SimpleCookie
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from locality.accounts.actions.people import create_person
from locality.accounts.models import User
from locality.budgets.actions.allocating import add_costing
from locality.budgets.models import Budget
from locality.communities.actions.calendar import set_term
from locality.communities.actions.invitations import hash_of, invite
from locality.communities.models import DayOff, Invitation, Office, Term
from locality.council_section.actions import questioning
from locality.meetings.actions.papers import distribute
from locality.resource_requests.models import CouncilQuestion, DraftAnswer, ResourceRequest
from locality.schedule.models import Meeting
from locality.tables.uploads import keep_upload
from locality.values.working_days import day_of
from tests.house.permission_money import make_money
from tests.house.permission_opportunities import make_opportunities
from tests.house.permission_outcomes import make_reviews
from tests.house.permission_practice import make_cases
from tests.house.permission_support import make_support
from tests.house.permission_world import make_meetings
from tests.world import (
    Side,
    acting,
    add_meeting,
    exceptional_draft,
    exceptional_in,
    failing_message,
    make_side,
    needs,
    request_in,
    ruling,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STATES = (
    "draft",
    "ready_to_sign",
    "submitted",
    "accepted",
    "deferred",
    "approved",
    "declined",
    "handed_over",
    "queried",
    "acknowledged",
    "processed",
    "urgent",
    "refused",
    "referred",
    "with_council",
)
PASSWORD = "teapot-lantern-gravel"
REGISTERS = {
    "schools": "URN,LA (code),EstablishmentName,EstablishmentStatus (name)\r\n801001,801,Another name,Open\r\n",
    "links": "URN,LinkURN,LinkType\r\n801001,801002,Successor\r\n",
    "communities": "community,district,area,URN\r\nNew one,Old Town,Wealdshire North,801001\r\n",
}


@dataclass
class World:
    """What the addresses of forms name."""

    kent: Side
    elsewhere: Side
    rosa: User
    """Somebody with a password and no second factor."""
    requests: dict[str, ResourceRequest] = field(default_factory=dict)
    things: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)
    app_secret: str = ""
    """Of the app that rosa has set up."""

    def client(self, who: str = "") -> Client:
        """A browser, in which that person of the first council is signed in."""
        client = Client(raise_request_exception=False)
        if who:
            client.cookies = SimpleCookie({"sessionid": self.sessions[who]})
        return client

    def sign_in(self) -> None:
        """A session for everybody, seen once."""
        for who, person in self.kent.people.items():
            client = Client()
            client.force_login(person, backend=BACKEND)
            client.get(reverse("keep_alive"))
            self.sessions[who] = client.cookies["sessionid"].value

    def others(self) -> list[str]:
        """Numbers of things of the other council, and of those of one's own that are no choice anywhere."""
        far = self.elsewhere
        things = (
            far.school,
            far.community,
            far.authority,
            far.area,
            far.meeting,
            far.people["clerk"],
            self.kent.far_school,
        )
        keys = [str(thing.pk) for thing in things if thing]
        return [
            *keys,
            f"school-{far.school.pk}",
            f"community-{far.community.pk}",
            f"authority-{far.authority.pk}",
            "installation",
        ]


def make_world() -> World:
    now, today = timezone.now(), day_of(timezone.now())
    kent, elsewhere = make_side("Wealdshire", "801", 801000, now=now), make_side("Farshire", "802", 802000, now=now)
    rosa = create_person(email="rosa@oakfield.example", name="Rosa Lind", password=PASSWORD, at=now)
    world = World(kent, elsewhere, rosa)
    team = kent.people["locality_team"]
    add_costing(
        authority=kent.authority,
        item="Teaching assistant",
        unit="hour",
        rate=Decimal(14),
        valid_from=today,
        by=acting(team),
        at=now,
    )
    of_money = make_money(kent)
    for state in STATES:
        more = {"partners": str(kent.other_school.pk)} if state == "draft" else {}
        world.requests[state] = request_in(kent, "to_decide" if state == "accepted" else state, **more)
    add_meeting(kent.community, now, in_working_days=4)  # too soon for what is submitted today: it can be admitted late
    world.requests["referral_asked"] = request_in(kent, "acknowledged", decided=ruling(council_referral=True))
    world.requests["questioned"] = _questioned(kent)
    granted = exceptional_in(kent, "granted")  # told that it ends soon: the home page offers to go on
    ResourceRequest.objects.filter(pk=granted.pk).update(end_reminded_at=now)
    world.requests["granted"] = granted
    # it waits for the chair since yesterday and longer: the home page offers to remind them
    ResourceRequest.objects.filter(pk=world.requests["submitted"].pk).update(state_since=now - timedelta(days=4))
    world.requests["support_asked"] = request_in(kent, "approved", decided=ruling(school_support=True))
    of_reviews = make_reviews(kent)
    for state, page in (("under_way", "request_report"), ("looked_at", "request_second_look")):
        world.requests[state] = ResourceRequest.objects.get(**of_reviews[page])
    of_rooms = make_meetings(kent) | make_cases(kent) | make_support(kent) | make_opportunities(kent)
    world.things = _named(of_money | of_rooms) | _things(world, today)
    world.things["support_offer"] += world.things["support_offer_reopen"]
    world.requests["exceptional_draft"] = exceptional_draft(kent)
    world.things["meeting_papers"] += [{"pk": _with_papers_sent(kent).pk}]
    world.things["meeting_live"] += world.things["meeting_begin"] + world.things["meeting_reopen"]
    world.things["meeting_agenda"] += [{"pk": _not_drawn_up(kent).pk}, *world.things["meeting_minutes_approve"]]
    world.things["meeting_minutes_send"] += world.things["meeting_minutes_to_chair"]
    world.sign_in()
    return world


def _questioned(kent: Side) -> ResourceRequest:
    """Received, with a question to the school and one to the clerk."""
    request = request_in(kent, "acknowledged")
    for to in CouncilQuestion.To:
        questioning.ask_question(request, to=to, text="Which?", by=acting(kent.people["moderator"]), at=timezone.now())
    return request


def _with_papers_sent(kent: Side) -> Meeting:
    """A meeting whose papers went out: what is new is sent with a word on it."""
    meeting = add_meeting(kent.community, timezone.now(), in_working_days=22)
    distribute(meeting, what="", by=acting(kent.people["clerk"]), at=timezone.now())
    return meeting


def _not_drawn_up(kent: Side) -> Meeting:
    """A meeting whose agenda nobody has drawn up."""
    return add_meeting(kent.community, timezone.now(), in_working_days=30)


def _named(things: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """One thing for each URL name."""
    return {name: [thing] for name, thing in things.items()}


def clash(world: World) -> ResourceRequest:
    """A draft in which a colleague answered a question long ago, and somebody else's open page knows nothing of it."""
    request = world.requests["draft"]
    DraftAnswer.objects.filter(rfr=request).update(
        saved_by=world.kent.people["school_editor"], saved_at=timezone.now() - timedelta(hours=1), revision=7
    )
    return request


def _things(world: World, today: date) -> dict[str, list[dict[str, Any]]]:
    kent, now = world.kent, timezone.now()
    team = kent.people["locality_team"]

    def office(who: str) -> list[dict[str, Any]]:
        return [{"pk": Office.objects.get(person=kent.people[who]).pk}]

    offers = [
        invite(
            email=email,
            name="Invited Person",
            role="school_editor",
            place=kent.school,
            start=today,
            by=acting(team),
            at=now,
        )
        for email in ("invited@801.example", kent.people["nobody"].email)
    ]
    for place, offer in enumerate(offers):
        world.tokens.append(f"a-token-of-an-invitation-{place}")
        Invitation.objects.filter(pk=offer.pk).update(token_hash=hash_of(world.tokens[-1]))
    set_term(
        authority=kent.authority,
        year_name="2080-81",
        number=1,
        start=date(2080, 9, 1),
        end=date(2080, 10, 1),
        by=acting(team),
        at=now,
    )
    day_off = DayOff.objects.create(authority=kent.authority, day=date(2080, 9, 5), name="Closed", kind="closure")
    uploads = [
        {"kind": kind, "pk": keep_upload(
            ContentFile(sheet.encode()), name=f"{kind}.csv", purpose=kind, authority_id=kent.authority.pk, by_id=team.pk, at=now
        ).pk}
        for kind, sheet in REGISTERS.items()
    ]  # fmt: skip
    person = [{"pk": kent.people["school_editor"].pk}]
    return {
        "community": [{"slug": kent.community.slug}],
        "school": [{"urn": kent.school.urn}],
        "community_money": [{"pk": kent.community.pk}],
        "money_allocate": [{"pk": kent.community.pk}],
        "money_adjust": [{"pk": Budget.objects.filter(community=kent.community).latest("funding_year__start").pk}],
        "area_change": [{"pk": kent.area.pk}],
        "day_off_remove": [{"pk": day_off.pk}],
        "need_change": [{"pk": needs(kent, "SEMH")[0].pk}],
        "term_remove": [{"pk": Term.objects.get(authority=kent.authority, year_name="2080-81").pk}],
        "import_upload": [{"kind": kind} for kind in REGISTERS],
        "import_review": uploads,
        "person": person,
        "person_account": person,
        "office_end": office("school_editor"),
        "delegated_authority": office("representative"),
        "deputy_name": office("clerk"),
        "message_again": [{"pk": failing_message(kent).pk}],
        "invitation_change": [{"pk": offers[0].pk, "what": what} for what in ("withdraw", "resend")],
        "invitation_accept": [{"token": token} for token in world.tokens],
        "help_guide": [{"slug": "clerk"}],
    }
