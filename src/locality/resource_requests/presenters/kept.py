"""What a kept form of a request belongs to."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from locality.communities.access import viewer_of_request
from locality.resource_requests.queries.requests import find_for


def said_of_request(request: HttpRequest, _name: str, parts: Mapping[str, Any]) -> str:
    """ "RFR-2026-00012 of Fixa School": a reference and a place, never a pupil."""
    reference = parts.get("reference")
    rfr = find_for(viewer_of_request(request), reference) if isinstance(reference, str) else None
    return f"{rfr.reference} of {rfr.school.name}" if rfr else ""
