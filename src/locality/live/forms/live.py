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
    called = Text(label="Name", noun="The name", max_length=120)
    kind = Choice(
        label="As what?",
        noun="As what they came",
        choices=[(RegisterRow.Kind.GUEST.value, "Guest"), (RegisterRow.Kind.ADVISER.value, "Adviser")],
    )


class SaidForm(LiveForm):
    """What somebody of the round said."""

    ids = "said"
    who = Pick(label="Who said it?", placeholder="Choose", noun="Who said it")
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
    item = Pick(label="In which item?", placeholder="Choose", noun="Item")
    interest = Text(
        label="What is the interest?",
        noun="What the interest is",
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
        placeholder="Choose",
        noun="Who has an interest",
    )
    field_order = ("who", "item", "interest")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("who", people)


class ActionPointForm(LiveForm):
    """What somebody takes on."""

    ids = "action"
    text = Text(
        label="What is to be done?",
        noun="What is to be done",
        hint=NO_PUPILS,
        max_length=500,
        read_by_others=True,
    )
    owner = Pick(label="Who does it?", placeholder="Choose", noun="Who does it")
    due_on = Day(label="By when?", noun="The day by which it is done")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner", people)
        self.between("due_on", today)


class DisputeForm(LiveForm):
    """A dispute: on which item, and between whom."""

    ids = "dispute"
    item = Pick(label="Which item is it about?", placeholder="Choose", noun="Item")
    parties = Text(
        label="Between whom is it?",
        noun="Between whom it is",
        empty="Enter between whom the dispute is",
        hint="Schools, people or the chair. Do not name pupils.",
        max_length=300,
        read_by_others=True,
    )
    text = LongText(
        label="What is the dispute about?",
        noun="What the dispute is about",
        hint=NO_PUPILS,
        words=200,
        rows=3,
        read_by_others=True,
    )
    chairs_decision = LongText(
        label="The chair’s decision (optional)",
        noun="The chair’s decision",
        hint="It is final and recorded as such.",
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
        label="What has to be corrected?",
        noun="What has to be corrected",
        empty="Enter what has to be corrected",
        hint="Chair and clerk read this. Do not name pupils.",
        max_length=300,
        read_by_others=True,
    )
    goes_on = Confirm(
        label="The meeting goes on: it was ended too early",
        hint="Its times run on, and it ends when you end it again. Without this it keeps its end, and no time runs.",
        required=False,
    )


class SettleForm(LiveForm):
    """The chair's decision in a dispute that was noted; there may be several on the page."""

    chairs_decision = LongText(
        label="The chair’s decision",
        hint="It is final.",
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
    notes = LongText(
        label="Notes for the minutes", noun="The notes", required=False, words=2000, rows=6, read_by_others=True
    )
    summary = LongText(
        label="The chair’s summary",
        noun="The summary",
        hint="It comes before the decision, which rests on it. Everyone here sees it.",
        required=False,
        words=400,
        rows=4,
        read_by_others=True,
    )

    def __init__(self, *args: Any, is_decided: bool = False, **kwargs: Any) -> None:
        """is_decided: the decision has the summary as it was then, and what is changed now is for the minutes."""
        super().__init__(*args, **kwargs)
        if is_decided:
            self.fields["summary"].help_text = (
                "The decision is recorded with this summary. A change here is for the minutes alone: to change the "
                "decision’s own, correct the decision."
            )
