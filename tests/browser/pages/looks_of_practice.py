"""The pages of the practice library: full, empty, and with all that the gate can find."""

from tests.browser.pages.look import TEAM, Look

PRACTICE = (
    Look("practice", "representative"),
    Look("practice", "signatory"),
    Look("practice", "clerk", query="?phase=primary&result=some"),
    Look("practice", "clerk", query="?phase=nursery"),
    Look("practice", "signatory of new"),
    Look("practice", "clerk of new"),
    Look("practice_new", "signatory", empty=True),
    Look("practice_case", "signatory"),
    Look("practice_case", "clerk"),
    Look("practice_change", "signatory"),
    Look("practice_share", "signatory"),
    Look("practice_review", "signatory"),
    Look("practice_release", "clerk", empty=True),
    Look("practice_withdraw", "signatory"),
    Look("practice_withdraw", TEAM, empty=True),
    Look("practice_merge", "clerk", empty=True),
)
PRACTICE_NO_PAGES = (Look("practice_search", "clerk"),)
