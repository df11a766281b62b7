"""The chair's review."""

from collections.abc import Iterable
from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.schedule.models import Meeting
from locality.values.dates import show_day


class ReviewForm(PageForm):
    """Accept, or return with what is missing; a late request can be admitted to an earlier meeting."""

    choice = Choice(
        label="What happens to this request?", noun="Choice", empty="Choose whether to accept or return the request"
    )
    meeting = Choice(
        label="Earlier meeting",
        only_when="choice=admit",
        needed="Choose the meeting to admit it to",
    )
    reason = LongText(
        label="Why is the late request admitted?",
        noun="The reason",
        hint="Kept on record.",
        only_when="choice=admit",
        needed="Give the reason why it is admitted late",
        words=100,
        read_by_others=True,
    )
    missing = LongText(
        label="What is missing?",
        noun="What is missing",
        hint="The school reads this when it mends the request. Say which answer, and what would make it clear.",
        only_when="choice=return",
        needed="Say what is missing, so that the school can mend it",
        words=200,
        read_by_others=True,
    )

    def __init__(self, *args: Any, accept: str, earlier: Iterable[Meeting], may_return: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = list(earlier)
        meetings = [(str(each.pk), show_day(each.day)) for each in self.earlier]
        choices = [("accept", accept)] if accept else []
        if meetings:
            choices.append(("admit", "Admit it late to an earlier meeting"))
        if may_return:
            choices.append(("return", "Return it to the school with what is missing"))
        else:
            del self.fields["missing"]
        self.offer("choice", choices)
        self.offer("meeting", meetings)
        if not meetings:
            del self.fields["meeting"], self.fields["reason"]
