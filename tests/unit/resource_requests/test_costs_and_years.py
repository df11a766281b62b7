"""How a cost is said, and what follows from a date of birth and a year group."""

from datetime import date
from decimal import Decimal

import pytest

from locality.resource_requests.content.answers import read
from locality.resource_requests.content.costs import counted_unit, how_worked_out
from locality.resource_requests.content.years import key_stage_of, usual_year_group, worth_a_look
from tests.unit.resource_requests.test_answers import CHOICES, WHOLE, filled, sentences


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("15", "hour", "hours"), ("1", "hour", "hour"), ("2", "visit", "visits"), ("2", "half day", "half days"),
        ("3", "half-day", "half-days"), ("3", "hour with Pupil A", "hours with Pupil A"), ("2", "piece of work", "pieces of work"),
        ("15", "hour a week", "hours a week"), ("15", "hours a week", "hours a week"), ("3", "child", "children"),
        ("2", "box", "boxes"), ("2", "party", "parties"), ("2", "day", "days"), ("0.5", "day", "days"), ("4", "", ""),
        ("2", "TA", "TA"), ("2", "each", "each"), ("2", "50%", "50%"), ("2", "per head", "per heads"),
    ],
)  # fmt: skip
def test_a_unit_is_said_as_often_as_it_is_taken(number: str, unit: str, said: str) -> None:
    assert counted_unit(Decimal(number), unit) == said


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("15.00", "hour", "12.0", "14.20", "2556.00"), "15 hours × 12 weeks × £14.20 = £2,556.00"),
        (("2", "visit", "1", "210", "420"), "2 visits × £210.00 = £420.00"),
        (("1.5", "", "10", "10", "150"), "1.5 × 10 weeks × £10.00 = £150.00"),
    ],
)
def test_the_sum_of_a_cost_is_said_whole(line: tuple[str, ...], said: str) -> None:
    quantity, unit, weeks, rate, total = line
    assert how_worked_out(Decimal(quantity), unit, Decimal(weeks), Decimal(rate), Decimal(total)) == said


@pytest.mark.parametrize(
    ("born", "today", "year"),
    [
        (date(2019, 2, 3), date(2026, 11, 28), "Year 3"),
        (date(2018, 8, 31), date(2026, 11, 28), "Year 4"),
        (date(2018, 9, 1), date(2026, 11, 28), "Year 3"),
        (date(2018, 9, 1), date(2027, 8, 31), "Year 3"),
        (date(2021, 9, 1), date(2026, 9, 1), "Reception"),
        (date(2022, 9, 1), date(2026, 9, 1), "Nursery"),
        (date(2025, 1, 1), date(2026, 9, 1), ""),
        (date(2003, 1, 1), date(2026, 9, 1), ""),
    ],
)
def test_the_year_group_of_most_children_follows_from_the_day_of_birth(born: date, today: date, year: str) -> None:
    assert usual_year_group(born, today) == year


def test_a_year_group_that_few_are_in_is_pointed_out_and_never_refused() -> None:
    day = date(2026, 11, 28)
    assert worth_a_look(date(2019, 2, 3), "Year 2", day) == (
        "Most children born on 3 February 2019 are in Year 3 now, and you chose Year 2. "
        "Check both. If they are right, leave them as they are."
    )
    assert worth_a_look(date(2019, 2, 3), "Year 3", day) == ""
    assert worth_a_look(date(2025, 2, 3), "Nursery", day) == (
        "A child born on 3 February 2025 is too young for any year group now, and you chose Nursery. "
        "Check both. If they are right, leave them as they are."
    )
    assert worth_a_look(date(1987, 5, 3), "Year 4", day) == (
        "A child born on 3 May 1987 is too old for any year group now, and you chose Year 4. "
        "Check both. If they are right, leave them as they are."
    )
    assert worth_a_look(date(2007, 9, 1), "Year 14", day) == ""
    assert worth_a_look(date(2007, 8, 31), "Year 14", day).startswith("A child born on 31 August 2007 is too old")
    assert worth_a_look(date(2022, 9, 1), "Reception", day).startswith(
        "Most children born on 1 September 2022 are in N"
    )
    assert worth_a_look(date(2022, 8, 31), "Reception", day) == ""
    assert worth_a_look(date(2017, 5, 3), "", day) == ""
    assert worth_a_look(None, "Year 3", day) == ""
    assert filled(pupil__1__year_group="Year 9", key_stage="4").problems == ()


def test_the_key_stage_is_not_asked_where_all_pupils_are_in_one() -> None:
    assert filled(key_stage="").key_stage == 4
    second = {name.replace("pupil.1.", "pupil.2."): text for name, text in WHOLE.items() if name.startswith("pupil.")}
    both = WHOLE | second | {"key_stage": ""}
    assert read(both | {"pupil.2.year_group": "Year 6"}, CHOICES).key_stage == 4
    mixed = read(both | {"pupil.2.year_group": "Year 7"}, CHOICES)
    assert mixed.key_stage is None
    assert sentences(mixed, "key_stage") == ["Choose a key stage"]
    assert read(both | {"pupil.2.year_group": ""}, CHOICES).key_stage is None
    assert key_stage_of({"Nursery", "Reception"}) == "Early years"


def test_what_was_chosen_stays_chosen() -> None:
    stages = {4: "Key Stage 2", 5: "Key Stage 3"}
    choices = CHOICES.__class__(**{**CHOICES.__dict__, "key_stages": stages})
    assert read(WHOLE | {"key_stage": "5"}, choices).key_stage == 5


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-5", "The cost of one unit must be more than £0"),
        ("0", "The cost of one unit must be more than £0"),
        ("99999999", "The cost of one unit must be less than £10,000,000"),
        ("9999999999999", "The cost of one unit must be less than £10,000,000"),
        ("ten", "The cost of one unit must be in pounds, such as 18.50"),
        ("", "Enter the cost of one unit in pounds, such as 18.50"),
        ("18.505", "The cost of one unit must be in pounds and pence, with at most two figures after the point"),
        ("£1,018.505", "The cost of one unit must be in pounds and pence, with at most two figures after the point"),
        (".999", "The cost of one unit must be in pounds and pence, with at most two figures after the point"),
        ("-18.505", "The cost of one unit must be more than £0"),
        ("0.001", "The cost of one unit must be in pounds and pence, with at most two figures after the point"),
        ("1.2.3", "The cost of one unit must be in pounds, such as 18.50"),
    ],
)
def test_each_wrong_cost_of_a_unit_has_its_own_sentence(typed: str, sentence: str) -> None:
    result = filled(line__1__item="other", line__1__description="Kit", line__1__rate=typed)
    assert sentences(result, "line.1.rate") == [sentence]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("quantity", "-1", "The quantity must be more than 0"),
        ("quantity", "−1.5", "The quantity must be more than 0"),
        ("quantity", "0.00", "The quantity must be more than 0"),
        ("quantity", "100001", "The quantity must be 100,000 or less"),
        ("quantity", "123,456,789,012", "The quantity must be 100,000 or less"),
        ("quantity", "2.125", "The quantity must have at most two figures after the point"),
        ("quantity", "2.12500001", "The quantity must have at most two figures after the point"),
        ("quantity", "one", "The quantity must be a number, such as 12"),
        ("quantity", "--1", "The quantity must be a number, such as 12"),
        ("quantity", "", "Enter the quantity"),
        ("weeks", "-4", "The number of weeks must be more than 0"),
        ("weeks", "157", "The number of weeks must be 156 or less"),
        ("weeks", "2.25", "The number of weeks must have at most one figure after the point"),
        ("weeks", "-", "The number of weeks must be a number, such as 12"),
    ],
)
def test_each_wrong_number_has_its_own_sentence(field: str, typed: str, sentence: str) -> None:
    result = filled(line__1__item="7", **{f"line__1__{field}": typed})
    assert sentences(result, f"line.1.{field}") == [sentence]


def test_noughts_after_the_point_are_no_figures_too_many() -> None:
    result = filled(line__1__item="7", line__1__quantity="2.5000", line__1__weeks="10.00")
    assert (result.problems, result.total) == ((), Decimal("462.50"))


def test_a_unit_is_a_word_or_two() -> None:
    kit = {"line__1__item": "other", "line__1__description": "Kit", "line__1__rate": "1"}
    assert sentences(filled(**kit, line__1__unit="u" * 60), "line.1.unit") == []
    assert len(sentences(filled(**kit, line__1__unit="u" * 61), "line.1.unit")) == 1


@pytest.mark.parametrize(
    ("day", "month", "year", "part"),
    [
        ("27", "Febtember", "2018", "month"), ("27", "13", "2018", "month"), ("45", "3", "2018", "day"),
        ("x", "3", "2018", "day"), ("31", "2", "2018", "day"), ("27", "3", "two", "year"), ("27", "3", "0", "year"),
    ],
)  # fmt: skip
def test_the_very_box_that_is_wrong_is_marked(day: str, month: str, year: str, part: str) -> None:
    result = filled(pupil__1__born_day=day, pupil__1__born_month=month, pupil__1__born_year=year)
    assert [each.name for each in result.problems] == [f"pupil.1.born_{part}"]
    said = {"year": "have a year of 4 digits, like 2018"}.get(part, "be a real date, such as 27 3 2018")
    assert result.problems[0].sentence == f"The date of birth must {said}"


def test_a_month_may_be_a_word() -> None:
    assert filled(pupil__1__born_month="Mar").pupils[0].born == date(2018, 3, 27)


def test_a_date_to_come_has_an_example_to_come() -> None:
    choices = CHOICES.__class__(**{**CHOICES.__dict__, "exceptional": True})
    typed = WHOLE | {"starts_on_day": "40", "starts_on_month": "1", "starts_on_year": "2027"}
    assert sentences(read(typed, choices), "starts_on_day") == [
        "The first day of support must be a real date, such as 12 1 2027"
    ]
