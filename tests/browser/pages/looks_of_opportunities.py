"""The pages of opportunities to learn from other schools."""

from tests.browser.pages.look import TEAM, Look

OPPORTUNITIES = (
    Look("opportunities", "signatory"),
    Look("opportunities", "clerk", query="?kind=visit"),
    Look("opportunities", "representative", query="?when=past"),
    Look("opportunities", "signatory of new"),
    Look("opportunities", "clerk of new"),
    Look("opportunity", "signatory"),
    Look("opportunity", "representative"),
    Look("opportunity", TEAM),
    Look("opportunity_add", "representative", empty=True),
    Look("opportunity_add", TEAM, empty=True),
    Look("opportunity_change", "representative"),
    Look("opportunity_cancel", "representative", empty=True),
    Look("opportunity_book", "school_editor"),
    Look("opportunity_book", "signatory", status=403),
    Look("opportunity_give_up", "signatory"),
    Look("opportunity_who_came", "representative"),
    Look("opportunity_answer", "signatory", empty=True),
)

OPPORTUNITIES_NO_PAGES = (
    Look("opportunity_go_ahead", "representative"),
    Look("opportunity_file", "signatory"),
)
