"""What search looks through: the answers in small letters, without any pupil's name (RES-9)."""

from collections.abc import Callable

from locality.masking.names import ANY_PUPIL, Hidden, Mask
from locality.resource_requests.models import KnownPupil, ResourceRequest, Version
from locality.resource_requests.pupils import mask_of, masks_of
from locality.resource_requests.queries import requests

SEARCHED = ("solution", "outcomes", "use", "support_given")


def keep_searchable(request: ResourceRequest, version: Version) -> None:
    """Give a request its text, and take its pupils out of the texts of the school's other requests, which may name them.

    A fixed number of queries. The request itself is not saved here.
    """
    request.search_text = _searchable(request, version, mask_of(request))
    known = KnownPupil.objects.filter(request=request).values_list("name", "born")
    mask = Mask(Hidden(name, ANY_PUPIL, born) for name, born in known)
    named = [
        each
        for each in requests().of_schools(request.school_id).exclude(pk=request.pk).select_related("school", "version")
        if each.version and any(mask(text) != text for text in _texts(each.version))
    ]
    masks = masks_of(named)
    changed = []
    for each in named:
        text = _searchable(each, each.version, masks[each.pk]) if each.version else ""
        if text != each.search_text:
            each.search_text = text
            changed.append(each)
    ResourceRequest.objects.bulk_update(changed, ["search_text"])


def _texts(version: Version) -> list[str]:
    return [version.content.get(name, "") for name in SEARCHED]


def _searchable(request: ResourceRequest, version: Version, mask: Callable[[str], str]) -> str:
    return " ".join([request.reference, request.school.name, *map(mask, _texts(version))]).lower()
