"""The forms of the minutes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.meetings.models import AgendaItem, ItemRecord
from locality.meetings.queries.agenda import headings_in, numbers_of
from locality.meetings.queries.names import MeetingMasks
from locality.minutes.queries.what_minutes_hold import summary_of
from locality.resource_requests.models import Decision
from locality.together.texts import Seen


class TextsForm(PageForm):
    """The clerk's words, and for requests the chair's summary; pupils by reference, whoever wrote their names."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        items: Iterable[AgendaItem],
        masks: MeetingMasks,
        decisions: Mapping[int, Sequence[Decision]],
        **kwargs: Any,
    ) -> None:
        """`decisions`: what was decided, by request. The summary recorded with it stands in its box already (CHA-7)."""
        listed = list(items)
        records = {item.pk: getattr(item, "record", None) for item in listed}
        super().__init__(*args, **kwargs)
        headings = headings_in(listed)
        for number, item in zip(numbers_of(listed), listed, strict=True):
            record, mask = records[item.pk], masks.of(item.resource_request_id)
            if item.pk not in headings or (record and record.notes):
                notes = mask(record.notes) if record else ""
                self._ask(f"notes-{item.pk}", f"Discussion, item {number}", 5, record, notes)
            if item.resource_request_id or (record and record.summary):
                summary = mask(summary_of(record, decisions.get(item.resource_request_id or 0, ())))
                self._ask(f"summary-{item.pk}", f"The chair’s summary, item {number}", 3, record, summary)

    def _ask(self, name: str, label: str, rows: int, record: ItemRecord | None, text: str) -> None:
        kind = name.partition("-")[0]
        self.fields[name] = LongText(
            label=label, words=None, rows=rows, required=False, initial=text, read_by_others=True
        )
        self.revisions[name] = str(Seen.of(getattr(record, f"{kind}_revision") if record else 0, text))


class CheckForm(PageForm):
    """The chair's answer to the draft."""

    answer = Choice(
        label="Are the minutes correct?",
        noun="The answer",
        choices=[("checked", "Yes, the clerk can distribute them"), ("changes", "No, they need changes")],
        empty="Select if the minutes are correct",
        reveals={"changes": "wanted"},
    )
    wanted = LongText(
        label="What should the clerk change?",
        noun="The changes",
        only_when="answer=changes",
        needed="Enter what the clerk should change",
        words=150,
        rows=5,
        read_by_others=True,
    )


class CorrectionForm(PageForm):
    """Why there is a new version."""

    why = LongText(
        label="What are you correcting, and why?",
        noun="The correction",
        hint="Everyone who reads the minutes will see this. Do not name pupils.",
        words=80,
        rows=3,
        empty="Enter what you are correcting, and why",
        read_by_others=True,
    )
