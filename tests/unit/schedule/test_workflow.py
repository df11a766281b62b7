"""The life of a meeting: every state by every event, as it should be, written by hand."""

from datetime import date, datetime, time

import pytest
from django.apps import apps

from locality.schedule import guards
from locality.schedule.actions.steps import check_meeting, why_not
from locality.schedule.guards import GUARDS, Asked, guard_with, refuse_missing, why_not_by
from locality.schedule.models import Meeting
from locality.schedule.workflow import MACHINE, TRANSITIONS, E, G, S
from locality.values.refusals import NotPossible
from locality.values.working_days import LONDON

GOES_TO = {
    ("proposed", "publish"): "planned",
    ("proposed", "move"): "proposed",
    ("planned", "move"): "planned",
    ("planned", "cancel"): "cancelled",
    ("planned", "send_papers"): "papers_out",
    ("planned", "begin"): "running",
    ("papers_out", "move"): "papers_out",
    ("papers_out", "cancel"): "cancelled",
    ("papers_out", "send_papers"): "papers_out",
    ("papers_out", "begin"): "running",
    ("running", "end"): "held",
    ("held", "reopen"): "running",
    ("held", "send_minutes"): "minuted",
    ("minuted", "correct_minutes"): "minuted",
}
ONLY_IF = {
    "publish": ["its day is still to come"],
    "move": ["it has not started", "no request it decided would come before its new day"],
    "cancel": ["it has decided no request", "it has not started"],
    "begin": ["its day has come"],
    "reopen": ["it was run in Locality"],
}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("event", list(E))
def test_every_event_in_every_state(state: S, event: E) -> None:
    if (state, event) in GOES_TO:
        assert MACHINE.next(state, event) == GOES_TO[state, event]
        return
    with pytest.raises(NotPossible, match="You cannot do this now because the meeting is now “"):
        MACHINE.next(state, event)


def test_no_row_loses_a_guard_and_each_guard_is_a_rule_that_runs() -> None:
    assert {row.event: list(row.guards) for row in TRANSITIONS} == {event: ONLY_IF.get(event, []) for event in E}
    assert set(GUARDS) == set(G)


@pytest.mark.parametrize(
    ("state", "event", "at", "why"),
    [
        ("planned", "move", "14:00", ""),
        ("planned", "move", "15:30", "This meeting has started or is over, so you cannot change it."),
        ("papers_out", "cancel", "15:30", "This meeting has started or is over, so you cannot change it."),
        ("proposed", "move", "15:30", ""),
        ("proposed", "publish", "09:00", "One of the dates has passed. Move or remove it, then publish."),
        ("planned", "begin", "09:00", ""),
    ],
)
def test_the_guards_on_the_meetings_own_day(
    state: str, event: str, at: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(GUARDS, G.DECIDED_NOTHING, lambda asked: "")
    meeting = Meeting(day=date(2026, 12, 14), starts=time(15, 30), ends=time(17, 30), state=state)
    moment = datetime.combine(meeting.day, time.fromisoformat(at), tzinfo=LONDON)
    if not why:
        check_meeting(meeting, E(event), at=moment)
        return
    with pytest.raises(NotPossible) as refused:
        check_meeting(meeting, E(event), at=moment)
    assert refused.value.sentence == why


def test_a_meeting_begins_on_its_day_and_is_published_before_it() -> None:
    meeting = Meeting(day=date(2026, 12, 14), starts=time(15, 30), ends=time(17, 30), state="planned")
    the_day_before = datetime(2026, 12, 13, 9, tzinfo=LONDON)
    with pytest.raises(
        NotPossible, match=r"^This meeting is planned for Monday 14 December 2026\. If it is taking place today"
    ):
        check_meeting(meeting, E.BEGIN, at=the_day_before)
    meeting.state = "proposed"
    check_meeting(meeting, E.PUBLISH, at=the_day_before)


MEETING = Meeting(day=date(2026, 12, 14), starts=time(15, 30), ends=time(17, 30), state="held")
AT = datetime(2026, 12, 15, 9, tzinfo=LONDON)


def test_a_rule_of_an_upper_room_is_asked_by_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Asked] = []

    def why_not_run(about: Asked) -> str:
        asked.append(about)
        return "It was not run."

    monkeypatch.setitem(GUARDS, G.WAS_RUN, why_not_run)
    with pytest.raises(NotPossible, match="It was not run"):
        check_meeting(MEETING, E.REOPEN, at=AT)
    assert why_not(MEETING, E.REOPEN, at=AT) == "It was not run."
    assert why_not_by(G.WAS_RUN, Asked(MEETING, AT, None)) == "It was not run."
    assert asked == [Asked(MEETING, AT, None)] * 3
    assert why_not(MEETING, E.SEND_MINUTES, at=AT) == ""


def test_the_new_day_reaches_the_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = Meeting(day=date(2026, 12, 16), starts=time(15, 30), ends=time(17, 30), state="planned")
    monkeypatch.setitem(GUARDS, G.DECIDED_NOT_BEFORE, lambda about: f"Not to {about.to}.")
    with pytest.raises(NotPossible, match="Not to 2026-12-17"):
        check_meeting(planned, E.MOVE, at=AT, to=date(2026, 12, 17))


def test_nothing_starts_while_a_rule_that_the_table_names_is_given_by_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_missing()
    given = {name: rule for name, rule in GUARDS.items() if name not in {G.WAS_RUN, G.DECIDED_NOTHING}}
    monkeypatch.setattr(guards, "GUARDS", given)
    with pytest.raises(LookupError, match=r"table: it has decided no request; it was run in Locality$"):
        refuse_missing()
    with pytest.raises(LookupError, match="it was run in Locality"):
        apps.get_app_config("config").ready()


def test_a_rule_is_given_by_one_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "GUARDS", {})

    def own(about: Asked) -> str:
        return ""

    guard_with({G.WAS_RUN: own})
    guard_with({G.WAS_RUN: own})
    with pytest.raises(ValueError, match="Two rules are given for “it was run in Locality”"):
        guard_with({G.WAS_RUN: lambda about: ""})
