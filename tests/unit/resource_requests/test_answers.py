"""Reading a draft: what is typed, what it comes to, and what is wrong where."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locality.resource_requests.content.answers import known_name, read, read_line, read_pupil, rows
from locality.resource_requests.content.fields import answers_of
from locality.resource_requests.content.filled import Choices, Costing, Filled
from locality.resource_requests.content.questions import (
    LINE_FIELDS,
    MAX_PUPILS,
    PUPIL_FIELDS,
    QUESTIONS,
    SECTION_OF,
    SECTIONS,
    Kind,
)

TODAY = date(2026, 11, 24)
CHOICES = Choices(
    schools={1: "Oak"},
    lead_school=1,
    partners={2: "Elm", 3: "Ash"},
    trusts={"trust-9": "Nine Trust"},
    key_stages={4: "Key Stage 2"},
    needs={12: "Autism", 11: "Hearing impairment", 13: "Anxiety, school"},
    costings={7: Costing("Teaching assistant", "hour", Decimal("18.50"))},
    today=TODAY,
)
WHOLE = {
    "contact": "Ann",
    "solution": "How can they stay?",
    "outcomes": "By July.",
    "support": "advice,funding",
    "support_given": "A group.",
    "use": "An assistant.",
    "key_stage": "4",
    "needs": "11",
    "parents_informed": "yes",
    "pupil.1.name": "Ann  Oak",
    "pupil.1.born_day": "27",
    "pupil.1.born_month": "3",
    "pupil.1.born_year": "2018",
    "pupil.1.year_group": "Year 4",
    "pupil.1.support": "ehcp",
    "pupil.1.looked_after": "yes",
    "line.1.item": "7",
    "line.1.quantity": "2.5",
    "line.1.weeks": "10",
}


def filled(**changes: str) -> Filled:
    return read({**WHOLE, **{name.replace("__", "."): text for name, text in changes.items()}}, CHOICES)


def sentences(result: Filled, name: str) -> list[str]:
    return [problem.sentence for problem in result.problems if problem.name == name]


@pytest.mark.clause("RFR-2")
def test_a_whole_form_has_no_problems_and_an_empty_one_says_all_that_is_missing() -> None:
    assert filled().problems == ()
    empty = {problem.name for problem in read({}, CHOICES).problems}
    assert empty == {
        "solution", "outcomes", "support_given", "contact", "support", "key_stage", "needs", "parents_informed", "pupils",
    }  # fmt: skip


@pytest.mark.clause("OBJ-3")
@pytest.mark.parametrize(
    ("typed", "read_as", "said"),
    [
        ("11", (11,), []),
        ("11,12, 11", (12, 11), []),
        ("", (), ["Select at least one main need"]),
        (" , ", (), ["Select at least one main need"]),
        ("13,99", (13,), ["Select main needs from the list. One you selected is no longer in it"]),
        ("x", (), ["Select main needs from the list. One you selected is no longer in it"]),
    ],
)
def test_needs_are_read_once_each_in_the_order_of_the_councils_list(
    typed: str, read_as: tuple[int, ...], said: list[str]
) -> None:
    result = filled(needs=typed)
    assert result.needs == read_as
    assert sentences(result, "needs") == said


@pytest.mark.clause("RFR-2")
def test_what_is_missing_is_listed_in_the_order_of_the_page() -> None:
    assert [problem.name for problem in read({}, CHOICES).problems] == [
        "contact", "solution", "outcomes", "support", "pupils", "key_stage", "needs", "parents_informed",
        "support_given",
    ]  # fmt: skip


@pytest.mark.clause("FORM-08")
def test_a_cost_without_a_type_is_asked_for_its_type_alone() -> None:
    _, problems = read_line(1, {"quantity": "2"}, CHOICES)
    assert [(each.name, each.sentence) for each in problems] == [
        ("line.1.item", "Select a type of cost, or “Something else”")
    ]


@pytest.mark.clause("RFR-2")
@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad", " \u00a0\u2060 ", "\ufeff\n", "\u2800"], ids=ascii)
def test_an_answer_that_shows_nothing_is_none(nothing: str) -> None:
    result = filled(
        solution=nothing, outcomes=nothing, use=nothing, support_given=nothing, contact=nothing,
        pupil__1__name=nothing, pupil__1__born_day=nothing, line__1__quantity=nothing,
        trust="other", trust_other=nothing,
    )  # fmt: skip
    assert {problem.name for problem in result.problems} == {
        "solution", "outcomes", "use", "support_given", "contact",
        "pupil.1.name", "pupil.1.born_day", "line.1.quantity", "trust_other",
    }  # fmt: skip
    assert rows({"pupil.2.name": nothing, "pupil.3.name": "Ann"}, "pupil") == {3: {"name": "Ann"}}


@pytest.mark.clause("RFR-2")
def test_what_is_invisible_in_an_answer_is_not_signed() -> None:
    result = filled(
        solution="How can\u200b they\u00ad stay?\r\nWith help.", pupil__1__name="Ann\u00a0Oak\u200b",
        pupil__1__born_day="27th", pupil__1__born_month="March", pupil__1__born_year="\u200e2018",
        line__1__quantity="２.5\u200b", line__1__weeks="\u202d10\u202c",
    )  # fmt: skip
    assert result.problems == ()
    assert result.texts["solution"] == "How can they stay?\nWith help."
    assert (result.pupils[0].name, result.pupils[0].born) == ("Ann Oak", date(2018, 3, 27))
    assert (result.lines[0].quantity, result.lines[0].weeks) == (Decimal("2.5"), 10)


@pytest.mark.clause("FORM-04", "FORM-05", "FORM-08", "FORM-09")
@pytest.mark.parametrize(("name", "most"), [("solution", 250), ("outcomes", 200), ("use", 200), ("support_given", 200)])
def test_long_answers_end_at_their_words(name: str, most: int) -> None:
    assert not filled(**{name: "word " * most}).problems
    said = sentences(filled(**{name: "word " * (most + 1)}), name)
    assert said == [
        f"Shorten your answer to “{QUESTIONS[name].label}” to {most} words or fewer. It is 1 word too long",
    ]


@pytest.mark.clause("FORM-04", "FORM-05", "FORM-08", "FORM-09")
@pytest.mark.parametrize(("name", "most"), [("solution", 10_000), ("outcomes", 8_000)])
def test_a_word_of_two_hundred_thousand_letters_is_no_answer(name: str, most: int) -> None:
    assert not filled(**{name: "x" * most}).problems
    label = QUESTIONS[name].label
    assert sentences(filled(**{name: "x" * (most + 1)}), name) == [
        f"“{label}” must be {most:,} characters or fewer. Shorten it by 1 character.",
    ]
    assert sentences(filled(solution="a" + "\n" * 199_998 + "b"), "solution") == [
        f"“{QUESTIONS['solution'].label}” must be 10,000 characters or fewer. Shorten it by 190,000 characters.",
    ]


@pytest.mark.clause("FORM-06")
def test_kinds_of_support_are_read_in_the_order_of_the_form() -> None:
    assert filled(support="funding,advice,gold").kinds == (Kind.ADVICE, Kind.FUNDING)
    assert sentences(filled(support="gold"), "support") == ["Select the support you are asking for"]


@pytest.mark.clause("FORM-08")
def test_funding_is_read_only_where_it_is_asked_for() -> None:
    without = filled(support="advice", use="word " * 999, line__1__quantity="x")
    assert without.problems == ()
    assert without.total == 0
    assert without.lines == ()
    assert "use" not in without.texts


@pytest.mark.clause("FORM-08")
def test_a_line_is_quantity_times_weeks_times_the_rate_of_the_reference() -> None:
    assert filled().total == Decimal("462.50")
    other = filled(line__1__item="other", line__1__description="Kit", line__1__rate="£1,000.10", line__1__weeks="")
    assert other.total == Decimal("2500.25")
    assert other.lines[0].costing is None


@pytest.mark.clause("FORM-07")
def test_the_numbers_are_those_of_the_list() -> None:
    second = {name.replace("pupil.1.", "pupil.2."): text for name, text in WHOLE.items() if name.startswith("pupil.")}
    result = read({**WHOLE, **second, "pupil.2.support": "sen_support"}, CHOICES)
    assert (result.count("ehcp"), result.count("sen_support"), result.looked_after) == (1, 1, 2)
    assert result.pupils[0].name == "Ann Oak"
    assert result.pupils[0].born == date(2018, 3, 27)


@pytest.mark.clause("FORM-07")
@pytest.mark.parametrize(
    ("day", "month", "year", "part", "words"),
    [
        ("", "", "", "day", "Enter the pupil’s date of birth"),
        ("1", "", "", "month", "must include a month and a year"),
        ("31", "2", "2018", "day", "must be a real date"),
        ("x", "2", "2018", "day", "must be a real date"),
        ("٣", "2", "2018", "day", "must be a real date"),
        ("25", "11", "2026", "year", "must be in the past"),
        ("1", "1", "1990", "year", "Check the year"),
        ("27", "3", "18", "year", "The date of birth must have a year of 4 digits, like 2018"),
        ("27", "3", "018", "year", "The date of birth must have a year of 4 digits, like 2018"),
        ("27", "3", "two", "year", "The date of birth must have a year of 4 digits, like 2018"),
        ("27", "3", "0018", "year", "The date of birth must have a year from 1900 to 2100"),
        ("9" * 90, "9" * 90, "9" * 90, "day", "must be a real date"),
    ],
)
def test_a_date_of_birth_is_a_real_day_of_a_pupil(day: str, month: str, year: str, part: str, words: str) -> None:
    result = filled(pupil__1__born_day=day, pupil__1__born_month=month, pupil__1__born_year=year)
    (said,) = sentences(result, f"pupil.1.born_{part}")
    assert words in said
    assert result.pupils[0].born is None


@pytest.mark.clause("FORM-02")
def test_partners_are_schools_of_the_own_community() -> None:
    assert filled(partners="2,3,2").partners == (2, 3)
    stranger = filled(partners="2,99")
    assert stranger.partners == (2,)
    assert sentences(stranger, "partners")
    assert sentences(filled(pupil__1__school="2"), "pupil.1.school")


@pytest.mark.clause("FORM-03")
def test_a_trust_is_of_the_list_or_named() -> None:
    assert filled(trust="trust-9").trust == "trust-9"
    assert filled(trust="other", trust_other="Mine").trust_other == "Mine"
    assert sentences(filled(trust="other"), "trust_other") == ["Enter the name of the trust or federation"]
    assert sentences(filled(trust="trust-1"), "trust")


@pytest.mark.parametrize(
    ("rule", "answer", "refused"),
    [
        ("asked", "no", ""),
        ("asked", "consent", "Select whether you have told parents or carers"),
        ("required", "yes", ""),
        ("required", "no", "Your council requires you to tell parents or carers before you submit the request"),
        ("consent", "consent", ""),
        ("consent", "no", "Your council requires parents’ or carers’ written consent before you submit the request"),
        ("consent", "yes", "Select whether parents or carers have consented in writing"),
    ],
)
def test_parents_are_asked_about_as_the_authority_rules(rule: str, answer: str, refused: str) -> None:
    choices = Choices(**{**CHOICES.__dict__, "parents_must": rule})
    result = read({**WHOLE, "parents_informed": answer}, choices)
    assert sentences(result, "parents_informed") == ([refused] if refused else [])


@pytest.mark.clause("FORM-07", "RES-9")
@pytest.mark.parametrize(
    "name",
    [
        "SEN Support group", "KS1 boys", "EHCP pupils", "Girl with ASD", "LAC child TBC", "TBC", "tba", "Chalkbridge pupil 2",
        "Ann Oak (EHCP)", "Nurture Group", "Third child", "Year 4 girls", "TA support", "SEN", "Three children",
    ],
)  # fmt: skip
def test_a_group_or_a_note_is_no_name_of_a_pupil(name: str) -> None:
    result = filled(pupil__1__name=name)
    assert sentences(result, "pupil.1.name") == [
        "Enter one pupil’s full name, or remove this pupil. Describe a group of pupils in your answers instead"
    ]
    assert result.pupils[0].name == name


@pytest.mark.clause("FORM-07")
@pytest.mark.parametrize(
    "name",
    [
        "Tom Boys", "Emma Child", "emma child", "Sen Amartya", "SEN Amartya", "QUORBURY Zephyrine", "LAC THANH", "Ta", "Elsa Mat",
        "Ann Oak (known as Bobby)", "Will May", "Ben Master", "EAL SMITH", "李小明", "Rose", "O'Brien, Ann", "Any Hall",
    ],
)  # fmt: skip
def test_a_name_that_is_also_a_word_is_a_name(name: str) -> None:
    assert filled(pupil__1__name=name).problems == ()


@pytest.mark.clause("CTX-2")
def test_a_pupil_with_specific_allocation_is_noted() -> None:
    assert filled(pupil__1__specific_allocation="yes").pupils[0].specific_allocation
    assert not filled().pupils[0].specific_allocation


def test_too_many_pupils_are_said_and_not_read() -> None:
    many = {f"pupil.{row}.name": "x" for row in range(1, MAX_PUPILS + 5)}
    result = read({**WHOLE, **many}, CHOICES)
    assert sentences(result, "pupils") == [f"You can add up to {MAX_PUPILS} pupils. Remove some of them"]
    assert len(result.pupils) == MAX_PUPILS


def test_rows_are_in_the_order_of_their_numbers_and_empty_ones_are_none() -> None:
    raw = {"pupil.10.name": "b", "pupil.2.name": "a", "pupil.3.name": "  ", "pupil.x.name": "c", "line.1.item": "z"}
    assert list(rows(raw, "pupil")) == [2, 10]
    assert list(rows(raw, "line")) == [1]
    assert rows(raw, "") == {}


def test_every_question_stands_in_one_section_and_every_answer_is_known() -> None:
    assert set(SECTION_OF) == set(QUESTIONS)
    assert sum(len(section.names) for section in SECTIONS) == len(QUESTIONS)
    for name in (*QUESTIONS, "trust_other", *(f"pupil.3.{part}" for part in PUPIL_FIELDS), "line.999999.rate"):
        assert all(known_name(answer) for answer in answers_of(name))
    for name in (
        "state",
        "pupil.0.name",
        "pupil.1.rate",
        "line.1.name",
        "pupil.1000000.name",
        "pupil.1.name\n",
        "",
        ".",
    ):
        assert not known_name(name), name
    assert set(LINE_FIELDS) == {"item", "description", "unit", "quantity", "weeks", "rate"}


ANY = st.text(max_size=60)
NUMBERS = st.one_of(
    ANY,
    st.decimals(allow_nan=True).map(str),
    st.floats().map(repr),
    st.integers().map(str),
    st.sampled_from(["1e9", "٣", "½"]),
)


@given(
    st.dictionaries(
        st.sampled_from([*WHOLE, "trust", "trust_other", "partners", "pupil.1.school", "line.1.rate"]), NUMBERS
    )
)
def test_no_text_makes_reading_fail_and_each_problem_has_a_place(raw: dict[str, str]) -> None:
    result = read({**WHOLE, **raw}, CHOICES)
    slugs = {section.slug for section in SECTIONS}
    for problem in result.problems:
        assert problem.section in slugs
        assert problem.sentence
    assert result.total >= 0
    assert result.count("ehcp") + result.count("sen_support") <= len(result.pupils)


@given(*(NUMBERS for _ in range(4)))
def test_a_line_is_either_worth_something_or_has_a_problem(quantity: str, weeks: str, rate: str, item: str) -> None:
    typed = {"item": item, "description": "Kit", "quantity": quantity, "weeks": weeks, "rate": rate}
    line, problems = read_line(1, typed, CHOICES)
    assert (line is not None and line.total > 0) or problems


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_pupil_is_either_born_on_a_day_or_has_a_problem(day: str, month: str, year: str) -> None:
    pupil, problems = read_pupil(1, {"name": "x", "born_day": day, "born_month": month, "born_year": year}, CHOICES)
    assert (pupil.born is not None) or any("born" in problem.name for problem in problems)


@pytest.mark.slow_property
def test_naughty_strings_are_read(shared_data: Path) -> None:
    for text in json.loads((shared_data / "blns.json").read_text(encoding="utf-8")):
        read(dict.fromkeys([*WHOLE, "trust", "trust_other", "partners", "line.1.rate"], text), CHOICES)


def test_many_words_are_counted_with_a_comma() -> None:
    said = sentences(filled(solution="word " * 1300), "solution")
    assert said == ["Shorten your answer to “Solution required” to 250 words or fewer. It is 1,050 words too long"]
