"""A state and an event that nobody knew of: what their rows say is said wherever a request is shown, with no other change."""

from datetime import datetime
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from locality.accounts.permissions import Permission
from locality.communities.deadlines import Deadlines
from locality.communities.models import Area, AuthorityRules, Community, School
from locality.insights.presenters.late import with_whom
from locality.insights.queries.exceptional import Outcome, outcome_of
from locality.resource_requests.events import MACHINE, TRANSITIONS
from locality.resource_requests.models import ResourceRequest, Step
from locality.resource_requests.presenters.timeline import what_happened
from locality.resource_requests.queries.where_it_stands import where_it_stands
from locality.resource_requests.states import STATES
from locality.resource_requests.workflow import (
    By,
    Council,
    E,
    EventRow,
    If,
    Listed,
    Page,
    Progress,
    S,
    Shown,
    Stands,
    StateRow,
    Tell,
    Todo,
    Turn,
)
from locality.values.transitions import Machine
from locality.values.working_days import WorkingDays

NOON = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
PAUSED = StateRow(
    cast("S", "paused"),
    "Paused by the clerk",
    "Paused",
    "grey",
    stands=(
        Stands(
            If.ALWAYS,
            "Paused on {since} for {school}",
            "the clerk of {area}",
            "start it again{by}",
            "Your request was paused on {since}",
            "The clerk {will} start it again{by}",
            By.CONTACT,
        ),
    ),
    whose=Turn.CLERK,
    todo=Todo(
        "Start it again", "Start request", Page.REVIEW, "Start {number} requests", "Start requests", Listed.AMONG_ALL
    ),
    waiting=(Permission.REQUEST_WRITE,),
    progress=Progress.CHAIR,
    council=Council.NOTHING,
    gone=None,
)
PAUSE = EventRow(
    cast("E", "pause"),
    (S.SUBMITTED,),
    PAUSED.slug,
    Permission.REQUEST_HAND_OVER,
    (),
    "Pause it",
    done="paused the request",
    shown=Shown.TO_SCHOOL,
    tells=(Tell.SCHOOL,),
    page=Page.REVIEW,
    mail=None,
)
MADE_UP = Machine(states=(*STATES, PAUSED), transitions=(*TRANSITIONS, PAUSE))


@pytest.fixture(autouse=True)
def _two_rows_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table as every reader of it holds it, with the two made-up rows."""
    for name in ("states", "transitions", "_states", "_table"):
        monkeypatch.setitem(vars(MACHINE), name, getattr(MADE_UP, name))


def paused() -> ResourceRequest:
    return ResourceRequest(
        state="paused",
        state_since=NOON,
        school=School(name="Oak School"),
        community=Community(name="Weald North", area=Area(name="North")),
    )


def test_the_request_is_called_as_the_row_says() -> None:
    assert paused().officer_label == "Paused by the clerk"
    assert paused().school_label == "Paused"
    assert MACHINE.next("submitted", "pause") == "paused"


def test_its_page_says_where_it_stands_and_by_when() -> None:
    found = where_it_stands(paused(), Deadlines(WorkingDays(), AuthorityRules(hand_over_days_after=5)), NOON.date())
    assert found.sentence == (
        "Paused on Tuesday 24 November 2026 for Oak School. "
        "Next, the clerk of North will start it again by Tuesday 1 December 2026 (in 5 working days)."
    )


def test_its_timeline_says_it_to_whom_the_row_names() -> None:
    step = Step(event="pause")
    assert what_happened(step, own_school=True) == "paused the request"
    assert what_happened(step, own_school=False) == ""


def test_its_figures_count_it_where_the_row_puts_it() -> None:
    assert outcome_of("paused") is Outcome.WAITING
    assert with_whom(paused()) == "the clerk of Weald North"


def test_the_document_prints_both() -> None:
    assert "    submitted --> paused: Pause it\n" in MACHINE.picture()
    assert "| Waiting for the chair | Pause it | Paused by the clerk | request.hand_over |  |" in MACHINE.table()
