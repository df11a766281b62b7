"""The page of holes that others had names the tests that try each here: all of them are there."""

import ast
import re

from tests.house.source import DOCS, files_of_tests, tree_of

HOLES = 16


def test_each_hole_is_tried_by_tests_that_there_are() -> None:
    lines = (DOCS / "security.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| The hole")]
    there = {
        node.name
        for file in files_of_tests()
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }
    assert len(rows) == HOLES
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        assert set(named) <= there, f"not there: {set(named) - there}"
