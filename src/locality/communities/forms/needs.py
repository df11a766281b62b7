"""The forms of a council's words for needs."""

from collections.abc import Sequence
from typing import Any

from locality.communities.models import ListItem, NeedCode
from locality.communities.rules import LONGEST_NEED
from locality.design.forms.choices import Choice, Pick
from locality.design.forms.fields import Text
from locality.together.shared import SharedForm

FIRST = "first"


def after_of(need: ListItem | None, needs: Sequence[ListItem]) -> str:
    """Behind which of the list a need stands, as the form says it; a new one behind the last."""
    before = list(needs[: needs.index(need)]) if need else list(needs)
    return str(before[-1].pk) if before else FIRST


def _label() -> Text:
    return Text(
        label="What do you call this need?",
        noun="Need",
        hint="Schools see these words. Never enter anything about a pupil.",
        empty="Enter what you call this need",
        max_length=LONGEST_NEED,
    )


def _after() -> Pick:
    return Pick(label="Where in the list?", noun="Place in the list", empty="Select where in the list it goes")


class NeedForm(SharedForm):
    """What stands in the list, and where. Give it `others`: the needs it can stand behind."""

    def __init__(self, *args: Any, others: Sequence[ListItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        behind = [(str(each.pk), f"After “{each.label}”") for each in others]
        self.offer("after", [(FIRST, "First"), *behind])

    def answers(self) -> dict[str, Any]:
        """What the action takes."""
        after = self.cleaned_data["after"]
        return self.cleaned_data | {"after": None if after == FIRST else int(after)}


class NewNeedForm(NeedForm):
    """A word of the council's own, with what the census calls it."""

    label = _label()
    code = Pick(
        label="Census code (optional)",
        noun="Census code",
        hint="Lets others count this need under a type of need in the school census. You cannot change it later.",
        placeholder="None",
        choices=[(need.value, f"{need.value}: {need.label}") for need in NeedCode],
        required=False,
    )
    after = _after()


class ChangedNeedForm(NeedForm):
    """Another word, another place, or whether it is offered."""

    label = _label()
    after = _after()
    in_use = Choice(
        label="Can schools select this need?",
        noun="Whether schools can select it",
        empty="Select yes if schools can select this need",
        choices=[("yes", "Yes"), ("no", "No, hide it")],
        hints={"no": "Submitted requests keep it. In drafts, schools select another need."},
    )

    def answers(self) -> dict[str, Any]:
        """What the action takes."""
        return super().answers() | {"in_use": self.cleaned_data["in_use"] == "yes"}
