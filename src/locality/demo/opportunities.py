"""What the made-up schools and their council invite others to, and who booked. Every case is invented."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from locality.accounts.models import User
from locality.communities.models import Authority, School
from locality.demo.acting import acting
from locality.demo.requests import Cast
from locality.opportunities.actions import booking, holding, publishing
from locality.opportunities.models import Booking, Opportunity
from locality.opportunities.rules.opportunities import Said
from locality.values.working_days import day_of

SATURDAY = 5
WEEKS_BEFORE = timedelta(days=20)
_CANCELLED = "Our hall is being repaired. We will publish another day in the spring."
_ANSWERS = (
    "I will try the picture timetable with my own class first, and show it to our Year 3 team after half term.",
    "We will move our calm corner away from the door, and time how long children stay in it.",
)


def publish_opportunities(casts: list[Cast], team: User, editor: User, now: datetime) -> None:
    """A full visit with a waiting list, a course of the council, one that was held, one cancelled, one that few have booked."""
    home, today = casts[0], day_of(now)
    first, second, third = home.schools[0], home.schools[1], home.schools[2]
    own = next(each for each in home.schools if home.members.get(each.pk) and each.pk not in {first.pk, second.pk})
    full = _publish(
        second, home.heads[second.pk], now,
        _said("visit", "See our calm rooms in use", "A walk through three rooms during lessons, then a talk with the adults who "
              "run them. For SENCOs and class teachers.", _weekday(today + timedelta(days=12)), places=4,
              audience="community", place="The main entrance"),
    )  # fmt: skip
    guests = [(home.heads[each.pk], each) for each in home.schools if each.pk != second.pk]
    _book(full, guests[:5], now - timedelta(days=6))
    _book(full, [(editor, _school_of(editor, home, now))], now - timedelta(days=5))
    course = _publish(
        home.community.authority, team, now,
        _said("course", "Autism in the classroom: a first course", "Two hours with our educational psychologists. For teachers "
              "and teaching assistants who are new to this.", _weekday(today + timedelta(days=44)), places=40, fewest=8,
              audience="council", place="Council offices, room 2", link="https://meet.example/first-course"),
    )  # fmt: skip
    _book(
        course,
        [(cast.heads[each.pk], each) for cast in casts[:3] for each in cast.schools[:3]],
        now - timedelta(days=4),
    )
    _held(home, third, guests, now)
    cancelled = _publish(
        first, home.heads[first.pk], now,
        _said("network", "Network of pastoral leads", "We share what worked this term. Bring one thing to show.",
              _weekday(today + timedelta(days=17)), places=25, audience="council", place="The hall"),
    )  # fmt: skip
    _book(cancelled, guests[1:4], now - timedelta(days=8))
    publishing.cancel_opportunity(
        opportunity=cancelled, reason=_CANCELLED, by=acting(home.heads[first.pk], now), at=now - timedelta(days=2)
    )
    few = _publish(
        own, home.heads[own.pk], now,
        _said("clinic", "Speech and language clinic", "Bring one question about talking and listening, without names. Our "
              "lead answers what she can.", _weekday(today + timedelta(days=5)), places=12, fewest=5, until=today,
              audience="community", link="https://meet.example/clinic"),
    )  # fmt: skip
    _book(few, guests[:2], now - timedelta(days=3))


def _held(home: Cast, host: School, guests: list[tuple[User, School]], now: datetime) -> None:
    """A clinic of three weeks ago: three of four came, and two of them said what they will do differently."""
    day, long_ago = _weekday(day_of(now) - timedelta(days=21)), now - timedelta(days=50)
    said = _said(
        "clinic", "Picture timetables that children use", "Make one for your own class in an hour. For teaching assistants.",
        day, places=10, audience="community", place="The library", until=day - timedelta(days=4),
    )  # fmt: skip
    clinic = _publish(host, home.heads[host.pk], now, said, at=long_ago)
    _book(clinic, [each for each in guests if each[1].pk != host.pk][:4], long_ago + timedelta(days=5))
    booked = list(Booking.objects.filter(opportunity=clinic).select_related("person").order_by("turn"))
    later, came = _at(day + timedelta(days=1)), [each.pk for each in booked[:3]]
    holding.record_who_came(opportunity=clinic, came=came, by=acting(home.heads[host.pk], later), at=later)
    for each, answer in zip(booked, _ANSWERS, strict=False):
        holding.answer_question(booking=each, text=answer, by=acting(each.person, later), at=later + timedelta(hours=5))


def _said(kind: str, title: str, what: str, day: date, *, places: int, audience: str, place: str = "", link: str = "",
          fewest: int | None = None, until: date | None = None) -> Said:  # fmt: skip
    return Said(
        kind=kind, title=title, what=what, day=day, starts=time(15, 45), ends=time(17), place=place, online_link=link,
        places=places, fewest=fewest, books_until=until or day - timedelta(days=3), audience=audience,
    )  # fmt: skip


def _publish(host: School | Authority, by: User, now: datetime, said: Said, at: datetime | None = None) -> Opportunity:
    at = at or now - WEEKS_BEFORE
    return publishing.add_opportunity(host=host, said=said, by=acting(by, at), at=at)


def _book(opportunity: Opportunity, guests: list[tuple[User, School]], at: datetime) -> None:
    for number, (person, school) in enumerate(guests):
        moment = at + timedelta(minutes=7 * number)
        booking.book_place(opportunity=opportunity, school=school, by=acting(person, moment), at=moment)


def _school_of(person: User, home: Cast, now: datetime) -> School:
    held = acting(person, now).school_ids
    return next(each for each in home.schools if each.pk in held)


def _weekday(day: date) -> date:
    """That day, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= SATURDAY else 0)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))
