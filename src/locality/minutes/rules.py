"""What minutes hold, when they may be written, checked and sent, and what a release leaves out: pure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NotRequired, TypedDict, cast

from locality.meetings.models import Minutes
from locality.schedule.workflow import S
from locality.values.refusals import NotPossible

State = Minutes.State
NOT_DECIDED = "Not decided"


class Person(TypedDict):
    """Somebody in the register: name, what they came as, and when they came late or left early."""

    name: str
    office: str
    note: str


class DeclaredInterest(TypedDict):
    """An interest somebody declared in an item."""

    name: str
    office: str
    interest: str
    absent: NotRequired[bool]
    """Whoever was not at the meeting was not sent out of the room either."""
    times: NotRequired[list[str]]
    """The times at which they were called back while the item ran and went out again, by turns, such as "15:30"."""


class Offer(TypedDict):
    """What a member offered in a round of the discussion."""

    name: str
    office: str
    text: str


class Positions(TypedDict):
    """How many members stood where; `asking_school` is the stance of the school that asked, or ""."""

    agree: int
    disagree: int
    abstain: int
    asking_school: str


class Action(TypedDict):
    """Something somebody took on; `due_on` as 2026-12-01."""

    text: str
    owner: str
    due_on: str


class Quarrel(TypedDict):
    """A dispute that was noted, between whom, and what the chair decided, which is final (DUR-6, DUR-8)."""

    parties: NotRequired[str]
    text: str
    chairs_decision: str


class Line(TypedDict):
    """One line of a decision: what it is called on the form, and its words."""

    label: str
    text: str


class Item(TypedDict):
    """One item of the agenda as it went."""

    number: str
    title: str
    reference: str
    is_heading: bool
    notes: str
    summary: str
    outcome: str
    decision: list[Line]
    interests: list[DeclaredInterest]
    offers: list[Offer]
    positions: Positions | None
    actions: list[Action]
    disputes: list[Quarrel]
    fate: NotRequired[str]
    """What became of a request that the meeting did not decide, or deferred, as a sentence."""


class PutOff(TypedDict):
    """An item that was not heard, why, and the day of the meeting it goes to, or ""."""

    title: str
    why: str
    to: str


class Content(TypedDict):
    """The whole of a meeting's minutes; days as 2026-12-01, times as 15:30."""

    community: str
    day: str
    starts: str
    ends: str
    place: str
    present: list[Person]
    apologies: list[Person]
    not_represented: list[str]
    approved: list[str]
    items: list[Item]
    actions: list[Action]
    put_off: list[PutOff]
    left_out: NotRequired[int]
    """How many action points a release leaves out, because they concern children."""


def check_writable(meeting_state: str, newest: Minutes | None) -> None:
    """Texts can be written from the end of the meeting until the minutes go out, and again in a correction."""
    if meeting_state == S.HELD:
        return
    if meeting_state == S.MINUTED:
        if newest is None or newest.state == State.DISTRIBUTED:
            raise NotPossible("These minutes have been distributed. To change them, choose “Correct the minutes”.")
        return
    raise NotPossible("You can write the minutes once the meeting has ended.")


def check_sendable(minutes: Minutes | None, *, due: date, today: date, changed: bool) -> None:
    """Minutes go out once the chair has checked them; on the last day for them also unchecked, which they say."""
    if minutes is not None and minutes.state == State.CHECKED:
        if changed:
            raise NotPossible(
                "The minutes have changed since the chair checked them. Ask the chair to check them again."
            )
        return
    if today < due:
        raise NotPossible("The chair has not checked the minutes yet.")


def without_pupils(content: Content, mask: Callable[[str], str]) -> Content:
    """What was kept, with pupils hidden who became known since: every text of it, whatever it is about."""

    def hide(kept: object) -> object:
        if isinstance(kept, str):
            return mask(kept)
        if isinstance(kept, dict):
            return {name: hide(each) for name, each in kept.items()}
        return [hide(each) for each in kept] if isinstance(kept, list) else kept

    return cast(Content, hide(content))


def offices_for_names(content: Content) -> dict[str, str]:
    """What stands for each person's name in a release: "Ann Lee" is the representative of Oakfield Primary."""
    people = [*content["present"], *content["apologies"]]
    found = {person["name"]: person["office"] for person in people}
    for item in content["items"]:
        found |= {each["name"]: each["office"] for each in (*item["interests"], *item["offers"])}
    owners = [action["owner"] for each in content["items"] for action in each["actions"]]
    for owner in (*owners, *(action["owner"] for action in content["actions"])):
        found.setdefault(owner, "a member")
    return {name: office for name, office in found.items() if name}


def released(content: Content, hide: Callable[[Mapping[str, str]], Callable[[str], str]]) -> Content:
    """The minutes as they may be given to anyone: offices for people, and nothing of what was said about children.

    `hide` makes, from names and what stands for them, a function that takes them out of a text. Of a request there
    remains which school asked, what became of it, and how it was decided.
    """
    offices = offices_for_names(content)
    hidden = hide(offices)

    def people(given: list[Person]) -> list[Person]:
        return [Person(name="", office=each["office"], note=each["note"]) for each in given]

    def actions(given: list[Action]) -> list[Action]:
        return [
            Action(text=hidden(each["text"]), owner=offices.get(each["owner"], "a member"), due_on=each["due_on"])
            for each in given
        ]

    def item(given: Item) -> Item:
        about_children = bool(given["reference"])
        return {
            **given,
            "title": given["title"] if about_children else hidden(given["title"]),
            "notes": "" if about_children else hidden(given["notes"]),
            "summary": "" if about_children else hidden(given["summary"]),
            "decision": [],
            "interests": [{**each, "name": "", "interest": ""} for each in given["interests"]],
            "offers": [],
            "actions": [] if about_children else actions(given["actions"]),
            "disputes": [
                Quarrel(
                    parties="" if about_children else hidden(each.get("parties", "")),
                    text="" if about_children else hidden(each["text"]),
                    chairs_decision="" if about_children else hidden(each["chairs_decision"]),
                )
                for each in given["disputes"]
            ],
        }

    return {
        **content,
        "place": "",
        "present": people(content["present"]),
        "apologies": people(content["apologies"]),
        "items": [item(each) for each in content["items"]],
        "actions": actions(content["actions"]),
        "left_out": sum(len(each["actions"]) for each in content["items"] if each["reference"]),
        "put_off": [PutOff(title=hidden(each["title"]), why="", to=each["to"]) for each in content["put_off"]],
    }
