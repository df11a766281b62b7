"""A newcomer finds each thing by its word at the first look: the index “Where is …” names files that are there."""

import ast
import re

import pytest

from tests.house.source import DOCS, PRODUCT

WORDS = (
    "costing", "deadline", "form of a decision", "double click", "hand-over", "interest", "late", "meeting",
    "what minutes hold", "money", "payment plan", "pupil’s name", "reference", "register", "roles", "second factor", "vote",
    "who is told", "word limit", "working day",
)  # fmt: skip
INDEX = re.search(r"^## Where is …$(.*?)^## ", (DOCS / "developing.md").read_text(encoding="utf-8"), re.M | re.S)
ROWS = dict(re.findall(r"^\| (.+?) \| (`.+) \|$", INDEX[1], re.M)) if INDEX else {}
NAMED = [each for files in ROWS.values() for each in re.findall(r"`([^`]+)`", files)]


@pytest.mark.parametrize("word", WORDS)
def test_each_word_has_its_row(word: str) -> None:
    assert [what for what in ROWS if word in what], f"No row of “Where is …” has “{word}”"


@pytest.mark.parametrize("named", NAMED)
def test_what_the_index_names_is_there(named: str) -> None:
    path, _, name = named.partition(":")
    file = PRODUCT / path
    assert file.is_file(), f"{path} is not there: name the file that holds it now"
    known = {
        each
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        for each in (
            [node.name]
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            else [target.id for target in node.targets if isinstance(target, ast.Name)]
            if isinstance(node, ast.Assign)
            else []
        )
    }
    assert not name or name in known, f"{path} has no {name} any more"
