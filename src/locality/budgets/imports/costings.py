"""Importing the costings reference (COST-1): columns item, unit, rate, valid from.

A rate takes over from its day on. Rates are only ever added, so a request keeps the rates it was written with.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.budgets.actions.allocating import keep_costing, names_for_all
from locality.budgets.models import CostingItem
from locality.budgets.rules.money import LARGEST_RATE
from locality.communities.models import Authority
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.imports.cells import day_in, pounds_in, text_in
from locality.imports.days import month_first, said_of_month_first
from locality.imports.plans import CHANGED, Kind, Plan, Row
from locality.values.dates import show_day, show_short_day
from locality.values.keys import name_key, taken_as
from locality.values.money import show_money
from locality.values.refusals import refuse
from locality.values.sentences import count
from locality.values.typed import short

HEADINGS = ("item", "unit", "rate", "valid from")
Key = tuple[str, str]
_PLURAL = re.compile(r"e?s?\b")
"""What a plural adds to a word, and what a word loses with it: "hours", "nurses", "boxes"."""


@dataclass(frozen=True)
class Rate:
    """One rate to be set."""

    item: str
    unit: str
    rate: Decimal
    valid_from: date


@dataclass
class CostingsImport:
    """A plan, with the rates it would set."""

    authority: Authority
    plan: Plan = field(default_factory=Plan)
    rates: list[Rate] = field(default_factory=list)
    doubted: int = 0
    """Rows whose item is kept already but for a plural."""


@dataclass
class _Known:
    """The reference as it stands: how an item is written, and what counts from each of its days on."""

    names: dict[Key, Key] = field(default_factory=dict)
    likes: dict[Key, Key] = field(default_factory=dict)
    rates: dict[Key, dict[date, Decimal]] = field(default_factory=dict)
    month_first: bool = False
    """Whether days of the file seem to be written so: then none in figures is read."""
    for_all: dict[Key, Key] = field(default_factory=dict)
    """How everybody reads a new item and its unit, by what stands in the file."""

    def add(self, item: str, unit: str, rate: Decimal, valid_from: date) -> None:
        key = _compared(item, unit)
        self.names.setdefault(key, (item, unit))
        self.likes.setdefault(_alike(key), key)
        self.rates.setdefault(key, {})[valid_from] = rate

    def hide_pupils(self, authority: Authority, rows: Sequence[Row]) -> None:
        """Note how everybody reads what the reference does not have yet (RES-9)."""
        typed = dict.fromkeys((short(row["item"]), short(row["unit"])) for row in rows if not row.why_unread(HEADINGS))
        new = [each for each in typed if _compared(*each) not in self.names]
        self.for_all = dict(zip(new, names_for_all(authority, new), strict=True))

    def on(self, key: Key, day: date) -> Decimal | None:
        """The rate of an item on a day."""
        days = [each for each in self.rates.get(key, {}) if each <= day]
        return self.rates[key][max(days)] if days else None

    def like(self, item: str, unit: str) -> str | None:
        """The name of another item that is this one but for a plural; the first that is asked for counts as known then."""
        key = _compared(item, unit)
        self.names.setdefault(key, (item, unit))
        other = self.likes.setdefault(_alike(key), key)
        return None if other == key else ", ".join(self.names[other])


def _compared(item: str, unit: str) -> Key:
    return name_key(item), name_key(unit)


def _alike(key: Key) -> Key:
    item, unit = (_PLURAL.sub("", part) for part in key)
    return item, unit


def plan_costings(authority: Authority, rows: Sequence[Row]) -> CostingsImport:
    """What importing these rows would do: one query, and those that find pupils' names. Writes nothing."""
    made = CostingsImport(authority)
    known = _Known()
    kept = CostingItem.objects.filter(authority=authority).order_by("valid_from", "pk")
    for item, unit, rate, valid_from in kept.values_list("item", "unit", "rate", "valid_from"):
        known.add(item, unit, rate, valid_from)
    if found := month_first(rows, "valid from"):
        known.month_first = True
        made.plan.warnings.append(said_of_month_first(found, "So none of them is read."))
    known.hide_pupils(authority, rows)
    seen: dict[tuple[Key, date], int] = {}
    for row in rows:
        try:
            _plan_row(row, made, known, seen)
        except ValueError as refusal:
            made.plan.add(row, Kind.REFUSE, row["valid from"][:40] or "–", short(row["item"])[:120], str(refusal))
    if made.doubted:
        rows_add = "1 row adds" if made.doubted == 1 else f"{made.doubted} rows add"
        made.plan.warnings.append(
            f"{rows_add} an item that differs from an existing one only by a plural. If it is the same item, use the existing "
            "spelling. Otherwise the costings would show both."
        )
    if made.rates:
        first = min(each.valid_from for each in made.rates)
        made.plan.does = f"sets {count(len(made.rates), 'rate')}, the first from {show_day(first)}"
        made.plan.notes.append("Requests signed before a rate starts keep their earlier rate.")
    return made


def _plan_row(row: Row, made: CostingsImport, known: _Known, seen: dict[tuple[Key, date], int]) -> None:
    """Add the row to the plan. Raises ValueError with the sentence why not.

    An item that is kept already, however it is spelled here, stays spelled as it is.
    """
    if reason := row.why_unread(HEADINGS):
        raise ValueError(reason)
    item, unit = text_in(row, "item", 120), text_in(row, "unit", 60)
    rate, valid_from = pounds_in(row, "rate", LARGEST_RATE), day_in(row, "valid from", month_first=known.month_first)
    item, unit = known.for_all.get((item, unit), (item, unit))
    key = _compared(item, unit)
    if (key, valid_from) in seen:
        raise ValueError(f"Row {seen[key, valid_from]} has the same item, unit and day.")
    seen[key, valid_from] = row.number
    typed, (item, unit) = (item, unit), known.names.get(key, (item, unit))
    for before_it, here in zip(typed, (item, unit), strict=True):
        made.plan.note(taken_as(before_it, here))
    before, name, day = known.on(key, valid_from), f"{item}, {unit}", show_short_day(valid_from)
    if before == rate:
        made.plan.add(row, Kind.SAME, day, name, f"already {show_money(rate)}")
        return
    made.rates.append(Rate(item, unit, rate, valid_from))
    if before is None:
        text = show_money(rate)
        if other := known.like(item, unit):
            text += f". There is already “{other}”. Import this only if it is a different item"
            made.doubted += 1
        made.plan.add(row, Kind.ADD, day, name, text)
    else:
        made.plan.add(row, Kind.CHANGE, day, name, f"{show_money(before)} → {show_money(rate)}")


@transaction.atomic
def import_costings(
    authority: Authority, rows: Sequence[Row], *, by: Viewer, at: datetime, shown: str | None = None
) -> Plan:
    """Set the rates that the dry run with the fingerprint `shown` showed: all, or none. Raises NotPossible."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    allow(by, Permission.COSTINGS_MANAGE, authority=authority)
    made = plan_costings(authority, rows)
    refuse(made.plan.why_not(shown, CHANGED))
    for each in made.rates:
        keep_costing(
            authority=authority,
            item=each.item,
            unit=each.unit,
            rate=each.rate,
            valid_from=each.valid_from,
            by=by.user,
            at=at,
        )
    return made.plan
