"""What a person can press on the live page, and the words beside it: worked out from the screen they look at."""

from dataclasses import dataclass

from locality.live.presenters.screen import PositionLine, Screen

_MINE = (("I agree", "agree"), ("I disagree", "disagree"), ("I abstain", "abstain"))
_THEIRS = (("Agrees", "agree"), ("Disagrees", "disagree"), ("Abstains", "abstain"))


@dataclass(frozen=True)
class StanceButton:
    """A button that says where somebody stands."""

    text: str
    stance: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Controls:
    """The controls of one person's screen."""

    step_words: str
    """The step that runs, and the round where it has several."""
    notes_what_is_said: bool
    """Whether this person may note what is said: whoever runs the meeting for all, a member in their own turn."""
    my_positions: list[StanceButton]
    to_call_back: set[int]
    """The declared interests for which somebody is out of the room now, whom this person may call back."""

    @staticmethod
    def positions_for(line: PositionLine) -> list[StanceButton]:
        """What can be noted for a member instead of what is noted."""
        return [StanceButton(text, stance) for text, stance in _THEIRS if stance != line.stance]


def controls_of(screen: Screen) -> Controls:
    """The controls of a screen; whoever only looks at it has none."""
    return Controls(
        step_words=_step_words(screen),
        notes_what_is_said=_notes_what_is_said(screen),
        my_positions=[
            StanceButton(f"{text} (chosen)" if stance == screen.my_stance else text, stance, stance == screen.my_stance)
            for text, stance in _MINE
        ],
        to_call_back=_to_call_back(screen),
    )


def _step_words(screen: Screen) -> str:
    if screen.running is None or screen.running.step is None:
        return ""
    step = screen.running.step
    return f"{step.title}, round {screen.running.round}" if screen.in_a_round and step.rounds > 1 else step.title


def _notes_what_is_said(screen: Screen) -> bool:
    if not screen.is_running or not screen.in_a_round or screen.is_decided:
        return False
    return (screen.runs and bool(screen.turns)) or screen.my_turn_open


def _to_call_back(screen: Screen) -> set[int]:
    if screen.running is None or not screen.is_running or not screen.runs:
        return set()
    item = screen.running.item_id
    return (
        {each.pk for each in screen.conflicts if not each.back_at and each.item_id == item}
        if item not in screen.closed
        else set()
    )
