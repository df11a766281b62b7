"""What templates can call, and what no template may hold."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import RequestFactory
from jinja2.meta import find_undeclared_variables

from locality.design import environment as env
from locality.design.engine import page_environment
from locality.design.paging import paginate
from locality.values.words import SEPARATORS, count_words

SOURCE = Path(env.__file__).parents[1]
TEMPLATES = sorted(SOURCE.glob("*/jinja2/**/*.html"))
MOMENT = datetime(2026, 7, 1, 14, 30, tzinfo=UTC)


def test_days_times_and_amounts_are_shown_as_people_read_them() -> None:
    assert env.day(date(2026, 11, 26)) == "Thursday 26 November 2026"
    assert env.short_day(date(2026, 11, 26)) == "26 Nov 2026"
    assert env.time_of_day(time(15, 30)) == "15:30"
    assert env.moment(MOMENT) == "Wednesday 1 July 2026 at 15:30"
    assert env.day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026"
    assert env.money(Decimal("1234.5")) == "£1,234.50"
    assert env.pounds(Decimal(4200)) == "£4,200"
    assert [filter_(None) for filter_ in (env.day, env.short_day, env.time_of_day, env.moment, env.money)] == ["–"] * 5


def test_when_a_text_was_saved_says_its_day_but_for_today(monkeypatch: pytest.MonkeyPatch) -> None:
    for now, said in (
        (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), "at 15:30"),
        (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), "on Wednesday 1 July 2026 at 15:30"),  # midnight in London
    ):
        monkeypatch.setattr(env.timezone, "now", lambda now=now: now)
        assert env.when_saved(MOMENT) == said


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(0, "request", "0 requests"), (1, "request", "1 request"), (1200, "request", "1,200 requests"),
     (2, "community", "2 communities"), (2, "day", "2 days"), (2, "class", "2 classes"), (2, "match", "2 matches")],
)  # fmt: skip
def test_a_count_comes_with_its_word(number: int, noun: str, text: str) -> None:
    assert env.count(number, noun) == text


def test_paragraphs_keep_line_breaks_and_no_markup() -> None:
    assert env.paragraphs("<b>one\r\ntwo\n\n\nthree") == (
        '<p class="govuk-body">&lt;b&gt;one<br>two</p>\n<p class="govuk-body">three</p>'
    )
    assert env.paragraphs(None) == ""


def test_references_stay_whole_and_addresses_break_at_their_joints() -> None:
    assert env.references("Hand over RFR-2026-00418 & more") == (
        'Hand over <span class="app-nowrap">RFR-2026-00418</span> &amp; more'
    )
    assert env.email("ann<b>@area.example") == "ann&lt;b&gt;@<wbr>area.<wbr>example"
    assert (env.references(None), env.email(None)) == ("", "–")


@pytest.mark.clause("FORM-11")
def test_the_browser_counts_words_by_the_same_separators() -> None:
    script = (SOURCE / "design" / "scripts" / "word-count.js").read_text()
    listed = re.search(r"SEPARATORS = \[(.*?)\]", script, re.DOTALL)
    assert listed
    assert tuple(int(code, 16) for code in re.findall(r"0x[0-9a-f]+", listed[1])) == SEPARATORS
    assert count_words("one\u00a0two\u200bthree four") == 3


@pytest.mark.parametrize("asked", ["1", "2", "99999999999999999999", "0", "-3", "x", "", "1.5", "\x00"])
def test_any_page_number_gives_a_page(asked: str) -> None:
    page = paginate(RequestFactory().get("/requests/", {"page": asked, "state": "approved"}), list(range(51)))
    assert page.total == 51
    assert page.href(2) == "/requests/?page=2&state=approved"
    assert page.number == {"2": 2, "99999999999999999999": 3, "0": 3, "-3": 3}.get(asked, 1)


def test_the_row_of_page_numbers_stays_short() -> None:
    page = paginate(RequestFactory().get("/?page=10"), list(range(500)))
    assert page.numbers == [1, None, 9, 10, 11, None, 20]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_what_the_content_policy_forbids(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", text))
    assert "|safe" not in text.replace(" ", "")


def test_every_form_that_posts_carries_its_hidden_inputs() -> None:
    for template in TEMPLATES:
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", template.read_text(), re.DOTALL):
            assert "hidden_inputs()" in form, template
            assert "novalidate" in form or "render_fields" not in form, template


def test_the_parts_of_pages_take_nothing_of_the_page() -> None:
    """They are made once for all pages (`PageTemplate`): what one person is shown must not reach another."""
    pages = page_environment()
    source = (SOURCE / "design/jinja2" / env.PARTS).read_text(encoding="utf-8")
    asked = find_undeclared_variables(pages.parse(source))
    assert not [name for name in asked if name not in pages.globals or hasattr(pages.globals[name], "jinja_pass_arg")]
