"""A workflow is a table: every state by every event."""

import itertools

import pytest

from locality.values.refusals import NotPossible
from locality.values.transitions import Machine, State, Transition

DOOR = Machine(
    states=(
        State("open", "Open", "Come in", "green"),
        State("shut", "Shut", "Knock first", "grey"),
        State("bricked", "Bricked up", "Gone", "red"),
    ),
    transitions=(
        Transition("shut", ("open",), "shut", "door.use", label="Shut the door"),
        Transition("open", ("shut",), "open", "door.use", guards=("nobody sleeps",), label="Open the door"),
        Transition("brick_up", ("open", "shut"), "bricked", "door.build"),
        Transition("paint", ("open", "shut"), None, "door.build"),
    ),
    thing="door",
)
TABLE = {
    ("open", "shut"): "shut",
    ("shut", "open"): "open",
    ("open", "brick_up"): "bricked",
    ("shut", "brick_up"): "bricked",
    ("open", "paint"): "open",
    ("shut", "paint"): "shut",
}


@pytest.mark.parametrize(
    ("state", "event"), list(itertools.product(("open", "shut", "bricked"), ("shut", "open", "brick_up", "paint")))
)
def test_every_state_by_every_event(state: str, event: str) -> None:
    if (state, event) in TABLE:
        assert DOOR.is_possible(state, event)
        assert DOOR.next(state, event) == TABLE[state, event]
        assert event in {transition.event for transition in DOOR.allowed(state)}
    else:
        assert not DOOR.is_possible(state, event)
        assert event not in {transition.event for transition in DOOR.allowed(state)}
        with pytest.raises(NotPossible):
            DOOR.next(state, event)


def test_a_refusal_is_a_sentence_in_the_readers_words() -> None:
    with pytest.raises(NotPossible) as refusal:
        DOOR.next("shut", "shut", reader="school")
    assert (
        refusal.value.sentence
        == "You cannot do this now because the door is now “Knock first”. Reload the page to see what you can do."
    )


def test_unknown_names_are_faults_of_the_programmer() -> None:
    with pytest.raises(KeyError):
        DOOR.next("ajar", "shut")
    with pytest.raises(KeyError):
        DOOR.next("open", "slam")


@pytest.mark.parametrize(
    ("transitions", "fault"),
    [
        ((Transition("open", ("ajar",), "open", "x"),), "no such state as ajar"),
        ((Transition("open", ("shut",), "ajar", "x"),), "no such state as ajar"),
        ((Transition("open", ("shut",), "open", "x"), Transition("open", ("shut",), "shut", "y")), "leaves shut twice"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(transitions: tuple[Transition, ...], fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        Machine(states=DOOR.states, transitions=transitions)


def test_a_state_listed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="listed twice"):
        Machine(states=(*DOOR.states, DOOR.states[0]), transitions=())


def test_what_it_says_of_itself() -> None:
    assert DOOR.events == ("shut", "open", "brick_up", "paint")
    assert DOOR.state("open").label("school") == "Come in"


def test_it_draws_itself() -> None:
    picture = DOOR.picture()
    assert picture.startswith("stateDiagram-v2\n")
    assert '    state "Bricked up" as bricked\n' in picture
    assert "    open --> bricked: Brick up\n" in picture
    assert "    shut --> shut: Paint\n" in picture
    assert "| Shut | Open the door | Open | door.use | nobody sleeps |" in DOOR.table()
    assert "| Open, Shut | Paint | stays | door.build |  |" in DOOR.table()
