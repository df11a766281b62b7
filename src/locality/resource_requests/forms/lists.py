"""What a person can ask of the list of requests."""

from typing import Any

from locality.communities.models import NeedCode
from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Pick
from locality.design.searching import SearchForm, Words
from locality.resource_requests.content.questions import KIND_LABELS
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.states import STATES, called_alike

ANY = ("", "Any")


def _told_apart(states: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of two states called alike the second is that of exceptional requests, which have a tag of their own elsewhere."""
    before = [label for _, label in states]
    return [
        (slug, f"{label} (exceptional)" if label in before[:place] else label)
        for place, (slug, label) in enumerate(states)
    ]


class RequestSearchForm(SearchForm):
    """Words to look for. Sent by POST and never put into an address: they could hold a name."""

    words = Words(label="Search by reference, school or keyword")


class FilterForm(PageForm):
    """Filters that may stand in an address: they hold no personal data."""

    mark_optional = False
    state = Pick(label="Status", required=False)
    type = Pick(label="Kind of request", required=False, choices=[ANY, *ResourceRequest.Kind.choices])
    kind = Pick(label="Support requested", required=False)
    need = Pick(label="Need", required=False, choices=[ANY, *NeedCode.choices])
    community = Pick(label="Community", required=False)

    def __init__(self, *args: Any, communities: list[tuple[str, str]], own_school: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own_school:
            states = [(str(state.slug), state.school) for state in STATES if called_alike(state.slug)[0] == state.slug]
        else:
            states = _told_apart([(str(state.slug), state.officer) for state in STATES])
        self.offer("state", [ANY, *states])
        self.offer("kind", [ANY, *((kind.value, label) for kind, label in KIND_LABELS.items())])
        self.offer("community", [ANY, *communities])
        if len(communities) < 2:
            del self.fields["community"]
