"""A council's words for pupils' needs: added, renamed, hidden and put in order. None is removed: requests keep theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Authority, ListItem
from locality.communities.queries import needs_of
from locality.communities.rules import allow, why_not_code, why_not_hide, why_not_need
from locality.communities.scope import Viewer
from locality.values.refusals import NotPossible, refuse
from locality.values.typed import short


@transaction.atomic
def add_need(*, authority: Authority, label: str, code: str, after: int | None, by: Viewer, at: datetime) -> ListItem:
    """A word that schools can select from now on; `after`: behind which other it stands, None as the first.

    Its census code is never changed: what was counted under it stays counted. Raises NotPossible.
    """
    others = _lock(authority, by)
    label = short(label)
    refuse(why_not_need(label, [each.label for each in others]) or why_not_code(code))
    place = _place(others, after)
    need = ListItem.objects.create(
        authority=authority, list_name=ListItem.ListName.NEED, label=label, code=code, position=place
    )
    _number([*others[:place], need, *others[place:]])
    record("need.add", need, by=by.user, at=at, after={"code": code, **_log_of(need, place)})
    return need


@transaction.atomic
def change_need(*, need: ListItem, label: str, in_use: bool, after: int | None, by: Viewer, at: datetime) -> ListItem:
    """Another word for a need, another place in the list, or whether schools can select it. Raises NotPossible.

    Requests that were submitted keep the words they were signed with.
    """
    listed = _lock(need.authority, by)
    need = next(each for each in listed if each.pk == need.pk)
    others = [each for each in listed if each.pk != need.pk]
    label = short(label)
    refuse(why_not_need(label, [each.label for each in others], is_new=False))
    refuse(None if in_use else why_not_hide(sum(each.in_use for each in others)))
    place, before = _place(others, after), _log_of(need, listed.index(need))
    need.label, need.in_use = label, in_use
    if before == _log_of(need, place):
        return need
    need.save(update_fields=["label", "in_use"])
    _number([*others[:place], need, *others[place:]])
    record("need.change", need, by=by.user, at=at, before=before, after=_log_of(need, place))
    return need


def _lock(authority: Authority, by: Viewer) -> list[ListItem]:
    """The list as it stands, which nobody else can change now."""
    allow(by, Permission.RULES_MANAGE, authority=authority)
    Authority.objects.select_for_update().get(pk=authority.pk)
    return list(needs_of(authority))


def _place(others: Sequence[ListItem], after: int | None) -> int:
    if after is None:
        return 0
    for place, each in enumerate(others, 1):
        if each.pk == after:
            return place
    raise NotPossible("Select where in the list it goes", "after")


def _number(needs: Sequence[ListItem]) -> None:
    for position, need in enumerate(needs):
        need.position = position
    ListItem.objects.bulk_update(needs, ["position"])


def _log_of(need: ListItem, place: int) -> dict[str, object]:
    return {"need": need.label, "offered": need.in_use, "place": place + 1}
