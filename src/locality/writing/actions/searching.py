"""What search looks through, as people see it, and the line a list shows: the answers without any pupil's name (RES-9)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask
from locality.resource_requests.models import KnownPupil, ResourceRequest, Version
from locality.resource_requests.queries.pupils import mask_of, mask_of_draft, masks_of
from locality.resource_requests.queries.requests import Requests, raw_of, requests
from locality.resource_requests.queries.topics import first_words
from locality.values.keys import name_key, searchable

Answers = Mapping[str, Any]
SEARCHED = ("solution", "title", "outcomes", "use", "support_given")


def keep_searchable(rfr: ResourceRequest, version: Version) -> None:
    """Give a request its text, and take its pupils out of the texts of other requests, which may name them.

    A fixed number of queries. The request itself is not saved here.
    """
    hide_in_others(rfr, KnownPupil.objects.filter(rfr=rfr))
    _keep(rfr, version.content, mask_of(rfr))


def keep_waiting(rfr: ResourceRequest) -> None:
    """The same for a request that waits for its first signature: its pupils are listed by now. It is not saved here."""
    raw = raw_of(rfr)
    _keep(rfr, raw, mask_of_draft(rfr, raw))


def forget_waiting(rfr: ResourceRequest) -> None:
    """It is a draft again, whose own words no list shows. It is not saved here."""
    rfr.search_text, rfr.topic, rfr.pupil_count, rfr.requested_amount = "", "", 0, None


def hide_in_others(rfr: ResourceRequest, pupils: Iterable[KnownPupil], *, let_go: Iterable[KnownPupil] = ()) -> None:
    """Take pupils of a request, or of its draft, out of what search finds of every request whose texts hide them.

    Those are led or joined by the school that asks or by the pupil's own. let_go: names that were only half typed, whose
    letters are words again. One query where none of them is named there, else five; one more where names are let go.
    """
    new, gone = list(pupils), list(let_go)
    found = requests().of_schools(rfr.school_id, *(each.school_id for each in (*new, *gone)))
    mask = _mask(new)
    named = {pk for pk, text in found.values_list("pk", "search_text") if mask(text) != text}
    if gone:
        named |= _naming(gone, found)
    if named:
        _search_anew(rfr, named)


def _naming(pupils: list[KnownPupil], found: Requests) -> set[int]:
    """Which requests name them in what was signed, where something is hidden from search."""
    mask = _mask(pupils)
    hiding = found.filter(search_text__contains=ANY_PUPIL).select_related("version")
    return {each.pk for each in hiding if any(mask(text) != text for text in _texts(_answers(each)))}


def _search_anew(rfr: ResourceRequest, named: Iterable[int]) -> None:
    found = list(requests().filter(pk__in=named).select_related("school", "version"))
    masks = masks_of(found)
    for each in found:
        if each.version:
            _keep(each, each.version.content, masks[each.pk])
        else:
            keep_waiting(each)
        if each.pk == rfr.pk:
            rfr.search_text, rfr.topic = each.search_text, each.topic
    ResourceRequest.objects.bulk_update(found, ["search_text", "topic"])


def _answers(rfr: ResourceRequest) -> Answers:
    return rfr.version.content if rfr.version else raw_of(rfr)


def _keep(rfr: ResourceRequest, answers: Answers, mask: Callable[[str], str]) -> None:
    rfr.search_text = _searchable(rfr, answers, mask)
    rfr.topic = first_words(mask(answers.get("title", "").strip() or answers.get("solution", "")))


def _mask(pupils: Iterable[KnownPupil]) -> Mask:
    return Mask(Hidden(each.name, ANY_PUPIL, each.born) for each in pupils)


def _texts(answers: Answers) -> list[str]:
    return [answers.get(name, "") for name in SEARCHED]


def _searchable(rfr: ResourceRequest, answers: Answers, mask: Callable[[str], str]) -> str:
    texts = [rfr.reference, rfr.school.name, *map(mask, _texts(answers)), name_key(rfr.school.name)]
    return searchable(" ".join(texts))
