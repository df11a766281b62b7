"""Writes the pictures of the workflows in docs from their tables: `python scripts/write_workflow.py`."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from locality.budgets.workflow import ADVANCES, TRANSFERS, YEARS  # noqa: E402 - the path comes first
from locality.communities.workflow import INVITATIONS  # noqa: E402
from locality.minutes.workflow import ACTION_POINTS  # noqa: E402
from locality.minutes.workflow import MACHINE as OF_MINUTES  # noqa: E402
from locality.resource_requests.workflow import MACHINE  # noqa: E402
from locality.schedule.workflow import MACHINE as OF_MEETINGS  # noqa: E402
from locality.values.transitions import Machine  # noqa: E402

TARGET = ROOT / "docs" / "workflow.md"
MEETINGS = ROOT / "docs" / "workflow-of-meetings.md"


def document() -> str:
    """The page: states in both readers' words, the picture, and the table of events."""
    states = "".join(f"| {state.officer} | {state.school} |\n" for state in MACHINE.states)
    return (
        "# The life of a Request for Resource\n\n"
        "Written by `scripts/write_workflow.py` from `resource_requests/workflow.py`; change it there, then run the script.\n\n"
        "## States\n\n"
        "| what chair, clerk and council read | what the school reads |\n|---|---|\n"
        f"{states}\n"
        "## Picture\n\n"
        f"```mermaid\n{MACHINE.picture()}```\n\n"
        "## Events\n\n"
        "“Who” is the permission it takes; the Roles page of the product says which roles give it.\n\n"
        f"{MACHINE.table()}"
        f"{_with('a transfer of money', 'budgets', TRANSFERS)}"
        f"{_with('a school advance', 'budgets', ADVANCES)}"
        f"{_with('a funding year', 'budgets', YEARS)}"
        f"{_with('an invitation to an office', 'communities', INVITATIONS)}"
    )


def _with(of: str, room: str, machine: Machine) -> str:
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


def _beside(of: str, machine: Machine) -> str:
    return f"\n# The life of {of}\n\nFrom `minutes/workflow.py`.\n\n```mermaid\n{machine.picture()}```\n\n{machine.table()}"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    MEETINGS.write_text(document_of_meetings(), encoding="utf-8")
