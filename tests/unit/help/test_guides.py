"""Guides are read safely, are short, and leave no role out."""

import pytest

from locality.accounts.roles import ROLES, Role
from locality.help.library import FOLDER, SLUGS, Guide, guide, guides

MOST_LINES = 100


def test_every_file_is_listed_and_every_listed_guide_exists() -> None:
    assert {file.stem for file in FOLDER.glob("*.md")} == set(SLUGS) == {each.slug for each in guides()}


@pytest.mark.parametrize("role", ROLES.values(), ids=list(ROLES))
def test_every_role_is_named_in_a_guide(role: Role) -> None:
    name = role.name.lower()
    assert any(name in f"{each.title}\n{each.text}".lower() for each in guides()), f"No guide for a {name}"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_is_one_short_page(slug: str) -> None:
    found = guide(slug)
    assert found is not None
    assert found.title
    assert found.summary
    assert "#" not in found.title + found.summary
    assert len(found.text.splitlines()) < MOST_LINES


def test_raw_html_stays_text() -> None:
    html = Guide("x", "X", "", "## A\n\n<script>alert(1)</script> [b](javascript:alert(1))\n").html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_there_is_no_guide_by_another_name() -> None:
    assert guide("../settings") is None


def test_the_list_of_guides_shows_words_and_no_marks() -> None:
    said = {each.slug: each.summary for each in guides()}
    assert not [slug for slug, summary in said.items() if "](" in summary or ".md" in summary or "\n" in summary]
    assert "guide to signing" in " ".join(said.values())
