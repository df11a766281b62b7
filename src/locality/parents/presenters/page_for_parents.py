"""One page for the parents of one child, in words that most people read with ease. Pure: all it says is handed in.

What was said at the meeting, who was for it and why never come here; of a refusal stands that it was one. What the school
typed is quoted for a request of one pupil alone: in that of several, a sentence can be about another child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from locality.resource_requests.content.questions import Kind
from locality.values.dates import show_day
from locality.values.money import say_money
from locality.values.seen import composed

TITLE = "What was agreed for your child"
DECLINED = "What was decided for your child"
ASKED, AGREED, DECIDED, WHEN, HOPE, AGAIN, WHO = HEADINGS = (
    "What we asked for",
    "What was agreed",
    "What was decided",
    "When the help is",
    "What we hope for",
    "When we look at it again",
    "Who to ask",
)
BULLET = "•"
IN_PLAIN_WORDS = {
    Kind.ADVICE: "advice from other schools",
    Kind.SCHOOL_SUPPORT: "help from another school",
    Kind.FUNDING: "money for extra help",
}


@dataclass(frozen=True)
class Told:
    """What the page is made from. `name`: of the child; empty on a page for each family.

    `question`, `details` and `hope` are the school's and the community's own words, without another child's name; empty in
    a request of several pupils. `who` decided.
    """

    school: str
    community: str
    name: str
    asked: Sequence[Kind]
    who: str
    decided_on: date
    approved: bool
    agreed: Sequence[Kind] = ()
    to_council: bool = False
    amount: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    question: str = ""
    details: str = ""
    hope: str = ""

    @property
    def child(self) -> str:
        """How a sentence calls the child."""
        return self.name or "your child"


@dataclass(frozen=True)
class Section:
    """A heading, what stands below it, and a list at its end."""

    heading: str
    paragraphs: Sequence[str]
    items: Sequence[str] = ()
    quoted: str = ""
    """The words of the request itself, below all else."""


@dataclass(frozen=True)
class Block:
    """A piece of the page: a heading, a paragraph, or a list."""

    heading: str = ""
    text: str = ""
    items: tuple[str, ...] = ()


def as_text(sections: Sequence[Section]) -> str:
    """The page as one text that a school can change: headings on lines of their own, items behind a bullet."""
    blocks = []
    for each in sections:
        items = "\n".join(f"{BULLET} {item}" for item in each.items)
        blocks += [each.heading, *each.paragraphs, items, each.quoted]
    return "\n\n".join(filter(None, blocks))


def blocks_of(text: str) -> list[Block]:
    """Such a text, piece by piece: a line is a heading where it is one of ours, else an item or a paragraph."""
    found: list[Block] = []
    for line in filter(None, (each.strip() for each in text.split("\n"))):
        item = line.removeprefix(BULLET).strip() if line.startswith(BULLET) else ""
        if item and found and found[-1].items:
            found[-1] = Block(items=(*found[-1].items, item))
        elif item:
            found.append(Block(items=(item,)))
        else:
            found.append(Block(heading=line) if line in HEADINGS else Block(text=line))
    return found


def say_saved(typed: str, kept: str) -> str:
    """What the school is told once its words are saved: also where one of them was replaced, or ours are back."""
    if not kept:
        return "The page has our words again. No one outside your school can see it."
    replaced = "" if kept == composed(typed) else " We replaced the name or date of birth of a pupil."
    return f"You’ve saved the page for the parents.{replaced} No one outside your school can see it."


def title_of(told: Told) -> str:
    """The title: never a name, for it stands in the window and in lists of files."""
    return TITLE if told.approved else DECLINED


def page_for_parents(told: Told) -> list[Section]:
    """The page, section by section."""
    found = [_asked(told), _decided(told)]
    if told.approved:
        found += [_when(told), _hope(told), _again(told)]
    return [*found, _whom_to_ask(told)]


def _asked(told: Told) -> Section:
    begins = (
        f"This page is about {told.name}." if told.name else "This page is for the family of each child we asked for."
    )
    return Section(
        ASKED,
        [
            begins,
            f"We are part of a group of schools, {told.community}. The schools share advice, help and money. This is for "
            "children who need more help in school.",
            f"We asked the group to help {told.child}. We asked for:",
        ],
        [IN_PLAIN_WORDS[kind] for kind in told.asked],
        told.question,
    )


def _decided(told: Told) -> Section:
    day = show_day(told.decided_on)
    if not told.approved:
        return Section(
            DECIDED,
            [
                f"{told.who} said no on {day}. We know the reasons, and we will talk with you about them.",
                f"We are still here to help {told.child}. Ask us what we will do next.",
            ],
        )
    items = [IN_PLAIN_WORDS[kind] for kind in told.agreed]
    if told.amount and Kind.FUNDING in told.agreed:
        place = list(told.agreed).index(Kind.FUNDING)
        items[place] = f"{items[place]}: {say_money(told.amount)}"
    if told.to_council:
        items.append("a look at this by the council")
    return Section(AGREED, [f"{told.who} said yes on {day}. This was agreed:"], items, told.details)


def _when(told: Told) -> Section:
    if told.starts_on and told.ends_on:
        words = f"The help is from {show_day(told.starts_on)} to {show_day(told.ends_on)}."
    else:
        words = "Ask us when the help starts."
    return Section(WHEN, [words])


def _hope(told: Told) -> Section:
    if told.hope:
        return Section(HOPE, ["This is what we wrote when we asked:"], (), told.hope)
    return Section(HOPE, [f"Ask us what we hope will change for {told.child}."])


def _again(told: Told) -> Section:
    on = f" on {show_day(told.review_on)}" if told.review_on else ""
    return Section(
        AGAIN,
        [f"We will look at how things are going{on}. You can tell us what you think at any time."],
    )


def _whom_to_ask(told: Told) -> Section:
    return Section(
        WHO,
        [
            f"Please talk to us at {told.school}.",
            "Every council also has free advice for parents about special needs. Ask us how to find it, or look for “SENDIASS” "
            "on the website of your council.",
        ],
    )
