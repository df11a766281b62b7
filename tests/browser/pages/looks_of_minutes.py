"""The looks at minutes, and at what follows a meeting."""

from tests.browser.pages.look import Look

MINUTES = (
    *(Look("meeting_minutes", who) for who in ("clerk", "chair", "representative")),
    Look("meeting_minutes_version", "representative", args={"number": 1}),
    Look("meeting_minutes_write", "clerk"),
    Look("meeting_minutes_check", "chair", empty=True),
    Look("meeting_minutes_send", "clerk"),
    Look("meeting_minutes_correct", "clerk", empty=True),
    Look("meeting_hand_over", "clerk"),
    Look("action_points", "representative"),
    Look("action_points", "clerk", query="?which=all"),
    Look("action_points", "clerk", query="?which=settled"),
    Look("action_points", "clerk of new"),
    Look("action_point", "representative", empty=True),
    Look("action_point", "hnf_officer"),
    *(Look("attendance_record", who) for who in ("clerk", "chair")),
    Look("attendance_raise", "clerk"),
)

MINUTES_NO_PAGES = (
    Look("meeting_minutes_file", "clerk", args={"number": 1, "kind": "pdf"}),
    Look("meeting_minutes_release", "clerk", args={"number": 1, "kind": "docx"}),
    Look("meeting_minutes_autosave", "clerk"),
    Look("meeting_minutes_to_chair", "clerk"),
    Look("meeting_minutes_approve", "chair"),
)
