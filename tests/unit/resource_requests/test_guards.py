"""What the workflow table says about an event is what is asked: each guard of its row, in order, and all of them run."""

from datetime import date
from typing import Any, cast

import pytest

from locality.communities.models import Area, Community, School
from locality.communities.scope import Viewer
from locality.resource_requests.events import MACHINE, TRANSITIONS
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.rules import guards, permitted
from locality.resource_requests.workflow import E, G
from locality.values.refusals import Refusal

SCHOOL = "the person has no role at its school"
DECIDES = [
    SCHOOL,
    "the day of its meeting has come",
    "no interest keeps the person from deciding there",
]
CORRECTS = [
    SCHOOL,
    "the council did not decide it itself",
    "nothing was paid for it",
    "nothing is marked as paid for it",
    "where it is exceptional, the person decides exceptional requests",
    "no interest keeps the person from what was decided there",
]
HANDS = "the person took no part in the decision"
ONLY_IF: dict[str, list[str]] = {
    "ask_to_sign": [],
    "reopen": [],
    "submit": ["it is a standard request"],
    "withdraw": ["it was submitted before"],
    "discard": ["it was never submitted"],
    "admit": [SCHOOL],
    "accept": [SCHOOL, "a meeting ahead can take it"],
    "return": [SCHOOL],
    "approve": DECIDES,
    "decline": DECIDES,
    "defer": DECIDES,
    "correct_to_approved": CORRECTS,
    "correct_to_declined": [*CORRECTS, "it is a standard request"],
    "correct_to_refused": [*CORRECTS, "it is an exceptional request"],
    "hand_over": [],
    "acknowledge": [SCHOOL, "another person recorded the decision"],
    "ask": [SCHOOL],
    "answer": [],
    "submit_exceptional": ["it is an exceptional request"],
    "grant": [SCHOOL],
    "refuse": [SCHOOL],
    "refer": [SCHOOL],
    "contact": [],
    "forward": [],
    "take_up": [SCHOOL, "the community’s wish for the council’s review waits for an answer", HANDS],
    "council_approve": [SCHOOL, HANDS],
    "council_decline": [SCHOOL, "the community approved nothing but the council’s review", HANDS],
    "council_keep": [SCHOOL, "the community approved something else than the council’s review", HANDS],
    "moderate": [SCHOOL, "no wish of the community for the council’s review waits for an answer", HANDS],
    "query": [SCHOOL, "the school or the clerk owes the council no answer"],
    "reply": ["a question of the council to the clerk waits for an answer"],
    "reply_for_school": ["a question of the council to the school waits for an answer"],
    "give_back": [SCHOOL, "money is paid for it"],
}


class Anybody:
    """A viewer who holds every permission and no office."""

    today = date(2026, 11, 24)
    school_ids: frozenset[int] = frozenset()

    def can(self, *_: Any, **__: Any) -> bool:
        return True


def standing_in(state: str) -> ResourceRequest:
    return ResourceRequest(
        state=state,
        reference="RFR-2026-00001",
        school=School(name="Oak School"),
        community=Community(name="Weald North", area=Area(name="North")),
    )


def test_no_row_loses_a_guard() -> None:
    """A guard switched off in the table is noticed here, and in the printed document."""
    assert {row.event: list(row.guards) for row in TRANSITIONS} == ONLY_IF


def test_each_guard_of_the_table_is_a_rule_that_runs() -> None:
    assert set(guards.GUARDS) == set(G)
    assert {guard for row in TRANSITIONS for guard in row.guards} == set(G)


@pytest.mark.parametrize("event", list(E))
def test_each_guard_of_a_row_is_asked_in_its_order(event: E, monkeypatch: pytest.MonkeyPatch) -> None:
    row = next(each for each in TRANSITIONS if each.event == event)
    asked: list[str] = []

    def rule(name: str, said: str) -> guards.Guard:
        return guards.Guard(lambda _: asked.append(name) or (Refusal(said) if said else None))  # type: ignore[func-returns-value]

    viewer, found = cast("Viewer", Anybody()), standing_in(row.sources[0])
    monkeypatch.setattr(permitted, "GUARDS", {name: rule(name, "") for name in G})
    assert permitted.may(viewer, event, found)
    assert asked == ONLY_IF[event]
    for at, refusing in enumerate(ONLY_IF[event]):
        asked.clear()
        said = {name: f"Refused: {name}" if name == refusing else "" for name in G}
        monkeypatch.setattr(permitted, "GUARDS", {name: rule(name, said[name]) for name in G})
        assert permitted.may(viewer, event, found).why == f"Refused: {refusing}"
        assert asked == ONLY_IF[event][: at + 1]


def test_the_document_prints_every_guard() -> None:
    for row in MACHINE.table().splitlines()[2:]:
        _, words, _, _, only_if = (cell.strip() for cell in row[1:-1].split("|"))
        event = next(each.event for each in TRANSITIONS if each.words == words)
        assert only_if == "; ".join(ONLY_IF[event]), words


# by hand: what the chair decided alone ends, once declined, where a first refusal does; what a meeting decided is told in
# its minutes
MEETINGS = {"approved", "handed_over", "queried", "acknowledged", "processed", "declined"}
CORRECTED_TO = {
    "correct_to_declined": dict.fromkeys(MEETINGS, "declined"),
    "correct_to_refused": dict.fromkeys(MEETINGS | {"refused"}, "refused"),
}


@pytest.mark.clause("EXC-4")
@pytest.mark.parametrize("event", CORRECTED_TO)
def test_a_correction_to_declined_leads_to_the_clerks_contact_where_the_chair_decided(event: str) -> None:
    possible = {
        state.slug: MACHINE.next(state.slug, event)
        for state in MACHINE.states
        if MACHINE.is_possible(state.slug, event)
    }
    assert possible == CORRECTED_TO[event]
    assert MACHINE.next("urgent", "refuse") == "refused"
