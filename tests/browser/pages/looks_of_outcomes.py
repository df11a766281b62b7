"""The pages of what came of approved support, and of what its money came to."""

from tests.browser.pages.look import TEAM, Look

OUTCOMES = (
    Look("request_outcomes", "school_editor", "under_way"),
    Look("request_outcomes", "clerk", "looked_at"),
    Look("request_outcomes", "school_editor", "processed"),
    Look("request_agree_outcomes", "school_editor", "processed", empty=True),
    Look("request_move_review", "signatory", "under_way", empty=True),
    Look("request_report", "school_editor", "under_way", empty=True),
    Look("request_report", "school_editor", "looked_at"),
    Look("request_report", "school_editor", "processed", status=409),
    Look("request_second_look", "representative", "looked_at", empty=True),
    Look("request", "school_editor", "under_way"),
    Look("outcome_figures", "clerk"),
    Look("outcome_figures", TEAM),
    Look("outcome_figures", f"{TEAM} of new"),
)

OUTCOMES_NO_PAGES = (
    Look("outcome_figures_export", TEAM, args={"kind": "csv"}),
    Look("request_report_keep", "school_editor", "under_way"),
)
