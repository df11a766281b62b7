"""The page that shows all answers before they are signed: what was answered, what is missing, whom it names."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from locality.communities.scope import Viewer
from locality.masking.called import ANY_PUPIL, Hidden
from locality.resource_requests.content.fields import answers_of, input_name, is_date
from locality.resource_requests.content.filled import Problem
from locality.resource_requests.content.questions import KIND_LABELS, QUESTIONS, SECTION_OF, Section, question_of
from locality.resource_requests.content.years import is_in_stage
from locality.resource_requests.queries.identity import known_to
from locality.values.dates import show_day
from locality.values.sentences import in_a_row
from locality.values.typed import lines, short
from locality.writing.presenters.conflicts import date_typed, say_answer
from locality.writing.presenters.draft import Draft, section_address
from locality.writing.presenters.sections import line_rows, pupil_rows, row_label

Row = dict[str, object]

READ_BY_OTHERS = ("contact", "trust_other", "solution", "title", "outcomes", "use", "support_given")
"""The answers in words that schools of the community will read (RES-9), besides the costs'."""
OF_NOTHING = {"trust": "None", "partners": "None", "title": "None. We’ll use the first words of your question"}
"""What is said of an answer that need not be given, where it is not."""
OF_A_COST = {"description": "description of the cost", "unit": "unit"}


@dataclass(frozen=True)
class Part:
    """A part of the form with its answers."""

    slug: str
    title: str
    rows: list[Row]


@dataclass(frozen=True)
class Named:
    """Pupils whose names stand in a text that other schools will read."""

    text: str
    href: str
    label: str


def parts(draft: Draft, *, change: bool) -> list[Part]:
    """The answers in the order of the paper form, each with the way to change it where it can be changed."""
    rows = {section.slug: _rows(draft, section, change=change) for section in draft.sections}
    return [
        Part("request", "The request", [*_request_rows(draft), *rows.get("exceptional", []), *rows["school"]]),
        Part("asked", "What you are asking for", [*rows["solution"], *rows["outcomes"], *rows["support"]]),
        Part("pupils", "Pupils", rows["pupils"]),
        *([Part("funding", "Funding", rows["funding"])] if "funding" in rows else []),
        Part("given", QUESTIONS["support_given"].label, rows["support-given"]),
    ]


def _request_rows(draft: Draft) -> list[Row]:
    rfr = draft.rfr
    joint = len(draft.filled.partners) > 0
    outside: list[Row] = [{"key": "Kind of request", "value": "Exceptional"}] if draft.choices.exceptional else []
    return [
        {"key": "Request ID", "value": rfr.reference},
        *outside,
        {"key": "Date of request", "value": "Added when it is signed"},
        {"key": "Name of Community", "value": rfr.community.name},
        {"key": "Name of Lead School" if joint else "Name of School", "value": rfr.school.name},
    ]


def _rows(draft: Draft, section: Section, *, change: bool) -> list[Row]:
    page = section_address(draft.rfr, section.slug) + "?from=check"
    rows = [_answer(draft, name, page if change else "") for name in section.names]
    if section.slug == "pupils":
        return [*_pupils(draft, change=change), *rows]
    if section.slug == "funding":
        return [*rows, *_lines(draft, change=change)]
    return rows


def _answer(draft: Draft, name: str, page: str) -> Row:
    question = question_of(name, draft.choices.parents_must)
    text = lines(draft.shown.get(name, ""))
    value = say_answer(name, text, draft.choices)
    if is_date(name):
        value = _day(draft, name)
    if name == "trust" and text == "other":
        value = short(draft.raw.get("trust_other", "")) or "Other"
    return {
        "key": question.label,
        "value": value or OF_NOTHING.get(name, ""),
        "note": _look_at_stage(draft, str(value)) if name == "key_stage" else "",
        "long": bool(question.words),
        "several": _several(draft, name),
        "change": f"{page}#id_{input_name(answers_of(name)[0])}" if page else "",
    }


def _several(draft: Draft, name: str) -> list[str]:
    """The answers of a question with a list, each on a line."""
    if name == "support":
        return [KIND_LABELS[kind] for kind in draft.filled.kinds]
    return [draft.choices.needs[pk] for pk in draft.filled.needs] if name == "needs" else []


def _day(draft: Draft, name: str) -> str:
    """A date in words; as it was typed while it is none."""
    day = {"starts_on": draft.filled.starts_on, "ends_on": draft.filled.ends_on}[name]
    return show_day(day) if day else date_typed(name, draft.raw, " ").strip()


def _look_at_stage(draft: Draft, stage: str) -> str:
    """A sentence where no pupil is in a year group of the key stage; it refuses nothing."""
    groups = dict.fromkeys(pupil.year_group for pupil in draft.filled.pupils if pupil.year_group)
    if not groups or is_in_stage(stage, set(groups)):
        return ""
    whose = (
        f"Pupil {draft.letter(draft.filled.pupils[0].row)} is" if len(draft.filled.pupils) == 1 else "The pupils are"
    )
    return f"{whose} in {in_a_row(list(groups))}, and you selected {stage}. Check both."


def _pupils(draft: Draft, *, change: bool) -> list[Row]:
    rows: list[Row] = [
        {
            "key": pupil.label,
            "value": ", ".join(part for part in (pupil.name or "Name missing", pupil.details) if part),
            "change": pupil.change + "?from=check" if change else "",
            "wrong": pupil.wrong,
            "note": pupil.look,
        }
        for pupil in pupil_rows(draft)
    ]
    if not rows:
        add = reverse("request_pupil_add", args=[draft.rfr.reference]) + "?from=check"
        rows = [{"key": "Pupils", "value": "", "change": add if change else "", "change_text": "Add"}]
    filled = draft.filled
    return [
        *rows,
        {"key": "Number of pupils on SEN Support", "value": filled.count("sen_support")},
        {"key": "Number of pupils with an EHCP", "value": filled.count("ehcp")},
        {"key": "Number Looked After Child", "value": filled.looked_after},
    ]


def _lines(draft: Draft, *, change: bool) -> list[Row]:
    rows: list[Row] = []
    for line in line_rows(draft):
        rows.append(
            {
                "key": line.item,
                "value": line.worked_out,
                "change": line.change + "?from=check" if change else "",
                "wrong": line.wrong,
            }
        )
    if not rows:
        add = reverse("request_line_add", args=[draft.rfr.reference]) + "?from=check"
        label = "How the funding request was calculated"
        rows = [{"key": label, "value": "", "change": add if change else "", "change_text": "Add"}]
    return [*rows, {"key": "Total funding request", "value": f"£{draft.filled.total:,.2f}"}]


def to_mend(draft: Draft) -> list[dict[str, str]]:
    """What keeps it from being signed, each with the way to the very field (RFR-2)."""
    found = []
    for problem in draft.filled.problems:
        prefix, _, rest = problem.name.partition(".")
        label = f"{row_label(draft, prefix, int(rest.partition('.')[0]))}: " if rest else ""
        found.append({"text": label + problem.sentence, "href": draft.mend(problem)})
    return found


def named_pupils(draft: Draft, viewer: Viewer) -> list[Named]:
    """Which pupils are named in texts that other schools will read: a warning, not a refusal (RES-9).

    Also those who are not on the list: of a draft that this was copied from, taken out, or of other requests; but only
    whom the writer may know, or a lead school could try which names a partner has listed.
    """
    found = []
    known = known_to(viewer, draft.rfr, draft.names)
    texts = _read_by_others(draft)
    if not draft.pupils_named_in([text for text, _, _ in texts], of=known):
        return []
    for text, label, name in texts:
        whom = _whom(draft.pupils_named_in([text], of=known))
        if whom:
            href = draft.mend(Problem(name, _section_of(name), ""))
            found.append(Named(text=f"“{label}” names {in_a_row(whom)}", href=href, label=label))
    return found


def _read_by_others(draft: Draft) -> list[tuple[str, str, str]]:
    """Every text that others will read as it was typed: the text, what asks for it, and its answer's name."""
    typed = dict(draft.filled.texts) | {"trust_other": draft.filled.trust_other}
    found = [
        (typed.get(name, ""), QUESTIONS["trust" if name == "trust_other" else name].label, name)
        for name in READ_BY_OTHERS
    ]
    costs = [row for row in draft.rows("line") if draft.filled.asks_funding and not _is_of_the_council(draft, row)]
    for row in costs:
        found += [
            (draft.raw.get(name, ""), f"{row_label(draft, 'line', row)}: {label}", name)
            for part, label in OF_A_COST.items()
            for name in [f"line.{row}.{part}"]
        ]
    return found


def _is_of_the_council(draft: Draft, row: int) -> bool:
    """Whether a cost is an item of the council's reference, whose words stand for what was typed."""
    return any(line.row == row and line.costing is not None for line in draft.filled.lines)


def _whom(pupils: Sequence[Hidden]) -> list[str]:
    """Pupils by letter, and how many there are without one."""
    listed = list(dict.fromkeys(each.stand_in for each in pupils if each.stand_in != ANY_PUPIL))
    others = sum(each.stand_in == ANY_PUPIL for each in pupils)
    if others == 1:
        return [*listed, "a pupil who is not on this request’s list"]
    return [*listed, f"{others} pupils who are not on this request’s list"] if others else listed


def _section_of(answer: str) -> str:
    if answer.startswith("line."):
        return "funding"
    return SECTION_OF["trust" if answer == "trust_other" else answer].slug
