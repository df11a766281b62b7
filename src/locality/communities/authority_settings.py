"""What an authority has settled: its rules, days off and terms, read once and kept in memory under its stamp.

They are asked for on nearly every page, and change a few times a year. The database changes the stamp of an authority
whenever a row of these changes, whoever changes it (ADR 0018); the stamp comes with the authority, which every page reads
anyway. So what is kept here can't outlive what it was read from, in any process.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from locality.communities.models import Authority, AuthorityRules, DayOff, Term
from locality.values.working_days import WorkingDays


@dataclass(frozen=True)
class Settled:
    """Rules newest first; terms earliest first; the calendar of working days, and that of school days alone.

    For reading only.
    """

    rules: tuple[AuthorityRules, ...]
    days_off: frozenset[date]
    terms: tuple[Term, ...]

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
        only = {day for term in self.terms for day in _days_of(term)}
        return WorkingDays(days_off=self.days_off, only=frozenset(only))


_kept: dict[tuple[int, int], Settled] = {}
_MOST = 128


def settings_of(authority: Authority) -> Settled:
    """What the authority has settled: three queries after a change, none before the next; one more without rules.

    An authority that was read before the change gets what holds now, which is then not kept: its stamp may come to hold
    again, when the change is rolled back.
    """
    key = (authority.pk, authority.settings_stamp)
    found = _kept.get(key)
    if found is None:
        found = _read(authority)
        if _stamp_now(authority, found) == authority.settings_stamp:
            if len(_kept) >= _MOST:
                _kept.clear()
            _kept[key] = found
    return found


def _stamp_now(authority: Authority, found: Settled) -> int:
    """The stamp under which it was read: it came with the rules."""
    if found.rules:
        return found.rules[0].authority.settings_stamp
    return Authority.objects.values_list("settings_stamp", flat=True).get(pk=authority.pk)


def _read(authority: Authority) -> Settled:
    rules = tuple(
        AuthorityRules.objects.filter(authority=authority).select_related("authority").order_by("-valid_from")
    )
    return Settled(
        rules=rules,
        days_off=frozenset(DayOff.objects.filter(authority=authority).values_list("day", flat=True)),
        terms=tuple(Term.objects.filter(authority=authority).order_by("start")),
    )


def _days_of(term: Term) -> Iterator[date]:
    return (term.start + timedelta(days=offset) for offset in range((term.end - term.start).days + 1))
