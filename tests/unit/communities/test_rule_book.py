"""The rule book: every settled question is there as data, with a default and words for each answer."""

import pytest

from locality.communities.forms.council import RulesForm
from locality.communities.models import AuthorityRules
from locality.communities.rule_book import ALWAYS, BY_FIELD, NOT_BUILT, at_odds
from locality.communities.rule_entries import RULE_BOOK, Entry

NO_RULES = {"id", "authority", "valid_from", "why", "set_by", "set_at"}
DEFAULTS = {
    "defer_allowed": "Yes",
    "day_count": "Monday to Friday, less bank holidays and closure days",
    "submission_days_before": "10 working days",
    "papers_days_before": "5 working days",
    "minutes_days_after": "5 working days",
    "hand_over_days_after": "3 working days",
    "processing_calendar_days": "30 calendar days",
    "payment_working_days": "30 working days",
    "delegated_authority_needed": "Yes",
    "chair_votes": "Yes",
    "clerk_votes": "No",
    "advisers_vote": "No",
    "asking_school_votes": "Yes",
    "members_see_pupil_names": "No",
    "parents_informed": "Asked, not required",
    "funding_year_starts_month": "September",
    "funding_periods": "4 parts",
    "sen_support_eligible": "Yes",
    "ehcp_eligible": "Yes",
    "small_number_below": "5 pupils",
    "suppress_second_cell": "Yes",
}

UNITS = {
    "submission_days_before": "working days",
    "papers_days_before": "working days",
    "minutes_days_after": "working days",
    "hand_over_days_after": "working days",
    "processing_calendar_days": "calendar days",
    "payment_working_days": "working days",
    "absences_raised_after": "meetings",
    "solution_words": "words",
    "other_answer_words": "words",
    "exceptional_weeks": "weeks",
    "exceptional_reminder_days": "calendar days",
    "contingency_percent": "percentage",
    "funding_year_starts_month": "month",
    "funding_periods": "parts",
    "small_number_below": "pupils",
    "idle_minutes": "minutes",
}
"""What each number counts, which its question says aloud: the word beside the box is not read out."""


@pytest.mark.parametrize("entry", [each for each in RULE_BOOK if each.kind == "number"], ids=lambda each: each.field)
def test_the_question_of_a_number_says_what_it_counts(entry: Entry) -> None:
    asked = RulesForm.base_fields[entry.field]
    assert UNITS[entry.field] in f"{asked.label} {asked.help_text}"


def test_every_rule_has_one_entry() -> None:
    assert sorted([*BY_FIELD, *NOT_BUILT]) == sorted({field.name for field in AuthorityRules._meta.fields} - NO_RULES)
    assert len(BY_FIELD) == len(RULE_BOOK)


@pytest.mark.parametrize(("field", "words"), DEFAULTS.items())
def test_the_defaults_are_the_settled_answers(field: str, words: str) -> None:
    assert BY_FIELD[field].show(getattr(AuthorityRules(), field)) == words


@pytest.mark.parametrize("entry", RULE_BOOK, ids=lambda entry: entry.field)
def test_an_entry_asks_explains_and_offers_answers(entry: Entry) -> None:
    assert entry.question.endswith("?")
    assert entry.explanation.endswith(".")
    default = getattr(AuthorityRules(), entry.field)
    if entry.kind == "number":
        assert entry.minimum <= default <= entry.maximum
    elif entry.kind == "choice":
        assert str(default) in dict(entry.choices)
    else:
        assert isinstance(default, bool)


PAIRS = (
    ({"sen_support_eligible": False}, {"ehcp_eligible": False}, "no pupil can be in a request"),
    ({"submission_days_before": 5}, {"papers_days_before": 6}, "before submission closes"),
    ({"hand_over_days_after": 10}, {"payment_working_days": 9}, "before the area officer gets the request"),
    (
        {"exceptional_weeks": 4},
        {"exceptional_reminder_days": 29},
        "before the longest exceptional allocation starts",
    ),
)


def answers(**changes: object) -> dict[str, object]:
    return {entry.field: getattr(AuthorityRules(), entry.field) for entry in RULE_BOOK} | changes


@pytest.mark.parametrize(("one", "other", "words"), PAIRS)
def test_rules_that_cant_both_be_are_at_odds(one: dict[str, object], other: dict[str, object], words: str) -> None:
    (first,), (second,) = one, other
    found = at_odds(answers(**one, **other), {first, second})
    assert list(found) == [second]
    assert words in found[second]
    assert list(at_odds(answers(**one, **other), {first})) == [first]
    assert at_odds(answers()) == {}


@pytest.mark.parametrize(
    "kept",
    [
        {"sen_support_eligible": False},
        {"ehcp_eligible": False},
        {"submission_days_before": 5, "papers_days_before": 5},
        {"hand_over_days_after": 10, "payment_working_days": 10},
        {"exceptional_weeks": 4, "exceptional_reminder_days": 28},
    ],
)
def test_rules_that_can_both_be_are_not(kept: dict[str, object]) -> None:
    assert at_odds(answers(**kept)) == {}


def test_one_of_a_unit_is_said_in_the_singular() -> None:
    assert BY_FIELD["exceptional_weeks"].show(1) == "1 week"
    assert BY_FIELD["papers_days_before"].show(1) == "1 working day"


def test_what_never_differs_is_said_too() -> None:
    assert any("4 separate amounts" in fact.answer for fact in ALWAYS)
    assert all(fact.question.endswith("?") and fact.answer.endswith(".") for fact in ALWAYS)
