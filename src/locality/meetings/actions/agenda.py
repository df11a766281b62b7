"""Drawing up the agenda, its order and times, and putting items off (AGE-1, AGE-2, CHA-2)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from locality.accounts.models import User
from locality.accounts.permissions import Permission
from locality.audit.actions import record
from locality.communities.rules import allow
from locality.communities.scope import Viewer
from locality.masking.names import Mask
from locality.meetings.actions.advisers_let_go import let_go
from locality.meetings.actions.going_along import bring_along, take_along
from locality.meetings.actions.items import lock_item
from locality.meetings.actions.notes import log_meeting
from locality.meetings.models import AgendaItem, ItemRecord
from locality.meetings.models.agenda import Kind
from locality.meetings.queries.agenda import belonging_to, headings_in, items_of, its_own, takes_requests, template_of
from locality.meetings.queries.names import MeetingMasks
from locality.meetings.rules.agenda import in_place, moved, moved_to, short
from locality.resource_requests.actions import following_meetings
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.states import FOR_MEETING
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.actions.arranging_meetings import locked
from locality.schedule.models import Meeting
from locality.schedule.queries import following_of
from locality.together.texts import Saved, Seen, Standing, Typed
from locality.values.numbers import typed_number
from locality.values.refusals import NotPossible
from locality.values.whole import whole
from locality.values.working_days import day_of

LONGEST = 240  # minutes an item may take
LONGEST_TITLE = 200


@transaction.atomic
def draw_up_again(meeting: Meeting, *, by: Viewer, at: datetime) -> list[AgendaItem]:
    """Draw the agenda up as somebody who leads the meeting asks for it. Raises NotPossible."""
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    return draw_up(meeting, by=by.user, at=at)


@transaction.atomic
def draw_up(meeting: Meeting, *, by: User, at: datetime) -> list[AgendaItem]:
    """Make the agenda agree with the template and the meeting's requests; what the chair has set stays.

    Done again it adds requests accepted since, and takes off those that were returned, withdrawn or moved. What the
    meeting has decided already stays on it.
    """
    meeting = _open(meeting)
    found = list(belonging_to(meeting))
    let_go(meeting, _take_off(meeting, [rfr.pk for rfr in found]), by=by, at=at)
    is_new = not AgendaItem.objects.filter(meeting=meeting).exists()
    items = _from_template(meeting) if is_new else list(items_of(meeting))
    known = {item.resource_request_id for item in items}
    if found:
        _give_them_a_heading(meeting, items)
    new: list[tuple[AgendaItem, bool]] = []
    for rfr in found:
        if rfr.pk not in known:
            item = AgendaItem.objects.filter(meeting=meeting, resource_request=rfr).first() or AgendaItem(
                meeting=meeting, resource_request=rfr, kind=Kind.REQUESTS
            )
            item.title, item.minutes = rfr.school.name, _minutes_for_requests(items)
            item.put_off_to, item.put_off_because = None, ""
            items.insert(_after_requests(items), item)
            new.append((item, item.pk is not None))
    _number(meeting, items)
    for item, is_back in new:
        bring_along(item, is_back=is_back, by=by, at=at)
    record("meeting.agenda", meeting, by=by, at=at, after={"items": len(items)})
    return items


@transaction.atomic
def shift(
    item: AgendaItem, *, up: bool = True, to: int | None = None, by: Viewer, at: datetime, seen: int | None = None
) -> tuple[int, int]:
    """Move an item one place earlier or later, or `to` a place from 1; where it is now, and of how many.

    `seen` is the place, from 1, at which the page showed it: pressed in two windows, it moves once. Raises NotPossible.
    """
    meeting = _open(item.meeting)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    items = {each.pk: each for each in items_of(meeting)}
    if item.pk not in items:
        raise NotPossible("This item is no longer on the agenda.")
    if seen is not None and list(items).index(item.pk) + 1 != seen:
        raise NotPossible(
            "The order of the agenda has changed since you opened the page. Check where the item is now, then move it."
        )
    order = moved_to(list(items), item.pk, to) if to else moved(list(items), item.pk, up=up)
    _number(meeting, [items[pk] for pk in order])
    log_meeting("meeting.agenda", meeting, by=by.user, at=at, typed={"moved": item.title})
    return order.index(item.pk) + 1, len(order)


@transaction.atomic
def set_times(
    meeting: Meeting, minutes: Mapping[int, int], *, seen: Mapping[int, Seen] | None = None, by: Viewer, at: datetime
) -> dict[int, AgendaItem]:
    """Set how long items take, by their ids. Raises NotPossible for a time that is none.

    `seen`: what the page showed of each. A time that nobody touched there stays as it stands; one that somebody else
    changed meanwhile is left, and its item comes back by its id. Without `seen` the times are set whatever stands.
    """
    meeting = _open(meeting)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    saved, clashed = Saved(at), {}
    for item in items_of(meeting):
        if item.pk not in minutes or minutes[item.pk] == item.minutes:
            continue
        _refuse_time(minutes[item.pk])
        if seen is not None:
            window, name = seen.get(item.pk, Seen()), f"minutes-{item.pk}"
            typed = Typed(str(minutes[item.pk]), window.revision, window.mark)
            taken = saved.take(name, typed, Standing(str(item.minutes), item.revision))
            if any(each.name == name for each in saved.clashes):
                clashed[item.pk] = item
            if taken is None:
                continue
        item.minutes = minutes[item.pk]
        _keep(item, ["minutes"], by=by.user, at=at)
    record("meeting.agenda", meeting, by=by.user, at=at, after={"times": len(minutes)})
    return clashed


@transaction.atomic
def put_off(item: AgendaItem, *, to: Meeting, why: str, by: Viewer, at: datetime) -> None:
    """Put an item off to a later meeting, with a reason; a request goes with it and its school is told.

    Any other item stands on that meeting's agenda after what its template holds; one that came from there, at its place.
    """
    meeting, item = _open(item.meeting), lock_item(item)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    if not why.strip():
        raise NotPossible("Enter why you are moving the item.")
    to = locked(to)
    if to.pk == meeting.pk or to.community_id != meeting.community_id or not to.is_to_come or to.day < meeting.day:
        raise NotPossible("Select a later meeting of this community.")
    if takes_requests(item):
        raise NotPossible("Move each request to a later meeting, not the item above them.")
    if item.resource_request:
        why = MeetingMasks(meeting).of_item(item)(why)
        following_meetings.put_off(item.resource_request, to=to, why=why, by=by.user, at=at)
    else:
        mask = MeetingMasks(meeting).of(None)  # the other meeting does not know this one's pupils
        why = mask(why)
        _carry(item, to, mask, by=by.user, at=at)
    item.put_off_to, item.put_off_because = to, whole(why.strip(), 300)
    item.save(update_fields=["put_off_to", "put_off_because"])
    let_go(meeting, [item], by=by.user, at=at)
    log_meeting(
        "meeting.put_off", meeting, by=by.user, at=at, after={"to": to.day.isoformat()}, typed={"item": item.title}
    )


@transaction.atomic
def carry_on(cancelled: Meeting, *, by: User, at: datetime) -> int:
    """What a meeting that is now cancelled alone was to hear goes on to the next one, with its texts; it waits where none is.

    Whatever was put off to the cancelled meeting now names the one where it stands. Returns how many items went on.
    """
    following, items = following_of(cancelled, day_of(at)), list(its_own(cancelled))
    if following:
        mask = MeetingMasks(cancelled).of(None)
        for item in items:
            _carry(item, locked(following), mask, by=by, at=at)
            item.put_off_to, item.put_off_because = following, "The meeting was cancelled."
            item.save(update_fields=["put_off_to", "put_off_because"])
    _name_where_it_stands(cancelled, following)
    return len(items) if following else 0


def _name_where_it_stands(cancelled: Meeting, following: Meeting | None) -> None:
    """Let what other meetings put off to a cancelled one name the meeting that has it now; none where it waits."""
    for item in AgendaItem.objects.filter(meeting=cancelled, came_from__isnull=False):
        source = item.came_from
        while source and source.put_off_to_id == cancelled.pk:
            source.put_off_to = item.put_off_to
            source.save(update_fields=["put_off_to"])
            source = source.came_from
    of_requests = AgendaItem.objects.filter(Q(put_off_to=cancelled) | Q(record__carried_to=cancelled))
    for item in of_requests.filter(resource_request__isnull=False).select_related("resource_request__meeting"):
        goes = _meeting_after(item.resource_request, cancelled, following)
        goes = None if goes and goes.pk == item.meeting_id else goes  # back on the agenda it was put off from
        ItemRecord.objects.filter(item=item, carried_to=cancelled).update(carried_to=goes)
        AgendaItem.objects.filter(pk=item.pk, put_off_to=cancelled).update(put_off_to=goes)
    AgendaItem.objects.filter(put_off_to=cancelled).update(put_off_to=None)  # it was taken off the agenda there


def _meeting_after(rfr: ResourceRequest | None, cancelled: Meeting, following: Meeting | None) -> Meeting | None:
    """Where a request that was put off to a cancelled meeting is heard; one still there goes to the following."""
    if rfr is None or rfr.meeting is None or rfr.meeting_id != cancelled.pk:
        return rfr.meeting if rfr else None
    return following if rfr.state in FOR_MEETING else None


@transaction.atomic
def add_item(meeting: Meeting, *, title: str, minutes: int, text: str, by: Viewer, at: datetime) -> AgendaItem:
    """Add an item of the community's own."""
    meeting = _open(meeting)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    _refuse_time(minutes)
    _begun(meeting, by=by.user, at=at)
    item = AgendaItem.objects.create(
        meeting=meeting, position=_next(meeting), title=title, minutes=minutes, kind=Kind.OTHER, text=text
    )
    log_meeting("meeting.agenda", meeting, by=by.user, at=at, typed={"added": title})
    return item


@transaction.atomic
def change_item(item: AgendaItem, typed: Mapping[str, Typed], *, by: Viewer, at: datetime) -> Saved:
    """Change what an item without a request is called (title), how long it takes (minutes), what members read (text).

    What another window changed meanwhile is left as it is and comes back as a clash. Raises NotPossible.
    """
    meeting, item = _open(item.meeting), lock_item(item)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    if item.resource_request_id:
        raise NotPossible(
            "You cannot change this item. It takes its name from the school, and members read the request."
        )
    saved, who = Saved(at), item.changed_by
    kept = {}
    for name in ("title", "minutes", "text"):
        stands = Standing(
            str(getattr(item, name)),
            item.revision,
            by=who.name if who else "",
            is_own=who == by.user,
            at=item.changed_at,
        )
        if name in typed and (text := saved.take(name, typed[name], stands)) is not None:
            kept[name] = text
    if not kept:
        return saved
    item.title = kept.get("title", item.title).strip()
    item.minutes = _minutes(kept["minutes"]) if "minutes" in kept else item.minutes
    item.text = kept.get("text", item.text)
    if not item.title or len(item.title) > LONGEST_TITLE:
        raise NotPossible(f"Enter a title for the item, in {LONGEST_TITLE} characters or fewer.")
    _keep(item, list(kept), by=by.user, at=at)
    log_meeting("meeting.agenda", meeting, by=by.user, at=at, typed={"changed": item.title})
    return saved


@transaction.atomic
def remove_item(item: AgendaItem, *, by: Viewer, at: datetime) -> None:
    """Take an item without a request off the agenda. Raises NotPossible."""
    meeting, item = _open(item.meeting), lock_item(item)
    allow(by, Permission.MEETING_LEAD, community=meeting.community)
    if item.resource_request_id:
        raise NotPossible("You cannot remove a request. Move it to a later meeting, or return it to its school.")
    if item.pk in headings_in(items_of(meeting)):
        raise NotPossible("There are requests under this item. Move them to a later meeting first.")
    if item.papers.filter(removed_at=None).exists():
        raise NotPossible("This item has papers. Remove them first.")
    let_go(meeting, [item], by=by.user, at=at)
    item.papers.update(item=None)  # that they were there stays on record
    item.private_notes.all().delete()
    item.delete()
    _number(meeting, list(items_of(meeting)))
    log_meeting("meeting.agenda", meeting, by=by.user, at=at, typed={"removed": item.title})


def _minutes(text: str) -> int:
    minutes = typed_number(text, len(str(LONGEST))) or 0
    _refuse_time(minutes)
    return minutes


def _refuse_time(minutes: int) -> None:
    if not 1 <= minutes <= LONGEST:
        raise NotPossible(f"Enter a time between 1 and {LONGEST} minutes.")


def _keep(item: AgendaItem, names: list[str], *, by: User, at: datetime) -> None:
    """Save what was typed of an item, so that other windows know that it is another text than they show."""
    item.revision, item.changed_by, item.changed_at = item.revision + 1, by, at
    item.save(update_fields=[*names, "revision", "changed_by", "changed_at"])


def _open(meeting: Meeting) -> Meeting:
    meeting = locked(meeting)
    if not meeting.is_to_come:
        raise NotPossible("You cannot change the agenda because the meeting has started, is over or is cancelled.")
    return meeting


def _begun(meeting: Meeting, *, by: User, at: datetime) -> None:
    """An agenda begins with its template: an item that came first would keep the rest away."""
    if not AgendaItem.objects.filter(meeting=meeting).exists():
        draw_up(meeting, by=by, at=at)


def _carry(item: AgendaItem, to: Meeting, mask: Mask, *, by: User, at: datetime) -> None:
    """Let an item stand on another meeting's agenda, with its papers; one that came from there stands at its own place."""
    _begun(to, by=by, at=at)
    if back := _left_from(item, to):
        back.title, back.minutes = short(mask(item.title), LONGEST_TITLE), item.minutes
        back.text = mask(item.text)
        back.put_off_to, back.put_off_because = None, ""
        _keep(back, ["title", "minutes", "text", "put_off_to", "put_off_because"], by=by, at=at)
        take_along(item, back, mask, by=by, at=at)
        return
    there = AgendaItem.objects.create(
        meeting=to,
        position=_next(to),
        title=short(mask(item.title), LONGEST_TITLE),
        minutes=item.minutes,
        kind=item.kind,  # what fills it by itself fills it there too
        text=mask(item.text),
        came_from=item,
    )
    take_along(item, there, mask, by=by, at=at)


def _left_from(item: AgendaItem, meeting: Meeting) -> AgendaItem | None:
    """The item of a meeting that this one was put off from, over others or not; the meeting was moved past them since."""
    source = item.came_from
    while source and source.meeting_id != meeting.pk:
        source = source.came_from
    return source


def _give_them_a_heading(meeting: Meeting, items: list[AgendaItem]) -> None:
    """Requests stand under their own item, also where it was taken off while there were none."""
    heading = next((each for each in _from_template(meeting) if takes_requests(each)), None)
    if heading is None or any(takes_requests(each) for each in items):
        return
    place = next((place for place, each in enumerate(items) if each.resource_request_id or each.kind == Kind.FINANCE),
                 len(items))  # fmt: skip
    items.insert(place, heading)


def _take_off(meeting: Meeting, found: list[int]) -> list[AgendaItem]:
    requests_on_it = items_of(meeting).filter(resource_request__isnull=False)
    gone = list(requests_on_it.exclude(resource_request__in=found).select_related("resource_request__meeting"))
    for item in gone:
        item.put_off_to, item.put_off_because = _why_gone(item.resource_request, meeting)
        item.save(update_fields=["put_off_to", "put_off_because"])
    return gone


def _why_gone(rfr: ResourceRequest | None, meeting: Meeting) -> tuple[Meeting | None, str]:
    """Where a request went that the meeting neither decided nor still waits for, and why: the minutes say so."""
    if rfr is None or rfr.state == RequestState.WITHDRAWN:
        return None, "The school withdrew the request"
    if rfr.state != RequestState.ACCEPTED:
        return None, "The request was returned to its school"
    if rfr.meeting is None or rfr.meeting_id == meeting.pk:
        return None, "The request is waiting for another meeting"
    return rfr.meeting, "The request was moved to another meeting"


def _from_template(meeting: Meeting) -> list[AgendaItem]:
    return [
        AgendaItem(meeting=meeting, title=each.title, minutes=each.minutes, kind=each.kind)
        for each in template_of(meeting.community.authority)
    ]


def _minutes_for_requests(items: list[AgendaItem]) -> int:
    heading = next((each for each in items if each.kind == Kind.REQUESTS and not each.resource_request_id), None)
    return heading.minutes if heading else 20


def _after_requests(items: list[AgendaItem]) -> int:
    places = [place for place, each in enumerate(items) if each.kind == Kind.REQUESTS]
    return places[-1] + 1 if places else len(items)


def _number(meeting: Meeting, items: list[AgendaItem]) -> None:
    """Keep the order. What was put off keeps its place in it, because its number stays free."""
    everything = list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk"))
    put_off = {each.pk: each for each in everything if each.put_off_because}
    new = {item.pk or -place: item for place, item in enumerate(items, 1)}
    order = in_place(list(new), [each.pk for each in everything], [pk for pk in put_off if pk not in new])
    for position, pk in enumerate(order, 1):
        item = new.get(pk) or put_off[pk]
        item.position = position
        item.save()


def _next(meeting: Meeting) -> int:
    return (AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"] or 0) + 1
