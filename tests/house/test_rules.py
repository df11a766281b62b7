"""What the council's page of rules promises is kept: every rule is read by code, and a test sees what it changes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from locality.communities.models import AuthorityRules
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


def changed_rules(parsed: Iterator[ast.Module]) -> set[tuple[str, Any]]:
    """The fields with the plain values that some test gives them: as an argument, or in a dictionary; a choice by its name."""
    found: set[tuple[str, Any]] = set()
    for tree in parsed:
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg:
                found |= _given(node.arg, node.value)
            elif isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and isinstance(key.value, str):
                        found |= _given(key.value, value)
    return found


def _given(name: str, value: ast.expr) -> set[tuple[str, Any]]:
    return {(name, value.value)} if isinstance(value, ast.Constant) else set()


def answers_beside_the_default(field: str) -> list[Any]:
    """What a test is to give a rule, so that all it can be is tried: each other choice, the other of yes and no, a number."""
    entry, default = BY_FIELD[field], getattr(AuthorityRules(), field)
    if entry.kind == "yes_no":
        return [not default]
    if entry.kind == "choice":
        return [value for value, _ in entry.choices if value != default]
    return ["a number"]


@pytest.fixture(scope="module")
def read() -> set[str]:
    return read_rules(trees(SOURCE, NO_READERS))


@pytest.fixture(scope="module")
def changed() -> set[tuple[str, Any]]:
    return changed_rules(trees(TESTS, NO_CHANGERS))


@pytest.mark.parametrize("field", sorted(BY_FIELD))
def test_every_rule_of_the_book_is_obeyed_and_a_test_gives_it_each_answer(
    field: str, read: set[str], changed: set[tuple[str, Any]]
) -> None:
    assert field in read, f"No code reads the rule {field}: take it off the page until something obeys it."
    numbers = any(name == field and type(value) is int for name, value in changed)
    for answer in answers_beside_the_default(field):
        seen = numbers if answer == "a number" else (field, answer) in changed
        assert seen, f"No test gives the rule {field} the answer {answer} and sees what follows."


@pytest.mark.parametrize("field", sorted(NOT_BUILT))
def test_what_is_built_comes_back_to_the_page(field: str, read: set[str]) -> None:
    assert field not in read, f"The rule {field} is obeyed now: give it its entry in the book."


def test_the_reader_knows_a_rule_from_an_answer_of_the_same_name() -> None:
    code = "rules.a, deadlines.rules.b, rules_on(authority, day).c, content.d, form.e"
    assert read_rules(iter([ast.parse(code)])) == {"a", "b", "c"}
