"""What is remembered of pages that were found clean: neither too little, nor what was not looked at."""

from pathlib import Path

import pytest

from tests import cache
from tests.browser.harness import known
from tests.browser.harness.known import is_clean, keep_clean, page_kind

PAGE = (
    '<p>Due on Monday 30 November 2026</p><input type="hidden" name="form_key" value="aB1-x">'
    '<a href="/calendar/9f8e7d6c5b4a/">Take it</a>'
)


@pytest.mark.parametrize(
    "same",
    [
        PAGE.replace("30", "2"),
        PAGE.replace("Monday", "Wednesday").replace("November", "May"),
        PAGE.replace("Monday 30 November", "Mon 30 Nov"),
        PAGE.replace("aB1-x", "Zz9-q"),
        PAGE.replace("9f8e7d6c5b4a", "0a1b2c3d4e5f"),
    ],
)
def test_numbers_days_and_keys_make_no_other_page(same: str) -> None:
    assert page_kind(same, 320) == page_kind(PAGE, 320)


@pytest.mark.parametrize(
    "other",
    [
        '<p id="a-1"></p><p id="a-1"></p>',
        '<p id="a-1"></p><p id="a-2" tabindex="0"></p>',
        '<h1 id="a-1"></h1><p id="a-2"></p>',
    ],
)
def test_names_that_are_alike_and_other_attributes_count(other: str) -> None:
    page = '<p id="a-1"></p><p id="a-2"></p>'
    assert page_kind(other) != page_kind(page)
    assert page_kind('<p id="a-71"></p><p id="a-72"></p>') == page_kind(page)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<p tabindex="0"></p>', '<p tabindex="1"></p>'),
        ('<td colspan="2">7</td>', '<td colspan="3">7</td>'),
        ('<a href="/a/1/">1</a><a href="/a/2/">1</a>', '<a href="/a/1/">1</a><a href="/a/1/">1</a>'),
        ('<p data-x="a > b" class="x-1">1</p>', '<p data-x="a > b" class="x-2">1</p>'),
    ],
)
def test_a_number_by_which_an_engine_judges_counts(one: str, other: str) -> None:
    assert page_kind(one) != page_kind(other)


@pytest.mark.parametrize(
    "other",
    [
        PAGE.replace("Due", "Late"),
        PAGE.replace("<p>", '<p class="x">'),
        PAGE.replace("form_key", "name"),
        PAGE + "<p></p>",
    ],
)
def test_another_word_or_element_makes_another_page(other: str) -> None:
    assert page_kind(other, 320) != page_kind(PAGE, 320)


def test_another_width_or_another_look_is_another_matter() -> None:
    assert (
        len({page_kind(PAGE, 320), page_kind(PAGE, 1280), page_kind(PAGE, "markup"), page_kind(PAGE, 320, True)}) == 4
    )


def test_what_is_kept_is_known_to_these_engines_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALITY_TEST_CACHE", str(tmp_path))
    cache.folder.cache_clear()
    kind = page_kind(PAGE, 320)
    assert not is_clean(kind)
    keep_clean(kind)
    assert is_clean(kind)
    assert not is_clean(page_kind(PAGE, 1280))
    monkeypatch.setattr(known, "engines", lambda: "newer")
    assert not is_clean(kind)
    cache.folder.cache_clear()


def test_with_a_cache_that_can_not_be_written_a_run_remembers_for_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "file"
    taken.touch()
    monkeypatch.setenv("LOCALITY_TEST_CACHE", str(taken))
    cache.folder.cache_clear()
    assert cache.folder("pages", "key").is_relative_to(cache.RUN)
    cache.folder.cache_clear()
