"""What comes of approved support: agreed outcomes, the report, the money that goes back, a second look (OBJ-1)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.accounts.roles import slugs_with
from locality.audit.models import Event
from locality.budgets.models import Entry, Instalment
from locality.budgets.queries.held import kept_by_decisions
from locality.budgets.queries.money import balance
from locality.communities.models import Area, Office
from locality.outbox.models import Message
from locality.outcomes.actions import reporting
from locality.outcomes.actions.agreeing import agree_outcomes, extend_review
from locality.outcomes.actions.looking import send_second_look
from locality.outcomes.content import Level
from locality.outcomes.models import AgreedOutcome, Report, Result, Review, SecondLook
from locality.outcomes.rules import NewResult
from locality.resource_requests.actions import deciding
from locality.resource_requests.models import Decision
from locality.values.dates import show_day
from locality.values.refusals import NotAllowed, NotPossible
from locality.values.working_days import day_of
from locality.worker.jobs import remind_of_reviews
from tests.integration.outcomes.reviewing import WEEK, agreed, outcome, report, review_of, sent
from tests.world import Side, acting, declined, exceptional_in, pay_in_advance, request_in, ruling

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OBJ-1")]


def _draw(monkeypatch: pytest.MonkeyPatch, *, falls: bool) -> None:
    monkeypatch.setattr(reporting, "is_drawn", lambda *_: falls)


def test_an_approval_begins_a_review_at_its_review_date(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    review = review_of(rfr)
    assert (review.state, review.due_on) == ("to_agree", day_of(timezone.now()) + timedelta(days=100))
    assert (review.school, review.community) == (kent.school, kent.community)
    assert review.agree_by > day_of(timezone.now()) + WEEK
    assert review_of(exceptional_in(kent, "granted")).state == "to_agree"


def test_nothing_is_reviewed_of_what_is_declined_or_still_with_the_council(kent: Side) -> None:
    request_in(kent, "declined")
    only_council = ruling(advice=False, funding=False, amount=None, council_referral=True)
    request_in(kent, "approved", decided=only_council)
    assert not Review.objects.exists()


def test_the_review_follows_a_corrected_decision(kent: Side) -> None:
    review = agreed(kent, "approved")
    rfr, by, at = review.rfr, acting(kent.people["chair"]), timezone.now()
    later = day_of(at) + timedelta(days=130)
    deciding.correct(rfr, ruling(review_on=later), ground=Decision.Ground.ERROR, reason="The day.", by=by, at=at)
    assert (review_of(rfr).due_on, review_of(rfr).state) == (later, "under_way")
    deciding.correct(rfr, declined(), ground=Decision.Ground.ERROR, reason="The wrong one.", by=by, at=at)
    assert review_of(rfr).state == "ended"
    with pytest.raises(NotPossible, match="you do not need to report on it"):
        sent(kent, review_of(rfr))
    deciding.correct(rfr, ruling(), ground=Decision.Ground.ERROR, reason="After all.", by=by, at=at)
    again = review_of(rfr)
    assert (again.state, again.decision) == ("to_agree", Decision.objects.get(rfr=rfr, superseded_by=None))
    assert again.outcomes.count() == 1


def test_the_email_of_a_decision_tells_the_school_alone_what_to_agree_and_when_to_report(kent: Side) -> None:
    rfr = request_in(kent, "approved")
    review = review_of(rfr)
    agree = f"Agree one to three outcomes by {show_day(review.agree_by)}."
    told = {each.to: " ".join(each.lines) for each in Message.objects.filter(kind="resource_request.approve")}
    assert kent.people["signatory"] in told
    for person, lines in told.items():
        to_school = Office.objects.filter(person=person, school=kent.school).exists()
        assert (agree in lines) == to_school
        assert (f"what came of the support by {show_day(review.due_on)}." in lines) == to_school
    by, at = acting(kent.people["chair"]), timezone.now()
    deciding.correct(rfr, declined(), ground=Decision.Ground.ERROR, reason="The wrong one.", by=by, at=at)
    corrected = Message.objects.get(kind="resource_request.correct_to_declined", to=kent.people["signatory"])
    assert "You no longer need to report what came of the support." in corrected.lines


def test_one_to_three_whole_outcomes_are_agreed_and_changed_until_the_report(kent: Side) -> None:
    review = agreed(kent)
    by, at = acting(kent.people["signatory"]), timezone.now()
    agree_outcomes(review, [outcome(what="Asks for help"), outcome(what="Eats with others")], by=by, at=at)
    assert list(AgreedOutcome.objects.values_list("number", "what")) == [
        (1, "Asks for help"), (2, "Eats with others"),
    ]  # fmt: skip
    for wrong, field in (
        ([], "what_1"),
        ([outcome(hoped=" ")], "hoped_1"),
        ([outcome(), outcome(start="")], "start_2"),
    ):
        with pytest.raises(NotPossible) as refused:
            agree_outcomes(review, wrong, by=by, at=at)
        assert refused.value.field == field
    with pytest.raises(NotPossible, match="3 outcomes or fewer"):
        agree_outcomes(review, [outcome()] * 4, by=by, at=at)
    sent(kent, review, results={1: NewResult(Level.SOME), 2: NewResult(Level.HOPED)})
    with pytest.raises(NotPossible, match="correct the report"):
        agree_outcomes(review, [outcome()], by=by, at=at)


@pytest.mark.parametrize("who", ["representative", "clerk", "chair", "hnf_officer", "other_signatory", "nobody"])
def test_only_the_school_agrees_moves_and_reports(kent: Side, who: str) -> None:
    review = agreed(kent)
    by, at = acting(kent.people[who]), timezone.now()
    for act in (
        lambda: agree_outcomes(review, [outcome()], by=by, at=at),
        lambda: extend_review(review, due_on=review.due_on + WEEK, because="Too early", by=by, at=at),
        lambda: reporting.send_report(review, report(), by=by, at=at),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert review_of(review.rfr).state == "under_way"


def test_a_report_says_what_came_and_how_strong_the_evidence_is(kent: Side) -> None:
    review = agreed(kent, "processed", outcome(), outcome(what="Eats with others"))
    by, at = acting(kent.people["school_editor"]), timezone.now()
    results = {1: NewResult(Level.MORE), 2: NewResult(Level.CANNOT_SAY, "It was the last week")}
    found = sent(
        kent, review, results=results, evidence=("staff", "measured"), measure="Boxall", before="12", after="20"
    )
    now = review_of(review.rfr)
    assert (now.state, now.came_of_it, now.strength, now.reported_on) == ("reported", "some", "measured", day_of(at))
    assert list(found.report.results.values_list("level", "why_cannot_say")) == [
        ("more", ""), ("cannot_say", "It was the last week"),
    ]  # fmt: skip
    assert Event.objects.filter(action="review.reported", actor_id=by.user.pk).count() == 1


@pytest.mark.parametrize(
    ("levels", "came"),
    [
        (["hoped"], "as_hoped"), (["more", "hoped"], "as_hoped"), (["hoped", "some"], "some"),
        (["hoped", "cannot_say"], "some"), (["no_change", "further_back"], "none"), (["no_change", "cannot_say"], "none"),
        (["cannot_say"], "cannot_say"), (["no_change", "hoped"], "some"),
    ],
)  # fmt: skip
def test_a_request_counts_as_hoped_only_where_each_outcome_does(kent: Side, levels: list[str], came: str) -> None:
    review = agreed(kent, "processed", *[outcome()] * len(levels))
    why = {"cannot_say": "Too early"}
    sent(kent, review, results={number: NewResult(each, why.get(each, "")) for number, each in enumerate(levels, 1)})
    assert review_of(review.rfr).came_of_it == came


def test_a_report_is_refused_until_it_is_whole(kent: Side) -> None:
    review = agreed(kent)
    refused = {
        "why_not": {"happened": "in_part"},
        "level_1": {"results": {}},
        "why_cannot_say_1": {"results": {1: NewResult(Level.CANNOT_SAY)}},
        "evidence": {"evidence": ()},
        "measure": {"evidence": ("measured",), "before": "1", "after": "2"},
        "after": {"evidence": ("measured",), "measure": "Boxall", "before": "1"},
        "pupil_said": {"pupil_said": " "},
        "spent": {"spent": None},
        "needed_until": {"spent": Decimal(1), "needed_until": date(2099, 6, 1)},
        "reached_1": {"results": {1: NewResult(Level.HOPED, reached=2)}},
    }
    for field, changes in refused.items():
        with pytest.raises(NotPossible) as why:
            sent(kent, review, **changes)
        assert why.value.field == field
    with pytest.raises(NotPossible, match="£1,000 or less"):
        sent(kent, review, spent=Decimal("1000.01"))
    assert not Report.objects.exists()
    assert review_of(review.rfr).state == "under_way"


def test_of_support_that_did_not_happen_only_why_and_the_money_are_asked(kent: Side) -> None:
    review = agreed(kent)
    with pytest.raises(NotPossible, match="why it was not as agreed"):
        sent(kent, review, happened="not", results={}, evidence=(), pupil_said="", spent=Decimal(0), returns=True)
    given = {"happened": "not", "why_not": "The assistant left.", "results": {}, "evidence": (), "pupil_said": ""}
    found = sent(kent, review, **given, spent=Decimal(0), returns=True)
    assert (review_of(review.rfr).came_of_it, found.look) == ("cannot_say", None)
    assert kept_by_decisions([review.decision_id])[review.decision_id] == 0


def test_pupils_who_left_are_moved_on_without_blame(kent: Side) -> None:
    review = agreed(kent)
    found = sent(
        kent, review, happened="moved_on", results={}, evidence=(), pupil_said="", spent=Decimal(0), returns=True
    )
    assert review_of(review.rfr).came_of_it == "cannot_say"
    assert not Result.objects.exists()
    assert found.look is None
    assert found.report.returned == Decimal(1000)


@pytest.mark.clause("RES-7")
def test_money_not_paid_yet_is_free_with_the_report(kent: Side) -> None:
    review = agreed(kent)
    before = balance(kent.community, day_of(timezone.now()))
    found = sent(kent, review, spent=Decimal("649.99"), returns=True)
    after = balance(kent.community, day_of(timezone.now()))
    assert after.remaining - before.remaining == Decimal("350.01") == before.committed - after.committed
    assert (found.returned and found.returned.freed, found.report.returned) == (Decimal("350.01"), Decimal("350.01"))
    assert sum(Instalment.objects.filter(cancelled_at=None).values_list("amount", flat=True)) == Decimal("649.99")
    assert kept_by_decisions([review.decision_id]) == {review.decision_id: Decimal("649.99")}
    entry = Entry.objects.filter(kind="release").latest("pk")
    assert "did not need £350.01" in entry.why


@pytest.mark.clause("RES-7")
def test_money_that_was_paid_comes_back_with_the_next_advance(kent: Side) -> None:
    review = agreed(kent)
    pay_in_advance(kent, paid=True)
    before = balance(kent.community, day_of(timezone.now()))
    found = sent(kent, review, spent=Decimal(600), returns=True)
    assert found.returned
    assert (found.returned.freed, found.returned.coming) == (Decimal(0), Decimal(400))
    assert balance(kent.community, day_of(timezone.now())) == before
    owed = Instalment.objects.get(amount__lt=0, cancelled_at=None)
    assert owed.amount == Decimal(-400)
    told = set(Message.objects.filter(kind="review.reported").values_list("to__email", flat=True))
    assert told >= {kent.people["clerk"].email, kent.people["hnf_officer"].email}


def test_a_correction_keeps_the_first_report_and_what_it_gave_back(kent: Side) -> None:
    review = agreed(kent)
    sent(kent, review, spent=Decimal(600), returns=True)
    with pytest.raises(NotPossible, match="£600 or less"):
        sent(kent, review_of(review.rfr), spent=Decimal(700))
    sent(kent, review_of(review.rfr), spent=Decimal(500), returns=True, results={1: NewResult(Level.NO_CHANGE)})
    assert [(each.number, each.returned) for each in Report.objects.all()] == [(1, Decimal(400)), (2, Decimal(100))]
    assert review_of(review.rfr).came_of_it == "none"
    assert kept_by_decisions([review.decision_id])[review.decision_id] == Decimal(500)


@pytest.mark.both_databases("trigger")
def test_what_was_reported_is_never_changed(kent: Side) -> None:
    sent(kent, agreed(kent))
    for model in (Report, Result):
        for act in (lambda model=model: model.objects.all().delete(), lambda model=model: model.objects.update(id=999)):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


def test_a_report_on_an_old_page_is_refused(kent: Side) -> None:
    from locality.outcomes.actions.steps import as_read

    review = agreed(kent)
    seen, by, at = as_read(review), acting(kent.people["school_editor"]), timezone.now()
    agree_outcomes(review, [outcome(what="Something else")], by=acting(kent.people["signatory"]), at=at)
    with pytest.raises(NotPossible, match="has changed since you opened it"):
        reporting.send_report(review, report(), by=by, at=at, seen=seen)
    assert not Report.objects.exists()
    reporting.send_report(review, report(), by=by, at=at, seen=as_read(review))


def test_the_review_date_moves_once_with_a_reason(kent: Side) -> None:
    review = agreed(kent)
    by, at = acting(kent.people["school_editor"]), timezone.now()
    for due_on, because in (
        (review.due_on, "x"),
        (review.due_on + timedelta(days=400), "x"),
        (review.due_on + WEEK, " "),
    ):
        with pytest.raises(NotPossible):
            extend_review(review, due_on=due_on, because=because, by=by, at=at)
    extend_review(review, due_on=review.due_on + WEEK, because="The assistant started late", by=by, at=at)
    moved = review_of(review.rfr)
    assert (moved.extended_from, moved.due_on) == (review.due_on, review.due_on + WEEK)
    with pytest.raises(NotPossible, match="only once"):
        extend_review(moved, due_on=moved.due_on + WEEK, because="Again", by=by, at=at)
    assert Message.objects.filter(kind="review.extended", to=kent.people["clerk"]).exists()


def test_nothing_is_reported_before_the_support_starts(kent: Side) -> None:
    start = day_of(timezone.now()) + timedelta(days=3)
    rfr = request_in(kent, "approved", decided=ruling(starts_on=start))
    review = agree_outcomes(review_of(rfr), [outcome()], by=acting(kent.people["school_editor"]), at=timezone.now())
    with pytest.raises(NotPossible, match="from that day"):
        sent(kent, review, spent=None)


def test_the_school_is_reminded_before_the_date_on_it_and_then_weekly(kent: Side, clock: object) -> None:
    review = agreed(kent)
    days = {}
    first = review.due_on - timedelta(days=40)
    for ahead in range(56):
        day = first + timedelta(days=ahead)
        clock(f"{day} 09:00")  # type: ignore[operator]
        before = Message.objects.filter(kind="review.reminded").count()
        remind_of_reviews(timezone.now(), lambda: False)
        remind_of_reviews(timezone.now(), lambda: False)
        if Message.objects.filter(kind="review.reminded").count() > before:
            days[(day - review.due_on).days] = Message.objects.filter(kind="review.reminded").latest("pk").subject
    after = [day for day in days if day >= 0]
    assert after == [0, 7, 14]
    assert len([day for day in days if day < 0]) == 2
    assert min(days) <= -26
    assert "is due by" in days[0]
    assert "was due on" in days[7]
    sent(kent, review_of(review.rfr))
    clock(f"{review.due_on + timedelta(days=30)} 09:00")  # type: ignore[operator]
    remind_of_reviews(timezone.now(), lambda: False)
    assert Message.objects.filter(kind="review.reminded").latest("pk").subject == days[14]


def test_another_school_takes_a_second_look_without_the_first_ones_words(
    kent: Side, monkeypatch: pytest.MonkeyPatch
) -> None:
    _draw(monkeypatch, falls=True)
    review = agreed(kent)
    found = sent(kent, review)
    assert found.look
    assert found.look.school == kent.other_school
    look, at = SecondLook.objects.get(), timezone.now()
    assert Message.objects.filter(kind="review.second_look", to=kent.people["representative"]).exists()
    for who in ("school_editor", "chair", "nobody"):
        with pytest.raises(NotAllowed):
            send_second_look(look, {1: "some"}, words="", by=acting(kent.people[who]), at=at)
    by = acting(kent.people["representative"])
    with pytest.raises(NotPossible, match="Select where"):
        send_second_look(look, {}, words="", by=by, at=at)
    send_second_look(look, {1: "some"}, words="We would say less.", by=by, at=at)
    assert list(look.levels.values_list("level", flat=True)) == ["some"]
    with pytest.raises(NotPossible, match="already sent"):
        send_second_look(look, {1: "more"}, words="", by=by, at=at)


def test_no_lot_falls_on_most_reports(kent: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    _draw(monkeypatch, falls=False)
    assert sent(kent, agreed(kent)).look is None


def test_a_school_without_anybody_who_could_look_is_not_drawn(kent: Side, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its second look would wait for ever."""
    _draw(monkeypatch, falls=True)
    Office.objects.filter(school=kent.other_school).delete()
    assert sent(kent, agreed(kent)).look is None


def test_money_that_goes_back_is_told_to_the_contact_of_an_area_without_an_officer(kent: Side) -> None:
    review = agreed(kent)
    pay_in_advance(kent, paid=True)
    Office.objects.filter(role__in=slugs_with(Permission.REQUEST_RECEIVE, Permission.REQUEST_HAND_OVER)).delete()
    Area.objects.filter(pk=kent.area.pk).update(officer_email="area@example.com")
    client = Client()
    client.force_login(kent.people["school_editor"], backend="allauth.account.auth_backends.AuthenticationBackend")
    page = " ".join(client.get(f"/requests/{review.rfr.reference}/outcomes/report/").content.decode().split())
    assert "the clerk of" not in page
    assert f"If you return money, we’ll also email the {kent.area.name} area’s High Needs Funding officer." in page
    sent(kent, review, spent=Decimal(600), returns=True)
    told = Message.objects.get(kind="review.reported")
    assert (told.to, told.address) == (None, "area@example.com")
    assert "gives back £400" in told.subject
