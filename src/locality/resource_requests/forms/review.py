"""The chair's review."""

from collections.abc import Iterable
from typing import Any, cast

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm
from locality.design.forms.fields import LongText
from locality.resource_requests.content.question_wording import READY_TO_SEND
from locality.schedule.models import Meeting
from locality.values.dates import show_day


class ReviewForm(PageForm):
    """Accept, or return with what is missing; a late request can be admitted to an earlier meeting."""

    choice = Choice(
        label="Do you want to accept or return the request?",
        noun="Whether you accept or return the request",
        empty="Select if you want to accept or return the request",
    )
    meeting = Choice(
        label="Earlier meeting",
        only_when="choice=admit",
        needed="Select the earlier meeting",
    )
    reason = LongText(
        label="Why are you accepting this late request?",
        noun="The reason",
        hint="The timeline will show your answer.",
        only_when="choice=admit",
        needed="Enter why you are accepting this late request",
        words=100,
        read_by_others=True,
    )
    missing = LongText(
        label="What is missing?",
        noun="What is missing",
        hint="The school will see your answer. Say which answer it needs to change and what it needs to add.",
        only_when="choice=return",
        needed="Enter what is missing",
        words=200,
        read_by_others=True,
    )

    better_question = Confirm(
        label="Ask the school to write a question about change for the children",
        hint=f"We’ll add: {READY_TO_SEND}",
        only_when="choice=return",
        required=False,
    )

    def __init__(self, *args: Any, accept: str, earlier: Iterable[Meeting], may_return: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = list(earlier)
        meetings = [(str(each.pk), show_day(each.day)) for each in self.earlier]
        choices = [("accept", accept)] if accept else []
        self.only_return = may_return and not (accept or meetings)
        if meetings:
            choices.append(("admit", "Accept it for an earlier meeting, although it is late"))
        if may_return:
            choices.append(("return", "Return it to the school and say what is missing"))
        else:
            del self.fields["missing"], self.fields["better_question"]
        if self.only_return:
            self._ask_only_to_return()
        self.offer("choice", choices)
        self.offer("meeting", meetings)
        if not meetings:
            del self.fields["meeting"], self.fields["reason"]

    def _ask_only_to_return(self) -> None:
        """What was accepted, or has no meeting to be accepted for, can only be returned."""
        asked = cast("Choice", self.fields["choice"])
        asked.label, asked.noun = "Do you want to return the request?", "Whether you return the request"
        asked.error_messages["required"] = "Select if you want to return the request"

    def clean(self) -> dict[str, Any]:
        """With the ready sentence below the chair's own words, of which none are needed then (SFA-2)."""
        given = super().clean() or self.cleaned_data
        if given.get("better_question"):
            own = given.get("missing", "")
            if not own and not self["missing"].value():
                self.errors.pop("missing", None)
            given["missing"] = f"{own}\n\n{READY_TO_SEND}" if own else READY_TO_SEND
        return given
