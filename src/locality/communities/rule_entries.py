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
    noun: str = ""
    """What a number is of, for its errors."""

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
        if self.unit == "percent":
            return f"{value}%"
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


_VOTING = "Positions on requests"


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
        "Can a community defer a decision until it has more information?",
        "As well as approving or declining, the community can defer a request. The request then goes back to the school, "
        "which adds information and resubmits it.",
    ),
    Entry(
        "council_referral_allowed",
        _OUTCOMES,
        "Can a community refer a request to the council?",
        "A referral is for pupils whose needs go beyond what the community can give. If you select no, we do not offer it "
        "among the responses.",
    ),
    Entry(
        "day_count",
        _DAYS,
        "Which days count as working days?",
        "All the deadlines below use this answer. Bank holidays, closure days and terms come from the council’s calendar. If "
        "you choose school days, days outside the terms do not count either.",
        "choice",
    ),
    Entry(
        "submission_days_before",
        _DAYS,
        "How many working days before a meeting does submission close?",
        "Requests submitted by the end of this day go to the meeting. Later ones go to the next meeting, unless the chair "
        "accepts them late and gives a reason. The day of the meeting does not count.",
        "number",
        "working days",
        0,
        60,
        noun="Number of working days before a meeting that submission closes",
    ),
    Entry(
        "papers_days_before",
        _DAYS,
        "How many working days before a meeting do the agenda and papers go out?",
        "The clerk sends them by the end of this day. The day of the meeting does not count.",
        "number",
        "working days",
        0,
        60,
        noun="Number of working days before a meeting that papers go out",
    ),
    Entry(
        "minutes_days_after",
        _DAYS,
        "Within how many working days of a meeting does the clerk distribute the minutes?",
        "Day 1 is the first working day after the meeting. The clerk has until the end of the last day.",
        "number",
        "working days",
        1,
        60,
        noun="Number of working days to distribute the minutes",
    ),
    Entry(
        "hand_over_days_after",
        _DAYS,
        "Within how many working days of an approval does the clerk send the request to the area officer?",
        "Day 1 is the first working day after the approval. The clerk has until the end of the last day.",
        "number",
        "working days",
        1,
        60,
        noun="Number of working days to send an approved request",
    ),
    Entry(
        "processing_calendar_days",
        _PAYING,
        "How many calendar days does the council have to process an approved request?",
        "We count from the day the area officer acknowledges the request.",
        "number",
        "calendar days",
        1,
        365,
        noun="Number of calendar days to process an approved request",
    ),
    Entry(
        "payment_working_days",
        _PAYING,
        "How many working days after the approval is the payment due?",
        "We count from the community’s approval. The time the council has to process the request is a separate rule.",
        "number",
        "working days",
        1,
        365,
        noun="Number of working days until the payment is due",
    ),
    Entry(
        "delegated_authority_needed",
        _VOTING,
        "Must a representative’s delegated authority be confirmed before they give a position?",
        "A position says if someone agrees, disagrees or abstains. Until the school’s signatory or the council confirms the "
        "delegated authority, the representative can attend and speak, but cannot give a position.",
    ),
    Entry(
        "chair_votes",
        _VOTING,
        "Does the chair give a position?",
        "If so, the chair’s position counts in the same way as a representative’s.",
    ),
    Entry(
        "clerk_votes",
        _VOTING,
        "Does the clerk give a position?",
        "Usually no: the clerk records what others decide. The same applies to a deputy clerk.",
    ),
    Entry(
        "advisers_vote",
        _VOTING,
        "Do advisers give a position?",
        "Usually no: special schools, pupil referral units and SEND experts give advice only.",
    ),
    Entry(
        "asking_school_votes",
        _VOTING,
        "Does a school give a position on its own request?",
        "If it does, its position counts, and we show it apart from the others.",
    ),
    Entry(
        "show_positions_in_minutes",
        _MEETINGS,
        "Do the minutes show how many members agreed?",
        "The minutes say how many agreed, disagreed and abstained on each item, with the asking school shown apart. They "
        "never say who.",
    ),
    Entry(
        "absences_raised_after",
        _MEETINGS,
        "After how many missed meetings in a row does the clerk raise a school’s non-attendance?",
        "We ask the clerk to raise it with the chair, who then gets a link to the record of attendance. We ask again only if "
        "the school comes back and then misses as many again.",
        "number",
        "meetings",
        1,
        12,
        noun="Number of meetings in a row that a school can miss",
    ),
    Entry(
        "members_see_pupil_names",
        _PUPILS,
        "Do members of other schools see pupils’ names?",
        "Usually no: they see “Pupil A, Year 4”. The asking school, the chair and clerk, the area officer and council "
        "finance always see names. This applies to pages, searches, papers, files and emails.",
    ),
    Entry(
        "parents_informed",
        _PUPILS,
        "Do schools have to tell parents about a request?",
        "The form can ask without requiring it, or schools cannot submit until they have told parents. If you require written "
        "consent, the form asks for that instead. Schools then answer again in drafts they have already started.",
        "choice",
    ),
    Entry(
        "sen_support_eligible",
        _PUPILS,
        "Can pupils on SEN support be in a request?",
        "If you select no, schools cannot submit a request for these pupils.",
    ),
    Entry(
        "ehcp_eligible",
        _PUPILS,
        "Can pupils with an education, health and care plan be in a request?",
        "If your council funds support in these plans in another way, select no from the day that starts.",
    ),
    Entry(
        "solution_words",
        _WRITING,
        "How many words can the solution-focused question have?",
        "Schools cannot submit a longer answer. The page counts the words left.",
        "number",
        "words",
        50,
        2000,
        noun="Number of words for the solution-focused question",
    ),
    Entry(
        "other_answer_words",
        _WRITING,
        "How many words can the other long answers have?",
        "This applies to each of the other long answers on the form.",
        "number",
        "words",
        50,
        2000,
        noun="Number of words for the other long answers",
    ),
    Entry(
        "exceptional_weeks",
        _EXCEPTIONAL,
        "How many weeks can an exceptional allocation last?",
        "We count from its first to its last day. For support beyond that, the school submits a standard request.",
        "number",
        "weeks",
        1,
        52,
        noun="Number of weeks that an exceptional allocation can last",
    ),
    Entry(
        "exceptional_reminder_days",
        _EXCEPTIONAL,
        "How many calendar days before an exceptional allocation ends do we remind the school?",
        "We email the school once, so that it can start a standard request from the exceptional one.",
        "number",
        "calendar days",
        1,
        120,
        noun="Number of calendar days before an exceptional allocation ends",
    ),
    Entry(
        "contingency_percent",
        _MONEY,
        "What percentage of each imported allocation goes to the contingency?",
        "You can transfer money from the council’s contingency for the year to a community. Enter 0 if nothing goes to the "
        "contingency.",
        "number",
        "percent",
        0,
        50,
        noun="Percentage that goes to the contingency",
    ),
    Entry(
        "payment_pattern",
        _MONEY,
        "How is approved money usually paid?",
        "When the council processes a request, we suggest this pattern. The council can choose another for each request.",
        "choice",
    ),
    Entry(
        "funding_year_starts_month",
        _MONEY,
        "In which month does the funding year start?",
        "Enter the number of the month, such as 9 for September. Area board reports follow the parts of the funding year. For "
        "your first funding year we suggest this month, and you can change the days.",
        "number",
        "",
        1,
        12,
        noun="Number of the month in which the funding year starts",
    ),
    Entry(
        "funding_periods",
        _MONEY,
        "How many parts does a funding year have?",
        "4 parts make quarters. An area board report is due after each part.",
        "number",
        "parts",
        1,
        12,
        noun="Number of parts of a funding year",
    ),
    Entry(
        "carry_forward",
        _MONEY,
        "What happens to money left at the end of a funding year?",
        "We can add the money a community has not committed to its next year.",
        "choice",
    ),
    Entry(
        "small_number_below",
        _RECORDS,
        "Below how many pupils do we hide a count?",
        "In figures that leave the community, we hide counts below this number, so that no child can be recognised. 5 hides "
        "1 to 4. 0 hides nothing.",
        "number",
        "pupils",
        0,
        20,
        noun="Number of pupils below which we hide a count",
    ),
    Entry(
        "suppress_second_cell",
        _RECORDS,
        "Do we hide a second figure if someone could use it to work out the first?",
        "If only 1 figure in a row is hidden, the total gives it away.",
    ),
    Entry(
        "idle_minutes",
        _RECORDS,
        "After how many minutes without use do we sign a person out?",
        "We warn people first and they can stay signed in. They do not lose what they typed.",
        "number",
        "minutes",
        5,
        240,
        noun="Number of minutes before we sign a person out",
    ),
)
