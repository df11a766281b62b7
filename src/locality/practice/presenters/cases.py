"""How a case is shown: its answers, where it stands, and what the gate found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from locality.communities.models import ListItem
from locality.masking.names import Mask
from locality.practice.content import Contact, Cost, Phase, Result, Strength
from locality.practice.models import PracticeCase
from locality.practice.rules.gate import Concern, Finding
from locality.practice.rules.written import texts_of
from locality.practice.workflow import CaseIs
from locality.resource_requests.content.questions import KIND_LABELS, Kind
from locality.values.dates import show_day
from locality.values.sentences import in_a_row

RESULT_COLOURS = {
    Result.BACK: "red",
    Result.NO_CHANGE: "orange",
    Result.SOME: "yellow",
    Result.HOPED: "green",
    Result.MORE: "teal",
    Result.CANNOT_SAY: "grey",
}
FIELDS = {"title": "Title", "tried": "What you tried", "unsuited": "When it does not suit"}
CONCERNS = {
    Concern.NAME: "A pupil’s name",
    Concern.BORN: "A date of birth",
    Concern.REFERENCE: "A reference",
    Concern.EMAIL: "An email address",
    Concern.PHONE: "A phone number",
    Concern.MONEY: "An exact amount of money",
    Concern.AGE: "An age",
    Concern.DAY: "A date",
    Concern.SCHOOL: "The name of a school or community",
    Concern.PERSON: "A grown-up by name",
    Concern.RARE: "Something that few families have",
    Concern.ONLY: "Words that point at one child",
    Concern.FEW: "Words for one or few pupils",
}
ADVICE = {
    Concern.NAME: "Remove it. Write about what you did, and not about one pupil.",
    Concern.BORN: "Remove it.",
    Concern.REFERENCE: "Remove it.",
    Concern.EMAIL: "Remove it. Others can ask the role that you select below the case.",
    Concern.PHONE: "Remove it. Others can ask the role that you select below the case.",
    Concern.MONEY: "Write a round amount instead, for example “about £1,500”.",
    Concern.AGE: "Write the key stage or the year group instead.",
    Concern.DAY: "Write the month or term instead.",
    Concern.SCHOOL: "Write “a school near us” instead.",
    Concern.PERSON: "Write the role instead, for example “our SENCO”.",
    Concern.RARE: "Leave it out, unless the case makes no sense without it.",
    Concern.ONLY: "Say it in a way that fits several pupils.",
    Concern.FEW: "Write “a small group” instead.",
}


@dataclass(frozen=True)
class Row:
    """A line of a summary, as `c.summary_list` reads it."""

    key: str
    value: str
    change: str = ""


@dataclass(frozen=True)
class Shown:
    """The texts of a case as its reader reads them."""

    title: str
    tried: str
    unsuited: str


def texts_for(case: PracticeCase, mask: Mask) -> Shown:
    """The texts without the names of pupils, for every reader alike: who writes a case reads its words in its form."""
    return Shown(**{name: mask(text) for name, text in texts_of(case).items()})


def rows_of(case: PracticeCase, needs: Sequence[ListItem], *, with_school: bool) -> list[Row]:
    """The answers of a case, without its texts."""
    found = [
        Row("Needs", in_a_row(each.label for each in needs)),
        Row("Phase", label_of(Phase, case.phase)),
        Row("Key stage", case.key_stage.label if case.key_stage else "All key stages"),
        Row("Kind of support", KIND_LABELS[Kind(case.kind)] if case.kind else ""),
        Row("Staff time", case.took),
        Row("Cost", label_of(Cost, case.cost)),
        Row("What came of it", label_of(Result, case.result)),
        Row("How the school knows", label_of(Strength, case.strength)),
    ]
    if case.contact:
        found.append(Row("Whom to ask", f"{Contact(case.contact).label} of {case.school.name}"))
    elif with_school:
        found.append(Row("School", f"{case.school.name} (readers from other schools do not see this)"))
    return found


def label_of(choices: type[Phase | Cost | Result | Strength], value: str) -> str:
    """The words of an answer; nothing where it is open."""
    return str(choices(value).label) if value else ""


def say_standing(case: PracticeCase, *, is_own: bool, today: date) -> str:
    """The sentence that opens a case's page: where it stands, and what happens next."""
    said = {
        CaseIs.DRAFT: "This is a draft, which only your school can read.",
        CaseIs.SHARED: f"The schools of {case.community.name} can read this case.",
        CaseIs.ASKED: f"The schools of {case.community.name} can read this case. {_next(case)}",
        CaseIs.RELEASED: "Everyone in the council can read this case.",
        CaseIs.WITHDRAWN: "This case is withdrawn, so only your school can read it.",
        CaseIs.MERGED: "This case was merged into another one.",
    }[CaseIs(case.state)]
    if case.state == CaseIs.DRAFT and case.reason and is_own:
        return f"This case was sent back and is a draft again, which only your school can read. Reason: {case.reason}"
    if case.state == CaseIs.WITHDRAWN and case.reason and is_own:
        return f"{said} Reason: {case.reason}"
    if case.is_stale(today):
        due = f"It was last checked more than 2 years ago: a check was due on {show_day(case.review_on or today)}."
        return f"{said} {due}"
    return said


def _next(case: PracticeCase) -> str:
    return f"Next: the clerk of {case.community.name} or the council’s team reads it, then releases it to everyone."


@dataclass(frozen=True)
class Found:
    """One place that the gate found, with what to do about it."""

    where: str
    what: str
    advice: str
    before: str
    found: str
    after: str


def findings_shown(findings: Iterable[Finding], *, blocking: bool) -> list[Found]:
    """The places that must go, or those that are confirmed."""
    return [
        Found(FIELDS[each.field], CONCERNS[each.concern], ADVICE[each.concern], each.before, each.found, each.after)
        for each in findings
        if each.blocks == blocking
    ]


def name_people(names: Iterable[str]) -> list[str]:
    """Who gets an email, each once."""
    return list(dict.fromkeys(names))
