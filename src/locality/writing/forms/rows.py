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
from locality.resource_requests.content.questions import SUPPORT_LABELS, YEAR_GROUPS
from locality.values.money import show_money
from locality.writing.forms.sections import DraftForm


class PupilForm(DraftForm):
    """One pupil of the request (FORM-07, CTX-2)."""

    name = Text(label="Full name", noun="The pupil’s name", autocomplete="off", spellcheck=False)
    born = Day(label="Date of birth", hint="For example, 27 3 2018")
    year_group = Pick(label="Year group", choices=[(group, group) for group in YEAR_GROUPS])
    support = Choice(label="Support the pupil has now", choices=list(SUPPORT_LABELS.items()))
    looked_after = Confirm(label="Looked after by a local authority")
    specific_allocation = Confirm(
        label="Already has specific allocation funding",
        hint="Funding agreed for this pupil outside this process. It is noted here, and paid elsewhere.",
    )
    school = Choice(label="School")

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
        label="What is the cost for?", reveals={OTHER: "something_else"}, divider_before=OTHER, noun="The item"
    )
    something_else = Together(label="Something else")
    description = Text(
        label="What is the money for?", hint="For example, a sensory room kit", spellcheck=True, read_by_others=True
    )
    unit = Text(
        label="Unit (optional)",
        hint="What one of it is, for example an hour, a day, a set",
        width="20",
        read_by_others=True,
    )
    rate = Text(label="Cost of one unit", prefix="£", width="10")
    quantity = Text(label="Quantity", hint="How many units, each week if it goes on for weeks", width="5")
    weeks = Text(label="Number of weeks", hint="Leave empty if it is paid once", width="5")

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
