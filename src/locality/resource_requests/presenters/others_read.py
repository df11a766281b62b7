"""What the writer of a text about a request is shown while typing: how others will read it (RES-9).

Only whoever sees the names of all its pupils is shown it: to anybody else it would tell which names are listed.
"""

from collections.abc import Callable, Mapping
from functools import cache

from django.urls import reverse

from locality.communities.scope import Viewer
from locality.design.forms import Others
from locality.masking.names import Hidden, Mask
from locality.masking.preview import Preview, preview
from locality.resource_requests.answers import rows
from locality.resource_requests.days import read_date
from locality.resource_requests.identity import sees_all_names
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries import masker_of
from locality.values.references import pupil_letter

Read = Callable[[str], str]


def others_of(viewer: Viewer, request: ResourceRequest) -> Others | None:
    """For a form about a request that was submitted; None for a writer from whom names are hidden too."""
    return _others(request, lambda: masker_of(request)) if sees_all_names(viewer, request) else None


def others_of_draft(viewer: Viewer, request: ResourceRequest, raw: Mapping[str, str]) -> Others | None:
    """For a page of a draft, whose pupils are those typed so far."""
    return _others(request, lambda: mask_of_draft(request, raw)) if sees_all_names(viewer, request) else None


def mask_of_draft(request: ResourceRequest, raw: Mapping[str, str]) -> Read:
    """How others would read a draft's texts if it were signed now: with the letters that its pupils have today."""
    typed = Mask(
        Hidden(
            name=" ".join(pupil.get("name", "").split()),
            stand_in=f"Pupil {pupil_letter(place)}",
            born=read_date(
                {part: pupil.get(f"born_{part}", "").strip() for part in ("day", "month", "year")},
                missing="",
                noun="",
                wrong=lambda _part, _sentence: None,
            ),
        )
        for place, pupil in enumerate(rows(raw, "pupil").values(), 1)
    )
    signed = masker_of(request)
    return lambda text: signed(typed(text))


def _others(request: ResourceRequest, mask: Callable[[], Read]) -> Others:
    made = cache(mask)  # asked only where there is a text

    def read(_field: str, text: str) -> Preview:
        return preview(made(), text) if text.strip() else Preview()

    return Others(address=reverse("request_others_read", args=[request.reference]), read=read)
