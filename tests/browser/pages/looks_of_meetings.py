"""The looks at meetings, and at what chair, clerk and council do with a request outside a meeting."""

from tests.browser.pages.look import TEAM, Look

MEETINGS = (
    Look("meeting_numbers", TEAM),
    Look("meeting_numbers", TEAM, query="?only=short"),
    Look("meeting_numbers", "locality_team of new"),
    Look("meeting_year", "clerk", empty=True),
    Look("meeting_year_plan", "chair"),
    Look("meeting_drop", "chair"),
    *(Look("meeting", who) for who in ("clerk", "chair", "signatory", TEAM)),
    Look("meeting_move", "clerk"),
    Look("meeting_cancel", "clerk", empty=True),
    Look("meeting_answer", empty=True),
    Look("meeting_answer", args={"token": "no-such-token"}, status=404),
    Look("calendar_address", "chair"),
    Look("calendar_address", "signatory of new"),
    *(Look("meeting_agenda", who) for who in ("chair", "clerk", "representative")),
    Look("meeting_item_add", "chair", empty=True),
    Look("meeting_item_put_off", "chair", empty=True),
    Look("meeting_item_remove", "chair"),
    Look("meeting_item_change", "chair"),
    Look("meeting_advisers", "clerk"),
    Look("meeting_adviser_add", "clerk", empty=True),
    Look("meeting_adviser_withdraw", "clerk"),
    *(
        Look(name, "invited_adviser")
        for name in (
            "home",
            "meetings",
            "meeting",
            "meeting_agenda",
            "meeting_papers",
            "meeting_item",
            "calendar_address",
        )
    ),
    *(Look(name, "adviser") for name in ("home", "meetings")),
    Look("agenda_template", TEAM),
    Look("agenda_template", "locality_team of new"),
    *(Look("agenda_template_add", TEAM, args={"what": what}, empty=True) for what in ("item", "step")),
    Look("agenda_template_change", TEAM),
    Look("agenda_template_leave_out", TEAM),
    *(Look("meeting_papers", who) for who in ("clerk", "representative")),
    Look("meeting_paper_add", "clerk", empty=True),
    Look("meeting_paper_remove", "clerk"),
    Look("meeting_item", "representative"),
    Look("meeting_item", "chair"),
    *(Look("meeting_live", who) for who in ("chair", "clerk", "representative", "hnf_officer")),
    Look("meeting_projector", "clerk"),
    Look("meeting_end", "chair"),
    Look("meeting_reopen", "chair", empty=True),
    Look("meeting_decide", "clerk", empty=True),
)

OUTSIDE_MEETINGS = (
    *(Look("request", who, state) for who, state in (
        ("chair", "urgent"), ("signatory", "refused"), ("clerk", "refused"), ("clerk", "referred"), ("clerk", "granted"),
    )),
    Look("request_write", "school_editor", "urgent_draft"),
    Look("request_check", "signatory", "urgent_draft"),
    Look("request_submitted", "signatory", "urgent"),
    Look("request_exceptional", "chair", "urgent", empty=True),
    Look("request_contact", "clerk", "refused", empty=True),
    Look("request_forward", "clerk", "referred"),
)  # fmt: skip

COUNCILS_PART = (
    Look("received", "hnf_officer"),
    Look("received", "moderator"),
    Look("received", "hnf_officer of new"),
    *(Look("request", who, state) for who, state in (
        ("moderator", "processed"), ("signatory", "processed"), ("moderator", "with_council"),
        ("moderator", "referral_asked"), ("signatory", "questioned"),
    )),
    Look("request_moderate", "hnf_officer", "acknowledged", empty=True),
    Look("request_take_up", "moderator", "referral_asked"),
    Look("request_council_decision", "moderator", "with_council", empty=True),
    Look("request_question", "moderator", "acknowledged", empty=True),
    Look("request_question", "moderator", "with_council"),
    Look("request_reply", "clerk", "questioned", empty=True),
    Look("request_reply", "signatory", "questioned"),
    Look("request_give_back", "moderator", "processed", empty=True),
)  # fmt: skip

MEETINGS_NO_PAGES = (
    Look("meeting_file", "clerk"),
    Look("calendar_feed"),
    Look("meeting_agenda_order", "chair"),
    Look("meeting_now", "chair"),
    *(Look(name, "chair") for name in (
        "meeting_begin", "meeting_go", "meeting_register", "meeting_guest_add", "meeting_interest",
        "meeting_back", "meeting_word", "meeting_said", "meeting_positions", "meeting_position", "meeting_texts",
        "meeting_autosave", "meeting_others_read", "meeting_action_point", "meeting_dispute", "meeting_dispute_settle",
    )),
    Look("meeting_papers_send", "clerk"),
    Look("meeting_adviser_remind", "clerk"),
    Look("agenda_template_order", TEAM),
    Look("meeting_pack", "representative"),
    Look("meeting_paper", "representative"),
    Look("request_continue", "school_editor", "refused"),
)  # fmt: skip
