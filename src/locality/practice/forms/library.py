"""What a person can ask of the library."""

from collections.abc import Iterable
from typing import Any

from locality.communities.models import ListItem
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Pick
from locality.design.searching import SearchForm, Words
from locality.practice.content import Phase, Result
from locality.resource_requests.content.questions import KIND_LABELS

ANY = ("", "Any")


class CaseSearchForm(SearchForm):
    """Words to look for. Sent by POST and never put into an address: they could hold a name."""

    words = Words(label="Search by keyword")


class CaseFilterForm(PageForm):
    """Filters that may stand in an address: they hold no personal data."""

    mark_optional = False
    need = Pick(label="Need", required=False)
    phase = Pick(label="Phase", required=False, choices=[ANY, *Phase.choices])
    key_stage = Pick(label="Key stage", required=False)
    kind = Pick(
        label="Kind of support",
        required=False,
        choices=[ANY, *((kind.value, label) for kind, label in KIND_LABELS.items())],
    )
    result = Pick(label="What came of it", required=False, choices=[ANY, *Result.choices])

    def __init__(self, *args: Any, lists: Iterable[ListItem], several: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(lists)
        for name, of in (("need", ListItem.ListName.NEED), ("key_stage", ListItem.ListName.KEY_STAGE)):
            those = [each for each in offered if each.list_name == of]
            labels = [
                (str(each.pk), f"{each.label}, {each.authority.name}" if several else each.label) for each in those
            ]
            self.offer(name, [ANY, *labels])
