"""What a person can read keeps to the style sheet (docs/words.md), wherever it is written."""

import ast
import re
from pathlib import Path

import pytest

from tests.house.sentences import LONGEST_SENTENCE, RULES, Rule, Text, broken, of_template, texts, too_long
from tests.house.source import PRODUCT, place, product_files, tree_of

EXCEPTIONS: dict[str, str] = {
    "Active participation even when you don’t have immediate need": "The council’s own principles, to the letter.",
    "promised by decisions and not yet paid": "The name of a column, for who reads the database.",
    "promised once and given back": "The name of a column, for who reads the database.",
    "free to promise": "The name of a column, for who reads the database.",
    "Hand-over {}": "How a row calls itself, for who reads the database.",
    "import secrets": "A command to type, with its semicolon.",
}
"""A text that may break the sheet, and why; at most ten."""

PLANTED = {
    "told": ("Nobody is told.", "We’ll email the chair."),
    "somebody": ("Ask somebody else.", "Ask someone else."),
    "e-mail": ("Your e-mail address", "Your email address"),
    "negative contraction": ("This can’t be done.", "You cannot do this. We’ll wait."),
    "begin": ("The meeting has begun.", "The meeting has started."),
    "anew": ("Read the page anew.", "Reload the page."),
    "mend": ("Mend the request.", "Change the request. Recommended."),
    "the word": ("Give the word to Larkford", "Call Larkford"),
    "put off": ("Put it off", "Move to a later meeting"),
    "take": ("Take it off the agenda", "Remove it. It takes the chair 5 minutes."),
    "draw up": ("Draw up the agenda", "Create the agenda"),
    "fare": ("How it fared", "Status: farewell"),
    "hand over": ("Hand it over to the officer", "Send it to the officer"),
    "office": ("You hold no office", "Ask the area officer"),
    "stand": ("How it stands", "It is outstanding, and RFR stands for Request for Resource."),
    "promise": ("Money promised", "Money committed"),
    "gather": ("Gather payments", "Add payments"),
    "running": ("2 meetings running", "2 meetings in a row"),
    "serve": ("Who serves it", "Who works for it"),
    "choose": ("Choose the area", "Select the area"),
    "meeting of": ("The meeting of Thursday", "The meeting on Thursday"),
    "together": ("Together", "Work on it together"),
    "semicolon": ("One; two", "One. Two."),
    "what you asked for": ("Nothing fits what you asked for.", "No requests match your filters."),
    "empty button": ("Confirm", "Confirm transfer"),
    "ISO date": ("2026-11-19", "19 November 2026"),
    "buttons": ("Whom the buttons tell", "Who gets an email"),
}
"""Of each rule a text that breaks it, and one that looks alike and does not."""


def _allowed(text: Text) -> bool:
    return any(each in text.text for each in EXCEPTIONS)


def test_each_text_is_read() -> None:
    kinds = {
        kind: sum(1 for text in texts() if text.kind == kind) for kind in ("template", "literal", "script", "guide")
    }
    assert kinds["template"] > 1500
    assert kinds["literal"] > 2500
    assert kinds["script"] > 20
    assert kinds["guide"] > 300


def test_there_are_few_exceptions() -> None:
    assert len(EXCEPTIONS) <= len("ten things")
    for each, why in EXCEPTIONS.items():
        assert why.endswith(".")
        assert any(each in text.text for text in texts()), f"{each!r} is written nowhere now: take the exception away"


def test_each_rule_has_an_example() -> None:
    assert {rule.name for rule in RULES} == set(PLANTED)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_what_breaks_it_and_nothing_else(rule: Rule) -> None:
    wrong, right = (Text(PRODUCT / "x.html", 1, rule.kinds[0], text) for text in PLANTED[rule.name])
    assert rule.breaks(wrong)
    assert not rule.breaks(right)


def test_a_template_is_read_as_its_readers_do(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<p class="told">Sent by {{ name }}\n  <b>today</b>.</p>{# Nobody is told. #}'
        '{{ c.button("Send request", href=url("x")) }}<li>{% if a %}One{% else %}Two{% endif %}</li>'
    )
    assert [text.text for text in of_template(page)] == ["Send request", "Sent by {} today.", "One", "Two"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_text_breaks_the_style_sheet(rule: Rule) -> None:
    found = [str(text) for text in broken(rule) if not _allowed(text)]
    assert not found, f"Write {rule.say}:\n" + "\n".join(found)


def test_no_sentence_is_long() -> None:
    found = [str(text) for text in too_long() if not _allowed(text)]
    assert not found, f"More than {LONGEST_SENTENCE} words:\n" + "\n".join(found)


# Fields

FIELDS = {
    "Choice", "Confirm", "Day", "Email", "LongText", "Many", "Password", "Pick", "Pounds", "Text", "TimeOfDay", "Upload",
    "WebLink", "WholeNumber",
}  # fmt: skip


def _fields_without_a_sentence(tree: ast.AST) -> list[int]:
    """Lines of fields that must be filled in and have no sentence of their own for where they are not."""
    found = []
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        given = {each.arg: each.value for each in node.keywords}
        required = given.get("required")
        optional = isinstance(required, ast.Constant) and required.value is False
        has_own = {"empty", "needed", "only_when", None} & set(given)
        if name in FIELDS and "label" in given and not optional and not has_own:
            found.append(node.lineno)
    return found


def test_a_field_without_a_sentence_is_found() -> None:
    source = (
        "a = Text(label='Name')\nb = Text(label='Name', empty='Enter a name')\nc = Text(label='Name', required=False)"
    )
    assert _fields_without_a_sentence(ast.parse(source)) == [1]


def test_each_field_that_must_be_filled_in_says_so_in_a_sentence_of_its_own() -> None:
    found = [f"{place(file)}:{line}" for file in product_files() for line in _fields_without_a_sentence(tree_of(file))]
    assert not found, "\n".join(found)


# What is said of something done


def _success(tree: ast.AST) -> list[tuple[int, str]]:
    """Line and text of each literal given to `messages.success`."""
    return [
        (node.lineno, ast.unparse(argument))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "messages.success"
        for argument in node.args[1:2]
        if isinstance(argument, ast.Constant | ast.JoinedStr)
    ]


def test_what_was_done_is_said_of_its_reader_or_as_done() -> None:
    """ "You’ve sent the request.", "Request sent."; never "The request is sent."."""
    stative = re.compile(r" (?:is|are) (?:now )?(?:\w+ed|sent|put|given|taken|made|thrown|written)\b")
    found = [
        f"{place(file)}:{line} {text}"
        for file in product_files()
        for line, text in _success(tree_of(file))
        if stative.search(text)
    ]
    assert not found, "\n".join(found)
