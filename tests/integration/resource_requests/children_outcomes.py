"""Outcomes whose every text names the marker pupil: agreed, reported, corrected, moved, and looked at again."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from locality.outcomes.actions.agreeing import agree_outcomes, extend_review
from locality.outcomes.actions.keeping import keep_typed
from locality.outcomes.actions.looking import send_second_look
from locality.outcomes.content import Level
from locality.outcomes.models import SecondLook
from locality.outcomes.rules import NewOutcome, NewReport, NewResult
from locality.values.working_days import day_of
from tests.integration.outcomes.reviewing import review_of
from tests.integration.outcomes.reviewing import sent as send
from tests.integration.resource_requests.children_words import SAID, SHORT
from tests.world import Side, acting, request_in, ruling

PAGES = ("request_outcomes", "request_agree_outcomes", "request_move_review", "request_report", "request_second_look")


def report_naming() -> NewReport:
    """A report that names the pupil in each of its texts."""
    return NewReport(
        happened="in_part", next="own", results={1: NewResult(Level.CANNOT_SAY, SHORT)}, why_not=SAID,
        evidence=("staff", "measured"), how_known=SAID, measure=SHORT, before=SHORT[:40], after=SHORT[:40],
        pupil_said=SAID, spent=Decimal(1000), again=True, for_whom=SAID,
    )  # fmt: skip


def places_of_outcomes(kent: Side) -> list[tuple[str, str]]:
    """The pages of a review that was reported and looked at, and of one that is under way."""
    now, editor = timezone.now(), acting(kent.people["school_editor"])
    named = [NewOutcome(SHORT, SHORT, SHORT, "voice")]
    texts = {"solution": SAID}
    decided = ruling(summary=SAID, details=SAID)
    done, open_one, moved = (request_in(kent, "processed", decided=decided, **texts) for _ in range(3))
    for each in (done, open_one, moved):
        agree_outcomes(review_of(each), named, by=editor, at=now)
    review = review_of(moved)
    extend_review(review, due_on=review.due_on + timedelta(days=9), because=SHORT, by=editor, at=now)
    keep_typed(review_of(open_one), {"how_known": {"how_known": [SAID]}}, by=editor, at=now)
    found = send(kent, review_of(done), **vars(report_naming())).report
    second = send(kent, review_of(done), **vars(report_naming()) | {"pupil_said": "", "not_asked": SHORT}).report
    school = kent.people["representative"].offices.get().school
    assert school
    given = {"school": school, "drawn_at": now, "due_on": day_of(now)}
    SecondLook.objects.filter(report__review__rfr=done).delete()
    look = SecondLook.objects.create(report=found, **given)
    send_second_look(look, {1: "some"}, words=SAID, by=acting(kent.people["representative"]), at=now)
    SecondLook.objects.create(report=second, **given)
    named_places = [(name, reverse(name, args=[open_one.reference])) for name in PAGES[:-1]]
    return [
        *named_places,
        ("request_outcomes moved", reverse("request_outcomes", args=[moved.reference])),
        ("request_outcomes reported", reverse("request_outcomes", args=[done.reference])),
        ("request_report corrected", reverse("request_report", args=[done.reference])),
        ("request_second_look", reverse("request_second_look", args=[done.reference])),
    ]
