"""Ids that do not belong together: an own parent with another's child, in an address or in a form.

For a new page that takes two ids, or a form that takes one, add one row here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from locality.budgets.models import CostingItem, FundingYear
from locality.communities.models import ListItem, Trust
from tests.house.permission_forms import Fields
from tests.house.permission_world import World


@dataclass(frozen=True)
class Pair:
    """An address or a form that mixes two owners."""

    about: str
    name: str
    """The URL name."""
    who: str
    """Who tries; someone who may do it with ids that belong together, which permission_table.py proves."""
    args: Callable[[World], dict[str, Any]]
    sends: str = ""
    """The form of permission_forms.py it spoils."""
    fields: Callable[[World], Fields] = lambda _: {}
    posted: int | None = 404
    """What the form gets; None where there is only an address to open."""


def _of(state: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"reference": world.requests[state].reference, **more}


def _nothing(_: World) -> dict[str, Any]:
    return {}


ADDRESSES = (
    Pair("a version only another request has", "request_compare", "chair", _of("submitted", number=2), posted=None),
    Pair("a pupil only another request has", "request_pupil", "signatory", _of("draft", row="2"), posted=None),
    Pair("the same, to remove", "request_pupil_remove", "signatory", _of("draft", row="2"), posted=302),
    Pair("a line only another request has", "request_line", "signatory", _of("draft", row="2"), posted=None),
    Pair("the same, to remove", "request_line_remove", "signatory", _of("draft", row="2"), posted=302),
    Pair("an upload of another kind", "import_review", "locality_team",
         lambda world: {**world.things["import_review"], "kind": "communities"}),
    Pair("an upload of another council", "import_review", "locality_team",
         lambda world: {**world.far_things["import_review"], "kind": "schools"}),
    Pair("something else with an invitation", "invitation_change", "signatory",
         lambda world: {**world.things["invitation_change"], "what": "nonsense"}),
    Pair("an invitation of another council", "invitation_change", "locality_team",
         lambda world: {**world.far_things["invitation_change"], "what": "withdraw"}),
    Pair("an office of another council", "office_end", "locality_team", lambda world: world.far_things["office_end"]),
    Pair("an account of another council", "person_account", "locality_team",
         lambda world: world.far_things["person_account"]),
    Pair("a day of another council", "day_off_remove", "locality_team",
         lambda world: world.far_things["day_off_remove"]),
    Pair("a budget of another council", "money_adjust", "locality_team", lambda world: world.far_things["money_adjust"],
         sends="adjustment"),
)  # fmt: skip

FORMS_WITH_ANOTHERS_ID = (
    Pair("a meeting of another community", "meeting_add", "clerk", _nothing, "meeting",
         lambda world: {"community": world.kent.neighbour.pk}, 400),
    Pair("a meeting of another council's community", "meeting_add", "clerk", _nothing, "meeting",
         lambda world: {"community": world.elsewhere.community.pk}, 400),
    Pair("money of another council's year", "money_allocate", "locality_team",
         lambda world: world.things["money_allocate"], "allocation",
         lambda world: {"year": FundingYear.objects.filter(authority=world.elsewhere.authority).latest("start").pk}, 400),
    Pair("a request of another school", "request_start", "signatory", _nothing, "start",
         lambda world: {"school": world.kent.other_school.pk}, 400),
    Pair("a request of another council's school", "request_start", "signatory", _nothing, "start",
         lambda world: {"school": world.elsewhere.school.pk}, 400),
    Pair("an office of another school", "invite", "signatory", _nothing, "invitation",
         lambda world: {"place": f"school-{world.kent.other_school.pk}"}, 400),
    Pair("an office one can't give", "invite", "signatory", _nothing, "invitation",
         lambda world: {"role": "chair", "place": f"community-{world.kent.community.pk}"}, 400),
    Pair("an office of another council", "invite", "locality_team", _nothing, "invitation",
         lambda world: {"place": f"authority-{world.elsewhere.authority.pk}"}, 400),
    Pair("an office of another council's school", "invite", "locality_team", _nothing, "invitation",
         lambda world: {"role": "signatory", "place": f"school-{world.elsewhere.school.pk}"}, 400),
    Pair("an office of the installation", "invite", "locality_team", _nothing, "invitation",
         lambda _: {"role": "administrator", "place": "installation"}, 400),
    Pair("a late request to another's meeting", "request_review", "chair", _of("submitted"), "review",
         lambda world: {"choice": "admit", "meeting": world.elsewhere.meeting.pk, "reason": "It is late"}, 400),
)  # fmt: skip


def _list_item(world: World) -> str:
    return str(ListItem.objects.filter(authority=world.elsewhere.authority, list_name="key_stage").latest("pk").pk)


def _rate(world: World) -> str:
    return str(CostingItem.objects.get(authority=world.elsewhere.authority).pk)


ANSWERS: tuple[tuple[str, Callable[[World], str]], ...] = (
    ("partners", lambda world: str(world.kent.far_school.pk)),
    ("partners", lambda world: str(world.elsewhere.school.pk)),
    ("trust", lambda world: f"trust-{Trust.objects.get(authority=world.elsewhere.authority).pk}"),
    ("key_stage", _list_item),
    ("pupil.1.school", lambda world: str(world.kent.far_school.pk)),
    ("pupil.1.school", lambda world: str(world.elsewhere.school.pk)),
    ("line.1.item", _rate),
)
"""Answers of a draft that name what belongs to others: kept as typed, never signed."""

SETTINGS = (
    ("costing_add", "costing", CostingItem),
    ("funding_year_add", "funding_year", FundingYear),
)
"""Forms that ask for the council only of someone who acts for several."""

FILTERS: tuple[tuple[str, str, Callable[[World], dict[str, Any]]], ...] = (
    ("requests", "clerk", lambda world: {"community": world.elsewhere.community.pk}),
    ("requests_export", "clerk", lambda world: {"community": world.elsewhere.community.pk}),
    ("messages", "locality_team", lambda world: {"about": world.far_request.reference}),
    ("sights", "data_protection_officer", lambda world: {"about": world.far_request.reference}),
    ("log", "data_protection_officer", lambda world: {"about": world.far_request.reference}),
)
"""Lists narrowed to what belongs to others."""
