"""Calendar files (iCalendar, RFC 5545 and 5546): invitations, updates, cancellations and feeds, in local time.

They hold what everybody may know of a meeting: never a pupil, never what is on the agenda.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText
from icalendar.prop import vUri

PRODUCT = "-//Locality//Communities of schools//EN"


class Method(StrEnum):
    """What a reader is to do with the file."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True)
class Occasion:
    """One meeting in a calendar. `uid` stays the same for its life, `sequence` rises with each change of time or place.

    `starts` and `ends` are aware moments in Europe/London; `changed_at` is when it was last changed.
    """

    uid: str
    sequence: int
    starts: datetime
    ends: datetime
    title: str
    changed_at: datetime
    place: str = ""
    words: str = ""
    address: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class Mailbox:
    """A name and an e-mail address."""

    name: str
    email: str


def to_calendar(
    occasions: Iterable[Occasion],
    *,
    method: Method = Method.PUBLISH,
    name: str = "",
    organizer: Mailbox | None = None,
    invited: Mailbox | None = None,
    at: datetime | None = None,
) -> bytes:
    """The file, with the rules of its time zone in it. `name` heads a feed; an invitation names the one invited.

    `at` is when a message is sent: of two with the same sequence, readers follow the later one.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    if name:
        calendar.add("x-wr-calname", _plain(name))
        calendar.add("x-wr-timezone", "Europe/London")
    calendar.add_component(_london())
    for occasion in occasions:
        calendar.add_component(_event(occasion, method, organizer, invited, at or occasion.changed_at))
    return bytes(calendar.to_ical())


def _london() -> Timezone:
    """The rules of England's clocks since 1996, without an end: readers need not know the zone by its name."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    summer, winter = datetime(1996, 3, 31, 1), datetime(1996, 10, 27, 2)  # noqa: DTZ001  (the clock on the wall)
    for kind, name, begins, before, after in (
        (TimezoneDaylight, "BST", summer, timedelta(0), timedelta(hours=1)),
        (TimezoneStandard, "GMT", winter, timedelta(hours=1), timedelta(0)),
    ):
        change = kind()
        change.add("tzname", name)
        change.add("dtstart", begins)
        change.add("tzoffsetfrom", before)
        change.add("tzoffsetto", after)
        change.add("rrule", {"freq": "yearly", "bymonth": begins.month, "byday": "-1su"})
        zone.add_component(change)
    return zone


def _event(
    occasion: Occasion, method: Method, organizer: Mailbox | None, invited: Mailbox | None, stamp: datetime
) -> Event:
    event = Event()
    event.add("uid", _plain(occasion.uid))
    event.add("sequence", occasion.sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", occasion.changed_at)
    event.add("dtstart", occasion.starts)
    event.add("dtend", occasion.ends)
    event.add("summary", _plain(occasion.title))
    event.add("status", "CANCELLED" if occasion.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if occasion.cancelled else "OPAQUE")
    if occasion.place:
        event.add("location", _plain(occasion.place))
    if occasion.words:
        event.add("description", _lines(occasion.words))
    if occasion.address:
        event["url"] = vUri(_plain(occasion.address))
    if organizer:
        event["organizer"] = _mailbox(organizer)
    if invited and method is not Method.PUBLISH:
        attendee = _mailbox(invited)
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["partstat"] = vText("NEEDS-ACTION")
        attendee.params["rsvp"] = vText("FALSE")  # the answer is given by the link: replies by mail are not read
        event.add("attendee", attendee, encode=False)
    return event


def _mailbox(who: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{_plain(who.email)}")
    if who.name:
        address.params["cn"] = vText(_plain(who.name).replace('"', "’"))
    return address


def _plain(text: str) -> str:
    """One line, without control characters: nothing typed can begin a line of the file."""
    return " ".join("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text).split())


def _lines(text: str) -> str:
    return "\n".join(_plain(line) for line in text.splitlines())
