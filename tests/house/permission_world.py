"""Two councils with a request in every state, made once for a whole module and undone at its end."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse
from django.utils import timezone

from locality.budgets.actions.allocating import add_costing
from locality.budgets.models import Budget
from locality.communities.actions.calendar import set_term
from locality.communities.actions.invitations import hash_of, invite
from locality.communities.models import DayOff, Invitation, Office, Term
from locality.council_section.actions import questioning
from locality.meetings.actions.advisers import invite as invite_adviser
from locality.meetings.actions.agenda import draw_up
from locality.meetings.actions.papers import attach
from locality.meetings.actions.templates import keep_item
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.schedule.actions.inviting import make_feed
from locality.schedule.models import Invitee, Meeting
from locality.tables.uploads import keep_upload
from locality.values.working_days import day_of
from tests.house.permission_live import make_live
from tests.house.permission_minutes import make_minutes
from tests.house.permission_money import make_money
from tests.house.permission_opportunities import make_opportunities
from tests.house.permission_outcomes import make_reviews
from tests.house.permission_practice import make_cases
from tests.house.permission_support import make_support
from tests.house.permission_table import STATES, Page
from tests.world import Side, acting, failing_message, make_side, needs, request_in, ruling, submit

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# The log and the sessions; which forms were sent, kept whenever a page answers by sending on to another; and that papers
# or minutes were opened by those who may
LEFT_BY_REFUSALS = ("audit_", "django_session", "usersessions_", "once_", "meetings_opening")
TOKEN = "a-token-of-an-invitation"


@dataclass
class World:
    """Both councils, the things that addresses name, and everybody's open sessions."""

    kent: Side
    elsewhere: Side
    requests: dict[str, ResourceRequest] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What stands in the address of kent's thing, by URL name."""
    far_things: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The same of the other council."""
    untouched: dict[str, str] = field(default_factory=dict)
    """The fingerprint of the database as it is at the beginning of each test."""
    _sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    _handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def side(self, code: str) -> Side:
        return self.kent if code == "kent" else self.elsewhere

    def client(self, who: str, code: str = "kent") -> Client:
        """A browser in which the person has been signed in for a while; "" is nobody."""
        client = Client()
        client.handler = self._handler  # its middleware is loaded once
        if not who:
            return client
        if (code, who) not in self._sessions:
            client.force_login(self.side(code).people[who], backend=BACKEND)
            client.get(reverse("keep_alive"))
            self._sessions[code, who] = client.cookies["sessionid"].value
        client.cookies = SimpleCookie({"sessionid": self._sessions[code, who]})
        return client

    @property
    def far_request(self) -> ResourceRequest:
        """The request of the other council: submitted, with two pupils and two lines."""
        return ResourceRequest.objects.filter(authority=self.elsewhere.authority, state="submitted").earliest("pk")

    def address(self, page: Page, state: str = "") -> str:
        """The page of kent's thing."""
        given = dict(page.args) | self.things.get(page.name, {})
        if state:
            given["reference"] = self.requests[state].reference
        return reverse(page.name, kwargs=given)


def make_world() -> World:
    """Everything the table's addresses can name, in the first council; the second one looks on."""
    now = timezone.now()
    world = World(make_side("Wealdshire", "801", 801000, now=now), make_side("Farshire", "802", 802000, now=now))
    kent = world.kent
    for other in (world.elsewhere.community, world.elsewhere.neighbour):
        other.slug = f"far-{other.slug}"  # two councils may use one slug; an address of kent's must be kent's here
        other.save()
    of_money = {side.authority.pk: make_money(side) for side in (kent, world.elsewhere)}
    of_practice = {side.authority.pk: make_cases(side) for side in (kent, world.elsewhere)}
    for state in STATES:
        world.requests[state] = request_in(kent, "to_decide" if state == "accepted" else state)
    world.requests["submitted_again"] = submit(kent, request_in(kent, "returned"))
    world.requests["referral_asked"] = request_in(kent, "acknowledged", decided=ruling(council_referral=True))
    world.requests["questioned"] = questioned(kent)
    world.requests["support_asked"] = request_in(kent, "approved", decided=ruling(school_support=True))
    world.things, world.far_things = (
        _things(side)
        | make_support(side)
        | make_opportunities(side)
        | make_reviews(side)
        | of_money[side.authority.pk]
        | of_practice[side.authority.pk]
        for side in (kent, world.elsewhere)
    )
    Invitation.objects.filter(**world.things["invitation_change"]).update(token_hash=hash_of(TOKEN))
    _belongings(world.elsewhere)
    for code in ("kent", "elsewhere"):
        for who in world.side(code).people:
            world.client(who, code)
    world.untouched = fingerprint()
    return world


def _belongings(elsewhere: Side) -> None:
    """What only the other council has."""
    second_pupil = {
        "name": "Second Child", "born_day": "9", "born_month": "8", "born_year": "2017", "year_group": "Year 5",
        "support": "sen_support", "looked_after": "no",
    }  # fmt: skip
    second_line = {"item": "other", "description": "Books", "unit": "set", "quantity": "1", "weeks": "1", "rate": "10"}
    more = {f"pupil.2.{name}": text for name, text in second_pupil.items()}
    more |= {f"line.2.{name}": text for name, text in second_line.items()}
    request_in(elsewhere, "submitted", **more)
    add_costing(
        authority=elsewhere.authority, item="Far item", unit="hour", rate=Decimal(20), valid_from=date(2020, 1, 1),
        by=acting(elsewhere.people["locality_team"]), at=timezone.now(),
    )  # fmt: skip


def _things(side: Side) -> dict[str, dict[str, Any]]:
    now, today = timezone.now(), day_of(timezone.now())

    def office(who: str) -> dict[str, Any]:
        return {"pk": Office.objects.get(person=side.people[who]).pk}

    offered = invite(
        email=f"invited@{side.authority.la_code}.example", name="Invited Person", role="school_editor", place=side.school,
        start=today, by=acting(side.people["signatory"]), at=now,
    )  # fmt: skip
    team = side.people["locality_team"]
    set_term(
        authority=side.authority, year_name="2080-81", number=1, start=date(2080, 9, 1), end=date(2080, 10, 1),
        by=acting(team), at=now,
    )  # fmt: skip
    day_off = DayOff.objects.create(authority=side.authority, day=date(2080, 9, 5), name="Closed", kind="closure")
    sheet = b"URN,LA (code),EstablishmentName,EstablishmentStatus (name)\r\n801001,801,A School,Open\r\n"
    upload = keep_upload(
        ContentFile(sheet), name="schools.csv", purpose="schools", authority_id=side.authority.pk, by_id=team.pk, at=now
    )
    writer = {"pk": side.people["school_editor"].pk}
    return make_meetings(side) | {
        "community": {"slug": side.community.slug},
        "school": {"urn": side.school.urn},
        "community_money": {"pk": side.community.pk},
        "money_allocate": {"pk": side.community.pk},
        "money_adjust": {"pk": Budget.objects.filter(community=side.community).latest("funding_year__start").pk},
        "area_change": {"pk": side.area.pk},
        "day_off_remove": {"pk": day_off.pk},
        "need_change": {"pk": needs(side, "SEMH")[0].pk},
        "term_remove": {"pk": Term.objects.get(authority=side.authority, year_name="2080-81").pk},
        "import_review": {"pk": upload.pk},
        "person": writer,
        "person_account": writer,
        "office_end": office("school_editor"),
        "delegated_authority": office("representative"),
        "deputy_name": office("clerk"),
        "invitation_change": {"pk": offered.pk},
        "message_again": {"pk": failing_message(side).pk},
        "invitation_accept": {"token": TOKEN},
    }


def questioned(side: Side) -> ResourceRequest:
    """Received, with a question to the school and one to the clerk."""
    request = request_in(side, "acknowledged")
    for to in CouncilQuestion.To:
        questioning.ask_question(request, to=to, text="Which?", by=acting(side.people["moderator"]), at=timezone.now())
    return request


def make_meetings(side: Side) -> dict[str, dict[str, Any]]:
    """A meeting with a request on its agenda and a paper, one proposed, one later; what the chair is invited to, a calendar."""
    now, chair, meeting = timezone.now(), side.people["chair"], side.meeting
    assert meeting is not None
    planned, proposed = (
        Meeting.objects.create(
            community=side.community, day=day_of(now) + timedelta(days=ahead), starts=time(9), ends=time(11),
            venue="The hall", state=state,
        )
        for ahead, state in ((200, "planned"), (210, "proposed"))
    )  # fmt: skip
    ResourceRequest.objects.filter(pk=request_in(side, "accepted").pk).update(meeting=meeting)
    items = draw_up(meeting, by=chair, at=now)
    of_request = next(item for item in items if item.resource_request_id)
    paper = attach(
        meeting,
        item=None,
        title="A plan",
        name="plan.pdf",
        content=b"%PDF-1.7",
        by=acting(side.people["clerk"]),
        at=now,
    )
    other = draw_up(planned, by=chair, at=now)[0]
    other_paper = attach(
        planned,
        item=None,
        title="Another",
        name="other.pdf",
        content=b"%PDF-1.7",
        by=acting(side.people["clerk"]),
        at=now,
    )
    advising, other_advising = (
        invite_adviser(
            of, email=email, name="Ada Viser", expertise="health", items=chosen,
            whole_meeting=not chosen, by=acting(side.people["clerk"]), at=now,
        )
        for of, email, chosen in (
            (meeting, side.people["invited_adviser"].email, [items[0]]),
            (planned, f"elsewhere@{side.authority.la_code}.example", []),
        )
    )  # fmt: skip
    visit = keep_item(
        side.authority, title="A visit", minutes=5, kind="other", by=acting(side.people["locality_team"]), at=now
    )
    invitee = Invitee.objects.create(meeting=meeting, person=chair, invited_at=now)
    this = {"pk": meeting.pk}
    assert planned.day < proposed.day
    return make_live(side) | make_minutes(side) | {
        **dict.fromkeys(
            (
                "meeting", "meeting_file", "meeting_move", "meeting_cancel", "meeting_agenda", "meeting_agenda_order",
                "meeting_advisers", "meeting_adviser_add", "meeting_hand_over",
                "meeting_item_add", "meeting_papers", "meeting_papers_send", "meeting_paper_add", "meeting_pack",
                "meeting_others_read",
            ),
            this,
        ),
        **dict.fromkeys(("meeting_adviser_withdraw", "meeting_adviser_remind"), this | {"adviser": advising.pk}),
        "agenda_template_change": {"pk": visit.pk, "what": "item"},
        "agenda_template_leave_out": {"pk": visit.pk, "what": "item"},
        "another meeting": {"item": other.pk, "paper": other_paper.pk, "adviser": other_advising.pk},
        "meeting_year_plan": {"pk": side.community.pk},
        "meeting_drop": {"pk": proposed.pk},
        "meeting_answer": {"token": invitee.token},
        "calendar_feed": {"token": make_feed(person=chair, at=now).token},
        "meeting_item_put_off": this | {"item": of_request.pk},
        "meeting_item_change": this | {"item": items[1].pk},
        "meeting_item_remove": this | {"item": items[0].pk},
        "meeting_item": this | {"item": items[0].pk},
        "meeting_paper": this | {"paper": paper.pk},
        "meeting_paper_remove": this | {"paper": paper.pk},
    }  # fmt: skip


def send(client: Client, path: str, fields: dict[str, Any]) -> HttpResponse:
    """Send a form with a fresh key; limits on how often someone tries do not last."""
    cache.clear()
    return client.post(path, {"form_key": str(uuid4()), **fields})


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def fingerprint() -> dict[str, str]:
    """Every row of every table but those of the log and the sessions, as one value a table."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            if not table.startswith(LEFT_BY_REFUSALS):
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(map(repr, cursor.fetchall()))
                found[table] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return found
