"""What the choices of a draft’s kept form are called."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from locality.communities.access import viewer_of_request
from locality.resource_requests.queries.requests import find_for
from locality.resource_requests.rules.permitted import may_edit
from locality.values.numbers import typed_number
from locality.writing.presenters.draft import open_draft


def choice_called(request: HttpRequest, _name: str, parts: Mapping[str, Any], field: str, chosen: str) -> str:
    """What a draft's lists call it: an item of the costings reference, a school, a key stage, a need. To who may write there."""
    viewer, reference = viewer_of_request(request), parts.get("reference")
    rfr = find_for(viewer, reference) if isinstance(reference, str) else None
    if rfr is None or not may_edit(viewer, rfr):
        return ""
    choices = open_draft(rfr, viewer.today).choices
    if (kind := field.rpartition(".")[2]) == "trust":
        return choices.trusts.get(chosen, "")
    number = typed_number(chosen) or 0
    match kind:
        case "item":
            return choices.costings[number].item if number in choices.costings else ""
        case "school":
            return choices.schools.get(number, "")
        case "partners":
            return choices.partners.get(number, "")
        case "key_stage":
            return choices.key_stages.get(number, "")
        case "needs":
            return choices.needs.get(number, "")
        case _:
            return ""
