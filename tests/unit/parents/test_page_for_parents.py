"""The page for parents, in plain words: what it says, what it never says, and how hard it reads."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from locality.parents.presenters.page_for_parents import Block, Told, as_text, blocks_of, page_for_parents, title_of
from locality.resource_requests.content.questions import Kind
from scripts.reading_age import grade, sentences_of

TOLD = Told(
    school="Hill Road",
    community="Weald North",
    name="Marigold Penhallowe",
    asked=[Kind.ADVICE, Kind.FUNDING],
    who="The schools",
    decided_on=date(2026, 11, 16),
    approved=True,
    agreed=[Kind.ADVICE, Kind.FUNDING],
    amount=Decimal(4200),
    starts_on=date(2026, 12, 1),
    ends_on=date(2027, 7, 21),
    review_on=date(2027, 3, 12),
    question="How can she join in at lunch time?",
    details="A mentor on three days.",
    hope="She joins in at three of five lunch times.",
)


def said(told: Told) -> str:
    found = page_for_parents(told)
    lines = [line for each in found for line in (each.heading, *each.paragraphs, *each.items, each.quoted) if line]
    return "\n\n".join(lines)


@pytest.mark.clause("OBJ-1")
def test_it_says_what_was_asked_agreed_hoped_and_when_it_is_looked_at_again() -> None:
    text = said(TOLD)
    for line in (
        "This page is about Marigold Penhallowe.",
        "How can she join in at lunch time?",
        "The schools said yes on Monday 16 November 2026. This was agreed:",
        "money for extra help: £4,200",
        "A mentor on three days.",
        "The help is from Tuesday 1 December 2026 to Wednesday 21 July 2027.",
        "She joins in at three of five lunch times.",
        "We will look at how things are going on Friday 12 March 2027.",
        "Please talk to us at Hill Road.",
    ):
        assert line in text, line


@pytest.mark.clause("OBJ-1")
def test_of_a_refusal_it_says_no_reason() -> None:
    text = said(replace(TOLD, approved=False, agreed=[], amount=None, details="", hope=""))
    assert (
        "The schools said no on Monday 16 November 2026. We know the reasons, and we will talk with you about them."
        in text
    )
    assert "What we hope for" not in text
    assert "The help is from" not in text


@pytest.mark.clause("RES-9")
def test_a_page_for_each_family_names_no_child_and_no_title_does() -> None:
    told = replace(TOLD, name="", question="", details="", hope="", amount=None)
    text = said(told)
    assert "This page is for the family of each child we asked for." in text
    assert "We asked the group to help your child." in text
    assert "Marigold" not in text
    assert title_of(TOLD) == "What was agreed for your child"
    assert title_of(replace(TOLD, approved=False)) == "What was decided for your child"


@pytest.mark.parametrize("told", [TOLD, replace(TOLD, name=""), replace(TOLD, approved=False, agreed=[])])
def test_it_reads_as_easily_as_a_child_of_eleven_reads(told: Told) -> None:
    """Our own words: what a school typed is the school's."""
    ours = said(replace(told, question="", details="", hope=""))
    assert grade(sentences_of(ours)) + 5 <= 11


def test_as_one_text_it_is_read_again_piece_by_piece() -> None:
    text = as_text(page_for_parents(replace(TOLD, question="Who helps?\nWhen?")))
    found = blocks_of(text)
    assert found[0] == Block(heading="What we asked for")
    assert Block(items=("advice from other schools", "money for extra help")) in found
    assert found.index(Block(text="Who helps?")) + 1 == found.index(Block(text="When?"))
    assert [each.heading for each in found if each.heading] == [
        "What we asked for", "What was agreed", "When the help is", "What we hope for", "When we look at it again", "Who to ask",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", []),
        (
            "Hello\n\n\n•  one\n•two\n•\nBye",
            [Block(text="Hello"), Block(items=("one", "two")), Block(text="•"), Block(text="Bye")],
        ),
        ("What was agreed\nwhat was agreed", [Block(heading="What was agreed"), Block(text="what was agreed")]),
    ],
)
def test_what_a_school_types_becomes_headings_lists_and_paragraphs(text: str, blocks: list[Block]) -> None:
    assert blocks_of(text) == blocks
