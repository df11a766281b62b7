"""Tests name the clauses they prove; no clause of finished work may lose its test."""

import ast
import csv
from functools import cache

import pytest

from tests.house.source import DOCS, ROOT, files_of_tests, place, tree_of


@cache
def _known() -> set[str]:
    with (DOCS / "clauses.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"] for row in csv.DictReader(file)}


def _done() -> list[str]:
    lines = (DOCS / "done-clauses.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@cache
def _named() -> dict[str, str]:
    """Each clause that a marker names, with one place of it."""
    named: dict[str, str] = {}
    for file in files_of_tests():
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "clause":
                for argument in node.args:
                    assert isinstance(argument, ast.Constant), f"{place(file)}:{node.lineno}: write the id itself"
                    named[str(argument.value)] = f"{place(file)}:{node.lineno}"
    return named


def test_every_marker_names_a_clause_that_exists() -> None:
    unknown = {clause: where for clause, where in _named().items() if clause not in _known()}
    assert not unknown, unknown


def test_every_clause_of_finished_work_is_named_by_a_test() -> None:
    missing = [clause for clause in _done() if clause not in _named()]
    assert not missing, f"No test has a marker for {' '.join(missing)}"


def test_finished_clauses_exist_once() -> None:
    assert set(_done()) <= _known()
    assert len(_done()) == len(set(_done()))


def test_our_copy_of_the_clauses_is_the_councils() -> None:
    original = ROOT.parent / "shared" / "clauses.csv"
    if not original.exists():
        pytest.skip("The original is not beside this clone.")
    assert (DOCS / "clauses.csv").read_bytes() == original.read_bytes()
