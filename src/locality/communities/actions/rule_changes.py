"""Changing an authority's rules from a day on."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Authority, AuthorityRules
from locality.communities.queries import rules_on
from locality.communities.rule_book import NOT_BUILT, at_odds
from locality.communities.rule_entries import RULE_BOOK
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.values.dates import show_day
from locality.values.refusals import NotPossible
from locality.values.working_days import day_of


@transaction.atomic
def set_rules(
    *, authority: Authority, valid_from: date, values: dict[str, Any], why: str, by: Viewer, at: datetime
) -> AuthorityRules:
    """A new set of rules from a day on; what is not given stays as it is on that day. Earlier sets are never changed.

    Raises NotPossible for a day in the past, a day that has a set already, rules at odds, or when nothing would change.
    """
    allow(by, Permission.RULES_MANAGE, authority=authority)
    Authority.objects.select_for_update().get(pk=authority.pk)
    if valid_from < day_of(at):
        raise NotPossible(
            "You cannot change the rules for days that have passed. Enter today or a later day.", "valid_from"
        )
    if AuthorityRules.objects.filter(authority=authority, valid_from=valid_from).exists():
        message = f"A set of rules from {show_day(valid_from)} already exists and cannot be changed. Enter a later day."
        raise NotPossible(message, "valid_from")
    current = rules_on(authority, valid_from)
    names = [entry.field for entry in RULE_BOOK]
    before = {name: getattr(current, name) for name in names}
    after = before | {name: value for name, value in values.items() if name in before}
    changed = {name for name in names if after[name] != before[name]}
    if not changed:
        raise NotPossible("You have not changed any rules. Change at least 1 rule.")
    for name, sentence in at_odds(after, changed).items():
        raise NotPossible(f"{sentence}.", name)
    hidden = {name: getattr(current, name) for name in NOT_BUILT}
    made = AuthorityRules.objects.create(
        authority=authority, valid_from=valid_from, why=why, set_by=by.user, **after, **hidden
    )
    authority.refresh_from_db(fields=["settings_stamp"])
    record(
        "rules.set",
        made,
        by=by.user,
        at=at,
        before={name: before[name] for name in sorted(changed)},
        after={name: after[name] for name in sorted(changed)} | {"valid_from": valid_from.isoformat(), "why": why},
    )
    return made
