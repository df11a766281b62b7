"""What differs between databases is proved on both: such a test carries the marker that takes it to PostgreSQL."""

import ast
import re
from pathlib import Path

import pytest

from tests.sample import WHY

TESTS = Path(__file__).parents[1] / "integration"
SIGNS = {
    "migration": r"\.migrations\.",
    "race": r"\b(racing|forks?|together\()|transaction=True|test_kill|kill\.runner",
    "trigger": r"\b(un)?lock\(|trigger",
    "constraint": r"\b(Integrity|Database|Operational|Interface|Data)Error\b",
    "SQL": r"\.cursor\(\)|\.vendor\b|\.raw\(|RawSQL",
    "lock": r"select_for_update",
}
"""What in a test's own words says that it tries what each database does in its own way."""
NAMES = {"search": r"search", "order": r"(?:^|_)(?:order|oldest|newest|earliest|latest|alphabetical)(?:_|$)"}
"""The same, of a test's name."""

LONG_WALKS = {f"kill/test_{name}.py" for name in ("offices", "planning", "minutes", "meetings")}
"""Kills are walked on both databases for money and requests; for these on PostgreSQL in `./test everything` at most."""


def test_a_test_of_what_differs_between_databases_runs_on_both() -> None:
    files = [file for file in sorted(TESTS.rglob("test_*.py")) if str(file.relative_to(TESTS)) not in LONG_WALKS]
    faults = [fault for file in files for fault in unmarked(file.name, file.read_text(encoding="utf-8"))]
    assert not faults, "\n".join(
        ["Give each @pytest.mark.both_databases(why), with a word of tests/sample.py:", *faults]
    )


def unmarked(file: str, source: str) -> list[str]:
    """The tests of a file with a sign of their own, or of a function or fixture they name, that carry no marker."""
    module = ast.parse(source)
    tests = {each.name: each for each in module.body if isinstance(each, ast.FunctionDef | ast.ClassDef)}
    lines = source.splitlines()
    words = {name: _words(each, lines) for name, each in tests.items()}
    rest = "\n".join(_words(each, lines) for each in module.body if each not in tests.values())
    if _marked(rest):
        return []
    signs = {name: _signs(text) for name, text in words.items()}
    helpers = {name: found for name, found in signs.items() if found and not name.startswith("test_")}
    faults = []
    for name, each in tests.items():
        if not name.startswith("test_") or any(_marked(ast.unparse(mark)) for mark in each.decorator_list):
            continue
        found = signs[name] | {why for why, sign in NAMES.items() if re.search(sign, name)} | _signs(rest, {"race"})
        for helper, whys in helpers.items():
            found |= whys if re.search(rf"\b{helper}\b", words[name]) else set()
        faults += [f"{file}::{name}: {', '.join(sorted(found))}"] if found else []
    return faults


def _words(of: ast.stmt, lines: list[str]) -> str:
    return "\n".join(lines[of.lineno - 1 : of.end_lineno])


def _marked(words: str) -> bool:
    return "both_databases(" in words


def _signs(words: str, only: set[str] | None = None) -> set[str]:
    return {why for why, sign in SIGNS.items() if (not only or why in only) and re.search(sign, words)}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("def test_a():\n    with pytest.raises(IntegrityError): pay()", ["f::test_a: constraint"]),
        ("@pytest.mark.both_databases('constraint')\ndef test_a():\n    with pytest.raises(IntegrityError): pay()", []),
        ("def pay():\n    connection.cursor().execute('')\ndef test_a():\n    pay()", ["f::test_a: SQL"]),
        ("pytestmark = pytest.mark.django_db(transaction=True)\ndef test_a(): pass", ["f::test_a: race"]),
        ("pytestmark = [pytest.mark.both_databases('race')]\ndef test_a():\n    together(act, [1])", []),
        ("def test_the_list_in_its_order(): pass", ["f::test_the_list_in_its_order: order"]),
        ("def test_a(): assert disorder", []),
    ],
)
def test_the_guard_sees_a_sign_where_there_is_one(source: str, expected: list[str]) -> None:
    assert unmarked("f", source) == expected


def test_each_marker_says_why_in_a_known_word() -> None:
    given = {
        (file.name, why)
        for file in TESTS.rglob("*.py")
        for why in re.findall(r"both_databases\(([^)]*)\)", file.read_text())
    }
    assert given
    assert {why for _, why in given} <= {f'"{why}"' for why in WHY}, given
