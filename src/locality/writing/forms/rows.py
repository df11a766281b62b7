"""The page of one pupil, and of one line of the costs."""

import json
from typing import Any

from django.forms.forms import BaseForm
from django.utils.safestring import SafeString
from markupsafe import Markup

from locality.design.forms.bound import PageBoundField
from locality.design.forms.choices import Choice, Confirm, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import Asked, Text
from locality.resource_requests.content.answers import NO_TYPE
from locality.resource_requests.content.questions import SUPPORT_LABELS, YEAR_GROUPS
from locality.values.money import show_money
from locality.writing.forms.sections import DraftForm


class PupilForm(DraftForm):
    """One pupil of the request (FORM-07, CTX-2)."""

    name = Text(
        label="Full name",
        noun="The pupil’s full name",
        empty="Enter the pupil’s full name",
        autocomplete="off",
        spellcheck=False,
    )
    born = Day(label="Date of birth", hint="For example, 27 3 2018", empty="Enter the pupil’s date of birth")
    year_group = Pick(
        label="Year group", choices=[(group, group) for group in YEAR_GROUPS], empty="Select the pupil’s year group"
    )
    support = Choice(
        label="Current support", choices=list(SUPPORT_LABELS.items()), empty="Select the pupil’s current support"
    )
    looked_after = Confirm(label="Looked after by a local authority", required=False)
    specific_allocation = Confirm(
        label="Already has specific allocation funding",
        hint="Select this if the pupil already has funding that was agreed another way. We only record your answer.",
        required=False,
    )
    school = Choice(label="School", empty="Select one of the schools in this request")

    def set_up(self) -> None:
        """Only pupils who can be in a request today; the school is asked in a joint request alone."""
        eligible = [(value, label) for value, label in SUPPORT_LABELS.items() if value in self.choices.eligible]
        self.offer("support", eligible)
        if len(self.choices.schools) > 1:
            self.offer("school", [(str(pk), name) for pk, name in self.choices.schools.items()])
            typed = self.add_prefix("school")
            self.data = {**self.data, typed: self.data.get(typed) or str(self.choices.lead_school)}
        else:
            del self.fields["school"]


class _Opened(PageBoundField):
    """Several fields drawn where one is expected."""

    def render(self, *args: Any, **kwargs: Any) -> SafeString:  # noqa: ARG002
        """All of them."""
        return SafeString(Markup("\n").join(self.form[name].render() for name in OTHER_FIELDS))


class Together(Asked):
    """Stands for the fields that a choice opens together."""

    def get_bound_field(self, form: BaseForm, field_name: str) -> PageBoundField:
        """Drawn by drawing them."""
        return _Opened(form, self, field_name)


OTHER_FIELDS = ("description", "unit", "rate")
OTHER = "other"


class LineForm(DraftForm):
    """One line of how the funding was worked out (FORM-08, COST-1)."""

    item = Choice(
        label="Type of cost",
        reveals={OTHER: "something_else"},
        divider_before=OTHER,
        noun="The type of cost",
        empty=NO_TYPE,
    )
    something_else = Together(label="Something else", required=False)
    description = Text(
        label="Description of the cost",
        hint="For example, a sensory room kit",
        empty="Enter a description of the cost",
        spellcheck=True,
        read_by_others=True,
    )
    unit = Text(
        label="Unit (optional)",
        hint="For example, hour, day or set",
        required=False,
        width="20",
        read_by_others=True,
    )
    rate = Text(
        label="Cost of one unit", empty="Enter the cost of one unit in pounds, such as 18.50", prefix="£", width="10"
    )
    quantity = Text(
        label="Quantity",
        hint="How many units. If the cost is weekly, how many each week",
        empty="Enter the quantity",
        width="5",
    )
    weeks = Text(label="Number of weeks", hint="Leave blank if this is a one-off cost", required=False, width="5")

    def set_up(self) -> None:
        """The costings reference as it stands today; without one, the cost is described."""
        costings = self.choices.costings
        if costings:
            items = [*((str(pk), each.item) for pk, each in costings.items()), (OTHER, "Something else")]
            hints = {str(pk): f"{show_money(each.rate)} for each {each.unit}" for pk, each in costings.items()}
            self.offer("item", items, hints=hints)
        else:
            del self.fields["item"], self.fields["something_else"]

    @property
    def rates(self) -> str:
        """What one unit of each item costs, by the item's id, for the sum that is shown while one types."""
        return json.dumps({str(pk): str(each.rate) for pk, each in self.choices.costings.items()})

    def draw(self) -> Markup:
        """The fields in the order they are thought of."""
        first = ("item",) if "item" in self.fields else OTHER_FIELDS
        return self.render_fields(*first, "quantity", "weeks")
