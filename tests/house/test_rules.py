"""What the council's page of rules promises is kept: every rule is read by code, and a test sees what it changes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from locality.communities.rule_book import BY_FIELD, NOT_BUILT

SOURCE, TESTS = Path("src/locality"), Path("tests")
NO_READERS = {"rule_book.py", "rule_changes.py", "authority.py"}
"""Where rules are kept, asked and shown: what is read there changes nothing."""
A_SET_OF_RULES = re.compile(r"(^|\.)rules$|^rules_on\(.*\)$")
NO_CHANGERS = {"test_rules.py", "test_rule_book.py", "filling.py", "permission_forms.py"}
"""Tests of the book and of its form alone: they change a rule and look at nothing else."""


def trees(folder: Path, leave_out: set[str]) -> Iterator[ast.Module]:
    """The code of a folder, parsed."""
    for file in sorted(folder.rglob("*.py")):
        if "migrations" not in file.parts and file.name not in leave_out:
            yield ast.parse(file.read_text(encoding="utf-8"))


def read_rules(parsed: Iterator[ast.Module]) -> set[str]:
    """The fields that some code asks a set of rules for."""
    return {
        node.attr
        for tree in parsed
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and A_SET_OF_RULES.search(ast.unparse(node.value))
    }


def changed_rules(parsed: Iterator[ast.Module]) -> set[str]:
    """The fields that some test gives a value: as an argument, or under its name."""
    found: set[str] = set()
    for tree in parsed:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found |= {each.arg for each in node.keywords if each.arg}
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@pytest.fixture(scope="module")
def read() -> set[str]:
    return read_rules(trees(SOURCE, NO_READERS))


@pytest.fixture(scope="module")
def changed() -> set[str]:
    return changed_rules(trees(TESTS, NO_CHANGERS))


@pytest.mark.parametrize("field", sorted(BY_FIELD))
def test_every_rule_of_the_book_is_obeyed_and_a_test_changes_it(field: str, read: set[str], changed: set[str]) -> None:
    assert field in read, f"No code reads the rule {field}: take it off the page until something obeys it."
    assert field in changed, f"No test changes the rule {field} and sees what follows."


@pytest.mark.parametrize("field", sorted(NOT_BUILT))
def test_what_is_built_comes_back_to_the_page(field: str, read: set[str]) -> None:
    assert field not in read, f"The rule {field} is obeyed now: give it its entry in the book."


def test_the_reader_knows_a_rule_from_an_answer_of_the_same_name() -> None:
    code = "rules.a, deadlines.rules.b, rules_on(authority, day).c, content.d, form.e"
    assert read_rules(iter([ast.parse(code)])) == {"a", "b", "c"}
