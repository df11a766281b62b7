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
# a clerk whose office has ended, somebody with an account and no office.
OFFICES = names(
    "school_editor", "signatory", "representative", "chair", "clerk", "deputy_clerk", "hnf_officer",
    "area_board_member", "moderator", "finance", "locality_team", "data_protection_officer", "administrator",
    "other_signatory", "other_chair", "conflicted_chair",
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

# Who may know that a request exists: its school always; its community and the council once it was submitted
KNOW_A_DRAFT = WRITERS
KNOW_A_REQUEST = WRITERS | names("representative", "chair") | CLERKS | COUNCIL_READERS

STATES = (
    "draft", "ready_to_sign", "submitted", "returned", "accepted", "deferred", "approved", "declined", "handed_over",
    "queried", "acknowledged", "withdrawn",
)  # fmt: skip
NEVER_SUBMITTED = ("draft", "ready_to_sign")
EDITABLE = ("draft", "returned", "deferred")
ON_FILE = tuple(state for state in STATES if state not in NEVER_SUBMITTED)
DECIDED = ("approved", "declined", "handed_over", "queried", "acknowledged")


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
    """What those who could open it get in another state: 403, or what is said here for that state or for "*"."""
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
    own("keep_alive", ok=204, post=EVERYBODY, done=204),
    own("kept_form", ok=302),
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
    Page("accessibility_statement", public=True, get=EVERYBODY),
    Page("help", public=True, get=EVERYBODY),
    Page("help_guide", public=True, get=EVERYBODY, args={"slug": "clerk"}),
    Page("gallery", public=True, get=EVERYBODY),
    Page("communities", door=OFFICES, get=OFFICES),
    Page("community", door=OFFICES, known=OFFICES, get=OFFICES),
    Page("school", door=OFFICES, known=OFFICES, get=OFFICES),
)

MEETINGS = (
    Page("meetings", door=READERS, get=READERS),
    Page("meeting_add", door=MEETING_KEEPERS, get=MEETING_KEEPERS, post=MEETING_KEEPERS, sends="meeting"),
)

OWN_COMMUNITYS_MONEY = MONEY_READERS - names("other_chair")
MONEY = (
    Page("money", door=MONEY_READERS, get=MONEY_READERS,
         ok_for=dict.fromkeys((*CHAIRS, *CLERKS, "representative"), 302)),
    Page("community_money", door=MONEY_READERS, known=OWN_COMMUNITYS_MONEY, get=OWN_COMMUNITYS_MONEY),
    Page("money_allocate", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="allocation"),
    Page("money_adjust", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="adjustment"),
    Page("funding_year_add", door=TEAM, get=TEAM, post=TEAM, sends="funding_year"),
    Page("costings", door=COSTING_READERS, get=COSTING_READERS),
    Page("costing_add", door=TEAM, get=TEAM, post=TEAM, sends="costing"),
)  # fmt: skip

DESK = KEEPERS | CLERKS | names("data_protection_officer")
MESSAGE_READERS = CLERKS | TEAM
COUNCIL = (
    Page("council", door=DESK, get=DESK),
    Page("areas", door=TEAM, get=TEAM),
    Page("area_change", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="area_contact"),
    Page("roles", door=names("locality_team", "administrator"), get=names("locality_team", "administrator")),
    Page("rules", door=TEAM, get=TEAM),
    Page("rules_change", door=TEAM, get=TEAM, post=TEAM, sends="rules"),
    Page("calendar", door=TEAM, get=TEAM),
    Page("day_off_add", door=TEAM, get=TEAM, post=TEAM, sends="day_off"),
    Page("day_off_remove", door=TEAM, known=TEAM, get=TEAM, post=TEAM),
    Page("term_set", door=TEAM, get=TEAM, post=TEAM, sends="term"),
    Page("term_remove", door=TEAM, known=TEAM, get=TEAM, post=TEAM),
    Page("imports", door=TEAM, get=TEAM),
    Page("import_upload", door=TEAM, get=TEAM, post=TEAM, args={"kind": "schools"}, sends="upload"),
    Page("import_review", door=TEAM, known=TEAM, get=TEAM, post=TEAM, args={"kind": "schools"}),
    Page("messages", door=MESSAGE_READERS, get=MESSAGE_READERS),
    Page("sights", door=names("data_protection_officer"), get=names("data_protection_officer")),
    Page("log", door=names("data_protection_officer") | TEAM, get=names("data_protection_officer") | TEAM),
)

SCHOOL_KEEPERS = names("locality_team", "signatory")  # of the offices of side.school
PEOPLE = (
    Page("people", door=KEEPERS, get=KEEPERS),
    Page("people_search", door=KEEPERS, post=KEEPERS),
    Page("person", door=KEEPERS, known=SCHOOL_KEEPERS, get=SCHOOL_KEEPERS),
    Page("person_account", door=TEAM, known=TEAM, get=TEAM, post=TEAM, sends="close_account"),
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
    Page("requests_search", door=READERS, post=READERS),
    Page("requests_export", door=READERS, get=READERS, args={"kind": "csv"}),
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
    RequestPage("request_submitted", door=OWN_SCHOOL_READERS, get=WRITERS, states=("submitted",), closed={"*": 302}),
    RequestPage("request_withdraw", door=SIGNERS, get=names("signatory"), post=names("signatory"), sends="withdrawal",
                states=("draft", "ready_to_sign", "submitted", "returned", "accepted", "deferred")),
    RequestPage("request_copy", door=ANY_WRITERS, post=WRITERS),
)  # fmt: skip

DECIDERS = names("chair") | CLERKS
DECIDING = (
    RequestPage("request_review", door=CHAIRS, get=names("chair"), post=names("chair"), sends="review",
                states=("submitted", "accepted", "deferred")),
    RequestPage("request_decide", door=MEETING_KEEPERS, get=DECIDERS, post=DECIDERS, sends="decision",
                states=("accepted",)),
    RequestPage("request_correct", door=MEETING_KEEPERS, get=DECIDERS, post=DECIDERS, sends="correction",
                states=DECIDED),
    RequestPage("request_hand_over", door=CLERKS, get=CLERKS, post=CLERKS, states=("approved",)),
    RequestPage("request_receive", door=names("hnf_officer"), get=names("hnf_officer"), post=names("hnf_officer"),
                sends="receipt", states=("handed_over",)),
    RequestPage("request_answer", door=CLERKS, get=CLERKS, post=CLERKS, sends="answer", states=("queried",)),
)  # fmt: skip

PAGES: tuple[Page, ...] = (*ACCOUNT, *EVERYONES, *MEETINGS, *MONEY, *COUNCIL, *PEOPLE, *LISTS)
REQUEST_PAGES: tuple[RequestPage, ...] = (*READING, *WRITING, *DECIDING)

DEMO_ONLY = names("demo_personas", "demo_mail")
"""Addresses that exist in demo mode alone."""
