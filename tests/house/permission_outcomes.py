"""Reviews for the permission table: one to agree, one under way, and a report that another school looks at."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from locality.outcomes.models import SecondLook
from locality.values.working_days import day_of
from tests.house.permission_live import Fields, Sending
from tests.integration.outcomes.reviewing import agreed, sent
from tests.world import Side


def make_reviews(side: Side) -> dict[str, dict[str, Any]]:
    """What the addresses of outcomes name."""
    now, under_way, reported = timezone.now(), agreed(side), agreed(side)
    report = sent(side, reported).report
    SecondLook.objects.get_or_create(
        report=report,
        defaults={"school": side.other_school, "drawn_at": now, "due_on": day_of(now) + timedelta(days=14)},
    )
    this = {"reference": under_way.rfr.reference}
    pages = (
        "request_outcomes",
        "request_agree_outcomes",
        "request_move_review",
        "request_report",
        "request_report_keep",
    )
    return {**dict.fromkeys(pages, this), "request_second_look": {"reference": reported.rfr.reference}}


def outcomes_form(_: Sending) -> Fields:
    return {
        "what_1": "Asks for help", "start_1": "Never", "hoped_1": "Most days", "framework_1": "voice",
    }  # fmt: skip


def review_date(_: Sending) -> Fields:
    later = day_of(timezone.now()) + timedelta(days=120)
    return {
        "due_on-day": later.day, "due_on-month": later.month, "due_on-year": later.year, "because": "It started late",
    }  # fmt: skip


def outcome_report(_: Sending) -> Fields:
    return {
        "happened": "as_agreed", "level_1": "hoped", "evidence": ["staff", "pupil"], "how_known": "Seen each week.",
        "pupil_said": "I like it now.", "spent": "600", "rest": "return", "returning": "400.00",
        "next": "own", "again": "yes", "for_whom": "Year 4.",
    }  # fmt: skip


def report_kept(_: Sending) -> Fields:
    return {"fields": "how_known", "how_known": "Seen each week."}


def second_look(_: Sending) -> Fields:
    return {"level_1": "some", "words": "We would say less."}
