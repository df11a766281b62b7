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
        "What decisions can be made on a request?",
        "One or more of the form’s 4 responses. A request can also be declined or deferred, or the school can withdraw it.",
    ),
    Fact(
        "What does “at least 5 working days before” mean?",
        "The fifth working day before the meeting. The deadline is the end of that day, UK time.",
    ),
    Fact(
        "What does “within 5 working days of” mean?",
        "Day 1 is the next working day. The deadline is the end of day 5.",
    ),
    Fact(
        "Which amounts do we record?",
        "4 separate amounts: requested by the school, approved by the community, final by the council, and paid.",
    ),
    Fact(
        "How long is a funding year?",
        "Up to 2 years. You choose its first day, its last day and its name.",
    ),
    Fact(
        "Who signs a request?",
        "The head teacher, or a signatory the head has named. An editor can write it and ask a signatory to sign.",
    ),
    Fact(
        "Who can declare an interest at a meeting?",
        "Everyone can, for each item. We always mark the people of the asking school on their own item.",
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
        "If pupils on SEN support and pupils with a plan are both left out, no pupil can be in a request. Select yes for at "
        "least one of them",
    ),
    (
        "submission_days_before",
        "papers_days_before",
        lambda submission, papers: papers > submission,
        "The papers would go out before submission closes. Enter at least as many working days for submission as for the "
        "papers",
    ),
    (
        "hand_over_days_after",
        "payment_working_days",
        lambda hand_over, payment: payment < hand_over,
        "The payment would be due before the area officer gets the request. Enter at least as many working days for the "
        "payment as for sending the request",
    ),
    (
        "exceptional_weeks",
        "exceptional_reminder_days",
        lambda weeks, days: days > weeks * 7,
        "We would remind the school before the longest exceptional allocation starts. Enter no more days for the reminder "
        "than the allocation lasts",
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
