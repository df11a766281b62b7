"""What the page of an agenda says around its rows, and what the chair can do there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from locality.budgets.queries.money import Balance
from locality.design.forms.bound import PageForm
from locality.meetings.models import AgendaItem
from locality.meetings.presenters.agenda import AgendaRow
from locality.resource_requests.workflow import S as RequestState
from locality.schedule.models import Meeting
from locality.values.dates import show_day
from locality.values.money import show_money
from locality.values.sentences import count


@dataclass(frozen=True)
class Link:
    """A page that is one press away, by what it is called here."""

    text: str
    href: str


@dataclass(frozen=True)
class MinutesField:
    """The field of an item's minutes: as it stands, or as it was typed and what is wrong with it."""

    name: str
    value: object
    revision: str
    error: str | None = None


def part_sentence(items: int) -> str:
    """To whoever is invited to some items: to how many of those on the agenda."""
    if not items:
        return "The items you were invited to are no longer on the agenda."
    return f"You are invited to {count(items, 'item')} at this meeting. Times can change during the meeting."


def draw_up_words(*, drawn_up: bool, waiting: int) -> tuple[str, str]:
    """What pressing the button takes in, and the button; an agenda that is drawn up takes in what came since."""
    requests = count(waiting, "accepted request")
    if drawn_up:
        button = "Add the request to the agenda" if waiting == 1 else "Add the requests to the agenda"
        are = "is" if waiting == 1 else "are"
        return f"{requests} {are} not on the agenda yet.", button
    added = f" It will include {requests}." if waiting else ""
    return f"This is the standard template. Create the agenda to set the order and times.{added}", "Create the agenda"


def settled_words(row: AgendaRow) -> str:
    """How the request of an item stands, where it is decided and the item stays as it is; else nothing."""
    rfr = row.item.resource_request
    return rfr.officer_label if rfr and rfr.state != RequestState.ACCEPTED else ""


def changes_of(row: AgendaRow) -> list[Link]:
    """What the chair can do with an item: a request is only put off, and not even that once it is decided."""
    if settled_words(row):
        return []
    pages = [("Move to a later meeting", "meeting_item_put_off")]
    if not row.item.resource_request_id:
        pages = [("Change", "meeting_item_change"), *pages, ("Remove", "meeting_item_remove")]
    return [Link(text, reverse(name, args=[row.item.meeting_id, row.item.pk])) for text, name in pages]


def minutes_fields(
    rows: Iterable[AgendaRow], form: PageForm | None, seen: Mapping[int, object]
) -> dict[int, MinutesField]:
    """The fields of the minutes by their items; `form` is the one that was sent and has mistakes."""
    found = {}
    for row in rows:
        name = f"minutes-{row.item.pk}"
        if form and name in form.fields:
            sent = form[name]
            found[row.item.pk] = MinutesField(name, sent.value() or "", form.revisions[name], sent.error)
        else:
            found[row.item.pk] = MinutesField(name, row.item.minutes, str(seen[row.item.pk]))
    return found


def left_out_words(item: AgendaItem, meeting: Meeting) -> str:
    """What left the agenda, where it went, and why."""
    words = item.title
    if item.resource_request:
        words += f", {item.resource_request.reference}"
    if item.put_off_to:
        until = "until" if item.put_off_to.day > meeting.day else "moved to the meeting on"
        words += f", {until} {show_day(item.put_off_to.day)}"
    return f"{words}: {item.put_off_because}"


def balance_figures(balance: Balance) -> list[dict[str, str]]:
    """The balance sheet in four figures."""
    sums = (
        ("Allocated", balance.allocated),
        ("Committed", balance.committed),
        ("Paid", balance.paid),
        ("Remaining", balance.remaining),
    )
    return [{"label": label, "value": show_money(amount)} for label, amount in sums]
