"""What people read has curly quotes: in templates, and in the sentences of the code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "locality"
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
STRAIGHT = re.compile(r"[A-Za-z]'[a-z]|[a-z]s' [a-z]")
SHOWN_TO_NOBODY = {
    "resource_requests/models/decision.py", "resource_requests/models/known.py", "meetings/models/live.py",
    "accounts/models.py",
}  # fmt: skip
"""Names of columns, for whoever reads the database; another word there would be another migration."""
FOR_PROGRAMMERS = {
    "form_keys/middleware.py", "outbox/actions.py", "communities/management/commands/create_administrator.py",
}  # fmt: skip
"""Errors that stop the work of somebody who writes or installs the product."""


def sentences(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts of a file that are no docstrings."""
    told = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            if isinstance(statement, ast.Expr):
                told.add(id(statement.value))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@pytest.mark.parametrize(
    ("text", "straight"),
    [("the pupil's own", True), ("the pupils' own", True), ("the pupil’s own", False), ("say 'yes'", False)],
)
def test_a_straight_apostrophe_is_recognised(text: str, straight: bool) -> None:
    assert bool(STRAIGHT.search(text)) is straight


def test_pages_have_curly_apostrophes() -> None:
    found = []
    for file in sorted(SOURCE.rglob("*.html")):
        text = CODE.sub(" ", file.read_text(encoding="utf-8"))
        found += [f"{file.relative_to(SOURCE)}: {match[0]}" for match in STRAIGHT.finditer(text)]
        for expression in re.findall(r"\{\{.*?\}\}|\{%.*?%\}", file.read_text(encoding="utf-8"), re.DOTALL):
            spoken = re.findall(r'"([^"]*)"', expression)
            found += [f"{file.relative_to(SOURCE)}: {words}" for words in spoken if STRAIGHT.search(words)]
    assert found == []


def test_sentences_of_the_code_have_curly_apostrophes() -> None:
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        name = str(file.relative_to(SOURCE))
        if "migrations/" in name or name in SHOWN_TO_NOBODY | FOR_PROGRAMMERS:
            continue
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [f"{name}:{line}: {text[:80]}" for line, text in sentences(tree) if STRAIGHT.search(text)]
    assert found == []
