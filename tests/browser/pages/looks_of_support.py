"""The pages of the support that schools offer one another."""

from tests.browser.pages.look import TEAM, Look

SUPPORT = (
    Look("support", "signatory"),
    Look("support", "clerk", query="?kind=support&phase=for_primary&left=yes"),
    Look("support", "representative", query="?whose=own"),
    Look("support", "signatory of new"),
    Look("support", "clerk of new"),
    Look("support_offer", "signatory"),
    Look("support_offer", "representative"),
    Look("support_offer_add", "representative", empty=True),
    Look("support_offer_change", "representative"),
    Look("support_offer_close", "representative"),
    Look("support_ask", "signatory", empty=True),
    Look("support_ask", "representative", status=403),
    Look("support_placements", "signatory"),
    Look("support_placements", TEAM),
    Look("support_placements", "clerk of new"),
    Look("support_placement", "representative", empty=True),
    Look("support_placement", "clerk"),
    Look("support_answer", "representative", empty=True),
    Look("support_cancel", "signatory", empty=True),
    Look("support_finish", "representative"),
    Look("support_helped", "school_editor", empty=True),
    Look("support_hours_correct", "representative", empty=True),
    Look("support_both_ways", TEAM),
    Look("support_services", TEAM, empty=True),
    Look("support_services", f"{TEAM} of new"),
    Look("support_service_close", TEAM),
    Look("support_both_ways", "signatory"),
    Look("support_name", "clerk", "support_asked", empty=True),
    Look("request", "clerk", "support_asked"),
)

SUPPORT_NO_PAGES = (
    Look("support_search", "clerk"),
    Look("support_offer_pause", "representative"),
    Look("support_offer_reopen", "representative"),
)
