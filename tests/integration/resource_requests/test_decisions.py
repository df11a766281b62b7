"""Decisions and the money with them: on record, in the ledger, never beyond what remains."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from locality.budgets.actions.refusals import NoBudget, NotEnough
from locality.budgets.models import Entry
from locality.budgets.queries.money import balance
from locality.communities.models import Office
from locality.council_section.actions import deciding_for_council
from locality.outbox.models import Message
from locality.resource_requests.actions import deciding, handing_over
from locality.resource_requests.actions.decision_records import NewDecision
from locality.resource_requests.models import Decision, HandOver, ResourceRequest
from locality.resource_requests.rules import agreed
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.integration.resource_requests.test_one_truth import approved, correction, days
from tests.world import PUPIL, Side, acting, declined, request_in, ruling


def remaining(side: Side) -> Decimal:
    return balance(side.community, day_of(timezone.now())).remaining


@pytest.mark.clause("FORM-12")
@pytest.mark.clause("RES-7")
def test_an_approval_keeps_the_section_and_commits_the_money(kent: Side) -> None:
    before = remaining(kent)
    request = request_in(kent, "approved")
    decision = request.decision
    assert decision is not None
    assert decision.kinds == ["Advice and guidance", "Financial contribution"]
    assert (decision.amount, decision.method, decision.details) == (Decimal(1000), "consensus", "As asked.")
    assert decision.review_on is not None
    assert request.approved_amount == Decimal(1000)
    assert remaining(kent) == before - 1000
    entry = Entry.objects.get(decision_id=decision.pk)
    assert (entry.reference, entry.amount) == (request.reference, Decimal(-1000))


@pytest.mark.clause("RES-7")
@pytest.mark.clause("CTX-2")
def test_an_approval_above_what_remains_is_refused_as_a_whole(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    messages = Message.objects.count()
    with pytest.raises(NotEnough) as refused:
        deciding.decide(
            request, ruling(amount=Decimal("100000.01")), by=acting(kent.people["chair"]), at=timezone.now()
        )
    assert "£100,000 left in its" in refused.value.sentence
    request.refresh_from_db()
    assert request.state == "accepted"
    assert not Decision.objects.filter(rfr=request).exists()
    assert Message.objects.count() == messages


@pytest.mark.clause("RES-7")
def test_no_budget_no_funding(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    ResourceRequest.objects.filter(pk=request.pk).update(community=kent.neighbour)
    by = acting(kent.people["other_chair"])
    with pytest.raises(NoBudget):
        deciding.decide(request, ruling(), by=by, at=timezone.now())
    deciding.decide(request, ruling(funding=False, amount=None), by=by, at=timezone.now())


@pytest.mark.clause("DUR-7")
def test_a_refusal_keeps_reasons_own_provision_and_alternatives(kent: Side) -> None:
    request = request_in(kent, "declined")
    decision = request.decision
    assert decision is not None
    texts = (decision.reasons, decision.own_provision, decision.alternatives)
    assert texts == ("Free from outreach.", "A morning group.", "A visit.")
    assert request.approved_amount is None


@pytest.mark.both_databases("constraint")
@pytest.mark.clause("DUR-7")
@pytest.mark.parametrize("missing", ["reasons", "own_provision", "summary"])
def test_the_database_refuses_a_refusal_without_its_reasons(
    kent: Side, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(
        "locality.resource_requests.actions.deciding.complete_decision", lambda _, decided, _bounds: decided
    )
    request = request_in(kent, "to_decide")
    with pytest.raises(IntegrityError), transaction.atomic():
        deciding.decide(request, declined(**{missing: ""}), by=acting(kent.people["clerk"]), at=timezone.now())


@pytest.mark.clause("DUR-7")
@pytest.mark.clause("DIS-5")
@pytest.mark.parametrize(
    ("decided", "missing", "sentence"),
    [
        (declined, {"reasons": " "}, "Enter the reasons for declining."),
        (declined, {"own_provision": ""}, "Enter what the school will provide from its own resources."),
        (declined, {"summary": ""}, "Enter the summary of the discussion."),
        (ruling, {"review_on": None}, "Enter the review date."),
        (ruling, {"advice": False, "funding": False, "amount": None}, "Select the kinds of support agreed."),
    ],
)
def test_an_unwhole_decision_is_refused_with_a_sentence(
    kent: Side, decided: Callable[..., NewDecision], missing: dict[str, object], sentence: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        deciding.decide(
            request_in(kent, "to_decide"), decided(**missing), by=acting(kent.people["clerk"]), at=timezone.now()
        )
    assert refused.value.sentence == sentence
    with pytest.raises(NotPossible) as refused:
        deciding.correct(
            request_in(kent, "approved"), decided(**missing), ground=Decision.Ground.ERROR, reason="Wrong.",
            by=acting(kent.people["chair"]), at=timezone.now(),
        )  # fmt: skip
    assert refused.value.sentence == sentence


@pytest.mark.clause("DIS-5")
def test_a_correction_keeps_the_earlier_decision_and_moves_the_money(kent: Side) -> None:
    before = remaining(kent)
    request = request_in(kent, "acknowledged")
    deciding.correct(
        request,
        ruling(amount=Decimal(400)),
        ground=Decision.Ground.ERROR,
        reason="A sum was read wrongly.",
        by=acting(kent.people["chair"]),
        at=timezone.now(),
    )
    request.refresh_from_db()
    first, second = Decision.objects.filter(rfr=request).order_by("number")
    assert (first.amount, second.amount, second.supersedes_id) == (Decimal(1000), Decimal(400), first.pk)
    assert second.correction_reason == "A sum was read wrongly."
    assert request.state == "approved"
    assert request.approved_amount == Decimal(400)
    assert remaining(kent) == before - 400
    handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    assert HandOver.objects.filter(rfr=request).count() == 2


@pytest.mark.clause("DIS-5")
def test_a_correction_to_declined_gives_the_money_back(kent: Side) -> None:
    before = remaining(kent)
    request = request_in(kent, "approved")
    correct = {"ground": Decision.Ground.NEW_INFORMATION, "by": acting(kent.people["chair"]), "at": timezone.now()}
    with pytest.raises(NotPossible):
        deciding.correct(request, declined(), reason="  ", **correct)  # type: ignore[arg-type]
    deciding.correct(request, declined(), reason="The pupil has moved.", **correct)  # type: ignore[arg-type]
    assert remaining(kent) == before


@pytest.mark.clause("FORM-12")
def test_a_decision_is_not_dated_in_the_future(kent: Side) -> None:
    request = request_in(kent, "to_decide")
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    with pytest.raises(NotPossible):
        deciding.decide(request, ruling(decided_on=tomorrow), by=acting(kent.people["clerk"]), at=timezone.now())


@pytest.mark.both_databases("constraint")
@pytest.mark.clause("CTX-2")
@pytest.mark.django_db
def test_the_database_refuses_a_commitment_without_an_approval(kent: Side) -> None:
    request = request_in(kent, "declined")
    assert request.decision is not None
    entry = Entry.objects.filter(kind="allocation").first()
    assert entry is not None
    for decision, reference in ((request.decision.pk, request.reference), (99_999, "RFR-2026-99999")):
        with pytest.raises(IntegrityError, match="commitment_has_a_decision"), transaction.atomic():
            Entry.objects.create(
                budget_id=entry.budget_id, kind="commitment", amount=Decimal(-5), reference=reference,
                decision_id=decision, by=kent.people["clerk"], why="Sly", at=timezone.now(),
            )  # fmt: skip


@pytest.mark.both_databases("constraint")
@pytest.mark.parametrize("table", ["step", "version", "decision"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET request_id = request_id", "DELETE FROM {}"])
def test_the_record_is_never_changed(kent: Side, table: str, verb: str) -> None:
    request_in(kent, "approved")
    with pytest.raises(IntegrityError, match="only ever added"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(f"resource_requests_{table}"))


@pytest.mark.clause("CLK-5")
@pytest.mark.clause("RFR-3")
@pytest.mark.clause("FORM-14")
def test_the_hand_over_goes_to_the_officer_of_the_communitys_area(kent: Side, elsewhere: Side) -> None:
    request = request_in(kent, "approved")
    Message.objects.all().delete()
    kent.area.officer_email = "new.contact@kent.example"
    kent.area.save()
    sent = handing_over.hand_over(request, by=acting(kent.people["clerk"]), at=timezone.now())
    assert sent.area == kent.area
    told = set(Message.objects.values_list("address", flat=True))
    assert told == {kent.people["hnf_officer"].email}  # the area's address only while nobody holds the office
    Office.objects.filter(person=kent.people["hnf_officer"]).update(end=day_of(timezone.now()) - timedelta(days=1))
    handing_over.hand_over(request_in(kent, "approved"), by=acting(kent.people["clerk"]), at=timezone.now())
    assert "new.contact@kent.example" in set(Message.objects.values_list("address", flat=True))
    Message.objects.exclude(reference=request.reference).delete()
    for message in Message.objects.all():
        text = " ".join([message.subject, *message.lines, message.link])
        assert request.reference in text
        assert PUPIL not in text
        assert "1,000" not in text


@pytest.mark.clause("CLK-5")
def test_the_officer_acknowledges_or_asks_and_the_clerk_answers(kent: Side) -> None:
    request = request_in(kent, "queried")
    asked = handing_over.answer(request, text="Weeks 2 to 11.", by=acting(kent.people["clerk"]), at=timezone.now())
    assert asked.answer == "Weeks 2 to 11."
    sent = handing_over.acknowledge(request, by=acting(kent.people["hnf_officer"]), at=timezone.now())
    assert sent.acknowledged_by == kent.people["hnf_officer"]
    request.refresh_from_db()
    assert request.state == "acknowledged"


def test_who_recorded_the_decision_does_not_receive_it(kent: Side) -> None:
    request, clerk, today = request_in(kent, "handed_over"), kent.people["clerk"], day_of(timezone.now())
    Office.objects.create(person=clerk, role="hnf_officer", authority=kent.authority, area=kent.area, start=today)
    with pytest.raises(NotPossible, match="someone else"):
        handing_over.acknowledge(request, by=acting(clerk), at=timezone.now())


@pytest.mark.both_databases("constraint")
@pytest.mark.clause("CTX-2")
def test_the_database_refuses_more_than_was_approved(kent: Side) -> None:
    request = request_in(kent, "approved")
    assert request.decision is not None
    entry = Entry.objects.get(decision_id=request.decision.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            budget_id=entry.budget_id, kind="commitment", amount=Decimal(-2000), reference=request.reference,
            decision_id=request.decision.pk, by=kent.people["clerk"], why="Sly", at=timezone.now(),
        )  # fmt: skip


# Support that was over before it was decided -------------------------------------------------------------------------

OVER = "The last day of support must be Thursday 26 November 2026 or later: that is the day of the decision"


@pytest.mark.clause("FORM-12")
@pytest.mark.parametrize("year", [2025, 2019])
def test_days_with_both_years_typed_too_low_are_refused_at_the_field(
    kent: Side, clock: Callable[[str], object], year: int
) -> None:
    """2019: no funding year either, and nobody need ask the council to add one."""
    clock("2026-11-26 17:00")
    request, clerk = request_in(kent, "to_decide"), Desk(kent.people["clerk"])
    past = days(starts_on=date(year, 11, 30), ends_on=date(year + 1, 8, 31))
    page = clerk.post("request_decide", request.reference, **approved(date(2026, 11, 26)) | past)
    assert page.status_code == 400
    assert text_of(page).count(OVER) == 2  # in the summary and at the field
    assert 'id="id_ends_on-error"' in page.content.decode()
    assert "funding year" not in text_of(page).partition("There is a problem")[2][:300]
    with pytest.raises(NotPossible, match="that is the day of the decision"):
        deciding.decide(
            request, ruling(starts_on=date(year, 11, 30), ends_on=date(year + 1, 8, 31)), by=acting(kent.people["clerk"]),
            at=timezone.now(),
        )  # fmt: skip


@pytest.mark.clause("DIS-5")
def test_a_correction_keeps_days_that_it_does_not_touch_and_takes_no_others_of_the_past(
    kent: Side, clock: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A decision of 26 November for days up to the 20th, kept when nobody asked: its amount is corrected, then its days."""
    clock("2026-11-26 17:00")
    before = {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 20)}
    with monkeypatch.context() as earlier:
        earlier.setattr(agreed, "why_over", lambda *_: "")
        request = request_in(kent, "approved", decided=ruling(**before))
    clock("2026-11-28 10:00")
    clerk = Desk(kent.people["clerk"])
    typed = correction(request, amount="900", details="Fewer hours.") | days(**before)
    assert clerk.post("request_correct", request.reference, **typed).status_code == 302
    corrected = Decision.objects.latest("number")
    assert (corrected.amount, corrected.ends_on) == (Decimal(900), date(2026, 11, 20))
    other = typed | days(ends_on=date(2026, 11, 25))
    page = clerk.post("request_correct", request.reference, **other)
    assert page.status_code == 400
    assert OVER in text_of(page)
    right = other | days(ends_on=date(2026, 11, 26))
    assert clerk.post("request_correct", request.reference, **right).status_code == 302


@pytest.mark.clause("EXC-5")
def test_nor_does_the_council_agree_days_that_are_over(kent: Side, clock: Callable[[str], object]) -> None:
    clock("2026-11-26 17:00")
    request, moderator = request_in(kent, "with_council"), kent.people["moderator"]
    over = ruling(method=Decision.Method.COUNCIL, starts_on=date(2025, 11, 30), ends_on=date(2026, 8, 31))
    with pytest.raises(NotPossible, match="that is the day of the decision"):
        deciding_for_council.decide_for_council(request, over, by=acting(moderator), at=timezone.now())
    form = {
        "outcome": "approved", "responses": ["funding"], "amount": "700", "details": "Fewer hours.",
        "why": "The need is clear.", **days(starts_on=over.starts_on, ends_on=over.ends_on, review_on=date(2027, 3, 1)),
    }  # fmt: skip
    page = Desk(moderator).post("request_council_decision", request.reference, **form)
    assert page.status_code == 400
    assert OVER in text_of(page)
