"""The pages of a review: nothing typed is lost, and nothing of a colleague is overwritten unseen (OBJ-1)."""

import re
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from locality.outcomes.models import AgreedOutcome, DraftReport, Report, Review
from tests.integration.outcomes.reviewing import agreed, review_of, sent
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, request_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-1")]

TYPED = {"what_1": "Asks for help", "start_1": "Never", "hoped_1": "Most days", "framework_1": "voice"}


def _report(**changes: Any) -> dict[str, Any]:
    usual = {
        "happened": "as_agreed", "level_1": "hoped", "evidence": ["staff"], "how_known": "Seen each week.",
        "pupil_said": "I like it now.", "spent": "600", "rest": "return", "returning": "400.00", "next": "own",
        "again": "no",
    }  # fmt: skip
    return usual | changes


def _seen(page: Any) -> dict[str, str]:
    """The mark that the page sends back: what it showed."""
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found
    return {"seen": found[1]}


def test_a_second_tab_shows_what_stands_and_keeps_what_was_typed(kent: Side) -> None:
    rfr = request_in(kent, "processed")
    mine, theirs = Desk(kent.people["school_editor"]), Desk(kent.people["signatory"])
    to = ("request_agree_outcomes", rfr.reference)
    old, new = mine.get(*to), theirs.get(*to)
    theirs.press(new, **TYPED | _seen(new) | {"what_1": "Eats with the others"})
    again = mine.press(old, **TYPED | _seen(old))
    page = text_of(again)
    assert "The outcomes that your school has now agreed" in page
    assert "Eats with the others" in page
    assert AgreedOutcome.objects.get().what == "Eats with the others"
    mine.press(again, **TYPED | _seen(again))
    assert AgreedOutcome.objects.get().what == "Asks for help"


def _keep(desk: Desk, reference: str, page: Any, **typed: Any) -> Any:
    """As the script saves what is typed."""
    query = f"?seen={_seen(page)['seen']}"
    return desk.post("request_report_keep", reference, query=query, fields=list(typed), **typed)


def test_what_is_typed_into_a_report_is_kept_for_who_typed_it_until_it_is_sent(kent: Side) -> None:
    rfr = agreed(kent).rfr
    to = ("request_report", rfr.reference)
    mine, theirs = Desk(kent.people["school_editor"]), Desk(kent.people["signatory"])
    page = mine.get(*to)
    assert "saved_at" in _keep(mine, rfr.reference, page, evidence=["staff", "work"], spent="6oo").json()
    assert "saved_at" in _keep(mine, rfr.reference, page, how_known="Calmer since May.", nonsense="x").json()
    _keep(mine, rfr.reference, page, evidence=["work"])
    kept = DraftReport.objects.get()
    assert kept.typed == {
        "evidence": {"evidence": ["work"]}, "spent": {"spent": ["6oo"]}, "how_known": {"how_known": ["Calmer since May."]},
    }  # fmt: skip
    again = Desk(kent.people["school_editor"]).get(*to).content.decode()
    assert "Calmer since May." in again
    assert 'value="6oo"' in again
    assert re.search(r'value="work"[^>]* checked', again)
    assert not re.search(r'value="staff"[^>]* checked', again)
    assert "Last saved" in again
    assert "Enter how much" not in again
    assert "Calmer since May." not in theirs.get(*to).content.decode()
    mine.press(page, **_report(rest="", spent="1000") | _seen(page))
    assert Report.objects.get().how_known == "Seen each week."
    assert not DraftReport.objects.exists()
    late = _keep(mine, rfr.reference, page, how_known="The last words, on their way.")
    assert (late.status_code, DraftReport.objects.count()) == (400, 0)


def test_a_report_can_be_kept_without_scripts_and_its_day_is_as_it_was_typed(kent: Side) -> None:
    rfr = agreed(kent).rfr
    desk = Desk(kent.people["school_editor"])
    page = desk.get("request_report", rfr.reference)
    day = {"needed_until-day": "31", "needed_until-month": "june", "needed_until-year": ""}
    done = desk.press(page, **_report(rest="needed", **day) | _seen(page) | {"then": "later"})
    assert done.status_code == 302
    again = desk.get("request_report", rfr.reference).content.decode()
    assert 'value="june"' in again
    assert "Seen each week." in again
    assert not Report.objects.exists()


def test_before_money_goes_back_the_page_says_how_much_and_waits(kent: Side) -> None:
    rfr = agreed(kent).rfr
    desk = Desk(kent.people["school_editor"])
    page = desk.get("request_report", rfr.reference)
    for returning in ({"returning": ""}, {"returning": "500.00"}):
        asked = desk.press(page, **_report() | _seen(page) | returning)
        assert asked.status_code == 200
        shown = text_of(asked)
        assert f"You are about to return £400 to {kent.community.name}. You cannot take it back afterwards." in shown
        assert "Return £400 and send report" in shown
        assert not Report.objects.exists()
    assert 'name="returning" value="400.00"' in asked.content.decode()
    desk.press(asked, **_report() | _seen(asked))
    assert Report.objects.get().returned == Decimal(400)
    corrected = desk.get("request_report", rfr.reference)
    wrong = text_of(desk.press(corrected, **_report(spent="700", rest="", returning="") | _seen(corrected)))
    assert "Your school has already returned £400. If that was a mistake, ask your area’s High Needs" in wrong


def test_what_was_kept_before_a_colleague_reported_is_shown_below_their_report(kent: Side) -> None:
    review = agreed(kent)
    to = ("request_report", review.rfr.reference)
    mine = Desk(kent.people["signatory"])
    _keep(mine, review.rfr.reference, mine.get(*to), how_known="My own words.")
    sent(kent, review)
    page = mine.get(*to)
    assert "The report that your school has sent since" in text_of(page)
    assert "My own words." in page.content.decode()
    mine.press(page, **_report(how_known="My own words.", rest="", spent="1000") | _seen(page))
    assert Report.objects.get(number=2).how_known == "My own words."


def test_a_report_sent_meanwhile_is_shown_beside_the_other(kent: Side) -> None:
    review = agreed(kent)
    sent(kent, review)
    mine, theirs = Desk(kent.people["school_editor"]), Desk(kent.people["signatory"])
    to = ("request_report", review.rfr.reference)
    old, new = mine.get(*to), theirs.get(*to)
    theirs.press(new, **_report(how_known="We counted on Fridays.") | _seen(new))
    again = mine.press(old, **_report(spent="550") | _seen(old))
    page = text_of(again)
    assert "The report that your school has sent since" in page
    assert "We counted on Fridays." in page
    assert Report.objects.count() == 2
    mine.press(again, **_report(spent="550", returning="50.00") | _seen(again))
    assert [each.returned for each in Report.objects.order_by("number")] == [None, Decimal(400), Decimal(50)]
    assert "£50 (£450 in all)" in text_of(mine.get("request_outcomes", review.rfr.reference))


def test_all_that_is_missing_is_said_at_once(kent: Side) -> None:
    review = agreed(kent)
    desk = Desk(kent.people["school_editor"])
    to = ("request_report", review.rfr.reference)
    page = text_of(desk.press(desk.get(*to), happened="in_part", spent="99999999"))
    for sentence in (
        "Enter why it was not as agreed", "Select where things are now", "Select what happens next",
        "Select whether you would do it again", "The amount you spent must be £1,000.00 or less",
        "Enter what the pupil said, or why you did not ask",
    ):  # fmt: skip
        assert sentence in page, sentence
    assert review_of(review.rfr).state == "under_way"


@pytest.mark.parametrize("page", ["request_outcomes", "request_report"])
def test_the_pages_take_at_most_as_many_queries_whatever_was_reported(
    kent: Side, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    review = agreed(kent)
    for spent in (900, 800, 700):
        sent(kent, Review.objects.get(pk=review.pk), spent=Decimal(spent), returns=True)
    desk = Desk(kent.people["school_editor"])
    with django_assert_max_num_queries(23):  # seven of them are of the session, the person and the request
        desk.get(page, review.rfr.reference)


@pytest.mark.both_databases("order")
def test_the_timeline_of_a_request_tells_of_its_outcomes_newest_first(kent: Side) -> None:
    review = agreed(kent)
    sent(kent, review)
    sent(kent, review_of(review.rfr), spent=Decimal(900), returns=True)
    desk, name = Desk(kent.people["clerk"]), kent.people["school_editor"].name
    page = text_of(desk.get("request_timeline", review.rfr.reference))
    told = [
        f"{name} corrected the report on outcomes, and returned £100.",
        f"{name} reported what came of the support.",
        f"{name} agreed the outcomes.",
        "recorded the decision: approved",
    ]
    assert sorted(told, key=page.index) == told
    before = text_of(Desk(kent.people["clerk"]).get("request_timeline", request_in(kent, "submitted").reference))
    assert "outcomes." not in before
