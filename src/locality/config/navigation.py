"""What stands at the top of every page: the places a person's offices open, and who they are."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from locality.accounts.models import TEXT_SIZES, Colours, User
from locality.accounts.permissions import Permission as P
from locality.accounts.roles import ROLES
from locality.communities.access import viewer_of_request
from locality.communities.presenters.desk import desk_name
from locality.communities.scope import Viewer
from locality.values.sentences import in_a_row

_COUNCIL = (
    P.PEOPLE_MANAGE,
    P.SCHOOL_PEOPLE_MANAGE,
    P.RULES_MANAGE,
    P.REGISTER_IMPORT,
    P.CALENDAR_MANAGE,
    P.AGENDA_TEMPLATE_MANAGE,
    P.AREA_CONTACTS_MANAGE,
    P.SIGHTS_SEE,
    P.AUDIT_SEE,
    P.MESSAGES_SEE,
    P.AUTHORITY_SET_UP,
)
_PLACES: tuple[tuple[str, str, str, tuple[P, ...]], ...] = (
    ("Home", "home", "/", ()),
    ("Requests", "requests", "/requests/", (P.REQUEST_SEE, P.REQUEST_SEE_SUBMITTED)),
    ("Received", "received", "/received/", (P.REQUEST_MODERATE,)),
    ("Meetings", "meetings", "/meetings/", (P.MEETINGS_SEE,)),
    ("Support", "support", "/support/", (P.SUPPORT_SEE,)),
    ("Opportunities", "opportunities", "/opportunities/", (P.OPPORTUNITIES_SEE,)),
    ("Money", "money", "/money/", (P.BUDGET_SEE,)),
    ("Payments", "payments", "/payments/", (P.REMITTANCES_SEE, P.ADVANCES_MANAGE, P.PAYMENTS_RELEASE)),
    ("Figures", "figures", "/figures/", (P.LATENESS_SEE, P.BUDGET_SEE, P.REQUEST_SEE_SUBMITTED)),
    ("What works", "practice", "/practice/", (P.PRACTICE_SEE, P.PRACTICE_WRITE)),
    ("Communities", "communities", "/communities/", (P.COMMUNITY_VIEW,)),
    ("Council", "council", "/council/", _COUNCIL),
)


class _Answered(HttpRequest):
    """A request of which the navigation was worked out."""

    navigation: dict[str, Any]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The context every page gets, worked out once for a page of several templates. A signed-out person gets none of it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not hasattr(request, "find_viewer"):
        return {}
    if (found := getattr(request, "navigation", None)) is None:
        found = cast("_Answered", request).navigation = _of(viewer_of_request(request), request.path)
    return found


def _of(viewer: Viewer, path: str) -> dict[str, Any]:
    council_page = desk_name(viewer, _COUNCIL)
    return {
        "navigation": [
            {
                "text": council_page if name == "council" else text,
                "href": reverse(name),
                "active": _is_here(path, prefix),
            }
            for text, name, prefix, permissions in _PLACES
            if not permissions or any(viewer.can_somewhere(each) for each in permissions)
        ],
        "account": {
            "name": viewer.user.name,
            "office": office_line(viewer),
            "href": reverse("account"),
            "sign_out": reverse("account_logout"),
        },
        "council_page": council_page,
        "reading": reading_of(viewer.user),
        "authority_name": in_a_row(each.name for each in viewer.authorities),
    }


def reading_of(user: User) -> str:
    """How a person likes to read, as the styles know it; nothing for who reads as it is."""
    size = f"app-text-{user.text_size}" if user.text_size != TEXT_SIZES[0] else ""
    colours = f"app-colours-{user.colours}" if user.colours != Colours.LIGHT else ""
    return " ".join(filter(None, (size, colours, "app-spaced" * user.wide_spacing, "app-calm" * user.calm)))


def _is_here(path: str, prefix: str) -> bool:
    return path == "/" if prefix == "/" else path.startswith(prefix)


def office_line(viewer: Viewer) -> str:
    """The offices a person holds today, in a line: "Clerk, Weald North and 3 more"."""
    named = [f"{ROLES[office.role].name}, {office.place or 'all of Locality'}" for office in viewer.offices]
    if not named:
        return "No current role"
    return named[0] if len(named) == 1 else f"{named[0]} and {len(named) - 1} more"
