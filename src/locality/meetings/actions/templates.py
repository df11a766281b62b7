"""The agenda template and the steps of the discussion: the authority's own data (AGE-1, SFA-1).

A change holds for agendas drawn up, and discussions begun, from then on; what is drawn up already stays as it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.models import Authority
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.meetings.defaults import discussion_steps, template_items
from locality.meetings.models import DiscussionStep, TemplateItem
from locality.meetings.models.agenda import Kind
from locality.meetings.queries.templates import lines_of
from locality.meetings.rules.agenda import moved
from locality.meetings.rules.templates import why_not_kind, why_not_leave_out
from locality.values.refusals import NotPossible, refuse

Line = TemplateItem | DiscussionStep
OneLine = TypeVar("OneLine", bound=Line)
TAKEN_OUT = "Someone has removed this line."


@transaction.atomic
def adopt(authority: Authority, *, by: Viewer, at: datetime) -> None:
    """Copy the items and steps of the terms of reference, so that the authority can change them; what it has stays."""
    allow(by, Permission.AGENDA_TEMPLATE_MANAGE, authority=authority)
    Authority.objects.select_for_update().get(pk=authority.pk)
    if not TemplateItem.objects.filter(authority=authority).exists():
        TemplateItem.objects.bulk_create(template_items(authority))
        record("agenda_template.adopt", authority, by=by.user, at=at, after={"items": len(template_items(authority))})
    if not DiscussionStep.objects.filter(authority=authority).exists():
        DiscussionStep.objects.bulk_create(discussion_steps(authority))
        record(
            "discussion_steps.adopt", authority, by=by.user, at=at, after={"steps": len(discussion_steps(authority))}
        )


@transaction.atomic
def keep_item(
    authority: Authority,
    *,
    item: TemplateItem | None = None,
    title: str,
    minutes: int,
    kind: str,
    by: Viewer,
    at: datetime,
) -> TemplateItem:
    """Add an item at the end of the template, or change one. Raises NotPossible."""
    allow(by, Permission.AGENDA_TEMPLATE_MANAGE, authority=authority)
    adopt(authority, by=by, at=at)
    item = _standing(item, authority) if item else None
    others = [each for each in lines_of(authority, TemplateItem) if item is None or each.pk != item.pk]
    refuse(why_not_kind(kind, [each.kind for each in others]))
    if item and item.kind == Kind.REQUESTS and kind != Kind.REQUESTS:
        refuse(why_not_leave_out(Kind.REQUESTS, len(others)))
    item = item or TemplateItem(authority=authority, position=len(others) + 1)
    before = {"title": item.title, "minutes": item.minutes, "kind": str(item.kind)} if item.pk else None
    item.title, item.minutes, item.kind = title, minutes, Kind(kind)
    item.save()
    after = {"title": title, "minutes": minutes, "kind": kind}
    record("agenda_template.item", authority, by=by.user, at=at, before=before, after=after)
    return item


@transaction.atomic
def keep_step(
    authority: Authority,
    *,
    step: DiscussionStep | None = None,
    title: str,
    guidance: str,
    manner: str,
    minutes_from: int,
    minutes_to: int,
    rounds: int,
    captures: bool,
    by: Viewer,
    at: datetime,
) -> DiscussionStep:
    """Add a step at the end of the discussion, or change one. Raises NotPossible."""
    allow(by, Permission.AGENDA_TEMPLATE_MANAGE, authority=authority)
    adopt(authority, by=by, at=at)
    if minutes_to < minutes_from:
        raise NotPossible("Enter a longest time that is the same as or more than the shortest time.")
    is_new = step is None
    step = _standing(step, authority) if step else None
    step = step or DiscussionStep(authority=authority, position=len(lines_of(authority, DiscussionStep)) + 1)
    before = None if is_new else _log_of(step)
    step.title, step.guidance, step.manner = title, guidance, DiscussionStep.Manner(manner)
    step.minutes_from, step.minutes_to, step.rounds, step.captures = minutes_from, minutes_to, rounds, captures
    step.save()
    record("discussion_steps.step", authority, by=by.user, at=at, before=before, after=_log_of(step))
    return step


@transaction.atomic
def shift(line: Line, *, up: bool, by: Viewer, at: datetime) -> None:
    """Move an item or a step one place earlier or later."""
    authority = Authority.objects.select_for_update().get(pk=line.authority_id)
    allow(by, Permission.AGENDA_TEMPLATE_MANAGE, authority=authority)
    lines = {each.pk: each for each in lines_of(authority, type(line))}
    if line.pk not in lines:
        raise NotPossible(TAKEN_OUT)
    _number([lines[pk] for pk in moved(list(lines), line.pk, up=up)])
    record(f"{_kind_of(line)}.order", authority, by=by.user, at=at, after={"moved": line.title, "up": up})


@transaction.atomic
def leave_out(line: Line, *, by: Viewer, at: datetime) -> None:
    """Take an item or a step out. Discussions held with a step keep it. Raises NotPossible."""
    authority = Authority.objects.select_for_update().get(pk=line.authority_id)
    allow(by, Permission.AGENDA_TEMPLATE_MANAGE, authority=authority)
    line = _standing(line, authority)
    rest = [each for each in lines_of(authority, type(line)) if each.pk != line.pk]
    refuse(why_not_leave_out(line.kind if isinstance(line, TemplateItem) else None, len(rest)))
    line.in_use = False
    line.save(update_fields=["in_use"])
    _number(rest)
    record(f"{_kind_of(line)}.leave_out", authority, by=by.user, at=at, after={"title": line.title})


def _standing(line: OneLine, authority: Authority) -> OneLine:
    """The line as it stands now, while its authority is held. Raises NotPossible where it was taken out meanwhile."""
    lines = lines_of(authority, TemplateItem if isinstance(line, TemplateItem) else DiscussionStep)
    found: OneLine | None = next((each for each in lines if each.pk == line.pk), None)
    if found is None:
        raise NotPossible(TAKEN_OUT)
    return found


def _number(lines: Sequence[Line]) -> None:
    for position, line in enumerate(lines, 1):
        line.position = position
        line.save(update_fields=["position"])


def _kind_of(line: Line) -> str:
    return "agenda_template" if isinstance(line, TemplateItem) else "discussion_steps"


def _log_of(step: DiscussionStep) -> dict[str, object]:
    return {
        "title": step.title, "guidance": step.guidance, "manner": str(step.manner), "from": step.minutes_from,
        "to": step.minutes_to, "rounds": step.rounds, "captures": step.captures,
    }  # fmt: skip
