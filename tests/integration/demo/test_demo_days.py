"""On any day on which it is started, the demonstration keeps the product's own promises about dates and meetings.

Five days are tried; making a county takes long, so `./test` tries one of them, another each day (tests/sample.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from locality.accounts.models import User
from locality.budgets.models import FundingYear
from locality.budgets.queries.money import rates_on
from locality.communities.deadlines import deadlines_of
from locality.communities.models import Office, Term
from locality.demo.seeding import Seeded, seed
from locality.form_keys.keys import FIELD
from locality.live.actions.running import begin
from locality.meetings.models import Distribution, RegisterRow
from locality.meetings.queries.agenda import accepted_for, items_of
from locality.outbox.models import Message
from locality.outcomes.models import Review
from locality.resource_requests.models import Decision, DraftAnswer, Pupil, ResourceRequest
from locality.resource_requests.workflow import S as Requested
from locality.schedule.models import Meeting
from locality.schedule.workflow import S
from tests.sample import is_dealt
from tests.world import acting

LONDON = ZoneInfo("Europe/London")
SATURDAY, CHRISTMAS_EVE, LAST_OF_AUGUST, FIRST_OF_APRIL, SCHOOL_DAY = (
    datetime(2026, 11, 28, 9, 20, tzinfo=LONDON),
    datetime(2026, 12, 24, 9, 20, tzinfo=LONDON),
    datetime(2026, 8, 31, 9, 20, tzinfo=LONDON),
    datetime(2027, 4, 1, 9, 20, tzinfo=LONDON),
    datetime(2026, 11, 25, 9, 20, tzinfo=LONDON),
)
DAYS = [SATURDAY, CHRISTMAS_EVE, LAST_OF_AUGUST, FIRST_OF_APRIL, SCHOOL_DAY]
TODAYS = [day for number, day in enumerate(DAYS) if is_dealt("days of the demonstration", number, of=len(DAYS))]
LAST_SCHOOL_DAYS = {
    date(2026, 10, 22), date(2026, 10, 23), date(2026, 12, 17), date(2026, 12, 18), date(2027, 2, 11), date(2027, 2, 12),
    date(2027, 5, 27), date(2027, 5, 28), date(2027, 7, 20), date(2027, 7, 21),
}  # fmt: skip


@pytest.fixture(params=TODAYS, ids=lambda day: day.strftime("%a-%d-%b"))
def made(request: pytest.FixtureRequest, db: None) -> Iterator[tuple[Seeded, datetime]]:
    with time_machine.travel(request.param, tick=False):
        yield seed(communities=8), request.param


def test_the_demo_keeps_its_promises(made: tuple[Seeded, datetime]) -> None:
    seeded, now = made
    today = now.date()
    _meetings_lie_inside_terms(seeded, today)
    _each_school_has_a_representative(seeded, today)
    _rates_are_set(seeded, today)
    _held_meetings_are_whole(seeded, today)
    _outcomes_show_their_spread_in_two_years(today)
    _nothing_is_of_tomorrow(now)
    _messages_are_of_their_day(now)
    _pupils_are_in_the_year_of_their_age(now)
    _today_can_be_begun(seeded, now)
    _exceptional_requests_are_sent_and_decided_on_weekdays()


def _exceptional_requests_are_sent_and_decided_on_weekdays() -> None:
    sent = ResourceRequest.objects.filter(kind="exceptional", submitted_at__isnull=False)
    days = [*sent.values_list("submitted_at", flat=True), *sent.values_list("decision__recorded_at", flat=True)]
    assert sent
    assert not [day for day in days if day and day.astimezone(LONDON).weekday() > 4]


FIRST_BORN_OF_YEAR_9 = {
    SATURDAY: date(2012, 9, 1), CHRISTMAS_EVE: date(2012, 9, 1), LAST_OF_AUGUST: date(2011, 9, 1),
    FIRST_OF_APRIL: date(2012, 9, 1), SCHOOL_DAY: date(2012, 9, 1),
}  # fmt: skip


def _pupils_are_in_the_year_of_their_age(now: datetime) -> None:
    first = FIRST_BORN_OF_YEAR_9[now]
    rows = [*Pupil.objects.values_list("born", "year_group"), *_typed_pupils()]
    assert len(rows) > 20
    for born, year_group in rows:
        later = 9 - (0 if year_group == "Reception" else int(year_group.removeprefix("Year ")))
        began = date(first.year + later, 9, 1)
        assert began <= born < date(began.year + 1, 9, 1), (born, year_group, now)


def _typed_pupils() -> list[tuple[date, str]]:
    texts = defaultdict(dict)
    for request, name, text in DraftAnswer.objects.filter(name__startswith="pupil.").values_list("rfr", "name", "text"):
        _, row, part = name.split(".")
        texts[request, row][part] = text
    return [
        (date(int(each["born_year"]), int(each["born_month"]), int(each["born_day"])), each["year_group"])
        for each in texts.values()
    ]


NEXT_BY = re.compile(r".* by [A-Z][a-z]+day (\d+ [A-Z][a-z]+ \d{4})(?:, so that it can be discussed on .*)?\.")


def _messages_are_of_their_day(now: datetime) -> None:
    """What each says of the days ahead was so on the day it is of, and none is older than what it tells of."""
    told = Message.objects.filter(kind__startswith="resource_request.")
    assert any(NEXT_BY.fullmatch(line) for each in told for line in each.lines)
    for message in told:
        day = message.created_at.astimezone(LONDON).date()
        for line in message.lines:
            if found := NEXT_BY.fullmatch(line):
                assert day <= datetime.strptime(found[1], "%d %B %Y").replace(tzinfo=LONDON).date(), (
                    day,
                    message.lines,
                )
    reminders = told.filter(kind="resource_request.remind_of_end")
    assert reminders.exists()
    for message in reminders:
        request = ResourceRequest.objects.get(reference=message.reference)
        assert request.state == Requested.PROCESSED
        assert message.created_at.astimezone(LONDON).date() == request.ends_on - timedelta(days=30)
        assert not [line for line in message.lines if "the council will process it" in line.lower()]


def _meetings_lie_inside_terms(seeded: Seeded, today: date) -> None:
    terms = list(Term.objects.filter(authority=seeded.authority))
    calendar = deadlines_of(seeded.authority, on=today).calendar
    days = list(Meeting.objects.exclude(day=today).values_list("day", flat=True))
    assert len(days) >= 8 * 8
    for day in days:
        assert any(term.start <= day <= term.end for term in terms), day
        assert calendar.is_working(day), day
        assert day not in LAST_SCHOOL_DAYS
        assert (day.month, day.day) != (12, 24)


def _each_school_has_a_representative(seeded: Seeded, today: date) -> None:
    seated = set(
        Office.objects.filter(role="representative", delegated_authority_on__lte=today).values_list(
            "school_id", flat=True
        )
    )
    for schools in seeded.schools.values():
        assert {school.pk for school in schools} <= seated


def _rates_are_set(seeded: Seeded, today: date) -> None:
    rates = {rate.item: rate for rate in rates_on(seeded.authority, today)}
    assert rates["Mentor"].rate == Decimal("19.50")
    assert len(rates) == 9
    began = date(2025, 9, 1) if today == LAST_OF_AUGUST.date() else date(2026, 9, 1)
    assert {rate.valid_from for rate in rates.values()} == {began}


def _outcomes_show_their_spread_in_two_years(today: date) -> None:
    """A council sees what its money came to in the last year and in this one, good and bad, and who has not said."""
    begun = FundingYear.objects.filter(start__lte=today).order_by("start")
    assert begun.count() == 2
    told = []
    for year in begun:
        due = Review.objects.filter(due_on__gte=year.start, due_on__lte=min(year.end, today))
        came = Counter(due.values_list("came_of_it", flat=True))
        assert set(came) >= {"as_hoped", "some"}, (year, came)
        assert due.filter(state="reported").count() >= 10
        told.append(min(came[each] for each in ("as_hoped", "some", "none", "cannot_say", "")))
    assert max(told) >= 5, "one of the years has no number that the council hides"
    assert Review.objects.filter(state="under_way", due_on__lt=today).exists()


def _held_meetings_are_whole(seeded: Seeded, today: date) -> None:
    past = Meeting.objects.filter(day__lt=today)
    met = Counter(past.values_list("community", flat=True))
    assert [met[each.pk] for each in seeded.communities[6:]] == [3, 3]
    assert all(met[each.pk] in (13, 14) for each in seeded.communities[:6])
    for meeting in past:
        assert meeting.state in {S.HELD, S.MINUTED}
        assert meeting.running.began_at.date() == meeting.day
        assert meeting.running.ended_at > meeting.running.began_at
        assert meeting.running.item.meeting_id == meeting.pk
        assert not accepted_for(meeting).exists(), "what was not decided went to the next meeting"
        _positions_are_of_who_came(meeting)
        due = deadlines_of(seeded.authority, on=today).minutes(meeting.day)
        assert meeting.state == S.MINUTED or deadlines_of(seeded.authority, on=today).calendar.count(due, today) <= 5


def _positions_are_of_who_came(meeting: Meeting) -> None:
    """As the product asks of everybody else: one position for each school that was in the room, and no more."""
    came = RegisterRow.objects.filter(meeting=meeting, votes=True, state="present").count()
    for made in Decision.objects.filter(meeting=meeting):
        counts = (made.agree, made.disagree, made.abstain)
        assert min(counts) >= 0
        assert sum(counts) == came, (meeting, counts)


def _nothing_is_of_tomorrow(now: datetime) -> None:
    for request in ResourceRequest.objects.filter(submitted_at__isnull=False).select_related("meeting"):
        assert request.submitted_at is not None
        assert request.submitted_at <= now
        if request.state in {Requested.APPROVED, Requested.DECLINED} and request.meeting:
            assert request.meeting.day <= now.date()


def _today_can_be_begun(seeded: Seeded, now: datetime) -> None:
    home, grace = seeded.communities[0], seeded.people["grace.okafor"]
    meeting = Meeting.objects.get(day=now.date())
    assert (meeting.community, meeting.state) == (home, S.PAPERS_OUT)
    assert (meeting.starts, meeting.ends) == (time(9, 30), time(11, 30))
    assert meeting.venue.startswith("Training meeting") is (now != SCHOOL_DAY)
    sent = Distribution.objects.get(meeting=meeting)
    assert not sent.is_late
    assert [item.resource_request_id is not None for item in items_of(meeting)].count(True) == 3
    begin(meeting, by=acting(grace), at=now)
    voting = RegisterRow.objects.filter(meeting=meeting, votes=True, school__isnull=False)
    assert voting.count() == len(seeded.schools[home.pk])


@pytest.mark.django_db
def test_every_held_meeting_opens_reopens_and_has_minutes(client: Client) -> None:
    with time_machine.travel(SCHOOL_DAY, tick=False):
        seeded = seed(communities=6)
        client.force_login(User.objects.get(pk=seeded.people["rosa.lind"].pk))
        for meeting in Meeting.objects.filter(day__lt=SCHOOL_DAY.date()):
            for page in ("meeting", "meeting_live", "meeting_minutes"):
                assert client.get(reverse(page, args=[meeting.pk])).status_code == 200
            if meeting.state == S.HELD:
                _reopens(client, meeting)


def _reopens(client: Client, meeting: Meeting) -> None:
    with transaction.atomic():
        answer = client.post(reverse("meeting_reopen", args=[meeting.pk]), {FIELD: str(uuid4()), "why": "Ann was here"})
        assert answer.status_code == 302
        meeting.refresh_from_db()
        assert meeting.state == S.RUNNING
        transaction.set_rollback(True)
