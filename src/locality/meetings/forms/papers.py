"""The forms of the papers."""

from collections.abc import Iterable
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Confirm, Pick
from locality.design.forms.fields import LongText, Text
from locality.design.forms.uploads import Upload
from locality.meetings.models import AgendaItem
from locality.meetings.rules.files import ENDINGS, MOST_MEGABYTES


class PaperForm(PageForm):
    """A file for the meeting."""

    title = Text(
        label="What is the title of the paper?",
        noun="The title",
        hint="Do not name pupils.",
        max_length=120,
        read_by_others=True,
        empty="Enter a title for the paper",
    )
    item = Pick(label="Which item is it for?", noun="The item", required=False, placeholder="The whole meeting")
    file = Upload(
        label="File",
        noun="The file",
        empty="Select a file",
        hint=f"PDF, Word, Excel, PowerPoint, PNG, JPEG or text, up to {MOST_MEGABYTES} MB",
        accept=ENDINGS,
        max_megabytes=MOST_MEGABYTES,
        read_by_others=True,
    )

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("item", [(str(each.pk), each.title) for each in items])


class SendForm(PageForm):
    """What is new; asked from the second time on."""

    what = Text(
        label="What is new since the last papers?",
        noun="What is new",
        hint="Do not name pupils.",
        max_length=500,
        empty="Enter what is new since the last papers",
        read_by_others=True,
    )


NOTED = ("text", "read")
"""What two windows may change of one person's note."""


class NoteForm(PageForm):
    """A person's own note to an item."""

    text = LongText(
        label="Your private note",
        noun="Your note",
        hint="Only you can see this.",
        required=False,
        words=1000,
        rows=5,
    )
    read = Confirm(label="I have read this item", required=False)
