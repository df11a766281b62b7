"""Anybody can read the help, signed in or not."""

import re
from itertools import pairwise

import pytest
from django.test import Client
from django.urls import reverse

from locality.help.library import SLUGS, guide
from tests.world import Side

pytestmark = pytest.mark.django_db


def test_the_list_is_for_everybody(client: Client) -> None:
    page = client.get(reverse("help"))
    assert page.status_code == 200
    for slug in SLUGS:
        assert reverse("help_guide", args=[slug]) in page.text


@pytest.mark.parametrize("slug", SLUGS)
def test_each_guide_is_for_everybody(client: Client, slug: str) -> None:
    page = client.get(reverse("help_guide", args=[slug]))
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert guide(slug).title in page.text  # type: ignore[union-attr]


def test_an_unknown_guide_is_not_found(client: Client) -> None:
    assert client.get(reverse("help_guide", args=["nothing"])).status_code == 404


def test_every_page_links_to_the_help(client: Client) -> None:
    assert f'href="{reverse("help")}"' in client.get(reverse("account_login")).text


@pytest.mark.parametrize(("role", "address"), [("finance", "finance"), ("moderator", "moderator"), ("chair", "")])
def test_the_guide_of_three_readers_leads_each_to_their_own(kent: Side, role: str, address: str) -> None:
    reader = Client()
    reader.force_login(kent.people[role])
    old = reader.get(reverse("help_guide", args=["finance-and-moderator"]))
    assert old.status_code == 302
    assert old["Location"] == (reverse("help_guide", args=[address]) if address else reverse("help"))


def test_whoever_is_not_signed_in_chooses_from_the_list(client: Client) -> None:
    assert client.get(reverse("help_guide", args=["finance-and-moderator"]))["Location"] == reverse("help")


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_shows_its_picture(client: Client, slug: str) -> None:
    page = client.get(reverse("help_guide", args=[slug])).text
    (picture,) = re.findall(r"<img [^>]*>", page)
    assert f"help/{slug}" in picture
    assert 'width="640"' in picture
    assert re.search(r'alt="[^"]{20,}"', picture)


@pytest.mark.parametrize("slug", SLUGS)
def test_headings_follow_the_h1_of_the_layout(slug: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", guide(slug).html)]  # type: ignore[union-attr]
    assert levels[0] == 2
    assert all(2 <= level <= before + 1 for before, level in pairwise(levels))


@pytest.mark.parametrize("slug", SLUGS)
def test_links_between_guides_lead_somewhere(slug: str) -> None:
    for target in re.findall(r'href="([^"]+)"', guide(slug).html):  # type: ignore[union-attr]
        assert re.fullmatch(rf"/help/({'|'.join(SLUGS)})/", target), target
