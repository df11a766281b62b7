"""What has a life of its own moves in one place: the step that asks the table."""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "locality"
WRITERS = {
    "schedule/actions/steps.py take",
    "minutes/actions/steps.py take",
    "minutes/actions/follow_up.py _take",
    "live/actions/registering.py mark",  # a row of the register: whether somebody is there
    "live/actions/running.py _fill_register",
    "schedule/actions/arranging_year.py propose_year",  # the first state of a date that is only proposed
}
"""Where something of a meeting is given a state, beside the demonstration, which makes up its past."""


def test_nothing_but_the_steps_gives_a_state() -> None:
    rooms = ("schedule", "meetings", "live", "minutes")
    found = {writer for room in rooms for path in (SRC / room).rglob("*.py") for writer in _writers(path)}
    assert found == WRITERS


def _writers(path: Path) -> Iterator[str]:
    """Functions that assign to a `.state`, or hand one to a Meeting that they make or to a mass update."""
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        targets = [
            target
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            for given in node.targets
            for target in ast.walk(given)
        ]
        assigned = any(isinstance(each, ast.Attribute) and each.attr == "state" for each in targets)
        made = any(
            isinstance(node, ast.Call)
            and ast.unparse(node.func).rsplit(".", 1)[-1] in {"Meeting", "Minutes", "ActionPoint"}
            and any(keyword.arg == "state" for keyword in node.keywords)
            for node in ast.walk(function)
        )
        updated = any(
            isinstance(node, ast.Call)
            and ast.unparse(node.func).startswith(("Meeting.objects", "Minutes.objects", "ActionPoint.objects"))
            and ast.unparse(node.func).endswith((".update", ".create"))
            and any(keyword.arg == "state" for keyword in node.keywords)
            for node in ast.walk(function)
        )
        if assigned or made or updated:
            yield f"{path.relative_to(SRC)} {function.name}"


STANDS = {"advance", "entry", "cancelled_at", "returned_on"}
"""The columns of a single payment that say where it stands."""


def test_nothing_but_the_step_says_where_a_payment_stands() -> None:
    found = {writer for path in (SRC / "budgets").rglob("*.py") for writer in _payment_writers(path)}
    assert found == {"actions/steps.py take_payments"}


def _payment_writers(path: Path) -> Iterator[str]:
    """Functions that write payments, or assign a column of theirs by name; what is replaced or planned is made there."""
    if "migrations" in path.parts:
        return
    for function in ast.walk(ast.parse(path.read_text())):
        if not isinstance(function, ast.FunctionDef):
            continue
        assigned = {
            node.attr
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        }
        mass = {
            keyword.arg
            for node in ast.walk(function)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func).startswith("Instalment.objects")
            and ast.unparse(node.func).endswith((".update", ".bulk_update"))
            for keyword in node.keywords
        }
        if STANDS & assigned or (STANDS | {"batch_size"}) & mass:
            yield f"{path.relative_to(SRC / 'budgets')} {function.name}"
