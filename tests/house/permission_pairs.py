"""Ids that do not belong together: an own parent with another's child, in an address or in a form.

For a new page that takes two ids, or a form that takes one, add one row here: an address of two ids that has none fails.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from locality.budgets.models import Advance, Budget, CostingItem, FundingYear
from locality.communities.models import ListItem, Trust
from tests.house.permission_forms import Fields
from tests.house.permission_world import World
from tests.house.urls import Address
from tests.world import needs


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


def _mixed(name: str, other: str = "", **parts: str) -> Callable[[World], dict[str, Any]]:
    """The address of kent's thing, with these parts of it from another: of the other council, where none is named."""

    def mixed(world: World) -> dict[str, Any]:
        another = world.things[other] if other else world.far_things[name]
        return {**world.things[name], **{part: another[of] for part, of in parts.items()}}

    return mixed


def _sheet_of(name: str, kind: str = "csv", **parts: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {**_mixed(name, **parts)(world), "kind": kind}


def _remittance_of_another_school(world: World) -> dict[str, Any]:
    return {**world.things["remittance_school"], "pk": world.kent.other_school.pk}


LIVE_ADDRESSES = (
    Pair(
        "the texts of another meeting's item",
        "meeting_texts",
        "clerk",
        _mixed("meeting_texts", "another meeting", item="item"),
        sends="live_texts",
        posted=404,
    ),
    Pair(
        "the texts of another council's item",
        "meeting_texts",
        "clerk",
        _mixed("meeting_texts", item="item"),
        sends="live_texts",
        posted=404,
    ),
    Pair(
        "a decision on another meeting's item",
        "meeting_decide",
        "clerk",
        _mixed("meeting_decide", "another meeting", item="item"),
        sends="live_decision",
    ),
    Pair(
        "a decision on another council's item",
        "meeting_decide",
        "clerk",
        _mixed("meeting_decide", item="item"),
        sends="live_decision",
    ),
    Pair(
        "an interest of another council's meeting", "meeting_back", "clerk", _mixed("meeting_back", conflict="conflict")
    ),
    Pair(
        "another council's dispute",
        "meeting_dispute_settle",
        "clerk",
        _mixed("meeting_dispute_settle", dispute="dispute"),
        sends="live_settling",
    ),
)
LIVE_FORMS_WITH_ANOTHERS_ID = (
    Pair(
        "typing into another meeting's item",
        "meeting_autosave",
        "clerk",
        _mixed("meeting_autosave", "another meeting", item="item"),
        sends="live_autosave",
    ),
    Pair(
        "typing into another council's item",
        "meeting_autosave",
        "clerk",
        _mixed("meeting_autosave", item="item"),
        sends="live_autosave",
    ),
    Pair(
        "another council's item to go to",
        "meeting_go",
        "clerk",
        lambda world: world.things["meeting_go"],
        "live_go",
        lambda world: {"item": world.far_things["meeting_texts"]["item"]},
    ),
    Pair(
        "another council's item to have an interest in",
        "meeting_interest",
        "representative",
        lambda world: world.things["meeting_interest"],
        "live_interest",
        lambda world: {"item": world.far_things["meeting_texts"]["item"]},
        400,
    ),
)

ADDRESSES = (
    *LIVE_ADDRESSES,
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
    Pair("a need of another council", "need_change", "locality_team", lambda world: world.far_things["need_change"],
         sends="need"),
    Pair("a key stage as a need", "need_change", "locality_team",
         lambda world: {"pk": ListItem.objects.filter(authority=world.kent.authority, list_name="key_stage").latest("pk").pk},
         sends="need"),
    Pair("a budget of another council", "money_adjust", "locality_team", lambda world: world.far_things["money_adjust"],
         sends="adjustment"),
    Pair("an item of another council's meeting", "meeting_item", "clerk", _mixed("meeting_item", item="item"),
         sends="note"),
    Pair("an item of another meeting", "meeting_item", "clerk", _mixed("meeting_item", "another meeting", item="item"),
         sends="note"),
    Pair("another council's meeting with an own item", "meeting_item", "clerk", _mixed("meeting_item", pk="pk"),
         sends="note"),
    Pair("another council's item to change", "meeting_item_change", "chair", _mixed("meeting_item_change", item="item"),
         sends="item"),
    Pair("another meeting's item to change", "meeting_item_change", "chair",
         _mixed("meeting_item_change", "another meeting", item="item"), sends="item"),
    Pair("an item of a request to change", "meeting_item_change", "chair",
         _mixed("meeting_item_change", "meeting_item_put_off", item="item"), sends="item"),
    Pair("another council's item to put off", "meeting_item_put_off", "chair",
         _mixed("meeting_item_put_off", item="item"), sends="put_off"),
    Pair("another meeting's item to put off", "meeting_item_put_off", "chair",
         _mixed("meeting_item_put_off", "another meeting", item="item"), sends="put_off"),
    Pair("another council's item to remove", "meeting_item_remove", "chair", _mixed("meeting_item_remove", item="item")),
    Pair("another meeting's item to remove", "meeting_item_remove", "chair",
         _mixed("meeting_item_remove", "another meeting", item="item")),
    Pair("an item of a request to remove", "meeting_item_remove", "chair",
         _mixed("meeting_item_remove", "meeting_item_put_off", item="item")),
    Pair("minutes that are not out", "meeting_minutes_version", "representative",
         lambda world: world.things["minutes not out"], posted=None),
    Pair("minutes that are not out, as a file", "meeting_minutes_file", "representative",
         lambda world: {**world.things["minutes not out"], "kind": "pdf"}, posted=None),
    Pair("minutes that are not out, for release", "meeting_minutes_release", "clerk",
         lambda world: {**world.things["minutes not out"], "kind": "pdf"}, posted=None),
    Pair("another council's school to raise", "attendance_raise", "clerk",
         _mixed("attendance_raise", school="school")),
    Pair("another council's community with an own school", "attendance_raise", "clerk",
         _mixed("attendance_raise", pk="pk")),
    Pair("a paper of another council's meeting", "meeting_paper", "clerk", _mixed("meeting_paper", paper="paper")),
    Pair("a paper of another meeting", "meeting_paper", "clerk",
         _mixed("meeting_paper", "another meeting", paper="paper")),
    Pair("another council's paper to remove", "meeting_paper_remove", "clerk",
         _mixed("meeting_paper_remove", paper="paper")),
    Pair("another meeting's paper to remove", "meeting_paper_remove", "clerk",
         _mixed("meeting_paper_remove", "another meeting", paper="paper")),
    Pair("another council's adviser to withdraw", "meeting_adviser_withdraw", "clerk",
         _mixed("meeting_adviser_withdraw", adviser="adviser")),
    Pair("another meeting's adviser to withdraw", "meeting_adviser_withdraw", "clerk",
         _mixed("meeting_adviser_withdraw", "another meeting", adviser="adviser")),
    Pair("another council's adviser to remind", "meeting_adviser_remind", "clerk",
         _mixed("meeting_adviser_remind", adviser="adviser")),
    Pair("another meeting's adviser to remind", "meeting_adviser_remind", "clerk",
         _mixed("meeting_adviser_remind", "another meeting", adviser="adviser")),
    Pair("an item an adviser is not invited to", "meeting_item", "invited_adviser",
         _mixed("meeting_item", "meeting_item_put_off", item="item"), sends="note"),
    Pair("an item of a meeting an adviser is not invited to", "meeting_item", "adviser",
         lambda world: world.things["meeting_item"], sends="note"),
    Pair("a paper of the whole meeting for an adviser of one item", "meeting_paper", "invited_adviser",
         lambda world: world.things["meeting_paper"]),
    Pair("another council's item of the template", "agenda_template_change", "locality_team",
         lambda world: {**world.far_things["agenda_template_change"], "what": "item"}, sends="template_item"),
    Pair("the same, to take out", "agenda_template_leave_out", "locality_team",
         lambda world: {**world.far_things["agenda_template_leave_out"], "what": "item"}),
    Pair("an item as a step", "agenda_template_change", "locality_team",
         lambda world: {"pk": 10**6 + world.things["agenda_template_change"]["pk"], "what": "step"},
         sends="template_item"),
    Pair("something else of the template", "agenda_template_add", "locality_team", lambda _: {"what": "nonsense"},
         sends="template_item"),
    Pair("an advance of another council", "advance", "finance", _mixed("advance", pk="pk")),
    Pair("the same, to change", "advance_change", "finance", _mixed("advance_change", pk="pk"), sends="advance"),
    Pair("the same, to pay", "advance_pay", "finance", _mixed("advance_pay", pk="pk"), sends="pay"),
    Pair("its finance file", "finance_file", "finance", _sheet_of("finance_file", pk="pk")),
    Pair("a payment of another council", "payment_take_out", "finance", _mixed("payment_take_out", pk="pk"),
         sends="why"),
    Pair("a remittance of another council", "remittance_advance", "finance", _mixed("remittance_advance", pk="pk")),
    Pair("the same as a sheet", "remittance_advance_export", "finance",
         _sheet_of("remittance_advance_export", pk="pk")),
    Pair("a remittance not paid yet", "remittance_advance", "finance", _mixed("remittance_advance", "advance", pk="pk")),
    Pair("another council's trust", "remittance_trust", "finance", _mixed("remittance_trust", trust="trust")),
    Pair("the same as a sheet", "remittance_trust_export", "finance",
         _sheet_of("remittance_trust_export", trust="trust")),
    Pair("another council's advance with an own trust", "remittance_trust", "finance",
         _mixed("remittance_trust", pk="pk")),
    Pair("a school of another council", "remittance_school", "finance", _mixed("remittance_school", pk="pk")),
    Pair("another school's remittance", "remittance_school", "signatory", _remittance_of_another_school),
    Pair("the same as a sheet", "remittance_school_export", "signatory",
         lambda world: {**_remittance_of_another_school(world), "kind": "csv"}),
    Pair("a month there is not", "remittance_school", "signatory",
         lambda world: {**world.things["remittance_school"], "month": 13}),
    Pair("a transfer of another council", "transfer", "finance", _mixed("transfer", pk="pk")),
    Pair("the same, to confirm", "transfer_confirm", "finance", _mixed("transfer_confirm", pk="pk")),
    Pair("the same, to refuse", "transfer_refuse", "finance", _mixed("transfer_refuse", pk="pk"), sends="refusal"),
    Pair("the same, to withdraw", "transfer_withdraw", "locality_team", _mixed("transfer_withdraw", pk="pk")),
    Pair("an offer of another council", "support_offer", "representative", _mixed("support_offer", pk="pk")),
    Pair("the same, to change", "support_offer_change", "representative", _mixed("support_offer_change", pk="pk"),
         sends="support_offer"),
    Pair("the same, to ask for", "support_ask", "signatory", _mixed("support_ask", pk="pk"), sends="support_ask"),
    Pair("support of another council", "support_placement", "representative", _mixed("support_placement", pk="pk"),
         sends="support_hours"),
    Pair("the same, to answer", "support_answer", "representative", _mixed("support_answer", pk="pk"), sends="support_answer"),
    Pair("hours of another council", "support_hours_correct", "representative", _mixed("support_hours_correct", pk="pk"),
         sends="support_right_hours"),
    Pair("an opportunity of another council", "opportunity", "signatory", _mixed("opportunity", pk="pk")),
    Pair("the same, to change", "opportunity_change", "representative", _mixed("opportunity_change", pk="pk"),
         sends="opportunity"),
    Pair("the same, to book", "opportunity_book", "school_editor", _mixed("opportunity_book", pk="pk")),
    Pair("the same, to say who came", "opportunity_who_came", "locality_team", _mixed("opportunity_who_came", pk="pk")),
    Pair("another council's sheet of allocations", "allocations_review", "locality_team",
         _mixed("allocations_review", upload="upload"), sends="allocations_shown"),
    Pair("another council's year with an own sheet", "allocations_review", "locality_team",
         _mixed("allocations_review", pk="pk"), sends="allocations_shown"),
    Pair("a sheet of another year", "allocations_review", "locality_team",
         _mixed("allocations_review", "year_end", pk="pk"), sends="allocations_shown"),
    Pair("a sheet of rates as allocations", "allocations_review", "locality_team",
         _mixed("allocations_review", "costings_review", upload="upload"), sends="allocations_shown"),
    Pair("another council's sheet of rates", "costings_review", "locality_team",
         _mixed("costings_review", upload="upload"), sends="rates_shown"),
    Pair("a sheet of allocations as rates", "costings_review", "locality_team",
         _mixed("costings_review", "allocations_review", upload="upload"), sends="rates_shown"),
    Pair("another council's contingency", "contingency", "locality_team", _mixed("contingency", pk="pk")),
    Pair("another council's year to close", "year_end", "locality_team", _mixed("year_end", pk="pk"), sends="year_end"),
    Pair("another council's year to mend", "funding_year_change", "locality_team", _mixed("funding_year_change", pk="pk"),
         sends="funding_year"),
    Pair("the same, to remove", "funding_year_remove", "locality_team", _mixed("funding_year_remove", pk="pk")),
    Pair("another council's balance sheet", "balance_sheet", "chair", _mixed("balance_sheet", pk="pk")),
)  # fmt: skip

FORMS_WITH_ANOTHERS_ID = (
    *LIVE_FORMS_WITH_ANOTHERS_ID,
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
    Pair("another council's item to write about", "meeting_minutes_autosave", "clerk",
         lambda world: world.things["minutes to write"], "",
         lambda world: {"fields": f"notes-{world.far_things['meeting_item']['item']}",
                        f"notes-{world.far_things['meeting_item']['item']}": "x"}, 200),
    Pair("another council's meeting to put off to", "meeting_item_put_off", "chair",
         lambda world: world.things["meeting_item_put_off"], "put_off",
         lambda world: {"to": world.elsewhere.meeting.pk}, 400),
    Pair("the same meeting to put off to", "meeting_item_put_off", "chair",
         lambda world: world.things["meeting_item_put_off"], "put_off",
         lambda world: {"to": world.kent.meeting.pk}, 400),
    Pair("an adviser to another meeting's item", "meeting_adviser_add", "clerk",
         lambda world: world.things["meeting_adviser_add"], "adviser",
         lambda world: {"what": "items", "items": [world.things["another meeting"]["item"]]}, 400),
    Pair("a paper to another meeting's item", "meeting_paper_add", "clerk",
         lambda world: world.things["meeting_paper_add"], "paper",
         lambda world: {"item": world.things["another meeting"]["item"]}, 400),
    Pair("a request of another council's meeting to hand over", "meeting_hand_over", "clerk",
         lambda world: world.things["meeting_hand_over"], "listed",
         lambda world: {"listed": world.far_request.reference}, 404),
    Pair("a request of another meeting to hand over", "meeting_hand_over", "clerk",
         lambda world: world.things["minutes to write"], "listed",
         lambda world: {"listed": world.requests["approved"].reference}, 404),
    Pair("an advance of another council to gather into", "advance_gather", "finance",
         _mixed("advance_gather", pk="pk"), posted=404),
    Pair("a case of another council", "practice_case", "signatory", _mixed("practice_case", pk="pk"), posted=None),
    Pair("the same, to change", "practice_change", "signatory", _mixed("practice_change", pk="pk"), "case"),
    Pair("the same, to share", "practice_share", "signatory", _mixed("practice_share", pk="pk"), "share_case"),
    Pair("the same, to say that it is right", "practice_review", "signatory", _mixed("practice_review", pk="pk")),
    Pair("the same, to release", "practice_release", "clerk", _mixed("practice_release", pk="pk"), "release_case"),
    Pair("the same, to withdraw", "practice_withdraw", "locality_team", _mixed("practice_withdraw", pk="pk"), "pull_case"),
    Pair("the same, to merge", "practice_merge", "locality_team", _mixed("practice_merge", pk="pk"), "merge_case"),
    Pair("a case merged into one of another council", "practice_merge", "clerk",
         lambda world: world.things["practice_merge"], "merge_case",
         lambda world: {"other": world.far_things["case to keep"]["pk"]}, 400),
    Pair("a need of another council's list", "practice_change", "signatory",
         lambda world: world.things["practice_change"], "case",
         lambda world: {"needs": ListItem.objects.filter(authority=world.elsewhere.authority, list_name="need")[0].pk}, 400),
    Pair("another council's school to give support", "support_name", "clerk", _of("support_asked"), "support_name",
         lambda world: {"school": world.elsewhere.other_school.pk}, 400),
    Pair("another council's offer for a decision", "support_name", "clerk", _of("support_asked"), "support_name",
         lambda world: {"who": f"offer-{world.far_things['support_offer']['pk']}"}, 400),
    Pair("money from another council's budget", "transfer_propose", "locality_team",
         lambda world: world.things["transfer_propose"], "transfer",
         lambda world: {"source": Budget.objects.filter(community=world.elsewhere.community).latest("pk").pk}, 400),
    Pair("money to another council's community", "transfer_propose", "locality_team",
         lambda world: world.things["transfer_propose"], "transfer",
         lambda world: {"target": world.elsewhere.community.pk}, 400),
    Pair("behind a need of another council", "need_change", "locality_team", lambda world: world.things["need_change"],
         "need", lambda world: {"after": world.far_things["need_change"]["pk"]}, 400),
    Pair("moderated by somebody of another council", "request_moderate", "moderator", _of("acknowledged"), "section",
         lambda world: {"moderated_by": world.elsewhere.people["moderator"].pk}, 400),
    Pair("moderated by whoever recorded the decision", "request_moderate", "moderator", _of("acknowledged"), "section",
         lambda world: {"moderated_by": world.kent.people["clerk"].pk}, 400),
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
    ("needs", lambda world: str(needs(world.elsewhere, "SEMH")[0].pk)),
    ("pupil.1.school", lambda world: str(world.kent.far_school.pk)),
    ("pupil.1.school", lambda world: str(world.elsewhere.school.pk)),
    ("line.1.item", _rate),
)
"""Answers of a draft that name what belongs to others: kept as typed, never signed."""

SETTINGS = (
    ("costing_add", "locality_team", "costing", CostingItem),
    ("funding_year_add", "locality_team", "funding_year", FundingYear),
    ("advance_add", "finance", "advance", Advance),
    ("advances_add_monthly", "finance", "monthly", Advance),
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

NO_IDS = frozenset({"kind", "what"})
"""What an address calls a file's kind, or which of a few things is done."""
NO_IDS_HERE = frozenset({("request_section", "slug")})
"""A section of the form: the same ones for every request."""


def unpaired(addresses: Iterable[Address], pairs: Iterable[Pair]) -> list[str]:
    """The addresses of two ids or more that no pair tries with ids that do not belong together."""
    tried = {pair.name for pair in pairs}
    return [each.name for each in addresses if len(_ids(each)) > 1 and each.name not in tried]


def _ids(address: Address) -> list[str]:
    return [each for each in address.parameters if each not in NO_IDS and (address.name, each) not in NO_IDS_HERE]
