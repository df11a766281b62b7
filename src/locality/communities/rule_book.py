"""The questions an authority answers by its rules, with what each answer does.

The terms of reference leave these open or disagree with themselves. One entry for each field of `AuthorityRules` that the
product obeys; the pages, forms and help read them here. `NOT_BUILT` names those that nothing obeys yet: they are asked and
shown nowhere until something does (a house test reads the code for each). `ALWAYS` holds what is the same for every
authority, so that it can be looked up.
"""

from collections.abc import Callable, Container, Mapping
from typing import Any

from locality.communities.rule_entries import RULE_BOOK, Fact

ALWAYS: tuple[Fact, ...] = (
    Fact(
        "What can become of a request?",
        "Any of the form’s four responses, several together if need be; or it is declined, deferred, or withdrawn by the "
        "school.",
    ),
    Fact(
        "What does “at least 5 working days before” mean?",
        "The fifth working day before the day itself, until its end, by the clock in England.",
    ),
    Fact(
        "What does “within 5 working days of” mean?",
        "Day one is the next working day; it lasts until the end of day five.",
    ),
    Fact(
        "Which amounts are kept?",
        "Four, never mixed: requested by the school, approved by the community, final by the council, and paid.",
    ),
    Fact(
        "Which days does a funding year have?",
        "Any, up to two years: a year is a range of days with a name.",
    ),
    Fact(
        "Who signs a request?",
        "The head of the school, or a signatory the head has named. An editor writes it and asks a signatory to sign.",
    ),
    Fact(
        "Who says at a meeting that an item touches them?",
        "Everybody can, at each item. The people of the asking school are marked on their own item in any case.",
    ),
)

NOT_BUILT = frozenset(
    {
        "chair_interests",
        "chair_term_months",
        "interests_asked_at_items",
        "member_interests",
        "retention_years",
        "signed_by_signatory_only",
    }
)
"""Columns of `AuthorityRules` that nothing obeys. What an authority once answered is kept from set to set."""

AT_ODDS: tuple[tuple[str, str, Callable[[Any, Any], bool], str], ...] = (
    (
        "sen_support_eligible",
        "ehcp_eligible",
        lambda sen_support, ehcp: not sen_support and not ehcp,
        "With pupils on SEN support and pupils with a plan both left out, no pupil could be in any request. Choose yes for "
        "at least one of the two",
    ),
    (
        "submission_days_before",
        "papers_days_before",
        lambda submission, papers: papers > submission,
        "The papers would go out before submission closes. Submission must close as many working days before the meeting as "
        "the papers go out, or more",
    ),
    (
        "hand_over_days_after",
        "payment_working_days",
        lambda hand_over, payment: payment < hand_over,
        "The money would be expected before the request must be with the area’s officer. Both are counted from the approval: "
        "the money must be expected as many working days after it, or more",
    ),
    (
        "exceptional_weeks",
        "exceptional_reminder_days",
        lambda weeks, days: days > weeks * 7,
        "The school would be reminded before even the longest exceptional allocation begins. The reminder must be no more "
        "days before its end than the allocation lasts",
    ),
)
"""Pairs of rules, when their answers can't both be kept, and why not."""


def at_odds(answers: Mapping[str, Any], changed: Container[str] = ()) -> dict[str, str]:
    """What a whole set of rules contradicts itself in: the sentence at the field, of the two one that is changed."""
    return {
        (one if one in changed and other not in changed else other): sentence
        for one, other, clash, sentence in AT_ODDS
        if clash(answers[one], answers[other])
    }


BY_FIELD = {entry.field: entry for entry in RULE_BOOK}
