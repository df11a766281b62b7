"""No text of any length holds a worker, or a page: every regular expression answers in a time that grows as the text.

Found in the source, so that none is forgotten (holes 1 and 8 of the attacks: a date of birth's pattern took minutes).
"""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from locality.documents.pdf_content import Letters
from tests.house import patterns
from tests.house.patterns import LONGEST, Found, in_node, probes_of, slowest, too_slow
from tests.house.source import PRODUCT, markup_of, place, templates

BUILT: dict[str, Callable[[], list[re.Pattern[Any]]]] = {
    "src/locality/documents/pdf_content.py::__init__": lambda: [
        made
        for letters in (["ç"], ["ab", "a" + "\u0301" * 12, "é", "]", "^"])
        for latin in (False, True)
        if (made := Letters(frozenset(letters), only_latin=latin)._boxed)
    ],
}
"""The patterns that are built from data while the product runs, by file and function: an example of each."""

SCRIPTS = sorted(PRODUCT.rglob("*.js"))


def _patterns() -> list[Found]:
    return patterns.source().patterns


def test_patterns_are_found() -> None:
    """The other tests here would pass on nothing."""
    assert len(_patterns()) > 25
    assert len(SCRIPTS) > 5


def test_every_pattern_built_while_the_product_runs_has_an_example() -> None:
    assert set(patterns.source().built.values()) == set(BUILT), "Name it in BUILT, with a maker of an example"


def test_no_module_imports_the_functions_of_re() -> None:
    """They are found by their name, `re.search`; so are Django's, which compile what they are given."""
    hidden = [
        f"{place(file)}:{node.lineno}"
        for file in sorted(PRODUCT.rglob("*.py"))
        for node in ast.walk(patterns.tree_of(file))
        if (isinstance(node, ast.ImportFrom) and node.module in {"re", "regex"})
        or (
            isinstance(node, ast.Import)
            and any(name.name == "regex" or (name.name == "re" and name.asname) for name in node.names)
        )
    ]
    assert not hidden, f"import re, and call re.search(…): {hidden}"


@pytest.mark.parametrize("found", _patterns(), ids=lambda found: found.where)
def test_a_pattern_answers_soon_whatever_the_text(found: Found) -> None:
    slow = too_slow(found)
    assert slow is None, slow


@pytest.mark.parametrize("name", BUILT)
def test_a_pattern_built_from_data_answers_soon(name: str) -> None:
    for number, pattern in enumerate(BUILT[name]()):
        slow = too_slow(Found(f"{name} (example {number})", pattern, ("search", "sub")))
        assert slow is None, slow


def test_the_patterns_of_scripts_answer_soon() -> None:
    read = in_node(read=SCRIPTS, probe=[])["read"]
    found: list[tuple[str, str, str]] = []
    for file, said in read.items():
        where = place(Path(file))
        assert len(said["recorded"]) == len(said["made"]), f"{where}:{said['made']} makes a pattern within a function"
        found += [(f"{where}:{line}", source, flags) for line, source, flags in said["literals"]]
        found += [(where, source, flags) for source, flags in said["recorded"]]
    assert found, "word-count.js has one"
    for where, source, flags in found:
        known = source.replace(r"\p{Cf}", r"\u00ad\u200b-\u200f")  # Python has no word for a kind of letter
        probes = probes_of(known.replace("(?<", "(?P<").replace("(?P<=", "(?<=").replace("(?P<!", "(?<!"), 0)
        took: dict[int, float] = {}
        for size in (100, 2_000, 8_000, LONGEST):
            probes = probes if size < LONGEST else sorted(probes, key=lambda probe: -took[probes.index(probe)])[:5]
            times = in_node(read=[], probe=[(source, flags, [probe.text(size) for probe in probes])])["probe"][0]
            took = dict(enumerate(times))
            worst = max(took, key=lambda number: took[number])
            limit = max(patterns.LIMIT * size / LONGEST, 0.02)
            assert took[worst] < limit, f"{where} /{source}/: {took[worst]} s for {size:,} characters, {probes[worst]}"


def test_no_template_leaves_a_pattern_to_the_browser() -> None:
    """Nobody here would time it, and what is typed is checked on the server with a sentence."""
    held = [place(file) for file in templates() if re.search(r"\spattern\s*=|[\"']pattern[\"']\s*:", markup_of(file))]
    assert not held, f"An attribute pattern in {held}"


KNOWN_BAD = {
    "exponential": (r"(a+)+$", "search"),
    "of a date of birth": (r"(?<!\w)0?5\s*[./\s]\s*0?8\s*[./\s]\s*2018(?!\w)", "sub"),
    "spaces at the end": (r"\s+$", "sub"),
    "spaces around a line end": (r"\s*[\r\n]+\s*", "sub"),
    "two of the same": (r"x[0-9]*[0-9]*y", "match"),
    "an address": (r"^([a-z0-9]+\.?)+@", "match"),
    "a comment": (r"/\*.*?\*/", "sub"),
}


@pytest.mark.parametrize("name", KNOWN_BAD)
def test_a_bad_pattern_is_noticed(name: str) -> None:
    """The control: each of these has held a worker somewhere."""
    pattern, way = KNOWN_BAD[name]
    assert too_slow(Found("here", re.compile(pattern), (way,)))


def test_a_good_pattern_is_not() -> None:
    assert slowest(lambda text: patterns.seconds_of(lambda: re.search("x", text)), probes_of("x", 0)) is None
