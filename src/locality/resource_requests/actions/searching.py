"""What search looks through: the answers in small letters, without any pupil's name (RES-9)."""

from collections.abc import Callable, Iterable
from datetime import date

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
    hide_in_others(request, KnownPupil.objects.filter(request=request).values_list("name", "born"))


def hide_in_others(request: ResourceRequest, pupils: Iterable[tuple[str, date | None]]) -> None:
    """Take pupils of a request, or of its draft, out of what search finds of the school's other requests.

    One query where none of them is named there, else five.
    """
    mask = Mask(Hidden(name, ANY_PUPIL, born) for name, born in pupils)
    others = requests().of_schools(request.school_id).exclude(pk=request.pk).exclude(version=None)
    named = [pk for pk, text in others.values_list("pk", "search_text") if mask(text) != text]
    if not named:
        return
    found = list(requests().filter(pk__in=named).select_related("school", "version"))
    masks = masks_of(found)
    for each in found:
        each.search_text = _searchable(each, each.version, masks[each.pk]) if each.version else ""
    ResourceRequest.objects.bulk_update(found, ["search_text"])


def _texts(version: Version) -> list[str]:
    return [version.content.get(name, "") for name in SEARCHED]


def _searchable(request: ResourceRequest, version: Version, mask: Callable[[str], str]) -> str:
    return " ".join([request.reference, request.school.name, *map(mask, _texts(version))]).lower()
