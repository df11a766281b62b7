"""Writes the pictures of the workflows in docs from their tables: `python scripts/write_workflow.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from locality.budgets.workflow import ADVANCES, PAYMENTS, TRANSFERS, YEARS  # noqa: E402 - the path comes first
from locality.communities.workflow import INVITATIONS  # noqa: E402
from locality.minutes.workflow import ACTION_POINTS  # noqa: E402
from locality.minutes.workflow import MACHINE as OF_MINUTES  # noqa: E402
from locality.opportunities.workflow import BOOKINGS, OPPORTUNITIES  # noqa: E402
from locality.outcomes.workflow import LOOKS, REVIEWS  # noqa: E402
from locality.practice.workflow import MACHINE as OF_CASES  # noqa: E402
from locality.resource_requests.events import KEPT, MACHINE  # noqa: E402
from locality.resource_requests.workflow import EventRow, KeptRow, StateRow  # noqa: E402
from locality.schedule.workflow import MACHINE as OF_MEETINGS  # noqa: E402
from locality.support.workflow import OFFERS, PLACEMENTS  # noqa: E402
from locality.values.transitions import Machine, State, Transition  # noqa: E402

TARGET = ROOT / "docs" / "workflow.md"
MEETINGS = ROOT / "docs" / "workflow-of-meetings.md"


def _state(row: StateRow) -> str:
    todo = row.todo.what if row.todo else ""
    return f"| {row.officer} | {row.school} | {row.whose.words} | {todo} | {row.progress} | {row.council} |\n"


def _stands(row: StateRow) -> str:
    return "".join(
        f"| {row.officer} | {each.of} | {_joined(each.now, ' will '.join(filter(None, (each.who, each.do))))} "
        f"| {_joined(each.school, each.school_next)} | {each.by} |\n".replace("{", "‹").replace("}", "›")
        for each in row.stands
    )


def _joined(now: str, following: str) -> str:
    return ". ".join(filter(None, (now, following[:1].upper() + following[1:])))


def _said(row: EventRow) -> str:
    return f"| {row.words} | {row.done} | {row.shown} | {'; '.join(row.tells) or 'no one'} |\n"


def _kept(row: KeptRow) -> str:
    return f"| {MACHINE.row(row.of).words if row.of else ''} | {row.done} | {row.shown} |\n"


def document() -> str:
    """The page: states and events with all that is said of them, and the picture."""
    return (
        "# The life of a Request for Resource\n\n"
        "Written by `scripts/write_workflow.py` from `resource_requests/states.py` and `events.py`; change it there, then run "
        "the script.\n\n"
        "## States\n\n"
        "| what chair, clerk and council read | what the school reads | whose turn | their task | in figures | what the council "
        "has |\n|---|---|---|---|---|---|\n"
        f"{''.join(_state(row) for row in MACHINE.states)}\n"
        "## Where it stands\n\n"
        "The sentence that opens a request’s page. Of several the first that holds is said; what stands in ‹ › is of each "
        "request.\n\n"
        "| state | if | officers read | its school reads | by |\n|---|---|---|---|---|\n"
        f"{''.join(_stands(row) for row in MACHINE.states)}\n"
        "## Picture\n\n"
        f"```mermaid\n{MACHINE.picture()}```\n\n"
        "## Events\n\n"
        "“Who” is the permission it takes; the Roles page of the product says which roles give it.\n\n"
        f"{MACHINE.table()}\n"
        "## What is said of each event\n\n"
        "The timeline names who did it, in these words. Who causes an event gets no email about it.\n\n"
        "| event | what the timeline says | who reads it there | who gets an email |\n|---|---|---|---|\n"
        f"{''.join(_said(row) for row in MACHINE.transitions)}\n"
        "Steps that the history keeps under a name of their own:\n\n"
        "| of the event | what the timeline says | who reads it there |\n|---|---|---|\n"
        f"{''.join(_kept(row) for row in KEPT.values())}"
        f"{_with('a transfer of money', 'budgets', TRANSFERS)}"
        f"{_with('a school advance', 'budgets', ADVANCES)}"
        f"{_with('a single payment', 'budgets', PAYMENTS)}"
        f"{_with('a funding year', 'budgets', YEARS)}"
        f"{_with('a review of what came of support', 'outcomes', REVIEWS)}"
        f"{_with('a second look', 'outcomes', LOOKS)}"
        f"{_with('an offer of support', 'support', OFFERS)}"
        f"{_with('support that is arranged', 'support', PLACEMENTS)}"
        f"{_with('an opportunity', 'opportunities', OPPORTUNITIES)}"
        f"{_with('a place at an opportunity', 'opportunities', BOOKINGS)}"
        f"{_with('an invitation to an office', 'communities', INVITATIONS)}"
        f"{_with('a case of the practice library', 'practice', OF_CASES)}"
    )


def _with(of: str, room: str, machine: Machine[State, Transition]) -> str:
    """One of the smaller lives of the rooms below."""
    return (
        f"\n# The life of {of}\n\nFrom `{room}/workflow.py`.\n\n```mermaid\n{machine.picture()}```\n\n{machine.table()}"
    )


def document_of_meetings() -> str:
    """The same page for a meeting; everyone reads its states in the same words, but who planned and minutes it.

    With it the lives that begin in it: a version of its minutes, and what somebody took on.
    """
    states = "".join(f"| {state.officer} | {state.school} |\n" for state in OF_MEETINGS.states)
    return (
        "# The life of a meeting\n\n"
        "Written by `scripts/write_workflow.py` from `schedule/workflow.py`; change it there, then run the script.\n\n"
        "## States\n\n"
        "| what chair and clerk read | what members read |\n|---|---|\n"
        f"{states}\n"
        "## Picture\n\n"
        f"```mermaid\n{OF_MEETINGS.picture()}```\n\n"
        "## Events\n\n"
        "“Who” is the permission it takes; the Roles page of the product says which roles give it.\n\n"
        f"{OF_MEETINGS.table()}"
        f"{_beside('a version of its minutes', OF_MINUTES)}"
        f"{_beside('an action point', ACTION_POINTS)}"
    )


def _beside(of: str, machine: Machine[State, Transition]) -> str:
    return f"\n# The life of {of}\n\nFrom `minutes/workflow.py`.\n\n```mermaid\n{machine.picture()}```\n\n{machine.table()}"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    MEETINGS.write_text(document_of_meetings(), encoding="utf-8")
