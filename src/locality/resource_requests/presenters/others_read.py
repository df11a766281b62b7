"""What the writer of a text about a request is shown while typing: how others will read it (RES-9).

Only whoever sees the names of its pupils is shown it, and only pupils whom they know: those of the request, and those of
their own school. Anything else would tell which names are listed elsewhere.
"""

from collections.abc import Callable
from functools import cache

from django.urls import reverse

from locality.communities.scope import Viewer
from locality.design.forms.others import Others
from locality.masking.names import Mask, mask_for
from locality.masking.preview import Preview, preview
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.identity import known_to, sees_all_names
from locality.resource_requests.queries.pupils import names_of


def others_of(viewer: Viewer, rfr: ResourceRequest) -> Others | None:
    """For a form about a request that was submitted; None for a writer from whom names are hidden too."""

    def mask() -> Mask:
        names = names_of(rfr)
        return mask_for(known_to(viewer, rfr, names), names.people)

    return others_with(rfr, mask) if sees_all_names(viewer, rfr) else None


def others_with(rfr: ResourceRequest, mask: Callable[[], Mask]) -> Others:
    """How others read a text of a request, by a mask that is made only where there is a text."""
    made = cache(mask)  # asked only where there is a text

    def read(_field: str, text: str) -> Preview:
        return preview(made(), text) if text.strip() else Preview()

    return Others(address=reverse("request_others_read", args=[rfr.reference]), read=read)
