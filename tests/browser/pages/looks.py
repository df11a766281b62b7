"""Every page of the product in the states it can be in, and a person who may see it: what `test_every_page.py` opens.

An address that is not here, and not in NO_PAGES, fails the test.
"""

from collections.abc import Iterator

from locality.communities.imports.kinds import KINDS
from locality.help.library import SLUGS
from locality.resource_requests.content.questions import SECTIONS
from tests.browser.pages.look import TEAM, Look
from tests.browser.pages.looks_of_meetings import COUNCILS_PART, MEETINGS, MEETINGS_NO_PAGES, OUTSIDE_MEETINGS
from tests.browser.pages.looks_of_minutes import MINUTES, MINUTES_NO_PAGES
from tests.browser.pages.looks_of_money import COUNCIL_MONEY, FIGURES, MONEY_NO_PAGES, PAYMENTS
from tests.browser.pages.looks_of_opportunities import OPPORTUNITIES, OPPORTUNITIES_NO_PAGES
from tests.browser.pages.looks_of_outcomes import OUTCOMES, OUTCOMES_NO_PAGES
from tests.browser.pages.looks_of_practice import PRACTICE, PRACTICE_NO_PAGES
from tests.browser.pages.looks_of_support import SUPPORT, SUPPORT_NO_PAGES

ACCOUNT = (
    Look("account_login", empty=True),
    Look("account_request_login_code", empty=True),
    Look("account_confirm_login_code", "area_board_member", after="asked_for_code", empty=True),
    Look("mfa_authenticate", "area_board_member", after="half_signed_in", empty=True),
    Look("account_inactive"),
    Look("account_logout", "clerk"),
    Look("account_reset_password", empty=True),
    Look("account_confirm_password_reset_code", "finance", after="forgot_password", empty=True),
    Look("account_complete_password_reset", "finance", after="gave_reset_code", empty=True),
    Look("account_password_reset_completed"),
    Look("account", "clerk"),
    Look("account_reading", "clerk"),
    Look("kept_form", "clerk", after="kept_form"),
    Look("mfa_index", "clerk"),
    Look("mfa_index", "moderator", after="with_app"),
    Look("account_reauthenticate", "clerk", empty=True),
    Look("mfa_reauthenticate", "data_protection_officer", after="with_app", empty=True),
    Look("account_change_password", "clerk", after="confirmed", empty=True),
    Look("account_set_password", "nobody", after="without_password", empty=True),
    Look("mfa_activate_totp", "clerk", after="confirmed", empty=True),
    Look("mfa_deactivate_totp", "administrator", after="with_app"),
    Look("mfa_view_recovery_codes", "other_chair", after="fresh_codes"),
    Look("mfa_view_recovery_codes", "clerk"),
    Look("mfa_generate_recovery_codes", "other_signatory", after="with_app"),
    Look("usersessions_list", "clerk"),
    Look("invitation_accept", empty=True),
    Look("invitation_accept", args={"token": "no-such-token"}, status=404),
    Look("invitation_accept", "clerk", status=410),
)

EVERYONES = (
    *(Look("home", who) for who in (
        "school_editor", "signatory", "representative", "chair", "clerk", "deputy_clerk", "hnf_officer",
        "area_board_member", "finance", TEAM, "data_protection_officer", "administrator", "nobody",
        "signatory of new", "clerk of new",
    )),
    Look("accessibility_statement"),
    Look("help", "clerk"),
    *(Look("help_guide", args={"slug": slug}) for slug in SLUGS),
    Look("gallery"),
    Look("communities", "clerk"),
    Look("communities", "clerk", query="?words=Oakfield"),
    Look("communities", "clerk", query="?words=Nothing+has+this+name"),
    Look("community", "clerk"),
    Look("community", TEAM, args={"slug": "hills-1"}),
    Look("school", "signatory"),
    Look("school", TEAM),
    Look("meetings", "clerk"),
    Look("meetings", "clerk", query="?when=past"),
    Look("meetings", "clerk of new"),
    Look("meeting_add", "clerk", empty=True),
    Look("demo_personas"),
    Look("demo_mail", "clerk"),
    Look("/no-such-page/", "clerk", status=404),
    Look("/no-such-page/", status=404),
    Look("council", "nobody", status=403),
)  # fmt: skip

MONEY = (
    Look("money", TEAM),
    Look("money", TEAM, query="?sort=least"),
    Look("community_money", "chair"),
    Look("community_money", TEAM),
    Look("community_money", TEAM, query="?page=2"),
    Look("money_allocate", TEAM, empty=True),
    Look("money_adjust", TEAM, empty=True),
    Look("funding_year_add", TEAM),
    Look("funding_year_change", TEAM),
    Look("funding_year_remove", TEAM),
    Look("costings", TEAM),
    Look("costings", "signatory of new"),
    Look("costing_add", TEAM, empty=True),
)

COUNCIL = (
    Look("council", TEAM),
    Look("council", "signatory"),
    Look("areas", TEAM),
    Look("area_change", TEAM),
    Look("gaps", TEAM),
    Look("gaps", TEAM, query="?what=signatory"),
    Look("gaps", TEAM, query="?what=closed-school"),
    Look("roles", TEAM),
    Look("rules", TEAM),
    Look("rules_change", TEAM, empty=True),
    Look("calendar", TEAM),
    Look("calendar", f"{TEAM} of new"),
    Look("day_off_add", TEAM, empty=True),
    Look("day_off_remove", TEAM),
    Look("term_set", TEAM, empty=True),
    Look("term_remove", TEAM),
    Look("imports", TEAM),
    *(Look("import_upload", TEAM, args={"kind": kind}, empty=kind == "schools") for kind in KINDS),
    Look("import_review", TEAM),
    Look("messages", TEAM),
    Look("needs", TEAM),
    Look("need_add", TEAM, empty=True),
    Look("need_change", TEAM),
    Look("short_name", TEAM),
    Look("second_factor_rule", TEAM),
    Look("messages", TEAM, query="?state=failing"),
    Look("messages", TEAM, query="?state=failing"),
    Look("messages", f"{TEAM} of new"),
    Look("sights", "data_protection_officer"),
    Look("sights", "data_protection_officer of new"),
    Look("log", TEAM),
    Look("refusals", TEAM),
    Look("log", "data_protection_officer", query="?about=RFR-2026-00001"),
    Look("people", TEAM),
    Look("people", "signatory of new"),
    Look("person", TEAM),
    Look("person_account", TEAM),
    Look("office_end", TEAM),
    Look("delegated_authority", TEAM, empty=True),
    Look("deputy_name", TEAM, empty=True),
    Look("invitations", TEAM),
    Look("invitations", f"{TEAM} of new"),
    Look("invite", TEAM, empty=True),
    Look("invite", "signatory"),
    Look("invitation_change", TEAM),
    Look("invitation_change", TEAM, args={"what": "resend"}),
)

READING = (
    Look("requests", "clerk"),
    Look("requests", TEAM),
    Look("requests", "signatory", query="?page=2"),
    Look("requests", "representative", query="?state=approved&support=funding"),
    Look("requests", "clerk", query="?state=deferred&support=advice&sort=amount&community=99999"),
    Look("requests", "signatory of new"),
    Look("requests", "clerk of new"),
    *(Look("request", who, state) for who, state in (
        ("school_editor", "draft"), ("signatory", "ready_to_sign"), ("chair", "submitted"), ("signatory", "returned"),
        ("clerk", "accepted"), ("signatory", "deferred"), ("clerk", "approved"), ("signatory", "declined"),
        ("hnf_officer", "handed_over"), ("clerk", "queried"), ("finance", "acknowledged"), ("signatory", "withdrawn"),
        ("representative", "joint"), ("chair", "corrected"), (TEAM, "submitted_again"),
    )),
    Look("request", "chair", "draft", status=404),
    Look("request_timeline", "clerk", "corrected"),
    Look("request_timeline", "signatory", "submitted_again"),
    Look("request_timeline", "signatory", "draft"),
    Look("request_compare", "chair", "submitted_again", args={"number": 2}),
    Look("request_print", "finance", "acknowledged"),
    Look("request_parents", "school_editor", "approved"),
    Look("request_parents", "signatory", "declined"),
    Look("request_parents", "school_editor", "joint", status=403),
    Look("inclusion_strategy", "school_editor"),
    Look("inclusion_strategy", "signatory of new"),
)  # fmt: skip

WRITING = (
    Look("request_start", "school_editor"),
    Look("request_start", "signatory of new"),
    *(Look("request_write", "school_editor", state) for state in ("draft", "returned", "deferred", "much_wrong")),
    *(Look("request_section", "school_editor", "returned", args={"slug": section.slug}) for section in SECTIONS),
    *(Look("request_section", "school_editor", "much_wrong", args={"slug": slug}, query="?from=check")
      for slug in ("solution", "pupils", "funding", "school")),
    Look("request_pupil_add", "school_editor", "draft"),
    Look("request_pupil", "school_editor", "draft", args={"row": "1"}),
    Look("request_pupil", "school_editor", "much_wrong", args={"row": "1"}, query="?from=check"),
    Look("request_pupil_remove", "school_editor", "draft", args={"row": "1"}),
    Look("request_line_add", "school_editor", "draft"),
    Look("request_line", "school_editor", "draft", args={"row": "1"}),
    Look("request_line", "school_editor", "much_wrong", args={"row": "1"}, query="?from=check"),
    Look("request_line_remove", "school_editor", "draft", args={"row": "1"}),
    Look("request_check", "school_editor", "draft"),
    Look("request_check", "school_editor", "ready_to_sign"),
    Look("request_check", "signatory", "ready_to_sign", empty=True),
    Look("request_check", "signatory", "returned"),
    Look("request_check", "school_editor", "much_wrong"),
    Look("request_submitted", "signatory", "submitted"),
    Look("request_withdraw", "signatory", "submitted", empty=True),
    Look("request_discard", "school_editor", "draft"),
)  # fmt: skip

DECIDING = (
    Look("request_review", "chair", "submitted", empty=True),
    Look("request_review", "chair", "deferred"),
    Look("request_review", "chair", "submitted_again"),
    Look("request_decide", "clerk", "accepted", empty=True),
    Look("request_correct", "chair", "corrected", empty=True),
    Look("request_hand_over", "clerk", "approved"),
    Look("request_receive", "hnf_officer", "handed_over", empty=True),
    Look("requests_receive", "hnf_officer"),
    Look("request_answer", "clerk", "queried", empty=True),
)

LOOKS = (
    *ACCOUNT, *EVERYONES, *MEETINGS, *MONEY, *COUNCIL_MONEY, *PAYMENTS, *FIGURES, *COUNCIL, *READING, *WRITING, *DECIDING,
    *OUTSIDE_MEETINGS, *COUNCILS_PART,
    *MINUTES, *OUTCOMES, *PRACTICE, *SUPPORT, *OPPORTUNITIES,
)  # fmt: skip

NO_PAGES: tuple[Look, ...] = (
    *MEETINGS_NO_PAGES,
    *MINUTES_NO_PAGES,
    *MONEY_NO_PAGES,
    *OUTCOMES_NO_PAGES,
    *PRACTICE_NO_PAGES,
    *SUPPORT_NO_PAGES,
    *OPPORTUNITIES_NO_PAGES,
    Look("keep_alive", "clerk"),
    Look("remind", "clerk"),
    Look("message_again", "clerk", args={"pk": 1}),
    Look("mfa_download_recovery_codes", "other_chair", after="fresh_codes"),
    Look("people_search", TEAM),
    Look("requests_search", "clerk"),
    Look("requests_export", "clerk", args={"kind": "csv"}),
    Look("request_autosave", "school_editor", "draft"),
    Look("request_others_read", "school_editor", "draft"),
    Look("request_ask_to_sign", "school_editor", "draft"),
    Look("request_reopen", "school_editor", "ready_to_sign"),
    Look("request_copy", "school_editor", "submitted"),
    Look("request_pdf", "finance", "acknowledged"),
    Look("request_word", "finance", "acknowledged"),
    Look("request_parents_pdf", "school_editor", "approved"),
    Look("request_parents_word", "school_editor", "approved"),
    Look("inclusion_strategy_word", "school_editor"),
)
"""Addresses that answer with a file, with data, or to a form alone: that they show no page is tried too."""


def parts_of(looks: tuple[Look, ...], parts: int) -> Iterator[tuple[Look, ...]]:
    """The looks in so many parts that take about as long."""
    return (looks[start::parts] for start in range(parts))
