"""What the writer of a draft is shown while typing: how others will read it (RES-9)."""

from collections.abc import Callable, Mapping

from locality.communities.scope import Viewer
from locality.design.forms.others import Others
from locality.masking.names import Mask, mask_for
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.presenters.others_read import others_with
from locality.resource_requests.queries.identity import known_to, sees_all_names
from locality.resource_requests.queries.pupil_names import Names
from locality.resource_requests.queries.pupils import beside, names_of, typed_pupils
from locality.writing.presenters.draft import Draft


def others_of_draft(viewer: Viewer, draft: Draft) -> Others | None:
    """For a page of a draft, whose pupils have the letters of its list as it stands."""
    return others_of_typed(viewer, draft.rfr, draft.raw, names=lambda: draft.names)


def others_of_typed(
    viewer: Viewer, rfr: ResourceRequest, raw: Mapping[str, str], *, names: Callable[[], Names] | None = None
) -> Others | None:
    """The same from the answers as typed, for what is asked while somebody types."""

    def mask() -> Mask:
        found = names() if names else names_of(rfr)
        return mask_for(tuple(beside(typed_pupils(raw), known_to(viewer, rfr, found))), found.people)

    return others_with(rfr, mask) if sees_all_names(viewer, rfr) else None
