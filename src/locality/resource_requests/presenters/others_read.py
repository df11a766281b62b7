"""What the writer of a text about a request is shown while typing: how others will read it (RES-9).

Only whoever sees the names of its pupils is shown it, and only pupils whom they know: those of the request, and those of
their own school. Anything else would tell which names are listed elsewhere.
"""

from collections.abc import Callable, Mapping
from functools import cache

from django.urls import reverse

from locality.communities.scope import Viewer
from locality.design.forms import Others
from locality.masking.names import Mask, mask_for
from locality.masking.preview import Preview, preview
from locality.resource_requests.identity import known_to, sees_all_names
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.presenters.draft import Draft
from locality.resource_requests.pupils import Names, beside, names_of, typed_pupils


def others_of(viewer: Viewer, request: ResourceRequest) -> Others | None:
    """For a form about a request that was submitted; None for a writer from whom names are hidden too."""

    def mask() -> Mask:
        names = names_of(request)
        return mask_for(known_to(viewer, request, names), names.people)

    return _others(request, mask) if sees_all_names(viewer, request) else None


def others_of_draft(viewer: Viewer, draft: Draft) -> Others | None:
    """For a page of a draft, whose pupils have the letters of its list as it stands."""
    return others_of_typed(viewer, draft.request, draft.raw, names=lambda: draft.names)


def others_of_typed(
    viewer: Viewer, request: ResourceRequest, raw: Mapping[str, str], *, names: Callable[[], Names] | None = None
) -> Others | None:
    """The same from the answers as typed, for what is asked while somebody types."""

    def mask() -> Mask:
        found = names() if names else names_of(request)
        return mask_for(tuple(beside(typed_pupils(raw), known_to(viewer, request, found))), found.people)

    return _others(request, mask) if sees_all_names(viewer, request) else None


def _others(request: ResourceRequest, mask: Callable[[], Mask]) -> Others:
    made = cache(mask)  # asked only where there is a text

    def read(_field: str, text: str) -> Preview:
        return preview(made(), text) if text.strip() else Preview()

    return Others(address=reverse("request_others_read", args=[request.reference]), read=read)
