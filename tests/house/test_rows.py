"""What is said of an event and of a state of a request stands in its row: the type checker asks for it, nothing repeats it."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import KW_ONLY, MISSING, fields
from pathlib import Path

import pytest

from locality.resource_requests.events import KEPT, MACHINE, TRANSITIONS
from locality.resource_requests.queries.where_it_stands import WORDS
from locality.resource_requests.queries.who_is_told import GROUPS
from locality.resource_requests.states import STATES
from locality.resource_requests.workflow import (
    E,
    EventRow,
    Gone,
    If,
    Kept,
    KeptRow,
    Letter,
    Mail,
    Page,
    S,
    Stands,
    StateRow,
    Tell,
    Todo,
)
from tests.house.source import PRODUCT, ROOT, place, product_files, tree_of

ROWS = PRODUCT / "resource_requests"
TABLES = {ROWS / "workflow.py", ROWS / "states.py", ROWS / "events.py"}
ALLOWED = {
    "src/locality/masking/everyday.py": "words of everyday English, some of which happen to be names of states",
}
"""Tables elsewhere, and why each is no table of states or events."""
MADE_UP = {
    "StateRow": {
        "slug": "S.DRAFT", "officer": "'Paused'", "school": "'Paused'", "colour": "'grey'",
        "stands": "(Stands(If.ALWAYS, 'Paused by {school}', 'the chair', 'start it', 'You paused it', '', By.NO_DAY),)",
        "whose": "Turn.CHAIR", "todo": "None", "waiting": "()", "progress": "Progress.CHAIR",
        "council": "Council.NOTHING", "gone": "None",
    },
    "EventRow": {
        "event": "E.ASK", "sources": "(S.SUBMITTED,)", "target": "S.SUBMITTED", "permission": "Permission.REQUEST_REVIEW",
        "guards": "()", "label": "'Pause'", "done": "'paused it'", "shown": "Shown.TO_ALL", "tells": "(Tell.SCHOOL,)",
        "page": "Page.REVIEW", "mail": "None",
    },
    "KeptRow": {"kept": "Kept.START", "of": "None", "done": "'started'", "shown": "Shown.TO_ALL", "mail": "None"},
    "Letter": {"subject": "'a'", "first": "'b'"},
    "Mail": {"school": "None", "turn": "None", "others": "None"},
    "Stands": {
        "of": "If.ALWAYS", "now": "'Paused'", "who": "'the chair'", "do": "'start it'", "school": "'You paused it'",
        "school_next": "''", "by": "By.NO_DAY",
    },
    "Todo": {
        "what": "'a'", "button": "'b'", "page": "Page.REVIEW", "several": "'c'", "button_of_several": "'d'",
        "listed": "Listed.AMONG_ALL",
    },
    "Gone": {"now": "'a'", "then": "'b'"},
}  # fmt: skip
"""A made-up state and a made-up event, and what their columns hold, column by column as it would be written."""


def _columns(row: type) -> list[str]:
    return [each.name for each in fields(row) if each.type is not KW_ONLY]


def test_the_type_checker_asks_for_every_column(tmp_path: Path) -> None:
    """Each row is written whole, and once without each of its columns: the whole ones are right, the others errors."""
    lines = [
        "from locality.accounts.permissions import Permission",
        "from locality.resource_requests.workflow import (",
        "    By, Council, E, EventRow, Gone, If, Kept, KeptRow, Letter, Listed, Mail, Page, Progress, S, Shown, Stands,",
        "    StateRow, Tell, Todo, Turn,",
        ")",
    ]
    wanted: dict[int, tuple[str, str]] = {}
    for row, columns in MADE_UP.items():
        for left_out in (None, *columns):
            given = ", ".join(f"{name}={value}" for name, value in columns.items() if name != left_out)
            lines.append(f"{row}({given})")
            if left_out:
                wanted[len(lines)] = (f'argument "{left_out}"', f'"{row}"')
    made_up = tmp_path / "made_up.py"
    made_up.write_text("\n".join(lines) + "\n", encoding="utf-8")
    asked = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file=", "--strict", f"--cache-dir={tmp_path}", str(made_up)],
        cwd=ROOT, env={"MYPYPATH": str(ROOT / "src"), "PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = {int(line.split(":")[1]): line for line in asked.stdout.splitlines() if "error:" in line}
    assert said.keys() == wanted.keys(), asked.stdout + asked.stderr
    assert all(words in said[line] for line, both in wanted.items() for words in both), asked.stdout


@pytest.mark.parametrize("row", [StateRow, EventRow, KeptRow, Letter, Mail, Stands, Todo, Gone])
def test_no_column_is_filled_in_unasked(row: type) -> None:
    assert _columns(row) == list(MADE_UP[row.__name__])
    unasked = [each.name for each in fields(row) if each.default is not MISSING or each.default_factory is not MISSING]
    assert not unasked, f"{row.__name__} fills these in where a row says nothing: {unasked}"


def test_each_word_of_a_column_is_known_where_it_is_read() -> None:
    assert {row.slug for row in STATES} == set(S)
    assert [row.event for row in TRANSITIONS] == list(dict.fromkeys(row.event for row in TRANSITIONS))
    assert {row.event for row in TRANSITIONS} == set(E)
    assert set(KEPT) == set(Kept)
    assert set(GROUPS) == set(Tell)
    assert {tell for row in TRANSITIONS for tell in row.tells} == set(Tell)
    assert {row.page for row in TRANSITIONS} == set(Page)


def test_each_state_has_a_sentence_for_every_request() -> None:
    for row in STATES:
        assert [each.of for each in row.stands][-1] is If.ALWAYS, row.slug
        assert [each.of for each in row.stands].count(If.ALWAYS) == 1, row.slug
        for each in row.stands:
            (each.now + each.who + each.do + each.school + each.school_next).format_map(dict.fromkeys(WORDS, ""))


def _names_of_rows(tree: ast.Module) -> set[str]:
    """What the module calls the enums of states, events and kept steps."""
    return {
        each.asname or each.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "locality.resource_requests.workflow"
        for each in node.names
        if each.name in {"S", "E", "Kept"}
    }


def _tables(tree: ast.Module) -> Iterator[tuple[int, bool]]:
    """Line of each table of states or events outside functions, and whether it names them in bare strings."""
    names, slugs = _names_of_rows(tree), {str(each) for each in S}
    waiting: list[tuple[ast.AST, bool]] = [(tree, False)]
    while waiting:
        node, in_class = waiting.pop()
        held = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        for each in held:
            if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id in names:
                yield each.lineno, False
            elif isinstance(each, ast.Constant) and each.value in slugs and not in_class:
                yield each.lineno, True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            in_class = in_class or isinstance(node, ast.ClassDef)
            waiting += [(child, in_class) for child in ast.iter_child_nodes(node)]


def test_no_table_of_states_or_events_stands_outside_the_rows() -> None:
    """A table elsewhere is what a new state is forgotten in.

    Bare strings in a class are the choices of another model; in the workflow of another life, its own states.
    """
    found: dict[str, list[int]] = {}
    for file in product_files():
        of_its_own = file.name == "workflow.py"
        lines = [line for line, bare in _tables(tree_of(file)) if not (bare and of_its_own)]
        if lines and file not in TABLES:
            found[place(file)] = lines
    assert found.keys() <= ALLOWED.keys(), f"Make it a column of the row, and read that: {found}"
    assert ALLOWED.keys() <= found.keys(), "It is mended: take it off ALLOWED"


@pytest.mark.parametrize(
    "source",
    [
        "from locality.resource_requests.workflow import S as State\nOPEN = (State.DRAFT, 1)",
        "from locality.resource_requests.workflow import E\nWORDS = {E.ASK: 'asked'}",
        "from locality.resource_requests.workflow import Kept, S\nSEEN = frozenset([*OTHER, S.DRAFT])",
        "PAIRS = [(1, {'handed_over', 'queried'})]",
    ],
)  # fmt: skip
def test_a_table_is_noticed(source: str) -> None:
    assert list(_tables(ast.parse(source)))


def test_what_is_no_table_is_not() -> None:
    assert not list(_tables(ast.parse("from locality.schedule.workflow import S\nAHEAD = (S.DRAFT,)\nTHIS = 'draft'")))


def test_the_machine_holds_the_rows() -> None:
    assert MACHINE.state(S.DRAFT) is STATES[0]
    assert MACHINE.row(E.ASK_TO_SIGN) is TRANSITIONS[0]
    with pytest.raises(KeyError):
        MACHINE.row("slam")
