"""The forms of the minutes."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict

from locality.design.forms import Choice, LongText, PageForm
from locality.meetings.actions.texts import TEXTS, Clash, Typed
from locality.meetings.models import AgendaItem
from locality.meetings.queries.agenda import headings_in, numbers_of
from locality.meetings.queries.names import MeetingMasks

MINE, THEIRS, BOTH = "mine", "theirs", "both"
NEVER = -1  # the revision of a text that nobody has chosen yet: it overwrites nothing


class TextsForm(PageForm):
    """The clerk's words, and for requests the chair's summary; pupils by reference, whoever wrote their names."""

    mark_optional = False

    def __init__(self, *args: Any, items: Iterable[AgendaItem], masks: MeetingMasks, **kwargs: Any) -> None:
        listed = list(items)
        records = {item.pk: getattr(item, "record", None) for item in listed}
        revisions = {
            f"{text}-{pk}": getattr(record, f"{text}_revision") if record else 0
            for pk, record in records.items()
            for text in TEXTS
        }
        super().__init__(*args, revisions=revisions, **kwargs)
        headings = headings_in(listed)
        for number, item in zip(numbers_of(listed), listed, strict=True):
            record, mask = records[item.pk], masks.of(item.resource_request_id)
            if item.pk not in headings or (record and record.notes):
                self._ask(f"notes-{item.pk}", f"Discussion, item {number}", 5, mask(record.notes) if record else "")
            if item.resource_request_id or (record and record.summary):
                text = mask(record.summary) if record else ""
                self._ask(f"summary-{item.pk}", f"The chair’s summary, item {number}", 3, text)

    def _ask(self, name: str, label: str, rows: int, text: str) -> None:
        self.fields[name] = LongText(
            label=label, words=None, rows=rows, required=False, initial=text, read_by_others=True
        )


def typed_texts(post: QueryDict, names: Iterable[str]) -> dict[str, Typed]:
    """The texts of a whole form; what was not sent is left alone."""
    return {name: Typed(post.get(name, ""), read_revision(post, name)) for name in names if name in post}


def read_revision(post: QueryDict, name: str) -> int:
    """The revision the person began from; 0 where the form does not say."""
    text = post.get(f"revision-{name}", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


class ClashForm(PageForm):
    """For each text that two people changed: mine, theirs, or both edited together."""

    mark_optional = False

    def __init__(self, *args: Any, clashes: Iterable[Clash], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for clash in clashes:
            keep, both = f"keep-{clash.name}", f"both-{clash.name}"
            together = "\n\n".join(text for text in (clash.theirs, clash.mine) if text.strip())
            self.fields[both] = LongText(
                label="The text to keep", words=None, required=False, initial=together, rows=12, read_by_others=True
            )
            self.fields[keep] = Choice(
                label="Which text do you want to keep?",
                choices=[
                    (MINE, "Keep my text"),
                    (THEIRS, f"Use the text of {clash.by or 'the other person'}"),
                    (BOTH, "Put them together"),
                ],
                empty="Choose which text to keep",
                reveals={BOTH: both},
            )
        self._take_revealed_out_of_the_row()


def is_settling(post: QueryDict) -> bool:
    """Whether the form answers the page that showed both texts."""
    return "conflict" in post


def settled(post: QueryDict, names: Iterable[str]) -> dict[str, Typed]:
    """The texts chosen. Theirs needs no saving; where nothing was chosen, mine comes back as a clash again."""
    allowed = set(names)
    found = {}
    for name in post.getlist("conflict"):
        if name not in allowed:
            continue
        choice = post.get(f"keep-{name}", "")
        if choice == BOTH and f"both-{name}" in post:
            found[name] = Typed(post.get(f"both-{name}", ""), read_revision(post, name))
        elif choice != THEIRS:
            is_chosen = choice == MINE and f"mine-{name}" in post  # a text that did not arrive must not empty another
            found[name] = Typed(post.get(f"mine-{name}", ""), read_revision(post, name) if is_chosen else NEVER)
    return found


class CheckForm(PageForm):
    """The chair's answer to the draft."""

    mark_optional = False  # what should be changed is asked of those who want a change

    answer = Choice(
        label="Are the minutes right?",
        noun="Answer",
        choices=[("checked", "Yes, they can go out"), ("changes", "Something should be changed")],
        empty="Say whether the minutes are right",
        reveals={"changes": "wanted"},
    )
    wanted = LongText(
        label="What should be changed?",
        noun="What should be changed",
        required=False,
        words=150,
        rows=5,
        read_by_others=True,
    )

    def clean(self) -> dict[str, Any]:
        """Who wants changes says which."""
        given = super().clean() or self.cleaned_data
        if given.get("answer") == "changes" and not given.get("wanted") and "wanted" not in self.errors:
            self.add_error("wanted", "Enter what should be changed")
        return given


class CorrectionForm(PageForm):
    """Why there is a new version."""

    why = LongText(
        label="What is corrected, and why?",
        noun="What is corrected",
        hint="Everybody reads this. Do not name pupils.",
        words=80,
        rows=3,
        empty="Enter what is corrected, and why",
        read_by_others=True,
    )
