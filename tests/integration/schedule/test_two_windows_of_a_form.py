"""Two windows change one thing: neither undoes what the other changed, on any form of what already stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from lxml import html

from locality.budgets.models import Advance
from locality.communities.models import Area, AuthorityRules
from locality.meetings.models import DiscussionStep, TemplateItem
from locality.outbox.models import Message
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.working_days import day_of
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side

pytestmark = pytest.mark.django_db


def window(desk: Desk, name: str, *args: object) -> dict[str, Any]:
    """The fields of a page as a browser would send them."""
    tree = html.document_fromstring(desk.get(name, *args).content.decode())
    (form,) = (
        each for each in tree.forms if each.method == "POST" and "form_key" in each.fields and len(each.fields) > 5
    )
    return {key: value.removeprefix("\n") for key, value in form.form_values()}


def test_a_meeting_moved_in_one_window_keeps_the_place_of_the_other(kent: Side) -> None:
    meeting = Meeting.objects.get(pk=kent.meeting.pk)  # type: ignore[union-attr]
    clerk, chair = Desk(kent.people["clerk"]), Desk(kent.people["chair"])
    here, there, third = (window(each, "meeting_move", meeting.pk) for each in (clerk, chair, chair))
    moved = chair.post("meeting_move", meeting.pk, **there | {"venue": "New Hall, Wheatham"})
    if moved.status_code == 400:  # what the day itself warns of
        mark = html.document_fromstring(moved.content.decode()).xpath("//input[@name='all_the_same']/@value")[0]
        moved = chair.post("meeting_move", meeting.pk, **there | {"venue": "New Hall, Wheatham", "all_the_same": mark})
    assert moved.status_code == 302
    Message.objects.all().delete()
    later = here | {"starts": "16:00", "ends": "18:00"}
    sent = clerk.post("meeting_move", meeting.pk, **later)
    if sent.status_code == 400:
        tree = html.document_fromstring(sent.content.decode())
        assert tree.xpath("//input[@name='venue']/@value") == ["New Hall, Wheatham"]
        sent = clerk.post(
            "meeting_move",
            meeting.pk,
            **later | {"all_the_same": tree.xpath("//input[@name='all_the_same']/@value")[0]},
        )
    assert sent.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.venue, f"{meeting.starts:%H:%M}") == ("New Hall, Wheatham", "16:00")
    assert Message.objects.exists()
    assert all("New Hall, Wheatham" in " ".join(each.lines) for each in Message.objects.filter(kind="meeting.moved"))
    both = chair.post("meeting_move", meeting.pk, **third | {"venue": "The gym"})
    assert both.status_code == 400
    assert "It is “New Hall, Wheatham” now" in text_of(both)


def test_rules_that_a_colleague_changed_meanwhile_stay_changed(kent: Side) -> None:
    team = Desk(kent.people["locality_team"])
    here, there = window(team, "rules_change"), window(team, "rules_change")
    assert (
        team.post("rules_change", **there | {"submission_days_before": "12", "why": "Longer notice"}).status_code == 302
    )
    tomorrow = day_of(timezone.now()) + timedelta(days=1)
    day = {f"valid_from-{part}": getattr(tomorrow, part) for part in ("day", "month", "year")}
    sent = team.post("rules_change", **here | day | {"solution_words": "300", "why": "More room"})
    assert sent.status_code == 302, text_of(sent)
    latest = AuthorityRules.objects.get(authority=kent.authority, valid_from=tomorrow)
    assert (latest.submission_days_before, latest.solution_words) == (12, 300)


def test_rules_set_for_days_to_come_are_not_taken_back_by_a_later_set(kent: Side) -> None:
    """Nor by one for an earlier day, which does not bring them forward either."""
    team, today = Desk(kent.people["locality_team"]), day_of(timezone.now())
    asked = {"solution_words": "240", "why": "Shorter"}, {"submission_days_before": "11", "why": "Longer notice"}
    for days, changes in zip((7, 14), asked, strict=True):
        on = today + timedelta(days=days)
        day = {f"valid_from-{part}": getattr(on, part) for part in ("day", "month", "year")}
        assert team.post("rules_change", **window(team, "rules_change") | day | changes).status_code == 302
    page = team.get("rules_change")
    assert f"These are the latest rules, which start on {show_day(today + timedelta(days=14))}" in text_of(page)
    soon = today + timedelta(days=2)
    day = {f"valid_from-{part}": getattr(soon, part) for part in ("day", "month", "year")}
    early = window(team, "rules_change") | day | {"other_answer_words": "150", "why": "Shorter too"}
    assert team.post("rules_change", **early).status_code == 302
    held = AuthorityRules.objects.filter(authority=kent.authority, valid_from__gt=today).order_by("valid_from")
    assert [(each.solution_words, each.submission_days_before, each.other_answer_words) for each in held] == [
        (250, 10, 150), (240, 10, 200), (240, 11, 200),
    ]  # fmt: skip


def test_lines_of_the_agenda_template_keep_what_each_window_changed(kent: Side) -> None:
    team = Desk(kent.people["locality_team"])
    team.post("agenda_template_order", adopt="yes")
    for what, model in (("item", TemplateItem), ("step", DiscussionStep)):
        line = model.objects.filter(authority=kent.authority).latest("pk")
        minutes = "minutes" if what == "item" else "minutes_to"
        here, there = (
            window(team, "agenda_template_change", what, line.pk),
            window(team, "agenda_template_change", what, line.pk),
        )
        assert (
            team.post("agenda_template_change", what, line.pk, **there | {"title": "Another title"}).status_code == 302
        )
        assert team.post("agenda_template_change", what, line.pk, **here | {minutes: "17"}).status_code == 302
        line.refresh_from_db()
        assert (line.title, getattr(line, minutes)) == ("Another title", 17)


def test_the_contact_of_an_area_keeps_the_name_that_a_colleague_mended(kent: Side) -> None:
    team = Desk(kent.people["locality_team"])
    here, there = window(team, "area_change", kent.area.pk), window(team, "area_change", kent.area.pk)
    assert team.post("area_change", kent.area.pk, **there | {"officer_name": "Helen Marsh"}).status_code == 302
    assert (
        team.post("area_change", kent.area.pk, **here | {"officer_email": "north@council.example"}).status_code == 302
    )
    area = Area.objects.get(pk=kent.area.pk)
    assert (area.officer_name, area.officer_email) == ("Helen Marsh", "north@council.example")


def test_the_days_of_an_advance_keep_what_each_window_changed(kent: Side) -> None:
    finance = Desk(kent.people["finance"])
    closes = day_of(timezone.now()) + timedelta(days=40)
    advance = Advance.objects.create(
        authority=kent.authority, name="Spring", closes_on=closes, pays_on=_working(closes + timedelta(days=7))
    )
    here, there = window(finance, "advance_change", advance.pk), window(finance, "advance_change", advance.pk)
    named = finance.post("advance_change", advance.pk, **there | {"name": "First of the new term"})
    assert named.status_code == 302, text_of(named)
    earlier = closes - timedelta(days=3)
    day = {f"closes_on-{part}": getattr(earlier, part) for part in ("day", "month", "year")}
    assert finance.post("advance_change", advance.pk, **here | day).status_code == 302
    advance.refresh_from_db()
    assert (advance.name, advance.closes_on) == ("First of the new term", earlier)


def _working(day: date) -> date:
    """The day, or the Wednesday before it."""
    return day - timedelta(days=(day.weekday() - 2) % 7)
