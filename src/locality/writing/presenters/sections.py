"""What the pages of writing say: the task list, the rows of pupils and costs, and who will be told."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse

from locality.communities.deadlines import Deadlines
from locality.resource_requests.content.answers import typed_id
from locality.resource_requests.content.costs import how_worked_out
from locality.resource_requests.content.filled import LineAnswer, PupilAnswer
from locality.resource_requests.content.questions import SUPPORT_LABELS, Section
from locality.resource_requests.content.years import worth_a_look
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.queries.where_it_stands import Reads, where_it_stands
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.schedule.models import Meeting
from locality.values.dates import show_plain_day
from locality.values.money import say_money
from locality.values.sentences import count
from locality.writing.presenters.draft import ROWS, Draft

LONG_ANSWERS = ("solution", "outcomes", "use", "support_given")


@dataclass(frozen=True)
class PupilRow:
    """A pupil in the list: `label` is "Pupil B", the name stands beside it."""

    label: str
    name: str
    details: str
    wrong: list[str]
    """What is missing or wrong, a sentence each."""
    look: str
    change: str
    remove: str


@dataclass(frozen=True)
class LineRow:
    """A line of the costs in the list; amounts are None where it can't be added up yet."""

    label: str
    item: str
    unit: str
    quantity: Decimal | None
    weeks: Decimal | None
    rate: Decimal | None
    total: Decimal | None
    worked_out: str
    wrong: list[str]
    change: str
    remove: str


def task_list(draft: Draft) -> list[dict[str, str]]:
    """The sections with how far each is."""
    items = []
    for section in draft.sections:
        status = draft.status(section)
        items.append(
            {
                "title": section.title,
                "href": draft.entry(section),
                "status": status.label,
                "status_colour": status.colour,
                "hint": _hint(draft, section),
            }
        )
    return items


def _hint(draft: Draft, section: Section) -> str:
    if section.slug == "pupils" and draft.filled.pupils:
        number = len(draft.filled.pupils)
        return f"{count(number, 'pupil')} added"
    if section.slug == "funding" and draft.filled.lines:
        return f"{say_money(draft.filled.total)} requested"
    return ""


def progress(draft: Draft) -> str:
    """How many of the sections are complete."""
    done = sum(draft.is_complete(section) for section in draft.sections)
    return f"You have completed {done} of {len(draft.sections)} sections"


def what_is_typed(draft: Draft) -> list[str]:
    """What a draft holds, in words: its answers, pupils and costs. Nothing where only what the product filled in stands."""
    answered = sum(bool(draft.raw.get(name, "").strip()) for name in LONG_ANSWERS)
    parts = ((answered, "long answer"), (len(draft.rows("pupil")), "pupil"), (len(draft.rows("line")), "cost"))
    return [count(number, word) for number, word in parts if number]


def submit_by(
    rfr: ResourceRequest, deadlines: Deadlines, today: date, ahead: Meeting | None, reads: Reads = Reads.SCHOOL
) -> str:
    """By when to submit, and which meeting that reaches (PRE-2), as it is this reader's to do."""
    if is_exceptional(rfr):
        return f"When a signatory signs the request, it goes straight to the chair of {rfr.community.name}."
    if ahead is None:
        return (
            f"{rfr.community.name} has not planned a meeting for this request yet. You can still submit it. "
            "It will go to the next meeting the chair or clerk plans."
        )
    return f"{where_it_stands(rfr, deadlines, today, reads, ahead=ahead).following}."


def pupil_rows(draft: Draft) -> list[PupilRow]:
    """The pupils as the school's own people see them."""
    return [
        PupilRow(
            label=f"Pupil {draft.letter(pupil.row)}",
            name=pupil.name,
            details=pupil_details(draft, pupil),
            wrong=wrong_with(draft, "pupil", pupil.row),
            look=worth_a_look(pupil.born, pupil.year_group, draft.choices.today),
            change=_row_address(draft.rfr, "pupil", pupil.row),
            remove=reverse("request_pupil_remove", args=[draft.rfr.reference, pupil.row]),
        )
        for pupil in draft.filled.pupils
    ]


def pupil_details(draft: Draft, pupil: PupilAnswer) -> str:
    """A pupil's answers but the name, in a line."""
    parts = [
        f"born {show_plain_day(pupil.born)}" if pupil.born else "",
        pupil.year_group,
        SUPPORT_LABELS.get(pupil.support, ""),
        "looked after" if pupil.looked_after else "",
        "already has specific allocation funding" if pupil.specific_allocation else "",
        draft.choices.schools.get(pupil.school, "") if len(draft.choices.schools) > 1 else "",
    ]
    return ", ".join(part for part in parts if part)


def line_rows(draft: Draft) -> list[LineRow]:
    """The lines of the costs, those that can't be added up yet too."""
    ready: dict[int, LineAnswer] = {line.row: line for line in draft.filled.lines}
    return [_line_row(draft, position, row, ready.get(row)) for position, row in enumerate(draft.rows("line"), 1)]


def _line_row(draft: Draft, position: int, row: int, line: LineAnswer | None) -> LineRow:
    return LineRow(
        label=f"cost {position}",
        item=line.item if line else _item_so_far(draft, row) or "Not described yet",
        unit=line.unit if line else "",
        quantity=_plain(line.quantity) if line else None,
        weeks=_plain(line.weeks) if line and draft.raw.get(f"line.{row}.weeks", "").strip() else None,
        rate=line.rate if line else None,
        total=line.total if line else None,
        worked_out=worked_out(line) if line else "",
        wrong=wrong_with(draft, "line", row),
        change=_row_address(draft.rfr, "line", row),
        remove=reverse("request_line_remove", args=[draft.rfr.reference, row]),
    )


def _item_so_far(draft: Draft, row: int) -> str:
    """What was chosen or described of a cost that can't be added up yet."""
    costing = draft.choices.costings.get(typed_id(draft.raw.get(f"line.{row}.item", "")) or 0)
    return costing.item if costing else draft.raw.get(f"line.{row}.description", "")


def wrong_with(draft: Draft, prefix: str, row: int) -> list[str]:
    """What is missing or wrong with one pupil or cost, as it is said at its fields."""
    return list(dict.fromkeys(problem.sentence for problem in draft.problems_of_row(prefix, row)))


def worked_out(line: LineAnswer) -> str:
    """The sum of a cost."""
    return how_worked_out(line.quantity, line.unit, line.weeks, line.rate, line.total)


def _plain(number: Decimal) -> Decimal:
    """12 for 12.00."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def row_problems(draft: Draft, section: Section) -> list[dict[str, str]]:
    """What is wrong with a section's pupils or lines, each with the way to its page."""
    prefix = ROWS.get(section.slug)
    if prefix is None:
        return []
    found = []
    for problem in draft.filled.problems_of(section.slug):
        if problem.name == f"{prefix}s":
            found.append({"text": problem.sentence, "href": f"#{prefix}-add"})
        elif problem.name.startswith(f"{prefix}."):
            row = int(problem.name.split(".")[1])
            found.append({"text": f"{row_label(draft, prefix, row)}: {problem.sentence}", "href": draft.mend(problem)})
    return found


def row_label(draft: Draft, prefix: str, row: int) -> str:
    """What a pupil or line is called."""
    if prefix == "pupil":
        return f"Pupil {draft.letter(row)}"
    listed = draft.rows("line")
    return f"Cost {(listed.index(row) if row in listed else len(listed)) + 1}"


def _row_address(rfr: ResourceRequest, prefix: str, row: int) -> str:
    return reverse(f"request_{prefix}", args=[rfr.reference, row])
