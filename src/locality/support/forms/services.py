"""The form with which a service is added."""

from collections.abc import Sequence
from typing import Any

from locality.communities.models import Authority
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Pick
from locality.design.forms.fields import Text
from locality.support.rules.services import LONGEST_NAME


class ServiceForm(PageForm):
    """Its name; and its council, where somebody is in the team of several."""

    authority = Pick(label="Which council is it of?", noun="The council", empty="Select the council")
    name = Text(
        label="Name of the service",
        noun="The name",
        empty="Enter the name of the service",
        hint="For example, Speech and language service. Schools will read it beside its offers.",
        max_length=LONGEST_NAME,
    )

    def __init__(self, *args: Any, councils: Sequence[Authority], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.councils = {str(each.pk): each for each in councils}
        self.offer("authority", [(key, each.name) for key, each in self.councils.items()])
        if len(self.councils) < 2:
            del self.fields["authority"]

    @property
    def council_chosen(self) -> Authority:
        """The council that was selected, or the only one."""
        return self.councils[self.cleaned_data.get("authority") or next(iter(self.councils))]
