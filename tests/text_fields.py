"""Every column of the product that holds text: where the marker pupils are planted in it, or why nobody could type them there.

`tests/house/test_text_fields.py` fails when a new column is in neither table; `test_children.py` looks in the database
whether each plant took (RES-9).
"""

PLANTED = {
    "budgets.Entry.why": "a return of money, the end of support, and a transfer, each with its reason",
    "budgets.Instalment.cancelled_because": "support ended early",
    "budgets.Transfer.why": "a transfer proposed",
    "budgets.Transfer.refusal": "a transfer refused",
    "meetings.ActionPoint.text": "live: of the request's item, of an item without a request, of no item",
    "meetings.AgendaItem.put_off_because": "agenda: a request put off",
    "meetings.AgendaItem.text": "agenda: an item added by the chair",
    "meetings.AgendaItem.title": "agenda: an item added by the chair",
    "meetings.Conflict.interest": "live: at the request's item and at the welcome",
    "meetings.Contribution.text": "live: what a member said, written down",
    "meetings.Dispute.chairs_decision": "live: at the request's item and at the welcome",
    "meetings.Dispute.parties": "live: at the request's item and at the welcome",
    "meetings.Dispute.text": "live: at the request's item and at the welcome",
    "meetings.Distribution.what": "papers sent a second time",
    "meetings.ItemRecord.notes": "live, and minutes: of the request and of the welcome",
    "meetings.ItemRecord.summary": "live, and minutes",
    "meetings.Minutes.correction": "minutes: begin a correction",
    "meetings.Minutes.wanted": "minutes: the chair asks for changes",
    "meetings.Minutes.content": "minutes: made of all these when they are distributed",
    "meetings.Paper.file_name": "papers: attached to a request's item, and to none",
    "meetings.Paper.title": "papers: attached to a request's item, and to none",
    "meetings.PrivateNote.text": "papers: a member's note on an item",
    "meetings.Progress.text": "action point: its owner reports",
    "resource_requests.CouncilQuestion.answer": "council: a reply of school and clerk",
    "resource_requests.CouncilQuestion.text": "council: a question to school and clerk",
    "resource_requests.Decision.alternatives": "a refusal of the community",
    "resource_requests.Decision.correction_reason": "a decision corrected",
    "resource_requests.Decision.details": "decisions of every kind",
    "resource_requests.Decision.more_because": "an approval of more than was asked, and its correction",
    "resource_requests.Decision.needed": "a request deferred",
    "resource_requests.Decision.own_provision": "a refusal of the community",
    "resource_requests.Decision.reasons": "a refusal of the community",
    "resource_requests.Decision.summary": "decisions of every kind",
    "resource_requests.DraftAnswer.text": "every answer of the form, contact, costs and trust among them",
    "resource_requests.FundingLine.item": "costs: description",
    "resource_requests.FundingLine.unit": "costs: unit",
    "resource_requests.Moderation.reason": "council: a final amount that differs",
    "resource_requests.OfficerQuestion.answer": "hand-over: the clerk answers",
    "resource_requests.OfficerQuestion.text": "hand-over: the officer asks",
    "resource_requests.Pupil.name": "the list itself",
    "resource_requests.ResourceRequest.late_reason": "the chair admits a late request",
    "resource_requests.Step.note": "returned, withdrawn, admitted late, contacted, put off: each with its reason",
    "resource_requests.Version.content": "what was signed: all answers",
    "resource_requests.Version.signed_role": "signing: the role of who signs",
    "schedule.Meeting.cancelled_because": "a meeting cancelled",
    "schedule.Meeting.venue": "a meeting moved to another room",
}
"""Field: by what it is planted (`children_*.py`)."""

_MACHINE = "made by the product of codes, numbers and names of its own, never of what people type"
_STAFF = "the name of a member of staff, which everybody may read; nobody is asked for a pupil there"
_PLACE = "a place or organisation from the register or from the council's own set-up"
_SETTING = "the council's own lists and templates, set up for all its communities before any request"
NEEDS_NONE = {
    **dict.fromkeys(
        ("audit.Event.action", "audit.Event.subject_type", "audit.Event.subject_id", "audit.Sight.subject_type",
         "audit.Sight.subject_id", "audit.Sight.via", "audit.Seal.previous", "audit.Seal.digest", "audit.Seal.through",
         "audit.Seal.marks", "outbox.Message.kind", "outbox.Message.link", "outbox.Message.reference", "outbox.Turn.name",
         "outbox.Turn.holder", "once.FormUse.body_hash", "tables.Upload.purpose", "tables.Upload.sha256",
         "accounts.User.password", "accounts.KeptForm.browser",
         "communities.Authority.slug", "communities.Authority.la_code", "communities.Term.year_name",
         "communities.Community.slug", "communities.Trust.uid", "communities.Federation.uid",
         "communities.School.establishment_number", "communities.Office.role", "communities.Invitation.role",
         "communities.Invitation.token_hash", "budgets.Entry.reference", "budgets.PaymentPlan.reference",
         "budgets.Instalment.payee_code", "schedule.Invitee.token", "schedule.CalendarFeed.token",
         "resource_requests.ResourceRequest.reference", "resource_requests.Step.event", "resource_requests.Step.from_state",
         "resource_requests.Step.to_state", "resource_requests.Version.content_hash", "resource_requests.DraftAnswer.name",
         "resource_requests.Pupil.year_group", "meetings.Paper.content_type", "schedule.Meeting.note"),
        _MACHINE,
    ),
    **dict.fromkeys(
        ("audit.Event.subject", "audit.Event.before", "audit.Event.after", "audit.Sight.subject", "audit.Refusal.path",
         "audit.Refusal.why", "outbox.Message.subject", "outbox.Message.lines", "outbox.Message.calendar",
         "outbox.Message.last_error", "once.FormUse.path", "once.FormUse.location", "once.FormUse.messages",
         "resource_requests.ResourceRequest.search_text", "resource_requests.ResourceRequest.topic"),
        "made of planted texts by the actions, and searched as a way out",
    ),
    **dict.fromkeys(
        ("audit.Event.actor_name", "audit.Sight.actor_name", "audit.Refusal.actor_name", "outbox.Message.address",
         "accounts.User.email", "accounts.User.name", "communities.Area.officer_name", "communities.Area.officer_email",
         "communities.Office.delegated_authority_by", "communities.Invitation.email", "communities.Invitation.name",
         "resource_requests.Version.signed_name", "meetings.Advising.email", "meetings.Advising.name",
         "meetings.ActionPoint.owner_name", "meetings.Attendance.name"),
        _STAFF,
    ),
    **dict.fromkeys(
        ("communities.Authority.name", "communities.Area.name", "communities.District.name", "communities.Community.name",
         "communities.Trust.name", "communities.Federation.name", "communities.School.name", "communities.School.type_name",
         "communities.School.district_name", "communities.School.street", "communities.School.town",
         "communities.School.postcode", "communities.PastRegistration.name", "budgets.Instalment.payee_name"),
        _PLACE,
    ),
    **dict.fromkeys(
        ("communities.Authority.short_name",
         "communities.AuthorityRules.why", "communities.ListItem.label", "communities.DayOff.name", "budgets.CostingItem.item",
         "budgets.CostingItem.unit", "budgets.FundingYear.name", "budgets.Advance.name", "meetings.TemplateItem.title",
         "meetings.DiscussionStep.title", "meetings.DiscussionStep.guidance"),
        _SETTING,
    ),
    "schedule.Meeting.online_link": "an address that is checked as one",
    "accounts.KeptForm.sealed": "sealed with a key that only its sender's browser has, and shown to its sender alone",
    "tables.Upload.name": "the name of an import file of the council's team, seen by who uploaded it",
    "tables.Upload.content": "registers and allocations of the council's team, seen by who uploaded them",
    "meetings.Paper.content": "a file is opened as its writer made it, by those the papers go to",
    "resource_requests.KnownPupil.name": "the list of names itself, from which everything is hidden; shown on no page",
}  # fmt: skip
"""Field: why no pupil can be planted there."""
