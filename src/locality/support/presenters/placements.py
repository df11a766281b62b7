"""Support that is arranged, as pages say it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.urls import reverse

from locality.support.actions.placing import about
from locality.support.models import Helped, Placement, TimeEntry
from locality.support.queries.placements import BothWays
from locality.support.rules.hours import count_hours, say_given, say_hours
from locality.support.workflow import UNDER_WAY, PlacementIs
from locality.values.dates import show_day, show_short_day
from locality.values.sentences import count
from locality.values.working_days import day_of


def title_of(placement: Placement) -> str:
    """The heading of its page."""
    return f"Support for {placement.receiver.name}"


def placement_sentence(placement: Placement, given: Decimal, *, gives: bool) -> str:
    """Where it stands, what happens next, and who does it."""
    school, receiver = "You" if gives else placement.school.name, placement.receiver.name
    hours = count(placement.hours, "hour")
    days = f"from {show_day(placement.starts_on)} to {show_day(placement.ends_on)}"
    if placement.state == PlacementIs.PROPOSED:
        who = "You need" if gives else f"{placement.school.name} needs"
        asked = f"{placement.proposed_by.name} asks for {hours} of support for {receiver}"
        if placement.decision_id is None:
            asked = f"{receiver} would like {hours} of support"
        return f"{asked}, {days}. {who} to accept or decline."
    if placement.state == PlacementIs.ACCEPTED:
        gave = "have given" if gives else "has given"
        return f"{school} will support {receiver} {days}. {school} {gave} {say_given(given, placement.hours)}."
    if placement.state == PlacementIs.DONE:
        return f"{school} supported {receiver} and gave {say_given(given, placement.hours)}. This is finished."
    if placement.state == PlacementIs.DECLINED:
        return f"{school} declined to support {receiver}: {placement.reason}"
    who = placement.ended_by.name if placement.ended_by else "Someone"
    return f"{who} cancelled this support: {placement.reason}"


def warnings_of(placement: Placement) -> list[str]:
    """What has changed around it: a school that has closed since."""
    if placement.state not in UNDER_WAY:
        return []
    closed = (each for each in (placement.school, placement.receiver) if not each.is_open)
    return [f"{each.name} is closed. Cancel this support if it cannot continue." for each in closed]


def placement_rows(placement: Placement, *, with_request: bool) -> list[dict[str, str] | None]:
    """It, row by row: of a request the reference and the title where the reader may read them, and nothing else."""
    topic = about(placement, with_request=with_request)
    asked = placement.decision if with_request else None
    answered = "Accepted" if placement.contact else "Declined"
    ended = "Finished" if placement.state == PlacementIs.DONE else "Cancelled"
    return [
        {"key": "About", "value": topic} if topic else None,
        {"key": "Request", "value": asked.rfr.reference} if asked else None,
        {"key": "Offer", "value": placement.offer.topic, "change": reverse("support_offer", args=[placement.offer_id]),
         "change_text": "See", "change_label": "the offer"} if placement.offer and placement.decision else None,
        {"key": "School that gives it", "value": placement.school.name},
        {"key": "School that receives it", "value": placement.receiver.name},
        {"key": "Hours", "value": str(placement.hours)},
        {"key": "From", "value": show_day(placement.starts_on)},
        {"key": "To", "value": show_day(placement.ends_on)},
        {"key": "What they would like", "value": placement.wanted} if placement.wanted else None,
        {"key": "Contact", "value": f"{placement.contact} at {placement.school.name}"} if placement.contact else None,
        {"key": "Asked by", "value": f"{placement.proposed_by.name}, {show_day(day_of(placement.proposed_at))}"},
        {"key": answered, "value": f"{placement.answered_by.name}, {show_day(day_of(placement.answered_at))}"}
        if placement.answered_by and placement.answered_at else None,
        {"key": ended, "value": f"{placement.ended_by.name}, {show_day(day_of(placement.ended_at))}"}
        if placement.ended_by and placement.ended_at else None,
    ]  # fmt: skip


def helped_rows(said: Helped | None) -> list[dict[str, str] | None]:
    """What the receiving school said of it."""
    if said is None:
        return []
    return [
        {"key": "Did it help?", "value": said.get_helped_display()},
        {"key": "What changed?", "value": said.changed} if said.changed else None,
        {"key": "Answered by", "value": f"{said.by.name}, {show_day(day_of(said.at))}"},
    ]


def helped_sums(sums: Mapping[str, int], told_from: int) -> list[dict[str, str]]:
    """How often each answer was given; a number that could tell who said it is not told."""
    if not sums:
        return []
    few = f"Fewer than {told_from}"
    return [
        {"key": str(label), "value": few if 0 < sums.get(value, 0) < told_from else str(sums.get(value, 0))}
        for value, label in Helped.Answer.choices
    ]


def entry_rows(entries: Iterable[TimeEntry]) -> list[dict[str, object]]:
    """The hours given, each with its day, its note, and whether it was corrected since."""
    return [
        {
            "pk": entry.pk,
            "day": show_short_day(entry.day),
            "hours": say_hours(entry.hours),
            "counted": count_hours(entry.hours),
            "note": entry.note,
            "by": entry.by.name,
            "is_correction": entry.corrects_id is not None,
            "corrected": hasattr(entry, "corrected_by"),
        }
        for entry in entries
    ]


def both_ways_sentence(rows: list[BothWays], since: str) -> str:
    """What one page of the table comes to; of one's own school alone, in words."""
    if len(rows) != 1:
        return f"Hours that schools recorded since {since}. Schools are listed by name, and are not compared."
    only = rows[0]
    return f"Since {since}, {only.school.name} gave {count_hours(only.given)} and received {say_hours(only.received)}."
