"""Guides are read safely, are short, name what is on the pages, and leave no role out."""

import re
from functools import cache

import pytest

from locality.accounts.roles import ROLES, Role
from locality.help.library import FOLDER, PARTED, SLUGS, Guide, guide, guides, picture_height, where_it_went
from tests.house.sentences import Text, texts
from tests.house.source import markup_of, templates

MOST_LINES = 100
HEAVIEST = 40 * 1024
HEAVIEST_ON_PHONES = 13 * 512
PICTURES = FOLDER.parent / "static" / "help"
SEEN_PART = re.compile(r">([^<>{}]+)<span\s+class=\"govuk-visually-hidden\"")
"""What is seen of a link or button that says more to a screen reader."""
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")


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


@cache
def _on_pages() -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """What pages say, word for word; and what they say with something filled in."""
    shown = [text for text in texts() if text.kind != "guide"]
    seen = {found[1].strip() for file in templates() for found in SEEN_PART.finditer(markup_of(file))}
    whole = frozenset(_plain(text) for text in shown) | seen
    return whole, tuple(
        re.compile(re.escape(each).replace(r"\{\}", ".+"))
        for each in whole
        if "{}" in each and len(each) > len("{} {}")
    )


@pytest.fixture(scope="module", autouse=True)
def _pages_read() -> None:
    """Reads what pages say once, and draws a guide, which is not what a test is to be timed for."""
    found = guide(SLUGS[0])
    assert _on_pages()
    assert found
    assert found.html


def _plain(text: Text) -> str:
    return text.text.strip().rstrip(".:")


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_guide_tells_to_choose_is_on_a_page(slug: str) -> None:
    found = guide(slug)
    assert found
    whole, filled = _on_pages()
    bold = {" ".join(each.split()).rstrip(".") for each in re.findall(r"\*\*([^*]+)\*\*", found.text)}
    missing = [each for each in bold if each not in whole and not any(one.fullmatch(each) for one in filled)]
    assert not missing, f"No button, link or heading says: {sorted(missing)}"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_has_one_small_picture_and_says_what_it_shows(slug: str) -> None:
    found = guide(slug)
    assert found
    ((words, file),) = PICTURE.findall(found.text)
    assert file == f"{slug}.webp"
    assert len(words.split()) >= 5
    assert not re.match(r"(?i)a?n? ?(?:picture|image|screenshot)", words)
    taken = PICTURES / file
    assert taken.read_bytes()[8:12] == b"WEBP"
    assert re.search(rf'<img [^>]*width="640" height="{picture_height(file)}"', found.html)
    assert 100 < picture_height(file) <= 430
    assert taken.stat().st_size <= HEAVIEST, f"{file} has {taken.stat().st_size:,} bytes"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_telephone_loads_a_picture_of_its_own_width_that_is_light(slug: str) -> None:
    found = guide(slug)
    assert found
    small = f"{slug}-phone.webp"
    drawn = re.search(r"<picture><source ([^>]*)><img [^>]*></picture>", found.html)
    assert drawn
    assert f"/{slug}-phone." in drawn[1]
    assert 'media="(max-width: 40em)"' in drawn[1]
    assert f'width="335" height="{picture_height(small)}"' in drawn[1]
    assert 100 < picture_height(small) <= 410
    assert (PICTURES / small).stat().st_size <= HEAVIEST_ON_PHONES


def test_no_picture_is_left_over() -> None:
    assert {file.stem for file in PICTURES.glob("*")} == {f"{slug}{end}" for slug in SLUGS for end in ("", "-phone")}


@pytest.mark.parametrize(
    ("roles", "part"),
    [
        (["finance"], "finance"),
        (["moderator"], "moderator"),
        (["area_board_member"], "area-board"),
        (["moderator", "finance"], "finance"),
        (["clerk"], None),
        ([], None),
    ],
)
def test_a_guide_that_was_parted_leads_to_the_part_of_its_reader(roles: list[str], part: str | None) -> None:
    assert where_it_went("finance-and-moderator", roles) == part


def test_every_part_of_a_guide_is_there_and_what_is_there_was_not_parted() -> None:
    for slug, parts in PARTED.items():
        assert slug not in SLUGS
        assert parts.keys() <= ROLES.keys()
        assert set(parts.values()) <= set(SLUGS)


def test_a_guide_that_was_not_parted_went_nowhere() -> None:
    assert where_it_went("school", ["finance"]) is None
