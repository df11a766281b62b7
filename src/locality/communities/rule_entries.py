"""The questions of the rule book: one entry for each field of `AuthorityRules`, in the order of its page."""

from dataclasses import dataclass
from typing import Any, Literal, cast

from django.db.models import Field

from locality.communities.models import AuthorityRules

Kind = Literal["yes_no", "choice", "number"]


@dataclass(frozen=True)
class Entry:
    """One rule: the question, what it does, and for a number its unit and limits."""

    field: str
    group: str
    question: str
    explanation: str
    kind: Kind = "yes_no"
    unit: str = ""
    minimum: int = 0
    maximum: int = 0

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Value and label of each possible answer."""
        if self.kind == "yes_no":
            return (("yes", "Yes"), ("no", "No"))
        field = cast("Field[Any, Any]", AuthorityRules._meta.get_field(self.field))
        return tuple((str(value), str(label)) for value, label in field.flatchoices)

    def show(self, value: object) -> str:
        """The answer in words."""
        if self.kind == "yes_no":
            return "Yes" if value else "No"
        if self.kind == "choice":
            return dict(self.choices).get(str(value), str(value))
        if self.field == "funding_year_starts_month":
            return MONTHS[int(str(value)) - 1]
        unit = self.unit.removesuffix("s") if value == 1 else self.unit
        return f"{value} {unit}".strip()


@dataclass(frozen=True)
class Fact:
    """A settled question that no authority answers differently."""

    question: str
    answer: str


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


_OUTCOMES = "Outcomes of a request"


_DAYS = "Working days and deadlines"


_PAYING = "Processing and payment"


_VOTING = "Voting"


_MEETINGS = "Meetings"


_PUPILS = "Pupils and parents"


_WRITING = "Writing"


_MONEY = "Money"


_EXCEPTIONAL = "Exceptional requests"


_RECORDS = "Records and figures"


RULE_BOOK: tuple[Entry, ...] = (
    Entry(
        "defer_allowed",
        _OUTCOMES,
        "Can a community put a decision off for more information?",
        "Beside agreeing support or declining, the community can then defer a request: it goes back to the school, which "
        "adds what is missing and submits it again.",
    ),
    Entry(
        "council_referral_allowed",
        _OUTCOMES,
        "Can a community refer a request to the council?",
        "For pupils whose needs go beyond what the community can give. Without it, the referral is not offered among the "
        "responses.",
    ),
    Entry(
        "day_count",
        _DAYS,
        "Which days count as working days?",
        "Every deadline in working days is counted by this. Bank holidays and closure days come from the council’s calendar. With "
        "school days, days outside the terms entered there are left out as well.",
        "choice",
    ),
    Entry(
        "submission_days_before",
        _DAYS,
        "How long before a meeting does submission close?",
        "A request reaches a meeting when it is submitted by the end of this day. Later ones go to the next meeting, "
        "unless the chair admits them with a reason. The meeting’s own day does not count.",
        "number",
        "working days",
        0,
        60,
    ),
    Entry(
        "papers_days_before",
        _DAYS,
        "How long before a meeting do agenda and papers go out?",
        "The clerk sends them by the end of this day. The meeting’s own day does not count.",
        "number",
        "working days",
        0,
        60,
    ),
    Entry(
        "minutes_days_after",
        _DAYS,
        "How soon after a meeting are the minutes distributed?",
        "Day one is the first working day after the meeting; the clerk has until the end of the last day.",
        "number",
        "working days",
        1,
        60,
    ),
    Entry(
        "hand_over_days_after",
        _DAYS,
        "How soon is an approved request sent to the area’s officer?",
        "Day one is the first working day after the approval; the clerk has until the end of the last day.",
        "number",
        "working days",
        1,
        60,
    ),
    Entry(
        "processing_calendar_days",
        _PAYING,
        "How long does the council have to process an approved request?",
        "Counted in calendar days from the day the council receives it from the clerk.",
        "number",
        "calendar days",
        1,
        365,
    ),
    Entry(
        "payment_working_days",
        _PAYING,
        "How long after the approval is the money expected?",
        "Counted in working days from the community’s approval: a second clock, beside the one for processing.",
        "number",
        "working days",
        1,
        365,
    ),
    Entry(
        "delegated_authority_needed",
        _VOTING,
        "Must a representative’s delegated authority be confirmed before they vote?",
        "The school’s signatory or the council records who confirmed it, and when. Until then the representative attends "
        "and speaks, but is not counted.",
    ),
    Entry(
        "chair_votes", _VOTING, "Does the chair vote?", "The chair’s vote is counted with those of the representatives."
    ),
    Entry(
        "clerk_votes",
        _VOTING,
        "Does the clerk vote?",
        "Usually not: the clerk records what others decide. The same holds for a deputy.",
    ),
    Entry(
        "advisers_vote",
        _VOTING,
        "Do advisers vote?",
        "Usually not: special schools, pupil referral units and SEND experts are asked for their advice.",
    ),
    Entry(
        "asking_school_votes",
        _VOTING,
        "Does the school that asks vote on its own request?",
        "If it does, its vote is counted, and shown apart from the others.",
    ),
    Entry(
        "show_positions_in_minutes",
        _MEETINGS,
        "Do the minutes show how many members agreed?",
        "For each item on which positions were asked: how many agreed, disagreed and abstained, the asking school apart. "
        "Never who.",
    ),
    Entry(
        "absences_raised_after",
        _MEETINGS,
        "After how many meetings running without a representative is a school raised to the chair?",
        "The clerk is reminded to tell the chair, who gets a link to the record of attendance. Once for each run of "
        "absences.",
        "number",
        "meetings",
        1,
        12,
    ),
    Entry(
        "members_see_pupil_names",
        _PUPILS,
        "Do members of other schools see pupils’ names?",
        "Usually not: they read “Pupil A, Year 4”. The asking school, the community’s chair and clerk, the area’s officer "
        "and council finance see names in any case. It holds alike on pages, in searches, papers, files and messages.",
    ),
    Entry(
        "parents_informed",
        _PUPILS,
        "Must parents know of a request?",
        "Whether the form only asks, or can’t be submitted before parents have been informed. Where written consent is "
        "required, the form asks whether they have consented in writing instead: drafts begun before are asked anew.",
        "choice",
    ),
    Entry(
        "sen_support_eligible",
        _PUPILS,
        "Can pupils on SEN support be in a request?",
        "If not, a request that names one can’t be submitted.",
    ),
    Entry(
        "ehcp_eligible",
        _PUPILS,
        "Can pupils with an education, health and care plan be in a request?",
        "An authority that funds plans in another way says no from the day that begins.",
    ),
    Entry(
        "solution_words",
        _WRITING,
        "How long can the solution-focused question be?",
        "Longer answers can’t be submitted. The page counts the words left.",
        "number",
        "words",
        50,
        2000,
    ),
    Entry(
        "other_answer_words",
        _WRITING,
        "How long can the other long answers be?",
        "The same for each of the other long answers of the form.",
        "number",
        "words",
        50,
        2000,
    ),
    Entry(
        "exceptional_weeks",
        _EXCEPTIONAL,
        "How long can an exceptional allocation last at most?",
        "From its first to its last day. Support that is needed for longer takes a standard request.",
        "number",
        "weeks",
        1,
        52,
    ),
    Entry(
        "exceptional_reminder_days",
        _EXCEPTIONAL,
        "How long before its end is the school reminded that an exceptional allocation runs out?",
        "The school is told once, with a button that starts a standard request from the exceptional one.",
        "number",
        "calendar days",
        1,
        120,
    ),
    Entry(
        "contingency_percent",
        _MONEY,
        "Which share of each imported allocation is kept back as contingency?",
        "Of every pound allocated by an import, this share goes to the council’s contingency of the year, from which it "
        "can be transferred to a community. 0 keeps nothing back.",
        "number",
        "percent",
        0,
        50,
    ),
    Entry(
        "payment_pattern",
        _MONEY,
        "How is approved money usually paid?",
        "Offered when the council processes a request; another pattern can be chosen for each.",
        "choice",
    ),
    Entry(
        "funding_year_starts_month",
        _MONEY,
        "In which month does the funding year begin?",
        "The area board reports follow its parts from this month on. The first funding year is offered from it; its days can "
        "be set freely.",
        "number",
        "",
        1,
        12,
    ),
    Entry(
        "funding_periods",
        _MONEY,
        "Into how many parts is a funding year divided?",
        "Four make quarters. After each part an area board report is due.",
        "number",
        "parts",
        1,
        12,
    ),
    Entry(
        "carry_forward",
        _MONEY,
        "What happens to money left at the end of a funding year?",
        "Whether what a community has not committed is added to its next year.",
        "choice",
    ),
    Entry(
        "small_number_below",
        _RECORDS,
        "Below which number are counts of pupils hidden?",
        "In figures that leave the community, a count of at least 1 and below this number is not shown, so that no child "
        "can be recognised. 5 hides 1 to 4; 0 hides nothing.",
        "number",
        "pupils",
        0,
        20,
    ),
    Entry(
        "suppress_second_cell",
        _RECORDS,
        "Is a second figure hidden where the first could be worked out from it?",
        "With only one figure of a row hidden, the total would give it away.",
    ),
    Entry(
        "idle_minutes",
        _RECORDS,
        "After how long without use is a person signed out?",
        "A warning comes before, and can be answered to stay. What was typed is not lost.",
        "number",
        "minutes",
        5,
        240,
    ),
)
