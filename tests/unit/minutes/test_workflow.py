"""The lives of minutes and of action points: every state by every event, as it should be, written by hand."""

import pytest

from locality.meetings.models import ActionPoint, Minutes
from locality.minutes.actions.steps import check_minutes
from locality.minutes.workflow import ACTION_POINTS, MACHINE, E, G, Report
from locality.values.refusals import NotPossible

MINUTES = {
    ("with_chair", "minutes_written_on"): "draft",
    ("checked", "minutes_written_on"): "draft",
    ("draft", "minutes_to_chair"): "with_chair",
    ("checked", "minutes_to_chair"): "with_chair",
    ("with_chair", "minutes_checked"): "checked",
    ("with_chair", "minutes_changes"): "draft",
    ("draft", "minutes_sent"): "distributed",
    ("with_chair", "minutes_sent"): "distributed",
    ("checked", "minutes_sent"): "distributed",
    ("distributed", "minutes_approved"): "distributed",
}
POINTS = {("open", "open"): "open", ("open", "done"): "done", ("open", "dropped"): "dropped"}


@pytest.mark.parametrize("state", list(Minutes.State))
@pytest.mark.parametrize("event", list(E))
def test_every_event_of_minutes_in_every_state(state: str, event: str) -> None:
    if (state, event) in MINUTES:
        assert MACHINE.next(state, event) == MINUTES[state, event]
        return
    with pytest.raises(NotPossible, match="You cannot do this now because the version of the minutes is now “"):
        MACHINE.next(state, event)


@pytest.mark.parametrize("state", list(ActionPoint.State))
@pytest.mark.parametrize("event", list(Report))
def test_every_report_on_an_action_point_in_every_state(state: str, event: str) -> None:
    if (state, event) in POINTS:
        assert ACTION_POINTS.next(state, event) == POINTS[state, event]
        return
    with pytest.raises(NotPossible, match="You cannot do this now because the action point is now “"):
        ACTION_POINTS.next(state, event)


def test_a_version_goes_out_by_one_rule_which_is_asked() -> None:
    assert {event: MACHINE.guards(event) for event in E if MACHINE.guards(event)} == {
        E.SEND: ("the chair has checked it as it is, its last day has come, or it only includes a corrected decision",)
    }
    minutes = Minutes(number=1)
    with pytest.raises(ValueError, match="has the guards"):
        check_minutes(minutes, E.SEND)
    with pytest.raises(NotPossible, match="not checked"):
        check_minutes(minutes, E.SEND, {G.MAY_GO_OUT: lambda: "The chair has not checked the minutes yet."})
    assert check_minutes(minutes, E.SEND, {G.MAY_GO_OUT: lambda: None}) == "distributed"


def test_the_models_hold_the_states_of_the_tables() -> None:
    assert [(each.slug, each.officer) for each in MACHINE.states] == Minutes.State.choices
    assert [(each.slug, each.officer) for each in ACTION_POINTS.states] == ActionPoint.State.choices
