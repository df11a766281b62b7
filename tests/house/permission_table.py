"""Who may open which page and send which form: every URL name, as data written by hand.

It repeats nothing from the product on purpose: `accounts.roles` says what a role allows, this says what comes of it.
`test_permissions.py` tries each row as behaviour, for everybody, and fails where an address is missing here.

A person is refused in one of four ways: signed out, they are sent to sign in; whoever holds no office that opens such a
page gets 403 (not in `door`); whoever must not know that the thing exists gets 404 (not in `known`); whoever knows it
but may not do this, or not in this state, gets 403 or what `closed` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Names = frozenset[str]


def names(*given: str | Names) -> Names:
    """The people of the test world by their names there, some of them in groups."""
    return frozenset(each for one in given for each in ((one,) if isinstance(one, str) else one))


# The people of one council (tests/world.py). Nearly all have the name of their only role; a few stand for a case:
# the signatory and chair of another school and community, a chair who also writes for the asking school,
# a clerk whose office has ended, somebody with an account and no office, an adviser invited to nothing and one invited to
# a single item of the meeting.
OFFICES = names(
    "school_editor", "signatory", "representative", "chair", "clerk", "deputy_clerk", "hnf_officer",
    "area_board_member", "moderator", "finance", "locality_team", "data_protection_officer", "administrator",
    "other_signatory", "other_chair", "conflicted_chair",
    "adviser", "invited_adviser",
)  # fmt: skip
WITHOUT = names("former_clerk", "nobody")
EVERYBODY = OFFICES | WITHOUT

NOBODY: Names = names()
TEAM = names("locality_team")
CLERKS = names("clerk", "deputy_clerk")
WRITERS = names("school_editor", "signatory", "conflicted_chair")
CHAIRS = names("chair", "other_chair", "conflicted_chair")
MEETING_KEEPERS = CHAIRS | CLERKS
COUNCIL_READERS = names("hnf_officer", "moderator", "finance", "locality_team")
MONEY_READERS = names("representative") | CHAIRS | CLERKS | COUNCIL_READERS
KEEPERS = names("locality_team", "signatory", "other_signatory", "administrator")
READERS = names("school_editor", "signatory", "other_signatory", "representative") | MEETING_KEEPERS | COUNCIL_READERS
OWN_SCHOOL_READERS = names("school_editor", "signatory", "other_signatory", "representative", "conflicted_chair")
ANY_WRITERS = WRITERS | names("other_signatory")
COSTING_READERS = ANY_WRITERS | MONEY_READERS

# Who sees pupils' names somewhere, and who sees those of the request of the test world
NAME_READERS = OWN_SCHOOL_READERS | MEETING_KEEPERS | names("hnf_officer", "finance")
NAME_READERS_OF_KENT = WRITERS | names("chair", "hnf_officer", "finance") | CLERKS

# Who may know that a request exists: its school always; its community and the council once it was submitted
KNOW_A_DRAFT = WRITERS
KNOW_A_REQUEST = WRITERS | names("representative", "chair") | CLERKS | COUNCIL_READERS

STATES = (
    "draft", "ready_to_sign", "submitted", "returned", "accepted", "deferred", "approved", "declined", "handed_over",
    "queried", "acknowledged", "processed", "urgent", "refused", "referred", "with_council", "withdrawn",
)  # fmt: skip
ALIKE = {
    "submitted_again": "submitted", "referral_asked": "acknowledged", "questioned": "acknowledged", "support_asked": "approved",
}  # fmt: skip
"""Requests of the world beside those of each state: what stands open to them is as in the state named here."""
NEVER_SUBMITTED = ("draft", "ready_to_sign")
EDITABLE = ("draft", "returned", "deferred")
ON_FILE = tuple(state for state in STATES if state not in NEVER_SUBMITTED)
DECIDED = ("approved", "declined", "handed_over", "queried", "acknowledged", "processed", "refused")
WITH_THE_COUNCIL = ("acknowledged", "with_council", "processed")


@dataclass(frozen=True)
class Page:
    """One URL name."""

    name: str
    door: Names = EVERYBODY
    get: Names = NOBODY
    """Who sees the page; empty where there is only a form to send."""
    post: Names = NOBODY
    """Who may send the form; where it is empty, sending one to the page does nothing."""
    known: Names | None = None
    """Who may know that the thing of the address exists; None where the address names no thing of anybody."""
    ok: int = 200
    """What those in `get` get."""
    ok_for: Mapping[str, int] = field(default_factory=dict)
    """Those in `get` who get something else."""
    done: int = 302
    """What those in `post` get with a form that is filled in rightly."""
    done_for: Mapping[str, int] = field(default_factory=dict)
    """Those in `post` who get something else."""
    args: Mapping[str, Any] = field(default_factory=dict)
    """What stands in the address, beside the thing."""
    sends: str = ""
    """The name of the function in permission_forms.py that fills in the form; else it is sent empty."""
    public: bool = False
    """Opens without signing in."""
    signed_out: int = 200
    """What a public page answers to somebody who is not signed in."""
    signed_out_done: int = 200
    """What a public page answers to a form of theirs."""


@dataclass(frozen=True)
class RequestPage(Page):
    """A page of one request: it opens in some of its states alone."""

    states: tuple[str, ...] = STATES
    closed: Mapping[str, int] = field(default_factory=dict)
    """What those who could open it get in another state: 403, or what is said here for that state or for "*".

    For one of them alone it is said for "state who"."""
    closed_post: Mapping[str, int] = field(default_factory=dict)
    """The same for sending the form."""


def own(name: str, **more: Any) -> Page:
    """A page of one's own account: everybody who is signed in has it, with or without an office."""
    return Page(name, get=EVERYBODY, **more)


ACCOUNT = (
    Page("account_login", public=True, get=EVERYBODY, ok=302, post=EVERYBODY),
    Page("account_request_login_code", public=True, get=EVERYBODY, ok=302, post=EVERYBODY),
    Page("account_confirm_login_code", public=True, get=EVERYBODY, ok=302, post=EVERYBODY, signed_out=302,
         signed_out_done=302),
    Page("mfa_authenticate", public=True, get=EVERYBODY, ok=302, post=EVERYBODY, signed_out=302, signed_out_done=302),
    Page("account_inactive", public=True, get=EVERYBODY),
    Page("account_logout", public=True, get=EVERYBODY, post=EVERYBODY, signed_out=302, signed_out_done=302),
    Page("account_reset_password", public=True, get=EVERYBODY, post=EVERYBODY, done=200),
    Page("account_confirm_password_reset_code", public=True, get=EVERYBODY, ok=302, post=EVERYBODY, signed_out=302,
         signed_out_done=302),
    Page("account_complete_password_reset", public=True, get=EVERYBODY, ok=302, post=EVERYBODY, signed_out=302,
         signed_out_done=302),
    Page("account_password_reset_completed", public=True, get=EVERYBODY),
    own("account", post=EVERYBODY, sends="details"),
    own("account_reading", post=EVERYBODY, sends="reading"),
    own("keep_alive", ok=204, post=EVERYBODY, done=204),
    own("kept_form", ok=302, post=EVERYBODY),
    own("mfa_index"),
    own("account_reauthenticate", post=EVERYBODY, done=200),
    own("mfa_reauthenticate", ok=302, post=EVERYBODY),
    own("account_change_password", post=EVERYBODY, done=200),
    own("account_set_password", ok=302, post=EVERYBODY),
    own("mfa_activate_totp", ok=302, post=EVERYBODY),
    own("mfa_deactivate_totp", ok=302, post=EVERYBODY),
    own("mfa_view_recovery_codes"),
    own("mfa_generate_recovery_codes", ok=302, post=EVERYBODY),
    Page("mfa_download_recovery_codes", get=NOBODY),
    own("usersessions_list", post=EVERYBODY),
)  # fmt: skip

EVERYONES = (
    Page("home", get=EVERYBODY),
    Page("remind", post=EVERYBODY, sends="reminder"),  # of what stands on one's own page; nothing comes of all else
    Page("accessibility_statement", public=True, get=EVERYBODY),
    Page("help", public=True, get=EVERYBODY),
    Page("help_guide", public=True, get=EVERYBODY, args={"slug": "clerk"}),
    Page("gallery", public=True, get=EVERYBODY),
    Page("communities", door=OFFICES, get=OFFICES),
    Page("community", door=OFFICES, known=OFFICES, get=OFFICES),
    Page("school", door=OFFICES, known=OFFICES, get=OFFICES),
)

# Of the meetings of one community: who sees them, plans them, takes part in them, leads them
SEE_MEETINGS = READERS - names("other_chair")
ADVISERS = names("adviser", "invited_adviser")
ADVISED = names("invited_adviser")
_SEEN: dict[str, Any] = {
    "door": READERS | ADVISERS, "known": SEE_MEETINGS | ADVISED, "get": SEE_MEETINGS | ADVISED,
}  # fmt: skip
PLANNERS = MEETING_KEEPERS - names("other_chair")
_PLANNED: dict[str, Any] = {"door": MEETING_KEEPERS, "known": PLANNERS, "get": PLANNERS, "post": PLANNERS}
AT_MEETINGS = names("representative", "hnf_officer") | PLANNERS
_AT_DOOR = AT_MEETINGS | names("other_chair") | ADVISERS
_READ: dict[str, Any] = {"door": _AT_DOOR, "known": AT_MEETINGS | ADVISED, "get": AT_MEETINGS | ADVISED}
LEADERS = names("chair", "conflicted_chair")
_LED: dict[str, Any] = {"door": CHAIRS, "known": LEADERS, "get": LEADERS, "post": LEADERS}
_CLERKED: dict[str, Any] = {"door": CLERKS, "known": CLERKS, "get": CLERKS, "post": CLERKS}
MEETINGS = (
    Page("meetings", door=READERS | ADVISERS, get=READERS | ADVISERS),
    Page("meeting_add", door=MEETING_KEEPERS, get=MEETING_KEEPERS, post=MEETING_KEEPERS, sends="meeting"),
    Page("meeting_numbers", door=MONEY_READERS - names("representative"), get=MONEY_READERS - names("representative")),
    Page("meeting_year", door=MEETING_KEEPERS, get=MEETING_KEEPERS, post=MEETING_KEEPERS, sends="meeting_year"),
    Page("meeting_year_plan", **_PLANNED),
    Page("meeting_drop", **_PLANNED),
    Page("meeting", **_SEEN),
    Page("meeting_file", **_SEEN),
    Page("meeting_move", **_PLANNED, sends="meeting_time"),
    Page("meeting_cancel", **_PLANNED, sends="why"),
    Page("meeting_answer", public=True, get=EVERYBODY, post=EVERYBODY, signed_out_done=302, sends="coming"),
    Page("calendar_address", door=READERS | ADVISERS, get=READERS | ADVISERS, post=READERS | ADVISERS),
    Page("calendar_feed", public=True, get=EVERYBODY),
    Page("meeting_agenda", **_READ),
    Page("meeting_agenda_order", **_LED, ok=302, sends="draw_up"),
    Page("meeting_item_add", **_LED, sends="item"),
    Page("meeting_item_change", **_LED, sends="item"),
    Page("meeting_item_put_off", **_LED, sends="put_off"),
    Page("meeting_item_remove", **_LED),
    Page("meeting_papers", **_READ),
    Page("meeting_papers_send", **_CLERKED, ok=302),
    Page("meeting_paper_add", **_CLERKED, sends="paper"),
    Page("meeting_paper_remove", **_CLERKED),
    Page("meeting_pack", **_READ),
    Page("meeting_item", **_READ, post=AT_MEETINGS | ADVISED, sends="note"),
    Page("meeting_paper", door=_AT_DOOR, known=AT_MEETINGS, get=AT_MEETINGS),
    Page(
        "meeting_others_read",
        door=NAME_READERS,
        known=AT_MEETINGS,
        post=PLANNERS | names("hnf_officer"),
        done=200,
        sends="others_read",
    ),
    Page("meeting_advisers", door=MEETING_KEEPERS, known=PLANNERS, get=PLANNERS),
    Page("meeting_adviser_add", **_PLANNED, sends="adviser"),
    Page("meeting_adviser_withdraw", **_PLANNED),
    Page("meeting_adviser_remind", **_PLANNED, ok=302),
)

# The live meeting: chair and clerk guide it, whoever takes part follows it
_GUIDED: dict[str, Any] = {"door": MEETING_KEEPERS, "known": PLANNERS, "get": PLANNERS, "post": PLANNERS}
VOTING = names("representative") | PLANNERS
LIVE = (
    Page("meeting_live", **_READ),
    Page("meeting_projector", **_READ),
    Page("meeting_now", **_READ),
    Page("meeting_begin", **_GUIDED, ok=302),
    Page("meeting_end", **_GUIDED),
    Page("meeting_reopen", **_GUIDED, sends="why"),
    Page("meeting_go", **_GUIDED, ok=302, sends="live_go"),
    Page("meeting_register", **_GUIDED, ok=302, sends="live_register"),
    Page("meeting_guest_add", **_GUIDED, ok=302, sends="live_guest"),
    Page("meeting_interest", **_READ, post=AT_MEETINGS | ADVISED, ok=302, sends="live_interest"),
    Page("meeting_back", door=_AT_DOOR, known=PLANNERS, get=PLANNERS, post=PLANNERS, ok=302),
    Page("meeting_word", **_GUIDED, ok=302, sends="live_word"),
    Page("meeting_said", **_READ, post=AT_MEETINGS | ADVISED, ok=302, sends="live_said"),
    Page("meeting_positions", **_GUIDED, ok=302, sends="live_positions"),
    Page("meeting_position", **_READ, post=VOTING, ok=302, sends="live_position"),
    Page("meeting_texts", **_GUIDED, ok=302, sends="live_texts"),
    Page("meeting_autosave", door=MEETING_KEEPERS, known=PLANNERS, post=PLANNERS, done=200, sends="live_autosave"),
    Page("meeting_decide", door=MEETING_KEEPERS, known=PLANNERS, get=PLANNERS - names("conflicted_chair"),
         post=PLANNERS - names("conflicted_chair"), sends="live_decision"),
    Page("meeting_action_point", **_GUIDED, ok=302, sends="live_action_point"),
    Page("meeting_dispute", **_GUIDED, ok=302, sends="live_dispute"),
    Page("meeting_dispute_settle", **_GUIDED, ok=302, sends="live_settling"),
)  # fmt: skip

# The minutes: read by whoever takes part, written by the clerk, checked by the chair; and what follows a meeting
_READ_AFTER: dict[str, Any] = {"door": _AT_DOOR, "known": AT_MEETINGS, "get": AT_MEETINGS}
_OF_VERSION: dict[str, Any] = {**_READ_AFTER, "args": {"number": 1}}
_KEPT: dict[str, Any] = {"door": MEETING_KEEPERS, "known": PLANNERS, "get": PLANNERS}
MINUTES = (
    Page("meeting_minutes", **_READ_AFTER),
    Page("meeting_minutes_version", **_OF_VERSION),
    Page("meeting_minutes_file", **_READ_AFTER, args={"number": 1, "kind": "pdf"}),
    Page("meeting_minutes_release", door=CLERKS, known=CLERKS, get=CLERKS, args={"number": 1, "kind": "docx"}),
    Page("meeting_minutes_write", **_CLERKED),
    Page("meeting_minutes_autosave", door=CLERKS, known=CLERKS, post=CLERKS, done=200),
    Page("meeting_minutes_to_chair", **_CLERKED, ok=302),
    Page("meeting_minutes_check", **_LED, sends="minutes_check"),
    Page("meeting_minutes_send", **_CLERKED),
    Page("meeting_minutes_correct", **_CLERKED, sends="why"),
    Page("meeting_minutes_approve", **_KEPT, post=PLANNERS, ok=302),
    Page("meeting_hand_over", **_CLERKED, sends="listed"),
    Page("action_points", door=_AT_DOOR, get=_AT_DOOR),
    Page("action_point", **_READ_AFTER, post=names("representative") | PLANNERS, sends="report"),
    Page("attendance_record", **_KEPT),
    Page("attendance_raise", **_CLERKED),
)

_TEAMS: dict[str, Any] = {"door": TEAM, "known": TEAM, "get": TEAM, "post": TEAM}
OWN_COMMUNITYS_MONEY = MONEY_READERS - names("other_chair")
MONEY = (
    Page("money", door=MONEY_READERS, get=MONEY_READERS,
         ok_for=dict.fromkeys((*CHAIRS, *CLERKS, "representative"), 302)),
    Page("community_money", door=MONEY_READERS, known=OWN_COMMUNITYS_MONEY, get=OWN_COMMUNITYS_MONEY),
    Page("money_allocate", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="allocation"),
    Page("money_adjust", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="adjustment"),
    Page("funding_year_add", door=TEAM, get=TEAM, post=TEAM, sends="funding_year"),
    Page("funding_year_change", **_TEAMS, sends="funding_year"),
    Page("funding_year_remove", **_TEAMS),
    Page("costings", door=COSTING_READERS, get=COSTING_READERS),
    Page("costing_add", door=TEAM, get=TEAM, post=TEAM, sends="costing"),
)  # fmt: skip

# The whole council's money: its contingency, transfers, imports, the end of its years
WHOLE_MONEY = names("moderator", "finance", "locality_team")
SETTLERS = names("locality_team", "finance")
_SETTLED: dict[str, Any] = {"door": SETTLERS, "known": SETTLERS, "get": SETTLERS}
# Who proposed it, as the team did here, is sent on: another person confirms or refuses
_OF_ANOTHER: dict[str, Any] = {**_SETTLED, "post": SETTLERS, "ok_for": {"locality_team": 302}}
_OF_ONES_OWN: dict[str, Any] = {**_SETTLED, "post": SETTLERS, "ok_for": {"finance": 302}}  # and the other way round
COUNCIL_MONEY = (
    Page("transfers", door=SETTLERS, get=SETTLERS),
    Page("transfer", **_SETTLED),
    Page("transfer_propose", **_TEAMS, sends="transfer"),
    Page("transfer_confirm", **_OF_ANOTHER),
    Page(
        "transfer_refuse", **_OF_ANOTHER, done_for={"locality_team": 403}, sends="refusal"
    ),  # their reason is given back
    Page("transfer_withdraw", **_OF_ONES_OWN),
    Page("contingency", door=MONEY_READERS, known=WHOLE_MONEY, get=WHOLE_MONEY),
    Page("contingency_allocate", **_TEAMS, sends="contingency"),
    Page("year_end", **_TEAMS, sends="year_end"),
    Page("allocations_import", **_TEAMS, sends="allocations"),
    Page("allocations_review", **_TEAMS, sends="allocations_shown"),
    Page("costings_import", door=TEAM, get=TEAM, post=TEAM, sends="rates"),
    Page("costings_review", **_TEAMS, sends="rates_shown"),
)

# Paid to side.school: its own people, and the council's; the whole of an advance is the council's alone
PAID = names("school_editor", "signatory", "conflicted_chair")
REMITTANCE_READERS = PAID | names("other_signatory") | COUNCIL_READERS
_TO_SCHOOL: dict[str, Any] = {
    "door": REMITTANCE_READERS, "known": PAID | COUNCIL_READERS, "get": PAID | COUNCIL_READERS,
}  # fmt: skip
_BY_COUNCIL: dict[str, Any] = {"door": REMITTANCE_READERS, "known": COUNCIL_READERS, "get": COUNCIL_READERS}
FINANCE = names("finance")
_ADVANCE: dict[str, Any] = {"door": FINANCE, "known": FINANCE}
PAYMENTS = (
    Page("payments", door=REMITTANCE_READERS, get=REMITTANCE_READERS, ok=302),
    Page("remittances", door=REMITTANCE_READERS, get=REMITTANCE_READERS),
    Page("remittance_advance", **_BY_COUNCIL),
    Page("remittance_advance_export", **_BY_COUNCIL, args={"kind": "csv"}),
    Page("remittance_trust", **_BY_COUNCIL),
    Page("remittance_trust_export", **_BY_COUNCIL, args={"kind": "csv"}),
    Page("remittance_school", **_TO_SCHOOL),
    Page("remittance_school_export", **_TO_SCHOOL, args={"kind": "csv"}),
    Page("advances", door=FINANCE, get=FINANCE),
    Page("advance_add", door=FINANCE, get=FINANCE, post=FINANCE, sends="advance"),
    Page("advances_add_monthly", door=FINANCE, get=FINANCE, post=FINANCE, sends="monthly"),
    Page("advance", **_ADVANCE, get=FINANCE),
    Page("advance_change", **_ADVANCE, get=FINANCE, post=FINANCE, sends="advance"),
    Page("advance_gather", **_ADVANCE, post=FINANCE),
    Page("advance_pay", **_ADVANCE, get=FINANCE, post=FINANCE, sends="pay"),
    Page("finance_file", **_ADVANCE, get=FINANCE, args={"kind": "csv"}),
    Page("payments_due", door=FINANCE, get=FINANCE),
    Page("payment_take_out", **_ADVANCE, get=FINANCE, post=FINANCE, sends="why"),
    Page("payment_paid_back", **_ADVANCE, get=FINANCE, post=FINANCE, sends="paid_back"),
)

# What came of the support of a request of side.school: its own people report, another school may look again
REPORTERS = names("school_editor", "signatory", "conflicted_chair")
_REPORTED: dict[str, Any] = {
    "door": ANY_WRITERS, "known": REPORTERS, "get": REPORTERS, "post": REPORTERS,
}  # fmt: skip
LOOKERS = names("representative")
OUTCOMES = (
    Page("request_outcomes", door=READERS, known=KNOW_A_REQUEST, get=KNOW_A_REQUEST),
    Page("request_agree_outcomes", **_REPORTED, sends="outcomes"),
    Page("request_move_review", **_REPORTED, sends="review_date"),
    Page("request_report", **_REPORTED, sends="outcome_report"),
    Page("request_report_keep", door=ANY_WRITERS, known=REPORTERS, post=REPORTERS, done=200, sends="report_kept"),
    Page("request_second_look", door=LOOKERS, known=LOOKERS, get=LOOKERS, post=LOOKERS, sends="second_look"),
)
# What the other school of side.community offers, and what side.school asks of it
OFFERERS = names("signatory", "other_signatory", "representative")
ARRANGERS = MEETING_KEEPERS | names("hnf_officer", "locality_team")
OF_OTHER_SCHOOL = names("other_signatory", "representative")
ASKERS = names("signatory")
NEAR = READERS - names("other_chair")
_OWN_OFFER: dict[str, Any] = {"door": OFFERERS, "known": OF_OTHER_SCHOOL, "post": OF_OTHER_SCHOOL}
SUPPORT = (
    Page("support", door=READERS, get=READERS),
    Page("support_search", door=READERS, get=READERS, ok=302, post=READERS),
    Page("support_offer", door=READERS, known=NEAR, get=NEAR),
    Page("support_offer_add", door=OFFERERS, get=OFFERERS, post=OFFERERS, sends="support_offer"),
    Page("support_offer_change", **_OWN_OFFER, get=OF_OTHER_SCHOOL, sends="support_offer"),
    Page("support_offer_pause", **_OWN_OFFER),
    Page("support_offer_reopen", **_OWN_OFFER),
    Page("support_offer_close", **_OWN_OFFER, get=OF_OTHER_SCHOOL),
    Page("support_ask", door=OFFERERS, known=OFFERERS, get=ASKERS, post=ASKERS, sends="support_ask"),
    Page("support_services", door=TEAM, get=TEAM, post=TEAM, sends="support_service"),
    Page("support_service_close", **_TEAMS),
    Page("support_placements", door=READERS, get=READERS),
    Page("support_placement", door=READERS, known=NEAR, get=NEAR, post=OF_OTHER_SCHOOL, sends="support_hours"),
    Page("support_answer", **_OWN_OFFER, get=OF_OTHER_SCHOOL, sends="support_answer"),
    Page("support_cancel", door=OFFERERS | ARRANGERS, known=(OFFERERS | ARRANGERS) - names("other_chair"), get=ASKERS,
         post=ASKERS, sends="support_why"),
    Page("support_finish", **_OWN_OFFER, get=OF_OTHER_SCHOOL),
    Page("support_helped", door=OWN_SCHOOL_READERS, known=REPORTERS, get=REPORTERS, post=REPORTERS, sends="support_helped"),
    Page("support_hours_correct", **_OWN_OFFER, get=OF_OTHER_SCHOOL, sends="support_right_hours"),
    Page("support_both_ways", door=READERS, get=READERS),
)  # fmt: skip

# A visit of the other school of side.community, in which the people of side.school have places
BOOKERS = OWN_SCHOOL_READERS
KEEPS = OF_OTHER_SCHOOL | TEAM
_KEPT: dict[str, Any] = {"door": OFFERERS | TEAM, "known": KEEPS, "post": KEEPS}
_BOOKED: dict[str, Any] = {"door": BOOKERS, "known": BOOKERS}
OPPORTUNITIES = (
    Page("opportunities", door=READERS, get=READERS),
    Page("opportunity", door=READERS, known=NEAR, get=NEAR),
    Page("opportunity_add", door=OFFERERS | TEAM, get=OFFERERS | TEAM, post=OFFERERS | TEAM, sends="opportunity"),
    Page("opportunity_change", **_KEPT, get=KEEPS, sends="opportunity_again"),
    Page("opportunity_go_ahead", **_KEPT),
    Page("opportunity_cancel", **_KEPT, get=KEEPS, sends="opportunity_why"),
    Page("opportunity_file", door=READERS, known=NEAR, get=NEAR),
    Page("opportunity_book", **_BOOKED, get=names("school_editor", "other_signatory", "conflicted_chair"),
         post=names("school_editor", "other_signatory", "conflicted_chair")),
    Page("opportunity_give_up", **_BOOKED, get=names("signatory", "representative"),
         post=names("signatory", "representative")),
    Page("opportunity_who_came", **_KEPT, get=KEEPS, sends="who_came"),
    Page("opportunity_answer", **_BOOKED, get=names("signatory"), post=names("signatory"), sends="will_do"),
)  # fmt: skip

LATENESS_READERS = MONEY_READERS - names("representative")
FIGURES = (
    Page("figures", door=MONEY_READERS, get=MONEY_READERS),
    Page("late", door=LATENESS_READERS, get=LATENESS_READERS),
    Page("late_how_often", door=LATENESS_READERS, get=LATENESS_READERS),
    Page("outcome_figures", door=MONEY_READERS, get=MONEY_READERS),
    Page("outcome_figures_export", door=MONEY_READERS, get=MONEY_READERS, args={"kind": "csv"}),
    Page("exceptional_figures", door=MONEY_READERS, get=MONEY_READERS),
    Page("balances", door=MONEY_READERS, get=MONEY_READERS,
         ok_for=dict.fromkeys((*CHAIRS, *CLERKS, "representative"), 302)),
    Page("balances_export", door=MONEY_READERS, get=MONEY_READERS, args={"kind": "csv"}),
    Page("balance_sheet", door=MONEY_READERS, known=OWN_COMMUNITYS_MONEY, get=OWN_COMMUNITYS_MONEY),
)  # fmt: skip

DESK = KEEPERS | CLERKS | names("data_protection_officer")
MESSAGE_READERS = CLERKS | TEAM
COUNCIL = (
    Page("council", door=DESK, get=DESK),
    Page("areas", door=TEAM, get=TEAM),
    Page("area_change", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="area_contact"),
    Page("gaps", door=TEAM, get=TEAM),
    Page("roles", door=names("locality_team", "administrator"), get=names("locality_team", "administrator")),
    Page("rules", door=TEAM, get=TEAM),
    Page("rules_change", door=TEAM, get=TEAM, post=TEAM, sends="rules"),
    Page("short_name", door=TEAM, get=TEAM, post=TEAM, sends="short_name"),
    Page("needs", door=TEAM, get=TEAM),
    Page("need_add", door=TEAM, get=TEAM, post=TEAM, sends="new_need"),
    Page("need_change", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="need"),
    Page("second_factor_rule", door=TEAM, get=TEAM, post=TEAM, sends="second_factor"),
    Page("calendar", door=TEAM, get=TEAM),
    Page("day_off_add", door=TEAM, get=TEAM, post=TEAM, sends="day_off"),
    Page("day_off_remove", door=TEAM, known=TEAM, get=TEAM, post=TEAM),
    Page("term_set", door=TEAM, get=TEAM, post=TEAM, sends="term"),
    Page("term_remove", door=TEAM, known=TEAM, get=TEAM, post=TEAM),
    Page("agenda_template", door=TEAM, get=TEAM),
    Page("agenda_template_order", door=TEAM, get=TEAM, ok=302, post=TEAM, sends="adopt"),
    Page("agenda_template_add", door=TEAM, get=TEAM, post=TEAM, args={"what": "item"}, sends="template_item"),
    Page(
        "agenda_template_change",
        door=TEAM,
        known=TEAM,
        get=TEAM,
        post=TEAM,
        args={"what": "item"},
        sends="template_item",
    ),
    Page("agenda_template_leave_out", door=TEAM, known=TEAM, get=TEAM, post=TEAM, args={"what": "item"}),
    Page("imports", door=TEAM, get=TEAM),
    Page("import_upload", door=TEAM, get=TEAM, post=TEAM, args={"kind": "schools"}, sends="upload"),
    Page("import_review", door=TEAM, known=TEAM, get=TEAM, post=TEAM, args={"kind": "schools"}),
    Page("messages", door=MESSAGE_READERS, get=MESSAGE_READERS),
    Page("message_again", door=MESSAGE_READERS, known=MESSAGE_READERS, post=MESSAGE_READERS),
    Page("sights", door=names("data_protection_officer"), get=names("data_protection_officer")),
    Page("log", door=names("data_protection_officer") | TEAM, get=names("data_protection_officer") | TEAM),
    Page("refusals", door=names("data_protection_officer") | TEAM, get=names("data_protection_officer") | TEAM),
)

SCHOOL_KEEPERS = names("locality_team", "signatory")  # of the offices of side.school
PEOPLE = (
    Page("people", door=KEEPERS, get=KEEPERS),
    Page("people_search", door=KEEPERS, get=KEEPERS, ok=302, post=KEEPERS),
    Page("person", door=KEEPERS, known=SCHOOL_KEEPERS, get=SCHOOL_KEEPERS),
    Page("person_account", door=TEAM | names("administrator"), known=TEAM, get=TEAM, post=TEAM, sends="close_account"),
    Page("office_end", door=KEEPERS, known=SCHOOL_KEEPERS, get=SCHOOL_KEEPERS, post=SCHOOL_KEEPERS, sends="today"),
    Page("delegated_authority", door=KEEPERS, known=names("locality_team", "other_signatory"),
         get=names("locality_team", "other_signatory"), post=names("locality_team", "other_signatory"),
         sends="confirmation"),
    Page("deputy_name", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="deputy"),
    Page("invitations", door=KEEPERS, get=KEEPERS),
    Page("invite", door=KEEPERS, get=KEEPERS, post=KEEPERS, sends="invitation"),
    Page("invitation_change", door=KEEPERS, known=SCHOOL_KEEPERS, get=SCHOOL_KEEPERS, post=SCHOOL_KEEPERS,
         args={"what": "withdraw"}),
    Page("invitation_accept", public=True, get=EVERYBODY, ok=410, post=EVERYBODY, done=410, signed_out=200,
         signed_out_done=302, sends="joining"),
)  # fmt: skip

LISTS = (
    Page("requests", door=READERS, get=READERS),
    Page("requests_search", door=READERS, get=READERS, ok=302, post=READERS),
    Page("requests_export", door=READERS, get=READERS, args={"kind": "csv"}),
    Page("requests_receive", door=names("hnf_officer"), get=names("hnf_officer"), post=names("hnf_officer")),
    Page("received", door=names("hnf_officer", "moderator"), get=names("hnf_officer", "moderator")),
    Page("inclusion_strategy", door=OWN_SCHOOL_READERS, get=OWN_SCHOOL_READERS),
    Page("inclusion_strategy_word", door=OWN_SCHOOL_READERS, get=OWN_SCHOOL_READERS),
    Page("request_start", door=ANY_WRITERS, get=ANY_WRITERS, post=ANY_WRITERS, sends="start"),
)

READING = (
    RequestPage("request", door=READERS, get=KNOW_A_REQUEST),
    RequestPage("request_timeline", door=READERS, get=KNOW_A_REQUEST),
    RequestPage("request_compare", door=READERS, get=KNOW_A_REQUEST, args={"number": 2}, states=("submitted_again",),
                closed={"*": 404}),
    RequestPage("request_print", door=READERS, get=KNOW_A_REQUEST, states=ON_FILE, closed={"*": 404}),
    RequestPage("request_pdf", door=READERS, get=KNOW_A_REQUEST, states=ON_FILE, closed={"*": 404}),
    RequestPage("request_word", door=READERS, get=KNOW_A_REQUEST, states=ON_FILE, closed={"*": 404}),
    RequestPage("request_parents", door=NAME_READERS, get=WRITERS, post=WRITERS, sends="for_parents",
                states=(*DECIDED, "with_council")),
    RequestPage("request_parents_pdf", door=NAME_READERS, get=WRITERS, states=(*DECIDED, "with_council")),
    RequestPage("request_parents_word", door=NAME_READERS, get=WRITERS, states=(*DECIDED, "with_council")),
)  # fmt: skip

# The pages of a draft send those who write elsewhere while the signature is awaited; what somebody typed there after
# the draft was closed comes back to them with 409
_DRAFT: dict[str, Any] = {
    "door": ANY_WRITERS,
    "get": WRITERS,
    "states": EDITABLE,
    "closed": {"ready_to_sign": 302},
    "closed_post": {"*": 409},
}
SIGNERS = names("signatory", "other_signatory")
WRITING = (
    RequestPage("request_write", **_DRAFT),
    RequestPage("request_section", **_DRAFT, post=WRITERS, args={"slug": "solution"}, sends="solution"),
    RequestPage("request_autosave", door=ANY_WRITERS, post=WRITERS, states=EDITABLE, done=200,
                closed_post={"*": 400}, sends="autosaved"),
    RequestPage("request_others_read", door=NAME_READERS, post=NAME_READERS_OF_KENT, done=200,
                sends="others_read"),
    RequestPage("request_pupil_add", **_DRAFT),
    RequestPage("request_pupil", **_DRAFT, post=WRITERS, args={"row": "1"}, sends="pupil"),
    RequestPage("request_pupil_remove", **_DRAFT, post=WRITERS, args={"row": "1"}),
    RequestPage("request_line_add", **_DRAFT),
    RequestPage("request_line", **_DRAFT, post=WRITERS, args={"row": "1"}, sends="line"),
    RequestPage("request_line_remove", **_DRAFT, post=WRITERS, args={"row": "1"}),
    RequestPage("request_check", door=OWN_SCHOOL_READERS, get=WRITERS, post=names("signatory"), sends="signature",
                states=(*EDITABLE, "ready_to_sign"), closed={"*": 302}),
    RequestPage("request_ask_to_sign", door=ANY_WRITERS, post=WRITERS, states=EDITABLE),
    RequestPage("request_reopen", door=ANY_WRITERS, post=WRITERS, states=("ready_to_sign",)),
    RequestPage("request_submitted", door=OWN_SCHOOL_READERS, get=WRITERS, states=("submitted", "urgent"), closed={"*": 302}),
    RequestPage("request_withdraw", door=SIGNERS, get=names("signatory"), post=names("signatory"), sends="withdrawal",
                states=("submitted", "returned", "accepted", "deferred", "urgent")),
    RequestPage("request_discard", door=ANY_WRITERS, get=WRITERS, post=WRITERS, states=("draft", "ready_to_sign")),
    RequestPage("request_copy", door=ANY_WRITERS, post=WRITERS),
)  # fmt: skip

DECIDERS = names("chair") | CLERKS
DECIDING = (
    RequestPage("request_review", door=CHAIRS, get=names("chair"), post=names("chair"), sends="review",
                states=("submitted", "accepted", "deferred"), closed={"urgent": 302}),
    RequestPage("request_decide", door=MEETING_KEEPERS, get=DECIDERS, post=DECIDERS, sends="decision",
                states=("accepted",)),
    RequestPage("request_correct", door=MEETING_KEEPERS, get=DECIDERS, post=DECIDERS, sends="correction",
                states=DECIDED),
    RequestPage("request_hand_over", door=CLERKS, get=CLERKS, post=CLERKS, states=("approved",)),
    RequestPage("request_receive", door=names("hnf_officer"), get=names("hnf_officer"), post=names("hnf_officer"),
                sends="receipt", states=("handed_over",)),
    RequestPage("request_answer", door=CLERKS, get=CLERKS, post=CLERKS, sends="answer", states=("queried",)),
)  # fmt: skip

OUTSIDE_MEETINGS = (
    RequestPage("request_exceptional", door=CHAIRS, get=names("chair"), post=names("chair"), sends="chairs_refusal",
                states=("urgent",)),
    RequestPage("request_contact", door=CLERKS, get=CLERKS, post=CLERKS, sends="contact", states=("refused",)),
    RequestPage("request_forward", door=CLERKS, get=CLERKS, post=CLERKS, states=("referred",)),
    RequestPage("request_continue", door=ANY_WRITERS, post=WRITERS, states=("refused",)),
)  # fmt: skip

MODERATORS = names("hnf_officer", "moderator")
FOR_COUNCIL = names("moderator")
ASKED = WRITERS | CLERKS
_OPEN_REVIEW = {"referral_asked": 403, "referral_asked moderator": 302}
COUNCILS_PART = (
    RequestPage("request_moderate", door=MODERATORS, get=MODERATORS, post=MODERATORS, sends="section",
                states=("acknowledged",), closed=_OPEN_REVIEW),
    RequestPage("request_take_up", door=FOR_COUNCIL, get=FOR_COUNCIL, post=FOR_COUNCIL, states=("referral_asked",)),
    RequestPage("request_council_decision", door=FOR_COUNCIL, get=FOR_COUNCIL, post=FOR_COUNCIL, sends="keep",
                states=("with_council",)),
    RequestPage("request_question", door=MODERATORS, get=MODERATORS, post=MODERATORS, sends="question",
                states=WITH_THE_COUNCIL, closed={"questioned": 403}),
    RequestPage("request_reply", door=CLERKS | ANY_WRITERS, get=ASKED, post=ASKED, sends="answer",
                states=("questioned",)),
    RequestPage("request_give_back", door=MODERATORS, get=MODERATORS, post=MODERATORS, sends="ended",
                states=("processed",)),
)  # fmt: skip

# The practice library: cases of side.school, shared with its community
CASE_KEEPERS = CLERKS | TEAM
CASE_WITHDRAWERS = WRITERS | CASE_KEEPERS
_WRITTEN: dict[str, Any] = {"door": OWN_SCHOOL_READERS, "known": WRITERS, "get": WRITERS, "post": WRITERS}
_KEPT_CASE: dict[str, Any] = {"door": CASE_KEEPERS, "known": CASE_KEEPERS, "get": CASE_KEEPERS, "post": CASE_KEEPERS}
PRACTICE = (
    Page("practice", door=READERS, get=READERS),
    Page("practice_search", door=READERS, get=READERS, ok=302, post=READERS),
    Page("practice_new", door=OWN_SCHOOL_READERS, get=OWN_SCHOOL_READERS, post=OWN_SCHOOL_READERS, sends="case"),
    Page("practice_case", door=READERS, known=READERS - names("other_chair"), get=READERS - names("other_chair")),
    Page("practice_change", **_WRITTEN, sends="case"),
    Page("practice_share", **_WRITTEN, sends="share_case"),
    Page("practice_review", **_WRITTEN),
    Page("practice_release", **_KEPT_CASE, sends="release_case"),
    Page("practice_withdraw", door=OWN_SCHOOL_READERS | CASE_KEEPERS, known=CASE_WITHDRAWERS, get=CASE_WITHDRAWERS,
         post=CASE_WITHDRAWERS, sends="pull_case"),
    Page("practice_merge", **_KEPT_CASE, sends="merge_case"),
)  # fmt: skip

NAMES_SCHOOL = ARRANGERS - names("other_chair")
NAMING = (
    RequestPage("support_name", door=ARRANGERS, get=NAMES_SCHOOL, post=NAMES_SCHOOL, sends="support_name",
                states=("support_asked",)),
)  # fmt: skip

PAGES: tuple[Page, ...] = (
    *ACCOUNT, *EVERYONES, *MEETINGS, *LIVE, *MINUTES, *MONEY, *COUNCIL_MONEY, *PAYMENTS, *FIGURES, *OUTCOMES, *PRACTICE,
    *SUPPORT, *OPPORTUNITIES, *COUNCIL, *PEOPLE, *LISTS,
)  # fmt: skip
REQUEST_PAGES: tuple[RequestPage, ...] = (*READING, *WRITING, *DECIDING, *OUTSIDE_MEETINGS, *COUNCILS_PART, *NAMING)

DEMO_ONLY = names("demo_personas", "demo_mail")
"""Addresses that exist in demo mode alone."""
