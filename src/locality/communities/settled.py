"""What an authority has settled: its rules, days off and terms, read once and kept in memory under its stamp.

They are asked for on nearly every page, and change a few times a year. The database changes the stamp of an authority
whenever a row of these changes, whoever changes it (ADR 0018); the stamp comes with the authority, which every page reads
anyway. So what is kept here can't outlive what it was read from, in any process.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from locality.communities.models import Authority, AuthorityRules, DayOff, Term
from locality.values.working_days import WorkingDays


@dataclass(frozen=True)
class Settled:
    """Rules newest first; the calendar of working days, and that of school days alone. For reading only."""

    rules: tuple[AuthorityRules, ...]
    days_off: frozenset[date]
    terms: tuple[tuple[date, date], ...]

    def rules_on(self, day: date) -> AuthorityRules | None:
        """The rules that hold on a day, where the authority has set any."""
        return next((each for each in self.rules if each.valid_from <= day), None)

    def calendar(self, day_count: str) -> WorkingDays:
        """The days that count under a rule of `AuthorityRules.DayCount`."""
        return self._school_days if day_count == AuthorityRules.DayCount.SCHOOL else self._working_days

    @cached_property
    def _working_days(self) -> WorkingDays:
        return WorkingDays(days_off=self.days_off)

    @cached_property
    def _school_days(self) -> WorkingDays:
        only = {
            start + timedelta(days=offset) for start, end in self.terms for offset in range((end - start).days + 1)
        }
        return WorkingDays(days_off=self.days_off, only=frozenset(only))


def settled(authority: Authority) -> Settled:
    """What the authority has settled, as of when it was read: three queries after a change, none before the next."""
    return _settled(authority.pk, authority.settings_stamp)


@lru_cache(maxsize=128)
def _settled(authority: int, _stamp: int) -> Settled:
    return Settled(
        rules=tuple(AuthorityRules.objects.filter(authority=authority).order_by("-valid_from")),
        days_off=frozenset(DayOff.objects.filter(authority=authority).values_list("day", flat=True)),
        terms=tuple(Term.objects.filter(authority=authority).values_list("start", "end")),
    )
