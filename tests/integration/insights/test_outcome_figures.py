"""What the money came to: it adds up to the ledger, tells no small count, and says who judged (OBJ-3)."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from locality.budgets.models import Entry, FundingYear
from locality.communities.models import AuthorityRules
from locality.insights.presenters.outcomes import bar_of, say_agreement, strengths_of, tables_of
from locality.insights.queries.exceptional import years_of_viewer
from locality.insights.queries.outcomes import Agreement, Reviewed, reviewed_for
from locality.outcomes.content import Level
from locality.outcomes.models import Review
from locality.outcomes.rules import NewResult
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision, ResourceRequest
from locality.values.working_days import day_of
from tests.integration.outcomes.reviewing import agreed, sent
from tests.integration.resource_requests.ways_out import body_of
from tests.world import Side, acting, pay_in_advance, request_in, ruling

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-3")]


def _page(side: Side, who: str, path: str = "/figures/outcomes/") -> Any:
    client = Client()
    client.force_login(side.people[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(path)


def _found(side: Side, who: str = "clerk") -> list[Reviewed]:
    viewer = side.viewer(who)
    year = next(each for each in years_of_viewer(viewer) if each.start <= viewer.today <= each.end)
    return reviewed_for(viewer, year)


def _ledger(reviews: Iterator[Review]) -> Decimal:
    decisions = [each.decision_id for each in reviews]
    kinds = (Entry.Kind.COMMITMENT, Entry.Kind.INCREASE, Entry.Kind.RELEASE)
    return -(Entry.objects.filter(decision_id__in=decisions, kind__in=kinds).aggregate(all=Sum("amount"))["all"] or 0)


@pytest.mark.both_databases("money")
def test_the_bar_and_each_table_add_up_to_the_ledger_to_the_penny(kent: Side) -> None:
    """Reported, returned in part, corrected, moved on, not reported, and one whose decision was corrected."""
    sent(kent, agreed(kent))
    sent(kent, agreed(kent), spent=Decimal("333.33"), returns=True, results={1: NewResult(Level.SOME)})
    twice = agreed(kent)
    sent(kent, twice, spent=Decimal("700.01"), returns=True)
    sent(
        kent,
        Review.objects.get(pk=twice.pk),
        spent=Decimal("0.01"),
        returns=True,
        results={1: NewResult(Level.NO_CHANGE)},
    )
    sent(kent, agreed(kent), happened="moved_on", results={}, evidence=(), pupil_said="")
    corrected = agreed(kent, "approved")
    at = timezone.now()
    deciding.correct(
        corrected.rfr, ruling(amount=Decimal("412.50")), ground=Decision.Ground.ERROR, reason="The sum.",
        by=acting(kent.people["chair"]), at=at,
    )  # fmt: skip
    Review.objects.filter(state="under_way").update(due_on=day_of(at))
    found = _found(kent)
    assert len(found) == 5
    whole = _ledger(Review.objects.iterator())
    assert whole == Decimal("1000") + Decimal("333.33") + Decimal("0.01") + Decimal("1000") + Decimal("412.50")
    bar = bar_of(found)
    assert {each.kind: each.amount for each in bar} == {
        "as_hoped": Decimal("1000.00"), "some": Decimal("333.33"), "none": Decimal("0.01"),
        "cannot_say": Decimal("1000.00"), "not_reported": Decimal("412.50"),
    }  # fmt: skip
    for table in tables_of(found, below=0, by_school=True):
        assert table.total.amount == whole
        assert sum(row.amount or 0 for row in table.rows) == whole
        for place, piece in enumerate(bar):
            assert sum(row.parts[place] or 0 for row in table.rows) == piece.amount == table.total.parts[place]


def test_money_that_is_still_to_come_back_is_not_counted_as_kept(kent: Side) -> None:
    review = agreed(kent)
    pay_in_advance(kent, paid=True)
    sent(kent, review, spent=Decimal(600), returns=True)
    assert [each.kept for each in _found(kent)] == [Decimal(600)]


def test_what_is_not_due_is_not_counted(kent: Side) -> None:
    agreed(kent)
    assert _found(kent) == []
    Review.objects.update(due_on=day_of(timezone.now()))
    assert [each.came for each in _found(kent)] == ["not_reported"]
    assert _found(kent, "other_chair") == []


def test_readers_outside_see_no_small_count_on_the_page_or_in_the_sheets(kent: Side) -> None:
    AuthorityRules.objects.update(small_number_below=5)
    for level in ("hoped", "some"):
        sent(kent, agreed(kent), results={1: NewResult(level)})
    inside = _page(kent, "clerk").content.decode()
    assert "£2,000" in inside
    assert kent.school.name in inside
    for who in ("locality_team", "hnf_officer", "finance"):
        page = _page(kent, who).content.decode()
        assert "Too few requests" in page
        assert "£1,000" not in page
        assert "£2,000" not in page
        sheet = body_of(_page(kent, who, "/figures/outcomes/export.csv")).decode("utf-8-sig")
        cells = [cell for row in list(csv.reader(io.StringIO(sheet)))[1:] for cell in row[2:]]
        assert set(cells) == {"[c]"}


def test_early_in_a_year_the_council_reads_the_year_before_which_has_no_number_to_hide(kent: Side) -> None:
    AuthorityRules.objects.update(small_number_below=2)
    before, now = FundingYear.objects.filter(authority=kent.authority).order_by("start")
    for _ in range(2):
        sent(kent, agreed(kent))
    Review.objects.update(due_on=before.end)
    sent(kent, agreed(kent))
    page = _page(kent, "locality_team").content.decode()
    assert f"in {before.name}" in page
    assert "£2,000" in page
    asked = _page(kent, "locality_team", f"/figures/outcomes/?year={now.pk}").content.decode()
    assert "Too few requests" in asked
    inside = _page(kent, "clerk").content.decode()
    assert f"in {now.name}" in inside


def test_the_page_says_who_judged_and_that_nobody_was_compared(kent: Side) -> None:
    sent(kent, agreed(kent))
    page = _page(kent, "representative").content.decode()
    assert "The schools themselves judged what came of their support." in page
    assert "No group without support was compared with them." in page
    assert "What was hoped, or more" in page


@pytest.mark.parametrize("number", [1, 4])
def test_the_page_asks_a_fixed_number_of_queries(
    kent: Side, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        sent(kent, agreed(kent))
    client = Client()
    client.force_login(kent.people["clerk"], backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/figures/outcomes/")
    with django_assert_num_queries(9):
        client.get("/figures/outcomes/")


def test_a_request_with_several_needs_stands_in_one_line(kent: Side) -> None:
    rfr = agreed(kent).rfr
    found = ResourceRequest.objects.get(pk=rfr.pk)
    found.needs.set(found.authority.list_items.filter(list_name="need")[:2])
    Review.objects.update(due_on=day_of(timezone.now()) - timedelta(days=1))
    tables = {table.caption: table for table in tables_of(_found(kent), below=0, by_school=False)}
    assert [row.label for row in tables["By need"].rows] == ["Several needs"]
    assert [row.label for row in tables["By kind of support"].rows] == ["Funding and advice"]
    assert request_in(kent, "declined").state == "declined"


@pytest.mark.parametrize(
    ("same", "of", "said"),
    [(12, 20, "agreed on 12 of 20 outcomes."), (20, 20, "agreed on 20 of 20"), (4, 20, ""), (16, 20, ""), (0, 0, "")],
)
def test_the_agreement_of_second_looks_tells_no_small_number_and_leaves_none(same: int, of: int, said: str) -> None:
    assert said in say_agreement(Agreement(same, of), 5)
    assert bool(say_agreement(Agreement(same, of), 5)) == bool(said)


def _reviewed(community: str, came: str, strength: str = "", kept: int = 100) -> Reviewed:
    return Reviewed(
        community, "A school", "primary", advice=False, school_support=False, funding=True, needs=(), pupils=1,
        kept=Decimal(kept), came=came, strength=strength, inside=False,
    )  # fmt: skip


def test_a_line_with_a_small_number_says_how_many_and_how_much_but_not_what_came_of_it() -> None:
    found = [
        *[_reviewed("Ash", "as_hoped")] * 9, *[_reviewed("Ash", "none")] * 2, *[_reviewed("Birch", "as_hoped")] * 8,
        *[_reviewed("Birch", "none")] * 4, *[_reviewed("Cedar", "as_hoped")] * 7, _reviewed("Dell", "as_hoped"),
    ]  # fmt: skip
    by_community = tables_of(found, below=5, by_school=False)[3]
    lines = {row.label: (row.requests, row.amount, row.parts) for row in by_community.rows}
    nothing = (None,) * 5
    assert lines["Ash"] == (11, Decimal(1100), nothing)
    assert lines["Birch"] == (12, Decimal(1200), nothing)
    assert lines["Dell"] == (None, None, nothing)
    assert lines["Cedar"] == (None, None, nothing), "with it, Dell could be worked out from the total"
    assert by_community.total.parts[:3] == (Decimal(2500), Decimal(0), Decimal(600))
    assert by_community.hides


def test_where_the_total_holds_a_small_number_no_line_says_what_came_of_it() -> None:
    found = [*[_reviewed("Ash", "as_hoped")] * 9, *[_reviewed("Birch", "as_hoped")] * 8, _reviewed("Birch", "none")]
    for table in tables_of(found, below=5, by_school=False):
        assert {row.parts for row in (*table.rows, table.total)} == {(None,) * 5}, table.caption
        assert table.total.requests == 18


def test_the_strength_of_evidence_tells_no_small_number_that_was_not_reported() -> None:
    """Six and five reports of twelve requests would say that one was not reported."""
    reported = [*[_reviewed("Ash", "as_hoped", "school")] * 6, *[_reviewed("Ash", "as_hoped", "several")] * 5]
    waiting = _reviewed("Ash", "not_reported")
    assert [number for _, number in strengths_of(reported, 5)] == [6, 5, 0]
    assert [number for _, number in strengths_of([*reported, waiting], 5)] == [None, None, None]
    assert [number for _, number in strengths_of([*reported, *[waiting] * 5], 5)] == [6, 5, 0]


def test_a_line_with_money_is_not_hidden_beside_lines_without_any_alone() -> None:
    """Their money is nothing, so what the total leaves over would be that line's own."""
    few = [*[_reviewed("Advised", "none", kept=0)] * 6, _reviewed("Dell", "none"), *[_reviewed("Elm", "none")] * 8]
    amounts = {row.label: row.amount for row in tables_of(few, below=5, by_school=False)[3].rows}
    assert amounts == {"Advised": None, "Dell": None, "Elm": None}
    found = [
        *[_reviewed("Advised", "none", kept=0)] * 6, *[_reviewed("Ash", "as_hoped")] * 5, _reviewed("Ash", "none"),
        *[_reviewed("Birch", "as_hoped")] * 8, *[_reviewed("Cedar", "as_hoped")] * 9,
    ]  # fmt: skip
    lines = {row.label: row.parts for row in tables_of(found, below=5, by_school=False)[3].rows}
    assert [label for label, parts in lines.items() if parts == (None,) * 5] == ["Advised", "Ash", "Birch"]
