"""Like tasks in one row, and the order of rows: from what can't wait to what has no date."""

from dataclasses import replace
from datetime import date

import pytest

from locality.communities.models import Authority
from locality.home.presenters import SINGLY, Row, rows_of, waiting_rows
from locality.tasks.offers import About, Alike, Due, Reminder, Task, Waiting

LIST = About("the list", "/list/")
REVIEWS = Alike("Review {number} requests", "Review", LIST, "/list/")
RECEIPTS = Alike("Acknowledge {number} requests", "Acknowledge", LIST, "/list/", at_one_go=True)


def task(
    name: str, *, day: int = 0, late: bool = False, since: int = 1, alike: Alike | None = None, **more: bool
) -> Task:
    due = Due(date(2026, 12, day), f"on the {day}th", late) if day else None
    about = About(name, f"/{name}/", "Oakfield")
    return Task(f"Do {name}", "Do", f"/do/{name}/", about, due, date(2026, 11, since), alike=alike, **more)


def names(rows: list[Row]) -> list[str]:
    return [row.about.name for row in rows]


def test_up_to_three_alike_stand_each_for_itself() -> None:
    assert SINGLY == 3
    rows = rows_of([task(name, day=5, alike=REVIEWS) for name in ("a", "b", "c")])
    assert names(rows) == ["a", "b", "c"]
    assert [row.href for row in rows] == ["/do/a/", "/do/b/", "/do/c/"]


def test_four_alike_are_one_row_that_opens_their_list() -> None:
    days = {"a": 9, "b": 3, "c": 7, "d": 4}
    (row,) = rows_of([task(name, day=day, alike=REVIEWS) for name, day in days.items()])
    assert (row.what, row.button, row.href) == ("Review 4 requests", "Review", "/list/")
    assert row.due == Due(date(2026, 12, 3), "on the 3th", False)
    assert row.number == 4
    assert row.is_first


def test_a_row_of_one_day_says_no_more_than_the_day() -> None:
    (row,) = rows_of([task(name, day=3, alike=REVIEWS) for name in ("a", "b", "c", "d")])
    assert row.due
    assert not row.is_first


def test_what_is_done_at_one_go_is_one_row_from_two_on() -> None:
    assert names(rows_of([task("a", alike=RECEIPTS)])) == ["a"]
    (row,) = rows_of([task("a", alike=RECEIPTS), task("b", alike=RECEIPTS)])
    assert row.what == "Acknowledge 2 requests"


def test_a_row_counts_also_those_that_were_not_read() -> None:
    many = replace(RECEIPTS, number=26_000)
    (row,) = rows_of([task("a", alike=many), task("b", alike=many)])
    assert row.what == "Acknowledge 26000 requests"


def test_two_kinds_that_read_alike_are_kept_apart_by_their_key() -> None:
    kinds = [replace(RECEIPTS, key=key) for key in ("2026-11-30", "2026-12-15")]
    rows = rows_of([task(f"{name}{kind.key}", alike=kind) for kind in kinds for name in ("a", "b")])
    assert [row.number for row in rows] == [2, 2]


def test_a_row_can_name_each_with_its_page() -> None:
    reports = replace(RECEIPTS, names_each=True)
    (row,) = rows_of([task("Weald South", alike=reports), task("Weald North", alike=reports)])
    assert row.each == (("Weald North", "/do/Weald North/"), ("Weald South", "/do/Weald South/"))


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_is_what_cannot_wait_then_by_day_then_by_waiting(turn: int) -> None:
    given = [
        task("no date, new", since=20),
        task("later", day=9),
        task("urgent", at_once=True),
        task("no date, old", since=2),
        task("sooner", day=2),
    ]
    assert names(rows_of(given[::turn])) == ["urgent", "sooner", "later", "no date, old", "no date, new"]


def test_a_row_of_many_stands_where_its_most_urgent_task_would() -> None:
    days = {"a": 9, "b": 2, "c": 9, "d": 9}
    rows = rows_of([task("alone", day=4), *(task(name, day=day, alike=REVIEWS) for name, day in days.items())])
    assert names(rows) == ["the list", "alone"]


CHAIR, CLERK = "the chair of Weald", "the clerk of Weald"


def wait(name: str, whom: str = CHAIR, *, now: str = "reviews it", day: int = 0, since: int = 1) -> Waiting:
    due = Due(date(2026, 12, day), f"on the {day}th", False) if day else None
    reminder = Reminder("thing", name, whom, lambda _: [], Authority(pk=1), name) if whom else None
    return Waiting(now, About(name, f"/{name}/", "Oakfield"), due, date(2026, 11, since), "", reminder)


def lines(waiting: list[Waiting]) -> list[list[str]]:
    today = date(2026, 11, 20)
    return [[row.waiting.about.name for row in group.rows] for group in waiting_rows(waiting, today)]


def test_up_to_three_waits_stand_each_for_itself_and_four_are_one_line() -> None:
    assert lines([wait("a"), wait("b"), wait("c")]) == [["a"], ["b"], ["c"]]
    assert lines([wait("a"), wait("x", CLERK), wait("b"), wait("c"), wait("d")]) == [["a", "b", "c", "d"], ["x"]]


def test_only_the_same_step_of_the_same_person_is_one_line() -> None:
    other = [wait(name, now="signs it") for name in "ef"]
    assert lines([wait("a"), wait("b"), *other, wait("c")]) == [["a"], ["b"], ["c"], ["e"], ["f"]]
    assert lines([wait(name, "") for name in "abcde"]) == [["a"], ["b"], ["c"], ["d"], ["e"]]


def test_a_line_of_many_says_the_first_day_and_reminds_of_what_is_not_new() -> None:
    days = {"a": 9, "b": 3, "c": 0, "d": 4}
    several = [wait(name, day=day, since=since) for since, (name, day) in enumerate(days.items(), start=17)]
    (group,) = waiting_rows(several, date(2026, 11, 20))
    assert group.first_due == Due(date(2026, 12, 3), "on the 3th", False)
    assert group.first_since == date(2026, 11, 17)
    assert [each.id for each in group.to_remind] == ["a", "b", "c"]
