"""The one function for each deadline: every page, message, calendar and report asks here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from locality.communities.authority_settings import settings_of
from locality.communities.models import Authority, AuthorityRules
from locality.communities.queries import rules_on
from locality.values.dates import is_counted, show_age, show_distance, show_near
from locality.values.periods import Period, part_of_year
from locality.values.working_days import WorkingDays


@dataclass(frozen=True)
class Deadlines:
    """An authority's deadlines under its rules of a day. Days are local dates; each lasts until its end."""

    calendar: WorkingDays
    rules: AuthorityRules

    def submission(self, meeting_on: date) -> date:
        """The last day to submit a request for a meeting (PRE-2)."""
        return self.calendar.before(meeting_on, self.rules.submission_days_before)

    def papers(self, meeting_on: date) -> date:
        """The last day to send agenda and papers (CLK-2)."""
        return self.calendar.before(meeting_on, self.rules.papers_days_before)

    def minutes(self, meeting_on: date) -> date:
        """The last day to distribute minutes (CLK-6)."""
        return self.calendar.after(meeting_on, self.rules.minutes_days_after)

    def hand_over(self, approved_on: date) -> date:
        """The last day to send an approved form to the area's officer (CLK-5)."""
        return self.calendar.after(approved_on, self.rules.hand_over_days_after)

    def quarter(self, day: date) -> Period:
        """The part of the funding year in which a day lies; each has its report to the area board."""
        return part_of_year(day, self.rules.funding_year_starts_month, self.rules.funding_periods)

    def board_report(self, day: date) -> date:
        """The last day to prepare the area board report on the quarter of a day: its last working day (AGE-3)."""
        quarter = self.quarter(day)
        return self.calendar.before((quarter.end or day) + timedelta(days=1), 1)

    def processed(self, received_on: date) -> date:
        """The last day for the council to process what it received (POST-4): calendar days."""
        return received_on + timedelta(days=self.rules.processing_calendar_days)

    def paid(self, approved_on: date, begins: date | None = None) -> date:
        """The day by which payment is expected (POST-4).

        It is later only for support that `begins` later: not because the council processed it late.
        """
        expected = self.calendar.after(approved_on, self.rules.payment_working_days)
        return max(expected, self.calendar.after(begins - timedelta(days=1), 1)) if begins else expected

    def distance(self, due: date, today: date) -> str:
        """How far off a day is, in words: "in 3 working days", "2 working days late"."""
        return show_distance(due, today, self.calendar)

    def near(self, due: date, today: date) -> str:
        """What stands behind a day, where it is near: " (in 3 working days)"."""
        return show_near(due, today, self.calendar)

    def is_counted(self, due: date, today: date) -> bool:
        """Whether a day is so near that its distance is said."""
        return is_counted(due, today, self.calendar)

    def age(self, since: date, today: date) -> str:
        """Since when something waits, in words: "waiting for 3 working days, since 24 Nov 2026"."""
        return show_age(since, today, self.calendar)


def working_days_of(authority: Authority, rules: AuthorityRules) -> WorkingDays:
    """The authority's calendar: its days off, and only school days where its rules say so."""
    return settings_of(authority).calendar(rules.day_count)


def bank_days_of(authority: Authority) -> WorkingDays:
    """The days on which an authority pays: Monday to Friday less its days off, whatever its deadlines are counted by."""
    return settings_of(authority).calendar(AuthorityRules.DayCount.WORKING)


def deadlines_of(authority: Authority, *, on: date) -> Deadlines:
    """The authority's deadlines on a day: no query, but after a change of its rules."""
    rules = rules_on(authority, on)
    return Deadlines(calendar=working_days_of(authority, rules), rules=rules)


def deadlines_by_authority(authorities: Iterable[Authority], *, on: date) -> dict[int, Deadlines]:
    """The deadlines of several authorities by id, for lists of a person who works for more than one."""
    return {
        authority.pk: deadlines_of(authority, on=on) for authority in {each.pk: each for each in authorities}.values()
    }
