"""A workflow as a table one can read aloud: pure data that gives the buttons, the tests and the picture."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from locality.values.refusals import NotPossible, Refusal, refuse

Reader = Literal["officer", "school"]
Guards = Mapping[str, Callable[[], Refusal | str | None]]
"""Rules by the names that a table gives them, each ready to say why not."""


@dataclass(frozen=True)
class State:
    """Where a thing stands: its name in the code, the officer's and the school's words for it, the tag's colour."""

    slug: str
    officer: str
    school: str
    colour: str

    def label(self, reader: Reader = "officer") -> str:
        """The reader's word for it."""
        return self.school if reader == "school" else self.officer


@dataclass(frozen=True)
class Transition:
    """One event: from which states, to which one, who may cause it, and the rules that must allow it, in their order.

    A guard is the name of a rule that runs, and is printed as it stands: words that go on from “only if”.
    `label` are the words of the button. A target of None leaves the state as it is.
    """

    event: str
    sources: tuple[str, ...]
    target: str | None
    permission: str
    guards: tuple[str, ...] = ()
    label: str = ""

    @property
    def words(self) -> str:
        """The words for the event: the button's, or the event's own name."""
        return self.label or self.event.replace("_", " ").capitalize()


OfState = TypeVar("OfState", bound=State)
OfEvent = TypeVar("OfEvent", bound=Transition)


@dataclass(frozen=True)
class Machine(Generic[OfState, OfEvent]):
    """States and the transitions between them, with all that a life says of each in its row.

    Raises ValueError when the table contradicts itself.
    """

    states: tuple[OfState, ...]
    transitions: tuple[OfEvent, ...]
    thing: str = "request"
    _states: dict[str, OfState] = field(init=False, repr=False, compare=False)
    _table: dict[tuple[str, str], OfEvent] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        states = {state.slug: state for state in self.states}
        if len(states) != len(self.states):
            raise ValueError("A state is listed twice")
        table: dict[tuple[str, str], OfEvent] = {}
        for transition in self.transitions:
            known = {*transition.sources, transition.target or transition.sources[0]}
            if unknown := known - states.keys():
                raise ValueError(f"{transition.event}: no such state as {', '.join(sorted(unknown))}")
            for source in transition.sources:
                if (source, transition.event) in table:
                    raise ValueError(f"{transition.event} leaves {source} twice")
                table[source, transition.event] = transition
        object.__setattr__(self, "_states", states)
        object.__setattr__(self, "_table", table)

    @property
    def events(self) -> tuple[str, ...]:
        """Every event once, in the order of the table."""
        return tuple(dict.fromkeys(transition.event for transition in self.transitions))

    def state(self, slug: str) -> OfState:
        """The row of a state. Raises KeyError."""
        return self._states[slug]

    def row(self, event: str) -> OfEvent:
        """The row of an event, the first where it has several. Raises KeyError."""
        found = next((each for each in self.transitions if each.event == event), None)
        if found is None:
            raise KeyError(event)
        return found

    def guards(self, event: str) -> tuple[str, ...]:
        """Every rule that some row of an event names, once, in the order of the table."""
        rows = (transition for transition in self.transitions if transition.event == event)
        return tuple(dict.fromkeys(guard for row in rows for guard in row.guards))

    def allowed(self, state: str) -> tuple[OfEvent, ...]:
        """The transitions that leave a state, in the order of the table."""
        return tuple(transition for transition in self.transitions if state in transition.sources)

    def is_possible(self, state: str, event: str) -> bool:
        """Whether an event belongs to a state; permission and guards are asked elsewhere."""
        return (state, event) in self._table

    def find(self, state: str, event: str, *, reader: Reader = "officer", called: str = "") -> OfEvent:
        """The transition of an event in a state. Raises NotPossible with a sentence in the reader's words.

        `called`: the thing's own word for its state, where the table has another.
        """
        self._states[state]
        found = self._table.get((state, event))
        if found is None:
            self.row(event)  # an event that the table has not is a fault of ours
            label = called or self._states[state].label(reader)
            raise NotPossible(
                f"You cannot do this now because the {self.thing} is now “{label}”. "
                "Reload the page to see what you can do."
            )
        return found

    def next(self, state: str, event: str, *, reader: Reader = "officer", called: str = "") -> str:
        """The state after an event. Raises NotPossible with a sentence in the reader's words."""
        return self.find(state, event, reader=reader, called=called).target or state

    def ask(self, state: str, event: str, guards: Guards, refusal: Refusal | None = None) -> str:
        """The state after an event whose guards let it happen, asked in the order of the table. Raises NotPossible.

        `guards`: those that the row names, each ready to say why not. `refusal` stands in place of the machine's own where
        the event does not belong to the state. Raises ValueError where a rule of the row is missing, or another is there.
        """
        if not self.is_possible(state, event):
            refuse(refusal)
        row = self.find(state, event)
        if set(row.guards) != set(guards):
            raise ValueError(f"{event} has the guards {row.guards}, and not {tuple(guards)}")
        for guard in row.guards:
            refuse(guards[guard]())
        return row.target or state

    def picture(self) -> str:
        """The table as a Mermaid state diagram, for the documents."""
        lines = ["stateDiagram-v2"]
        lines += [f'    state "{state.officer}" as {state.slug}' for state in self.states]
        lines += [
            f"    {source} --> {transition.target or source}: {transition.words}"
            for transition in self.transitions
            for source in transition.sources
        ]
        return "\n".join(lines) + "\n"

    def table(self) -> str:
        """The table in Markdown, for the documents."""
        rows = ["| from | event | to | who | only if |", "|---|---|---|---|---|"]
        rows += [
            f"| {self._names(transition.sources)} | {transition.words} | "
            f"{self._names([transition.target]) if transition.target else 'stays'} | {transition.permission} | "
            f"{'; '.join(transition.guards)} |"
            for transition in self.transitions
        ]
        return "\n".join(rows) + "\n"

    def _names(self, slugs: Iterable[str]) -> str:
        return ", ".join(self._states[slug].officer for slug in slugs)
