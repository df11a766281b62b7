"""The small forms of a running meeting. Each has ids of its own, because many stand on one page."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import LongText, Text
from locality.meetings.models import RegisterRow

NO_PUPILS = "Do not name pupils."


class LiveForm(PageForm):
    """A form that stands with others on the live page."""

    ids = "live"
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.ids}-%s")
        super().__init__(*args, **kwargs)


class GuestForm(LiveForm):
    """Somebody who came without an invitation."""

    ids = "guest"
    called = Text(label="Name", noun="The name", max_length=120, empty="Enter their name")
    kind = Choice(
        label="Role in the meeting",
        noun="The role in the meeting",
        empty="Select their role in the meeting",
        choices=[(RegisterRow.Kind.GUEST.value, "Guest"), (RegisterRow.Kind.ADVISER.value, "Adviser")],
    )


class SaidForm(LiveForm):
    """What somebody of the round said."""

    ids = "said"
    who = Pick(label="Who said it?", empty="Select who said it", noun="Who said it")
    text = LongText(
        label="What was said",
        empty="Enter what was said",
        hint=NO_PUPILS,
        words=200,
        rows=3,
        read_by_others=True,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", people)


class MySaidForm(LiveForm):
    """What a member says, typed by themself."""

    ids = "said"
    text = LongText(
        label="What you say",
        empty="Enter what you say",
        hint=NO_PUPILS,
        words=200,
        rows=3,
        read_by_others=True,
    )


class ConflictForm(LiveForm):
    """An interest in an item."""

    ids = "conflict"
    item = Pick(label="Which item is the interest in?", empty="Select which item the interest is in", noun="The item")
    interest = Text(
        label="What is the interest?",
        noun="The interest",
        empty="Enter what the interest is",
        hint=NO_PUPILS,
        max_length=300,
        read_by_others=True,
    )

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("item", items)


class ConflictOfForm(ConflictForm):
    """The same, entered for somebody who says so."""

    who = Pick(
        label="Who has an interest?",
        noun="The person",
        empty="Select who has an interest",
    )
    field_order = ("who", "item", "interest")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", people)


class ActionPointForm(LiveForm):
    """What somebody takes on."""

    ids = "action"
    text = Text(
        label="What needs to be done?",
        noun="The action point",
        empty="Enter what needs to be done",
        hint=NO_PUPILS,
        max_length=500,
        read_by_others=True,
    )
    owner = Pick(label="Who will do it?", empty="Select who will do it", noun="The person")
    due_on = Day(label="When is it due?", noun="The due date", empty="Enter when it is due")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner", people)
        self.between("due_on", today)


class DisputeForm(LiveForm):
    """A dispute: on which item, and between whom."""

    ids = "dispute"
    item = Pick(
        label="Which item is the dispute about?", empty="Select which item the dispute is about", noun="The item"
    )
    parties = Text(
        label="Who is the dispute between?",
        noun="Who the dispute is between",
        empty="Enter who the dispute is between",
        hint="Schools, people or the chair. Do not name pupils.",
        max_length=300,
        read_by_others=True,
    )
    text = LongText(
        label="What is the dispute about?",
        noun="The dispute",
        empty="Enter what the dispute is about",
        hint=NO_PUPILS,
        words=200,
        rows=3,
        read_by_others=True,
    )
    chairs_decision = LongText(
        label="The chair’s decision (optional)",
        noun="The chair’s decision",
        hint="The chair’s decision is final.",
        required=False,
        words=200,
        rows=2,
        read_by_others=True,
    )

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("item", items)


class ReopenForm(PageForm):
    """Why a meeting that was held is opened again."""

    why = Text(
        label="What needs correcting?",
        noun="What needs correcting",
        empty="Enter what needs correcting",
        hint="The chair and clerk will see this. Do not name pupils.",
        max_length=300,
        read_by_others=True,
    )
    goes_on = Confirm(
        label="The meeting is still taking place",
        hint="Tick this if the meeting was ended too early. The timers will start again. Otherwise it keeps its end time.",
        required=False,
    )


class SettleForm(LiveForm):
    """The chair's decision in a dispute that was noted; there may be several on the page."""

    chairs_decision = LongText(
        label="The chair’s decision",
        empty="Enter the chair’s decision",
        hint="The chair’s decision is final.",
        words=200,
        rows=2,
        read_by_others=True,
    )

    def __init__(self, *args: Any, dispute: int, **kwargs: Any) -> None:
        self.ids = f"settle-{dispute}"
        super().__init__(*args, **kwargs)


def settle_forms(disputes: Iterable[int]) -> dict[str, PageForm]:
    """A form for the chair's decision in each of these disputes."""
    return {f"settle-{dispute}": SettleForm(dispute=dispute) for dispute in disputes}


class TextsForm(LiveForm):
    """The texts of an item: saved while one types."""

    ids = "texts"
    notes = LongText(label="Notes for the minutes", required=False, words=2000, rows=6, read_by_others=True)
    summary = LongText(
        label="The chair’s summary",
        hint="It will be in the minutes. Everyone in the meeting can see it.",
        required=False,
        words=400,
        rows=4,
        read_by_others=True,
    )

    def __init__(self, *args: Any, of_request: bool = False, is_decided: bool = False, **kwargs: Any) -> None:
        """of_request: a decision needs the summary. is_decided: it has the summary as it was then; more is for the minutes."""
        super().__init__(*args, **kwargs)
        if is_decided:
            self.fields[
                "summary"
            ].help_text = (
                "Changes here are for the minutes only. To change the decision’s summary, correct the decision."
            )
        elif of_request:
            self.fields[
                "summary"
            ].help_text = "Write the summary before you record the decision. Everyone in the meeting can see it."
