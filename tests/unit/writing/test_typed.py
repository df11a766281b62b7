"""Forms as they come in: which answers they hold, from which revision."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from locality.resource_requests.content.fields import answer_of, answers_of, field_of, input_name, seen_of_field
from locality.together.posts import chosen_texts
from locality.together.texts import NOT_CHOSEN, NOTHING, Seen, Typed
from locality.writing.forms.typed import everything_typed, next_row, read_seen, typed_changes, typed_in


def test_a_date_is_one_field_of_three_answers() -> None:
    assert answers_of("pupil.3.born") == ["pupil.3.born_day", "pupil.3.born_month", "pupil.3.born_year"]
    assert {field_of(answer) for answer in answers_of("pupil.3.born")} == {"pupil.3.born"}
    assert input_name("pupil.3.born_day") == "pupil.3.born-day"
    assert answer_of("pupil.3.born-day") == "pupil.3.born_day"
    assert field_of("solution") == answer_of("solution") == input_name("solution") == "solution"
    march = Seen.of(4, "3")
    assert seen_of_field("pupil.3.born", {"pupil.3.born_month": march}) == f"{NOTHING}.{march}.{NOTHING}"


def test_a_box_that_is_not_ticked_is_read_and_a_field_that_is_not_sent_is_left_alone() -> None:
    post = QueryDict("pupil.1.name=Ann&revision-pupil.1.name=3")
    assert typed_in(post, ["pupil.1.name", "pupil.1.looked_after", "pupil.1.year_group"]) == {
        "pupil.1.name": Typed("Ann", 3),
        "pupil.1.looked_after": Typed("", 0),
    }


def test_changed_fields_are_those_that_are_named() -> None:
    post = QueryDict(
        "fields=pupil.1.born&pupil.1.born-day=2&revision-pupil.1.born=5.1.0&solution=not+named&fields=state"
    )
    assert typed_changes(post) == {"pupil.1.born_day": Typed("2", 5)}


def test_a_date_is_touched_as_a_whole() -> None:
    saw = f"{Seen.of(1, '27')}.{Seen.of(2, '3')}.{Seen.of(1, '2018')}"
    post = QueryDict(mutable=True)
    post.update({"pupil.1.born-day": "28", "pupil.1.born-month": "3", "revision-pupil.1.born": saw})
    answers = ["pupil.1.born_day", "pupil.1.born_month"]
    touched = typed_in(post, answers)
    assert [each.is_untouched for each in touched.values()] == [False, False]
    assert [each.revision for each in touched.values()] == [1, 2]
    post["pupil.1.born-day"] = "27"
    assert [each.is_untouched for each in typed_in(post, answers).values()] == [True, True]


def test_what_was_sent_before_is_read_of_each_kind_of_field() -> None:
    fields = "sent=support&sent-support=advice&support=advice&support=funding&sent=pupil.1.looked_after"
    fields += "&sent=pupil.1.born&sent-pupil.1.born-day=2&pupil.1.born-day=27&solution=A&sent-solution=not+named"
    found = typed_in(QueryDict(fields), ["support", "pupil.1.looked_after", "pupil.1.born_day", "solution"])
    assert {name: each.sent for name, each in found.items()} == {
        "support": "advice",
        "pupil.1.looked_after": "",
        "pupil.1.born_day": "2",
        "solution": None,
    }


def test_several_choices_are_one_answer() -> None:
    assert typed_in(QueryDict("support=advice&support=funding&support="), ["support"]) == {
        "support": Typed("advice,funding", 0)
    }


@pytest.mark.parametrize("revision", ["", "x", "-1", "1.5.x", "9" * 30, "٣", " 1"])
def test_a_revision_that_is_none_counts_as_never_seen(revision: str) -> None:
    post = QueryDict(mutable=True)
    post.update({"pupil.1.born-year": "2018", "revision-pupil.1.born": revision})
    assert typed_in(post, ["pupil.1.born_year"])["pupil.1.born_year"].revision == 0


def test_what_is_handed_back_is_every_answer_and_nothing_else() -> None:
    post = QueryDict("solution=A&pupil.1.born-day=2&csrfmiddlewaretoken=x&form_key=y&support=advice&then=later&use=+")
    assert dict(everything_typed(post)) == {"solution": "A", "pupil.1.born_day": "2", "support": "advice"}


@pytest.mark.parametrize(
    ("keep", "found"),
    [
        ("mine", Typed("M", 4)),
        ("both", Typed("B", 4)),
        ("theirs", None),
        ("", Typed("M", NOT_CHOSEN)),
        ("x", Typed("M", NOT_CHOSEN)),
    ],
)
def test_the_text_chosen_is_kept(keep: str, found: Typed | None) -> None:
    post = QueryDict(mutable=True)
    post.update({"keep-solution": keep, "mine-solution": "M", "both-solution": "B", "revision-solution": "4"})
    post.setlist("conflict", ["solution", "state", "outcomes"])
    assert chosen_texts(post, ["solution"], read_seen).get("solution") == found
    assert set(chosen_texts(post, ["solution"], read_seen)) <= {"solution"}


@given(st.sets(st.integers(1, 999_999), max_size=80), st.integers(0, 10**9))
def test_a_new_row_has_a_number_that_is_free_and_fits_the_address(taken: set[int], person: int) -> None:
    row = next_row(taken, person)
    assert row not in taken
    assert 1 <= row <= 999_999


def test_two_people_who_add_a_row_at_once_get_different_ones() -> None:
    assert next_row([1, 2], 17) != next_row([1, 2], 18)
