"""The made-up county's terms, and its meetings: by the product's own rules for dates, off the last days of a term."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from locality.communities.deadlines import deadlines_of
from locality.communities.models import Authority, Community, School, Term
from locality.schedule.models import Meeting
from locality.schedule.rules import LAST, Pattern, propose, why_not_on
from locality.values.periods import Period
from locality.values.working_days import WorkingDays, day_of

PAST, AHEAD = 3, 8
WITH_HISTORY = 12
"""Communities that have met here already; the others begin with their next meeting."""
WITH_TWO_YEARS, TWO_YEARS = 6, 14
"""The first communities have met here for so many months, from the last school year: outcomes need time to show."""
LAST_DAYS = 2
"""School days before each holiday on which nobody meets."""
APART = timedelta(days=14)
"""Days around today without another meeting of the community that meets today."""
SPREAD = 12
EARLIEST, LATEST = time(8), time(20)
STARTS, ENDS = time(15, 30), time(17, 30)


@dataclass(frozen=True)
class Planning:
    """What every community's dates have in common."""

    today: date
    terms: tuple[Period, ...]
    calendar: WorkingDays


def add_terms(authority: Authority, today: date) -> None:
    """Six terms in each of three school years: the last, this and the next."""
    first = today.year if today.month >= 9 else today.year - 1
    for year in (first - 1, first, first + 1):
        spans = (
            (date(year, 9, 2), date(year, 10, 23)), (date(year, 11, 2), date(year, 12, 18)),
            (date(year + 1, 1, 4), date(year + 1, 2, 12)), (date(year + 1, 2, 22), date(year + 1, 3, 27)),
            (date(year + 1, 4, 13), date(year + 1, 5, 28)), (date(year + 1, 6, 7), date(year + 1, 7, 21)),
        )  # fmt: skip
        Term.objects.bulk_create(
            Term(authority=authority, year_name=f"{year}-{str(year + 1)[2:]}", number=number, start=start, end=end)
            for number, (start, end) in enumerate(spans, 1)
        )


def planning_of(authority: Authority, today: date) -> Planning:
    """The terms without their last school days, and the county's working days."""
    calendar = deadlines_of(authority, on=today).calendar
    terms = Term.objects.filter(authority=authority).order_by("start")
    whole = tuple(Period(term.start, calendar.before(_after(term.end), LAST_DAYS + 1)) for term in terms)
    return Planning(today, whole, calendar)


def add_meetings(communities: list[Community], schools: dict[int, list[School]], clerked: int, now: datetime) -> None:
    """The meetings of each community: monthly, none on a day on which its clerk sits elsewhere.

    The first `WITH_HISTORY` have met already; the first meets today as well.
    """
    planning = planning_of(communities[0].authority, day_of(now))
    taken: dict[date, list[str]] = {planning.today: ["a meeting held today"]}
    rows: list[Meeting] = []
    for number, community in enumerate(communities):
        if number % clerked == 0:
            taken = {planning.today: ["a meeting held today"]}
        venue = f"{schools[community.pk][0].name}, the library"
        days = _days_of(planning, number, taken)
        for day in days:
            taken.setdefault(day, []).append(community.name)
        rows += [Meeting(community=community, day=day, starts=STARTS, ends=ENDS, venue=venue) for day in days]
    rows.append(_today(communities[0], schools[communities[0].pk][0], planning, now))
    Meeting.objects.bulk_create(rows)


def _days_of(planning: Planning, number: int, taken: dict[date, list[str]]) -> list[date]:
    """The last and the next days of a community that meets on the weekday, in the month, of some days ago."""
    last = planning.calendar.before(planning.today, 2 + number % SPREAD)
    proposals = propose(pattern_of(last), planning.terms, planning.calendar, taken)
    days = [each.day for each in proposals if each.day and each.day not in taken]
    apart = timedelta(0) if number else APART
    before = [day for day in days if day < planning.today - apart] if number < WITH_HISTORY else []
    after = [day for day in days if day > planning.today + apart]
    return [*before[-meetings_ago(number) :], *after[:AHEAD]]


def meetings_ago(number: int) -> int:
    """How many past meetings the community of this place in the list has."""
    return TWO_YEARS if number < WITH_TWO_YEARS else PAST


def pattern_of(day: date) -> Pattern:
    """Such as the third Tuesday: what a day is in its month."""
    return Pattern(min((day.day - 1) // 7 + 1, LAST), day.weekday())


def _today(community: Community, school: School, planning: Planning, now: datetime) -> Meeting:
    """A meeting that can be begun at once. On a day on which no community would meet, it says that it is for training."""
    starts = _next_quarter(now)
    venue = f"{school.name}, the library"
    if why_not_on(planning.today, planning.terms, planning.calendar, {}):
        venue = f"Training meeting, held on a day on which communities do not meet: {venue}"
    ends = (datetime.combine(planning.today, starts) + timedelta(hours=2)).time()
    return Meeting(community=community, day=planning.today, starts=starts, ends=ends, venue=venue[:200])


def _next_quarter(now: datetime) -> time:
    """The next quarter of an hour, by the clock in England, in the hours in which people meet."""
    local = timezone.localtime(now)
    quarters = (local.hour * 60 + local.minute) // 15 + 1
    asked = time(*divmod(min(quarters * 15, 23 * 60 + 45), 60))
    return min(max(asked, EARLIEST), LATEST)


def _after(day: date) -> date:
    return day + timedelta(days=1)
