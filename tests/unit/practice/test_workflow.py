"""The life of a case: every state by every event, as it should be, written by hand."""

import pytest

from locality.practice.workflow import MACHINE, OfCase
from locality.values.refusals import NotPossible

pytestmark = pytest.mark.clause("OBJ-2")

GOES_TO = {
    ("draft", "changed"): "draft",
    ("shared", "changed"): "draft",
    ("asked", "changed"): "draft",
    ("released", "changed"): "draft",
    ("withdrawn", "changed"): "draft",
    ("draft", "shared"): "shared",
    ("shared", "asked"): "asked",
    ("asked", "released"): "released",
    ("asked", "sent_back"): "draft",
    ("draft", "withdrawn"): "withdrawn",
    ("shared", "withdrawn"): "withdrawn",
    ("asked", "withdrawn"): "withdrawn",
    ("released", "withdrawn"): "withdrawn",
    ("shared", "pulled"): "withdrawn",
    ("asked", "pulled"): "withdrawn",
    ("released", "pulled"): "withdrawn",
    ("shared", "reviewed"): "shared",
    ("released", "reviewed"): "released",
    ("shared", "merged"): "merged",
    ("released", "merged"): "merged",
}
GATE = "no pupil is named and no date of birth given, and the writer has confirmed what else could tell of a child"
GUARDS = {
    "changed": ("it is as it was shown",),
    "shared": ("it is as it was shown", "everything that others need to know is answered", GATE),
    "asked": ("it is as it was shown", GATE),
    "released": (
        "someone else wrote it and asked for it",
        "it is as it was shown",
        "no pupil is named and no date of birth given",
    ),
    "sent_back": ("someone else wrote it and asked for it", "it is as it was shown"),
    "withdrawn": (),
    "pulled": (),
    "reviewed": (),
    "merged": ("the other case is much like it, and as many people can read it",),
}
WHO = {
    **dict.fromkeys(("changed", "shared", "asked", "withdrawn", "reviewed"), "practice.write"),
    **dict.fromkeys(("released", "sent_back", "pulled", "merged"), "practice.release"),
}


@pytest.mark.parametrize("event", MACHINE.events)
@pytest.mark.parametrize("state", [each.slug for each in MACHINE.states])
def test_every_event_in_every_state(state: str, event: str) -> None:
    assert MACHINE.guards(event) == GUARDS[event]
    assert MACHINE.row(event).permission == WHO[event]
    let = {guard: lambda: None for guard in MACHINE.guards(event)}
    if goes_to := GOES_TO.get((state, event)):
        assert MACHINE.ask(state, event, let) == goes_to
        return
    with pytest.raises(NotPossible, match="You cannot do this now because the case is now “"):
        MACHINE.ask(state, event, let)


def test_the_table_holds_every_event() -> None:
    assert [*MACHINE.events] == [*OfCase]
