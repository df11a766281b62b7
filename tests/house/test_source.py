"""Sizes, and what views and templates keep away from."""

import re

import pytest

from tests.house.source import PRODUCT, TESTS, apps, lines_with, markup_of, place, product_files, templates, view_files

LONGEST_FILE = 400
LONGEST_VIEWS = 300
WIDEST_TEMPLATE = 160
MOST_IGNORED = 14
"""Lines that the check of types is told to pass over: what a package, or its types, leave no honest word for."""
ACROSS_APPS = {
    "acting",
    "kill",
    "every_form",
}  # test folders of what no one app does: whoever acts is asked, actions killed at each write, forms attacked


def test_the_house_has_rooms() -> None:
    """The other tests here would pass on an empty tree."""
    assert len(product_files()) > 50
    assert len(templates()) > 20
    assert view_files()


def test_no_product_file_is_too_long() -> None:
    long = [
        f"{place(file)}: {count} lines"
        for file in (*product_files(), *templates())
        if (count := len(file.read_text(encoding="utf-8").splitlines()))
        > (LONGEST_VIEWS if file in view_files() else LONGEST_FILE)
    ]
    assert not long, f"Cut by thing (house.md): {long}"


def test_no_line_of_a_template_is_too_long() -> None:
    """A line that does not fit holds several things, or logic that a presenter should hold."""
    long = [
        f"{place(file)}:{number}: {len(line)} columns"
        for file in templates()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST_TEMPLATE
    ]
    assert not long, f"Break them, or give the template the words: {long}"


def test_views_reach_data_through_queries_only() -> None:
    reached = [
        line for file in view_files() for line in lines_with(file, r"\.(objects|_default_manager|_base_manager)\b")
    ]
    assert not reached, f"A view loads through the viewer's scope: {reached}"


def test_templates_reach_no_manager() -> None:
    reached = [line for file in templates() for line in lines_with(file, r"\.(objects|filter|exclude)\b\s*[.(]")]
    assert not reached, f"A template shows what it is given: {reached}"


INLINE = {
    "a style element": re.compile(r"<style\b", re.I),
    "a style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.I),
    "an event attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("what", INLINE)
def test_templates_hold_nothing_the_security_policy_refuses(what: str) -> None:
    held = [place(file) for file in templates() if INLINE[what].search(markup_of(file))]
    assert not held, f"{what} in {held}"


# Where ready-made markup is put together: each escapes what a person typed
MARKUP = {
    "src/locality/accounts/views.py", "src/locality/design/environment.py", "src/locality/design/forms/bound.py",
    "src/locality/design/forms/choices.py", "src/locality/design/forms/fields.py", "src/locality/design/forms/others.py",
    "src/locality/help/library.py",
    "src/locality/writing/forms/rows.py", "src/locality/writing/forms/sections.py",
    "src/locality/together/shared.py",
}  # fmt: skip


def test_markup_is_made_in_few_places_and_never_in_a_template() -> None:
    by_hand = r"\b(mark_safe|SafeString|Markup|format_html)\("
    assert {place(file) for file in product_files() if lines_with(file, by_hand)} == MARKUP
    unescaped = r"\|\s*(safe|xmlattr)\b|\bautoescape\b|\bMarkup\b"
    assert not [line for file in templates() for line in lines_with(file, unescaped)]


ONCE = {
    r"Content-Disposition": "src/locality/documents/answers.py",
    r"\bZoneInfo\(": "src/locality/values/working_days.py",
    r"^_?NOTHING = Decimal\(": "src/locality/values/money.py",
    r"'' if \w+ == 1 else 's'|\"\" if \w+ == 1 else \"s\"": "",
    r"CREATE (TRIGGER|FUNCTION)": "src/locality/values/triggers.py",
}
"""What is written in one place, and asked for there: an answer that is saved, a time zone, nothing, a plural, a guard."""
GUARDS_OF_THE_LOG = "src/locality/audit/triggers.py"  # PostgreSQL's, which are looked at again letter by letter


@pytest.mark.parametrize("what", ONCE)
def test_small_things_are_made_in_one_place(what: str) -> None:
    found = {place(file) for file in PRODUCT.rglob("*.py") if lines_with(file, what)} - {GUARDS_OF_THE_LOG}
    assert found == {ONCE[what]} - {""}


def test_every_form_that_posts_carries_its_keys() -> None:
    bare = []
    for file in templates():
        for form in re.finditer(r"<form\b([^>]*)>(.*?)</form>", markup_of(file), re.S | re.I):
            posts = re.search(r"method=[\"']?post", form.group(1), re.I)
            if posts and "hidden_inputs()" not in form.group(2):
                bare.append(place(file))
    assert not bare, f"{{{{ hidden_inputs() }}}} is missing in a form of {bare}"


def test_a_form_says_how_it_sends() -> None:
    """A form without a method would put what was typed, perhaps a name, into the address."""
    silent = [
        place(file)
        for file in templates()
        for form in re.finditer(r"<form\b[^>]*>", markup_of(file), re.I)
        if "method=" not in form.group().lower()
    ]
    assert not silent, silent


def test_apps_send_no_signals_to_one_another() -> None:
    own = [
        line for file in product_files() for line in lines_with(file, r"(?<![\w.])Signal\(|\bimport .*\bpost_save\b")
    ]
    assert not own, own


@pytest.mark.parametrize("speed", ["unit", "integration"])
def test_the_test_folders_mirror_the_apps(speed: str) -> None:
    strange = {folder.name for folder in (TESTS / speed).iterdir() if folder.is_dir()} - {
        *apps(),
        *ACROSS_APPS,
        "__pycache__",
    }
    assert not strange, f"No app is named {strange}"


def test_every_app_is_tested() -> None:
    untested = {
        app
        for app in apps()
        if any((PRODUCT / app).rglob("[a-z]*.py"))
        and not any(any((TESTS / speed / app).rglob("test_*.py")) for speed in ("unit", "integration"))
    }
    assert untested <= {"config"}, untested


def test_nothing_is_left_open_in_the_code() -> None:
    mark = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"))
    left = [line for file in product_files() for line in lines_with(file, rf"\b({mark})\b")]
    assert not left, left


def test_few_lines_are_passed_over_by_the_check_of_types_and_each_says_why() -> None:
    passed_over = [line for file in PRODUCT.rglob("*.py") for line in lines_with(file, r"#\s*type:\s*ignore")]
    assert len(passed_over) <= MOST_IGNORED, passed_over
    unsaid = [
        line for file in PRODUCT.rglob("*.py") for line in lines_with(file, r"#\s*type:\s*ignore(?!\[[\w-]+\]\s+# \w)")
    ]
    assert not unsaid, f"A comment on the line says why: {unsaid}"
