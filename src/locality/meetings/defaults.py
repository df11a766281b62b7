"""What an authority's agenda and discussion are until it changes them (AGE-1, SFA-1)."""

from locality.communities.models import Authority
from locality.meetings.models import DiscussionStep, TemplateItem
from locality.meetings.models.agenda import Kind

_ITEMS: tuple[tuple[str, int, Kind], ...] = (
    ("Welcome, Introductions and Register of Attendance", 5, Kind.WELCOME),
    ("Minutes and review of decisions and actions from previous meeting", 10, Kind.LAST_MINUTES),
    ("Outcomes Data", 5, Kind.OUTCOMES),
    ("Update from Professional Resource Group and/or Area Board", 5, Kind.UPDATE),
    ("Group Solution Discussions / Case Studies", 20, Kind.REQUESTS),
    ("Finance Updates: review of balance sheet", 10, Kind.FINANCE),
)
_STEPS: tuple[tuple[str, str, DiscussionStep.Manner, int, int, int, bool], ...] = (
    (
        "Question",
        "The school reads its question aloud. Check it is about change for the children.",
        DiscussionStep.Manner.ASKING, 1, 2, 1, False,
    ),
    (
        "Description",
        "The school explains the situation. No questions or interruptions.",
        DiscussionStep.Manner.ASKING, 3, 5, 1, False,
    ),
    (
        "Clarification",
        "Each member asks one question, or passes. No comments or advice yet.",
        DiscussionStep.Manner.ROUND, 3, 6, 2, False,
    ),
    (
        "Solutions",
        "Each member offers a solution, or passes.",
        DiscussionStep.Manner.ROUND, 4, 8, 1, True,
    ),
)  # fmt: skip


def template_items(authority: Authority) -> list[TemplateItem]:
    """The six items, not saved. The minutes of the discussions are those of each request."""
    return [
        TemplateItem(authority=authority, position=position, title=title, minutes=minutes, kind=kind)
        for position, (title, minutes, kind) in enumerate(_ITEMS, 1)
    ]


def discussion_steps(authority: Authority) -> list[DiscussionStep]:
    """The four steps, not saved."""
    return [
        DiscussionStep(
            authority=authority, position=position, title=title, guidance=guidance, manner=manner,
            minutes_from=shortest, minutes_to=longest, rounds=rounds, captures=captures,
        )
        for position, (title, guidance, manner, shortest, longest, rounds, captures) in enumerate(_STEPS, 1)
    ]  # fmt: skip
