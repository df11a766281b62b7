"""What speaks against a date is said on the form, before anybody is told of it (CLK-1, PRE-1)."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from locality.communities.models import DayOff, Term
from locality.outbox.models import Message
from locality.schedule.actions.inviting import invite
from locality.schedule.models import Meeting
from tests.integration.resource_requests.desk import Desk, text_of
from tests.world import Side, person

BOXING_DAY, HALF_TERM, A_TUESDAY = date(2027, 12, 27), date(2027, 10, 28), date(2027, 11, 9)


@pytest.fixture
def clerk(kent: Side, clock: Any) -> Desk:
    clock("2027-09-15 09:00")
    Term.objects.filter(authority=kent.authority).delete()
    terms = ((date(2027, 9, 1), date(2027, 10, 22)), (date(2027, 11, 1), date(2027, 12, 17)),
             (date(2028, 1, 4), date(2028, 3, 31)))  # fmt: skip
    for number, (start, end) in enumerate(terms, 1):
        Term.objects.create(authority=kent.authority, year_name="2027-28", number=number, start=start, end=end)
    DayOff.objects.get_or_create(
        authority=kent.authority, day=BOXING_DAY, defaults={"name": "Christmas Day (observed)", "kind": "bank_holiday"}
    )
    DayOff.objects.filter(day=BOXING_DAY).update(name="Christmas Day (observed)", kind="bank_holiday")
    Meeting.objects.filter(pk=kent.meeting.pk).update(day=date(2027, 11, 16))  # type: ignore[union-attr]
    Message.objects.all().delete()
    return Desk(kent.people["clerk"])


def fields(day: date, **changes: str) -> dict[str, Any]:
    return {
        "day-day": day.day, "day-month": day.month, "day-year": day.year, "starts": "15:30", "ends": "17:30",
        "venue": "The library", "online_link": "",
    } | changes  # fmt: skip


def confirmation_in(answer: Any) -> str:
    found = re.search(r'name="all_the_same" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


@pytest.mark.clause("CLK-1")
@pytest.mark.parametrize(
    ("day", "warnings"),
    [
        (HALF_TERM, ["This day is outside the school terms."]),
        (BOXING_DAY, ["This day is a bank holiday, Christmas Day (observed)."]),
        (date(2028, 1, 8), ["This day is outside the school terms."]),
    ],
)
def test_moving_warns_before_anybody_is_told_and_keeps_the_form(
    kent: Side, clerk: Desk, day: date, warnings: list[str]
) -> None:
    pk = kent.meeting.pk  # type: ignore[union-attr]
    if day.year == 2028:
        Term.objects.filter(start__year=2028).delete()
    warned = clerk.post("meeting_move", pk, **fields(day))
    assert warned.status_code == 400
    said = text_of(warned)
    assert "We have not emailed anyone yet. Check this first:" in said
    for warning in warnings:
        assert warning in said
    assert "Move the meeting anyway" in said
    assert f'value="{day.day}"' in warned.content.decode()
    assert 'value="The library"' in warned.content.decode()
    assert Meeting.objects.get(pk=pk).day == date(2027, 11, 16)
    assert not Message.objects.exists()
    confirmed = confirmation_in(warned)
    changed = clerk.post(
        "meeting_move", pk, **fields(HALF_TERM if day != HALF_TERM else BOXING_DAY), all_the_same=confirmed
    )
    assert changed.status_code == 400  # another day: another warning
    assert clerk.post("meeting_move", pk, **fields(day), all_the_same=confirmed).status_code == 302
    assert Meeting.objects.get(pk=pk).day == day
    assert Message.objects.exists()
    assert "Important" not in text_of(clerk.get("meeting", pk))


def test_a_clash_is_said_on_the_form_and_a_good_day_takes_one_press(kent: Side, clerk: Desk) -> None:
    pk = kent.meeting.pk  # type: ignore[union-attr]
    good = fields(A_TUESDAY)
    other = Meeting.objects.create(
        community=kent.neighbour, day=A_TUESDAY, starts="15:00", ends="16:00", venue="Elsewhere", state="planned"
    )
    warned = clerk.post("meeting_move", pk, **good)
    assert warned.status_code == 400
    officer = kent.people["hnf_officer"].name
    assert f"{officer} is at the {kent.neighbour.name} meeting at that time." in text_of(warned)
    person(kent, "hnf_officer", start=date(2026, 1, 1), slug="second_officer", area=kent.area)
    both = text_of(clerk.post("meeting_move", pk, **good))
    assert f" and Second Officer {kent.authority.name} are at the {kent.neighbour.name} meeting at that time." in both
    other.delete()
    Term.objects.filter(start=date(2027, 11, 1)).update(start=date(2027, 10, 23))
    assert clerk.post("meeting_move", pk, **good).status_code == 302


def test_another_place_alone_is_never_warned_of(kent: Side, clerk: Desk) -> None:
    meeting = kent.meeting
    assert meeting is not None
    Meeting.objects.filter(pk=meeting.pk).update(day=HALF_TERM)
    given = fields(HALF_TERM, starts=f"{meeting.starts:%H:%M}", ends=f"{meeting.ends:%H:%M}", venue="The gym")
    assert clerk.post("meeting_move", meeting.pk, **given).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).venue == "The gym"


@pytest.mark.clause("CLK-1")
def test_adding_a_meeting_warns_before_it_invites(kent: Side, clerk: Desk) -> None:
    given = fields(HALF_TERM) | {"community": str(kent.community.pk)}
    warned = clerk.post("meeting_add", **given)
    assert warned.status_code == 400
    assert "This day is outside the school terms." in text_of(warned)
    assert "Add the meeting anyway" in text_of(warned)
    assert not Message.objects.exists()
    assert clerk.post("meeting_add", **given, all_the_same=confirmation_in(warned)).status_code == 302
    assert Meeting.objects.filter(community=kent.community, day=HALF_TERM).count() == 1


def test_a_time_that_is_past_already_is_said(kent: Side, clerk: Desk) -> None:
    pk = kent.meeting.pk  # type: ignore[union-attr]
    warned = clerk.post("meeting_move", pk, **fields(date(2027, 9, 15), starts="08:00", ends="08:30"))
    assert warned.status_code == 400
    assert "This time has already passed." in text_of(warned)


@pytest.mark.parametrize("name", ["meeting_move", "meeting_add"])
def test_a_link_without_its_https_is_taken(kent: Side, clerk: Desk, name: str) -> None:
    args = (kent.meeting.pk,) if name == "meeting_move" else ()  # type: ignore[union-attr]
    given = fields(date(2027, 12, 1)) | {"community": str(kent.community.pk)}
    link = "teams.microsoft.com/l/meetup-join/19%3ameeting"
    answer = clerk.post(name, *args, **given | {"online_link": link})
    if answer.status_code == 400:
        answer = clerk.post(name, *args, **given | {"online_link": link, "all_the_same": confirmation_in(answer)})
    assert answer.status_code == 302
    kept = Meeting.objects.get(community=kent.community, day=date(2027, 12, 1)).online_link
    assert kept == "https://teams.microsoft.com/l/meetup-join/19%3ameeting"
    refused = clerk.post(name, *args, **given | {"online_link": "the usual room"})
    assert "The link to join online must be a whole web address" in text_of(refused)
    assert "valid URL" not in text_of(refused)


@pytest.mark.clause("PRE-2", "CLK-2")
def test_a_day_whose_deadlines_have_passed_is_warned_of(kent: Side, clerk: Desk) -> None:
    """Today is Wednesday 15 September 2027; a meeting of the 21st wants its requests by the 7th, its papers by the 14th."""
    requests = "Requests for this day were due by Tuesday 7 September 2027, so it is too late to submit more."
    papers = "Its papers were due by Tuesday 14 September 2027. They will be marked as late."
    pk = kent.meeting.pk  # type: ignore[union-attr]
    warned = clerk.post("meeting_move", pk, **fields(date(2027, 9, 21)))
    assert warned.status_code == 400
    assert requests in text_of(warned)
    assert papers in text_of(warned)
    Meeting.objects.filter(pk=pk).update(state="papers_out")
    sent = text_of(clerk.post("meeting_move", pk, **fields(date(2027, 9, 21))))
    assert requests in sent
    assert "Its papers were due" not in sent
    later = text_of(clerk.post("meeting_move", pk, **fields(date(2027, 9, 28))))
    assert "Requests for this day were due by" in later
    assert "Its papers were due" not in later
    good = clerk.post("meeting_move", pk, **fields(date(2027, 10, 1)))
    assert "were due by" not in text_of(good)


def test_a_day_that_is_taken_is_refused_before_anything_is_to_be_confirmed(kent: Side, clerk: Desk) -> None:
    assert kent.meeting is not None
    Meeting.objects.create(
        community=kent.community, day=HALF_TERM, starts="09:00", ends="10:00", venue="Elsewhere", state="planned"
    )
    for name, args, more in (
        ("meeting_move", (kent.meeting.pk,), {}), ("meeting_add", (), {"community": str(kent.community.pk)}),
    ):  # fmt: skip
        refused = clerk.post(name, *args, **fields(HALF_TERM), **more)
        assert refused.status_code == 400
        assert f"{kent.community.name} already has a meeting on " in text_of(refused)
        assert "anyway" not in text_of(refused)


def test_a_move_that_changes_nothing_is_refused_and_emails_no_one(kent: Side, clerk: Desk) -> None:
    meeting = kent.meeting
    assert meeting is not None
    meeting.refresh_from_db()
    given = fields(meeting.day, starts=f"{meeting.starts:%H:%M}", ends=f"{meeting.ends:%H:%M}", venue=meeting.venue)
    answer = clerk.post("meeting_move", meeting.pk, **given | {"online_link": meeting.online_link})
    assert answer.status_code == 400
    assert "Nothing is different yet. Change the date, a time or the place." in text_of(answer)
    assert not Message.objects.exists()
    assert "Done" not in text_of(clerk.get("meeting", meeting.pk))


@pytest.mark.clause("CLK-1")
@pytest.mark.parametrize(
    ("changes", "done", "subject", "first"),
    [
        (
            {"day": A_TUESDAY},
            "You’ve moved the meeting from Tuesday 16 November 2027 to Tuesday 9 November 2027.",
            "Moved from 16 November 2027: Wealdshire 1 meeting on Tuesday 9 November 2027",
            "The Wealdshire 1 meeting has moved from Tuesday 16 November 2027 to Tuesday 9 November 2027.",
        ),
        (
            {"starts": "16:00"},
            "You’ve changed the time of the meeting: 16:00 to 17:30.",
            "New time: Wealdshire 1 meeting on Tuesday 16 November 2027, now 16:00",
            "The Wealdshire 1 meeting has a new time. It was 15:30 to 17:30 and is now 16:00 to 17:30.",
        ),
        (
            {"venue": "The gym"},
            "You’ve changed the place.",
            "New place: Wealdshire 1 meeting on Tuesday 16 November 2027",
            "The Wealdshire 1 meeting has a new place or a new link to join online.",
        ),
    ],
)
def test_a_move_is_said_in_one_banner_and_one_email_with_what_was(
    kent: Side, clerk: Desk, changes: dict[str, Any], done: str, subject: str, first: str
) -> None:
    invite(Meeting.objects.get(pk=kent.meeting.pk), at=timezone.now())  # type: ignore[union-attr]
    Message.objects.all().delete()
    Term.objects.filter(start=date(2027, 11, 1)).update(start=date(2027, 10, 23))
    pk = kent.meeting.pk  # type: ignore[union-attr]
    meeting = Meeting.objects.get(pk=pk)
    stands = fields(meeting.day, starts="15:30", ends="17:30", venue=meeting.venue, online_link=meeting.online_link)
    Meeting.objects.filter(pk=pk).update(starts="15:30", ends="17:30")
    day = changes.get("day", meeting.day)
    given = stands | fields(day) | {"venue": meeting.venue} | {key: it for key, it in changes.items() if key != "day"}
    answer = clerk.post("meeting_move", pk, **given | {"online_link": meeting.online_link})
    page = clerk.client.get(answer["Location"])
    emailed = Message.objects.count()
    assert emailed
    assert f"{done} We’ve emailed {emailed} people." in text_of(page)
    assert page.content.decode().count("govuk-notification-banner__content") == 1
    assert set(Message.objects.values_list("subject", flat=True)) == {subject}
    assert {each.lines[0] for each in Message.objects.all()} == {first}
