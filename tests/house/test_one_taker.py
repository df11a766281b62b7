"""What has a life of its own moves in one place: the step that asks the table."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "locality"
WRITERS = {
    "schedule/actions/steps.py take_meeting",
    "minutes/actions/steps.py take_minutes",
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


ASKS = {
    "ask", "find", "next", "row", "is_possible", "check_meeting", "check_minutes", "allow_event", "begin_event", "goes_to",
    "may",
}  # fmt: skip
KEEPS = {
    "take", "take_invitation", "take_meeting", "take_minutes", "take_payments", "take_transfer", "take_advance", "take_year",
    "keep_step", "_keep_step", "cancel",
}  # fmt: skip
NAMED = {"state", "event", "kept", "from_state", "to_state"}
"""Arguments, columns and names that hold a state or an event of some life."""
OTHERS = {
    "tables/workbooks.py": "events of reading a workbook",
    "masking/preview.py": "looks for a letter in a text",
    "accounts/presenters.py": "looks for the first of some names",
}


def test_no_state_or_event_is_a_bare_string() -> None:
    """A letter that is wrong in a name of the table is found by the type checker, in a bare string by nobody."""
    found: dict[str, list[str]] = {}
    apart, tables = {"migrations", "models", "demo"}, {"models.py", "workflow.py"}
    for path in sorted(SRC.rglob("*.py")):
        bare = [] if apart.intersection(path.parts) or path.name in tables else list(_bare(ast.parse(path.read_text())))
        if bare:
            found[str(path.relative_to(SRC))] = bare
    assert found.keys() == OTHERS.keys(), found


def _bare(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        held: list[ast.expr] = []
        if isinstance(node, ast.Call):
            named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if named in ASKS | KEEPS:
                held += node.args
            held += [each.value for each in node.keywords if each.arg and NAMED & {*each.arg.split("__")}]
        elif isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(getattr(side, "attr", getattr(side, "id", "")) in NAMED - {"kept"} for side in sides):
                held += sides
        elif isinstance(node, ast.Assign) and any(getattr(each, "attr", "") in NAMED for each in node.targets):
            held.append(node.value)
        for each in held:
            of = each.elts if isinstance(each, ast.Tuple | ast.List | ast.Set) else [each]
            if any(isinstance(one, ast.Constant) and isinstance(one.value, str) and one.value for one in of):
                yield f"{node.lineno}: {ast.unparse(node)[:80]}"


@pytest.mark.parametrize(
    "source",
    [
        "take_meeting(meeting, 'cancel', by=by, at=at)",
        "MACHINE.next(state, 'cancel')",
        "goes_to(rfr, following, 'put_off', note=why)",
        "Step.objects.create(event='start')",
        "Meeting.objects.filter(state__in=['planned', 'held'])",
        "Meeting.objects.exclude(meeting__state='cancelled')",
        "if transfer.state == 'waiting': pass",
        "if state in ('draft', 'returned'): pass",
        "meeting.state = 'held'",
    ],
)
def test_a_bare_string_is_noticed(source: str) -> None:
    assert list(_bare(ast.parse(source)))


def test_what_is_no_bare_string_is_not() -> None:
    source = (
        "take_meeting(meeting, E.CANCEL, note='Snow.')\nif meeting.state == S.HELD: pass\nkeep_step(meeting, E.ADD, '')"
    )
    assert not list(_bare(ast.parse(source)))
