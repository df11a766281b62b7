"""Everything that can happen to a request, as stories of several actions: each is whole wherever the process dies.

The set-up plays the story once in a transaction that it takes back, and notes what the record says after each action.
After a kill the record must say what stood after the last action that was acknowledged, or after the one in hand: then
there is nothing to recover from, and whoever starts again finds a state in which people always work.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from locality.accounts.models import User
from locality.audit.models import Event
from locality.budgets.actions import closing_years, committing, transferring
from locality.budgets.imports.allocations import import_allocations
from locality.budgets.models import Budget, Entry, FundingYear, Instalment, PaymentPlan, Transfer
from locality.communities.models import Community, School
from locality.council_section.actions import deciding_for_council as deciding_for_council_actions
from locality.council_section.actions import moderating
from locality.council_section.actions.moderating import NewSection
from locality.exceptional import actions as outside_meetings
from locality.meetings.models import (
    ActionPoint,
    AgendaItem,
    Contribution,
    Dispute,
    Interest,
    ItemRecord,
    LiveMeeting,
    Minutes,
    NonAttendance,
    Position,
    Progress,
    RegisterRow,
)
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding as deciding_actions
from locality.resource_requests.actions import handing_over as handing_over_actions
from locality.resource_requests.actions import reviewing as reviewing_actions
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.actions.steps import begin_event
from locality.resource_requests.models import (
    CouncilQuestion,
    CouncilSection,
    Decision,
    DraftAnswer,
    FundingLine,
    HandOver,
    KnownPupil,
    OfficerQuestion,
    Pupil,
    ReferenceCounter,
    ResourceRequest,
    Step,
    Version,
)
from locality.resource_requests.workflow import E
from locality.schedule.models import Meeting
from locality.tables.reading import Row
from locality.together.texts import Typed
from locality.values.working_days import day_of
from locality.writing.actions import continuing, drafting
from locality.writing.actions import signing as signing_actions
from tests.integration.kill.harness import Act, Outcome, Scenario
from tests.world import acting, add_meeting, answers, declined, make_side, request_in, ruling

RECORD = (
    ResourceRequest, Step, DraftAnswer, KnownPupil, Version, Pupil, FundingLine, Decision, HandOver, OfficerQuestion,
    ReferenceCounter, CouncilQuestion, CouncilSection, Budget, Entry, PaymentPlan, Instalment, Message, Event,
    Meeting, AgendaItem, LiveMeeting, RegisterRow, Interest, Contribution, Position, ItemRecord, Dispute, ActionPoint,
    Minutes, Progress, NonAttendance,
)  # fmt: skip
LEFT_OUT = {"entry", "decision", "decision_id", "recorded_at"}
"""Numbers of rows, which a database may skip when a transaction is taken back, and the moment a row was written."""
Story = Callable[[datetime], dict[str, Act]]


def person(role: str) -> User:
    return User.objects.get(email=f"{role}@801.example")


def request_of(state: str) -> ResourceRequest:
    """The request that the set-up brought into that state: their order is that of STARTS."""
    return ResourceRequest.objects.get(reference__endswith=f"{1 + STARTS.index(state):05}")


def typed(**texts: str) -> dict[str, Typed]:
    return {name.replace("__", "."): Typed(text, 1) for name, text in texts.items()}


STARTS = (
    "draft", "submitted", "returned", "deferred", "accepted", "declined", "approved", "handed_over", "queried",
    "acknowledged", "with_council", "urgent",
)  # fmt: skip


def _meets_today() -> None:
    """A meeting of today, at which decisions can be recorded."""
    Meeting.objects.create(
        community=Community.objects.earliest("pk"), day=day_of(timezone.now()), starts=time(9, 15), ends=time(10),
        venue="The hall",
    )  # fmt: skip


def _of_today() -> Meeting:
    return Meeting.objects.get(day=day_of(timezone.now()))


def writing(at: datetime) -> dict[str, Act]:
    head, editor = person("signatory"), person("school_editor")
    school, found = School.objects.get(urn=801001), request_of("draft")
    return {
        "start": lambda: drafting.start(school=school, by=acting(editor, at), at=at, contact="Ask for the SENCO"),
        "save_answers": lambda: drafting.save_answers(
            found, typed(outcomes="By June.", use="Two assistants.") | {"contact_2": Typed("x", 0)},
            by=acting(head, at), at=at,
        ),
        "remove_row": lambda: drafting.remove_row(found, "line", 2, by=acting(editor, at), at=at),
        "ask_to_sign": lambda: drafting.ask_to_sign(found, by=acting(editor, at), at=at),
        "reopen": lambda: drafting.reopen(found, by=acting(editor, at), at=at),
        "copy": lambda: drafting.copy(request_of("declined"), by=acting(editor, at), at=at),
    }  # fmt: skip


def signing(at: datetime) -> dict[str, Act]:
    head, chair, found = person("signatory"), person("chair"), request_of("draft")

    def sign(request: ResourceRequest) -> None:
        signing_actions.submit(
            request,
            by=acting(head, at),
            signed_name="Sig Natory",
            signed_role="Head",
            seen=signing_actions.fingerprint(request),
            at=at,
        )

    return {
        "submit": lambda: sign(found),
        "return_to_school": lambda: reviewing_actions.return_to_school(
            found, missing="Where they stand.", by=acting(chair, at), at=at
        ),
        "submit again": lambda: sign(found),
        "withdraw": lambda: signing_actions.withdraw(
            request_of("submitted"), reason="Not needed.", by=acting(head, at), at=at
        ),
    }


def reviewing(at: datetime) -> dict[str, Act]:
    chair, clerk, found = person("chair"), person("clerk"), request_of("submitted")
    today = _of_today()
    soon = Meeting.objects.filter(community=found.community, day__gt=today.day).earliest("day")
    put_off = NewDecision(
        outcome=Decision.Outcome.DEFERRED, summary="More is needed.", method=Decision.Method.CONSENSUS,
        decided_on=day_of(at), needed="A plan for lunch.",
    )  # fmt: skip
    return {
        "admit": lambda: reviewing_actions.admit(
            found, soon, reason="A place closes on Friday.", by=acting(chair, at), at=at
        ),
        "accept": lambda: reviewing_actions.accept(found, by=acting(chair, at), at=at),
        "defer": lambda: deciding_actions.decide(found, put_off, by=acting(clerk, at), at=at, meeting=today),
        "accept again": lambda: reviewing_actions.accept(found, by=acting(chair, at), at=at),
        "decline": lambda: deciding_actions.decide(found, declined(), by=acting(clerk, at), at=at, meeting=today),
    }


def deciding(at: datetime) -> dict[str, Act]:
    clerk, chair, found = person("clerk"), person("chair"), request_of("accepted")
    why: dict[str, Any] = {"ground": Decision.Ground.ERROR, "by": acting(chair, at), "at": at}
    less = ruling(amount=Decimal(400))
    return {
        "approve": lambda: deciding_actions.decide(found, ruling(), by=acting(clerk, at), at=at, meeting=_of_today()),
        "correct": lambda: deciding_actions.correct(found, less, reason="A sum was read wrongly.", **why),
        "correct to declined": lambda: deciding_actions.correct(
            found, declined(), reason="The pupil has moved.", **why
        ),
    }


def handing_over(at: datetime) -> dict[str, Act]:
    clerk, officer, found = person("clerk"), person("hnf_officer"), request_of("approved")
    return {
        "hand_over": lambda: handing_over_actions.hand_over(found, by=acting(clerk, at), at=at),
        "ask": lambda: handing_over_actions.ask(found, question="Which weeks?", by=acting(officer, at), at=at),
        "answer": lambda: handing_over_actions.answer(found, text="Weeks 2 to 11.", by=acting(clerk, at), at=at),
        "acknowledge": lambda: handing_over_actions.acknowledge(found, by=acting(officer, at), at=at),
    }


def handing_over_together(at: datetime) -> dict[str, Act]:
    """What one meeting approved, with one press."""
    clerk, found = person("clerk"), [request_of("approved"), request_of("accepted")]
    return {
        "approve": lambda: deciding_actions.decide(
            found[1], ruling(), by=acting(clerk, at), at=at, meeting=_of_today()
        ),
        "hand_over_all": lambda: handing_over_actions.hand_over_all(found, by=acting(clerk, at), at=at),
    }


def processing(at: datetime) -> dict[str, Act]:
    """The council's section with its plan of payments, and a correction that takes it all back."""
    chair, officer, found = person("chair"), person("hnf_officer"), request_of("acknowledged")
    today = day_of(at)
    section = NewSection(
        final_amount=Decimal(800), moderated=True, moderated_by=officer, processed_on=today, reason="Fewer hours.",
        pattern=PaymentPlan.Pattern.MONTHLY, starts_on=today, ends_on=today + timedelta(days=100),
    )  # fmt: skip
    return {
        "moderate": lambda: moderating.moderate(found, section, by=acting(officer, at), at=at),
        "correct": lambda: deciding_actions.correct(
            found,
            ruling(amount=Decimal(400)),
            ground=Decision.Ground.ERROR,
            reason="A sum was wrong.",
            by=acting(chair, at),
            at=at,
        ),
    }


def deciding_for_council(at: datetime) -> dict[str, Act]:
    """The council's decision takes the place of the community's, with its money."""
    moderator, found, today = person("moderator"), request_of("with_council"), day_of(at)
    decided = ruling(
        method=Decision.Method.COUNCIL, amount=Decimal(700), starts_on=today, ends_on=today + timedelta(days=90)
    )
    return {
        "decide_for_council": lambda: deciding_for_council_actions.decide_for_council(
            found, decided, by=acting(moderator, at), at=at
        )
    }


def deciding_outside_meetings(at: datetime) -> dict[str, Act]:
    """An exceptional request is granted with its money; its school is reminded of the end, and goes on from it."""
    head, chair, found, today = person("signatory"), person("chair"), request_of("urgent"), day_of(at)
    granted = ruling(method=Decision.Method.CHAIR, starts_on=today, ends_on=today + timedelta(days=20))
    return {
        "grant": lambda: outside_meetings.decide_exceptional(found, granted, by=acting(chair, at), at=at),
        "remind_of_end": lambda: outside_meetings.remind_of_end(found, at=at),
        "continue_as_standard": lambda: continuing.continue_as_standard(found, by=acting(head, at), at=at),
    }


def moving_money(at: datetime) -> dict[str, Act]:
    """A sheet of allocations; transfers that were proposed before the story begins: confirmed, refused, withdrawn."""
    team, finance = person("locality_team"), person("finance")
    confirmed, refused, withdrawn = Transfer.objects.order_by("pk")
    rows = [Row(2, {"community": "Wealdshire 1", "amount": "1,000.10", "reference": "2026-1"})]
    return {
        "import_allocations": lambda: import_allocations(
            confirmed.source.funding_year, rows, by=acting(team, at), at=at
        ),
        "confirm_transfer": lambda: transferring.confirm_transfer(transfer=confirmed, by=acting(finance, at), at=at),
        "refuse_transfer": lambda: transferring.refuse_transfer(
            transfer=refused, reason="Enough.", by=acting(finance, at), at=at
        ),
        "withdraw_transfer": lambda: transferring.withdraw_transfer(transfer=withdrawn, by=acting(team, at), at=at),
    }


def propose_three() -> None:
    """What `moving_money` begins with."""
    budget = Budget.objects.filter(community__name="Wealdshire 1").latest("funding_year__start")
    for number in (1, 2, 3):
        transferring.propose_transfer(
            source=budget, funding_year=budget.funding_year, target=Community.objects.get(name="Wealdshire 2"),
            amount=Decimal(100 * number), why="Pupils moved.", by=acting(person("locality_team")), at=timezone.now(),
        )  # fmt: skip


def closing_a_year(at: datetime) -> dict[str, Act]:
    """A promise of the year before, not paid when that year is closed."""
    clerk, found = person("clerk"), request_of("approved")
    year = FundingYear.objects.filter(authority=found.authority).earliest("start")
    which: dict[str, Any] = {"reference": found.reference, "decision_id": found.decision_id, "by": clerk, "at": at}
    return {
        "release": lambda: committing.release(amount=Decimal(1000), why="Another year.", **which),
        "commit": lambda: committing.commit(
            community=found.community, on=year.end, amount=Decimal(1000), why="Approved.", **which
        ),
        "close_year": lambda: closing_years.close_year(year=year, by=acting(person("locality_team"), at), at=at),
    }


def what_the_record_says(record: tuple[Any, ...] = RECORD, by_chance: frozenset[str] = frozenset()) -> str:
    """Every value of every row that tells of requests, but the rows' own numbers, as one digest a table.

    `by_chance` are columns that differ each time, such as a word nobody can guess.
    """
    return json.dumps({model.__name__: _digest(model, by_chance) for model in record})


def _digest(model: Any, by_chance: frozenset[str]) -> str:
    names = [field.attname for field in model._meta.concrete_fields if _tells(field) and field.attname not in by_chance]
    rows = sorted(
        json.dumps({name: _plain(value) for name, value in row.items()}, default=str, sort_keys=True)
        for row in model.objects.values(*names)
    )
    return f"{len(rows)} {hashlib.sha256(repr(rows).encode()).hexdigest()[:12]}"


def _tells(field: Any) -> bool:
    if field.primary_key or field.attname in LEFT_OUT:
        return False
    return not field.is_relation or field.related_model in {User, School, Meeting}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if key not in LEFT_OUT}
    return value


class TakenBackError(Exception):
    """The story was only played to be noted."""


NEEDED: dict[Story, set[str]] = {
    writing: {"draft", "declined"},
    signing: {"draft", "submitted"},
    reviewing: {"submitted"},
    deciding: {"accepted"},
    handing_over: {"approved"},
    handing_over_together: {"approved", "accepted"},
    processing: {"acknowledged"},
    deciding_for_council: {"with_council"},
    deciding_outside_meetings: {"urgent"},
    moving_money: set(),
    closing_a_year: {"approved"},
}
PREPARED: dict[Story, Callable[[], None]] = {
    moving_money: propose_three,
    reviewing: _meets_today,
    deciding: _meets_today,
    handing_over_together: _meets_today,
}


class Told:
    """A story, and what the record says before and after each of its actions."""

    record: tuple[Any, ...] = RECORD
    by_chance: frozenset[str] = frozenset()

    def __init__(self, told: Story) -> None:
        self.told = told
        self.at = timezone.now()
        self.names: list[str] = []
        self.said: list[str] = []

    def acts(self) -> dict[str, Act]:
        return self.told(self.at)

    def world(self) -> None:
        """A world with a request in each state the story starts from."""
        side = make_side("Wealdshire", "801", 801000, now=timezone.now())
        for state in STARTS:
            if state in NEEDED[self.told]:
                second = {f"line.2.{key[7:]}": text for key, text in answers(side).items() if key.startswith("line.1.")}
                request_in(side, state, **second)
            else:
                drafting.start(school=side.school, by=acting(side.people["signatory"]), at=timezone.now())
        add_meeting(side.community, timezone.now(), in_working_days=4)
        if self.told in PREPARED:
            PREPARED[self.told]()

    def set_up(self) -> None:
        """The world; then the story is played and taken back."""
        self.world()
        self.at = timezone.now() + timedelta(seconds=5)
        self.said = [what_the_record_says(self.record, self.by_chance)]
        with suppress(TakenBackError), transaction.atomic():
            for name, act in self.acts().items():
                act()
                self.names.append(name)
                self.said.append(what_the_record_says(self.record, self.by_chance))
            raise TakenBackError
        assert len(set(self.said)) == len(self.said), "An action of the story leaves no trace."

    def check(self, outcome: Outcome) -> None:
        """The record says what it said before the action in hand or after it; after it, if that was acknowledged."""
        now, done = what_the_record_says(self.record, self.by_chance), len(outcome.acks)
        after = _differences(now, self.said[done])
        if after and not outcome.killed:
            message = f"“{outcome.acks[-1]}” left {after} otherwise than when the story was played."
            raise AssertionError(message)
        if after and (rest := _differences(now, self.said[done + 1])):
            message = f"“{self.names[done]}” is half done: {after} differ from before, {rest} from after."
            raise AssertionError(message)


def story(told: Story) -> Scenario:
    """The walk of a story."""
    one = Told(told)
    return Scenario(one.set_up, one.acts, one.check)


def _differences(one: str, other: str) -> list[str]:
    """The tables that do not say the same."""
    here, there = json.loads(one), json.loads(other)
    return [name for name in here if here[name] != there[name]]


def _in_halves() -> Scenario:
    """Wrong on purpose: the request is handed over in one transaction, and the hand-over kept in another."""
    one = Told(handing_over)

    def act() -> None:
        clerk = person("clerk")
        with transaction.atomic():
            handed = begin_event(request_of("approved"), E.HAND_OVER, by=acting(clerk, one.at), at=one.at)
            request = handed.rfr
            handed.take()
        with transaction.atomic():
            HandOver.objects.create(
                rfr=request, decision=request.decision, area=request.community.area, sent_by=clerk, sent_at=one.at
            )

    return Scenario(one.set_up, lambda: {"hand_over": act}, one.check)


HALVES = _in_halves()
