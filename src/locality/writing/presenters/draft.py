"""A draft as its writers see it: what is typed, how far each section is, what is wrong and where to mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse

from locality.masking.called import ANY_PUPIL, Hidden
from locality.resource_requests.content.answers import read, rows
from locality.resource_requests.content.fields import answers_of, input_name
from locality.resource_requests.content.filled import Choices, Filled, Problem
from locality.resource_requests.content.questions import SECTIONS, Section
from locality.resource_requests.models import DraftAnswer, ResourceRequest
from locality.resource_requests.queries.pupil_names import Names
from locality.resource_requests.queries.pupils import beside, named_in, names_of
from locality.resource_requests.queries.requests import choices_for, draft_of
from locality.together.texts import Seen
from locality.values.references import pupil_letter
from locality.values.typed import shows

NAMES = {
    section.slug: tuple(answer for name in section.names for answer in answers_of(name)) for section in SECTIONS
} | {"school": ("contact", "trust", "trust_other", "joint", "partners")}
"""The answers that each section's page holds."""

ROWS = {"pupils": "pupil", "funding": "line"}
"""The sections that also hold rows, each with a page of its own, and what their answers' names begin with."""


@dataclass(frozen=True)
class Status:
    """How far a section is, in a word."""

    label: str
    colour: str = ""


NOT_STARTED = Status("Not started", "blue")
IN_PROGRESS = Status("In progress", "teal")
COMPLETED = Status("Completed")
PROBLEM = Status("There is a problem", "red")


@dataclass(frozen=True)
class Writer:
    """Someone who worked on the draft, and when they last did."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Draft:
    """The answers as typed, what they may choose from, and what they read as today."""

    rfr: ResourceRequest
    answers: Mapping[str, DraftAnswer]
    choices: Choices
    filled: Filled

    @cached_property
    def raw(self) -> dict[str, str]:
        """The texts by name."""
        return {name: answer.text for name, answer in self.answers.items()}

    @property
    def shown(self) -> dict[str, str]:
        """The texts as a page shows them: with the key stage that follows from the year groups, until one is chosen."""
        known = self.filled.key_stage
        return self.raw | ({"key_stage": str(known)} if known and not self.raw.get("key_stage", "").strip() else {})

    @cached_property
    def seen(self) -> dict[str, Seen]:
        """What a window has seen to which the answers are shown: its form carries it, so that a change is noticed."""
        return {name: Seen.of(answer.revision, answer.text) for name, answer in self.answers.items()}

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that are asked: Funding only where money is asked for (FORM-08), the first only outside meetings."""
        return tuple(
            each
            for each in SECTIONS
            if (self.filled.asks_funding or not each.only_with_funding)
            and (self.choices.exceptional or not each.only_exceptional)
        )

    def rows(self, prefix: str) -> list[int]:
        """The numbers of the pupils ("pupil") or lines of costs ("line"), in order."""
        return list(rows(self.raw, prefix))

    def letter(self, row: int) -> str:
        """What a pupil is called: by place in the list; the next letter for one who is not in it yet."""
        listed = self.rows("pupil")
        return pupil_letter((listed.index(row) if row in listed else len(listed)) + 1)

    def is_typed(self, problem: Problem) -> bool:
        """Whether something stands in the field with the problem: then it is wrong, not only missing."""
        return shows(self.raw.get(problem.name, ""))

    def problems_at(self, names: Iterable[str]) -> list[Problem]:
        """What is wrong with these answers."""
        wanted = set(names)
        return [problem for problem in self.filled.problems if problem.name in wanted]

    def problems_of_row(self, prefix: str, row: int) -> list[Problem]:
        """What is wrong with one pupil or line."""
        return [problem for problem in self.filled.problems if problem.name.startswith(f"{prefix}.{row}.")]

    def is_complete(self, section: Section) -> bool:
        """Whether nothing is missing or wrong in a section."""
        return not self.filled.problems_of(section.slug)

    def status(self, section: Section) -> Status:
        """How far a section is."""
        problems = self.filled.problems_of(section.slug)
        if not problems:
            return COMPLETED
        if any(self.is_typed(problem) for problem in problems):
            return PROBLEM
        begun = any(shows(self.raw.get(name, "")) for name in NAMES[section.slug])
        return IN_PROGRESS if begun or self.rows(ROWS.get(section.slug, "")) else NOT_STARTED

    @property
    def last_saved(self) -> datetime | None:
        """When anything was last saved."""
        return max((answer.saved_at for answer in self.answers.values()), default=None)

    def saved_at(self, names: Iterable[str]) -> datetime | None:
        """When any of these answers was last saved."""
        return max((self.answers[name].saved_at for name in names if name in self.answers), default=None)

    @cached_property
    def names(self) -> Names:
        """Everybody whose name may stand in its texts: two queries, where a page asks."""
        return names_of(self.rfr)

    @cached_property
    def pupils(self) -> list[Hidden]:
        """Every pupil to hide in its texts: those of the list as it stands by their letters, then all others known."""
        return beside(self._listed, self.names.hidden)

    @cached_property
    def _listed(self) -> list[Hidden]:
        return [
            Hidden(pupil.name, f"Pupil {self.letter(pupil.row)}", pupil.born)
            for pupil in self.filled.pupils
            if pupil.name or pupil.born
        ]

    def named_in(self, names: Iterable[str]) -> int:
        """How many pupils are named in these answers: a sight to record when above 0."""
        return self.named_in_texts(self.raw.get(name, "") for name in names)

    def named_in_texts(self, texts: Iterable[str]) -> int:
        """How many pupils are named in what others wrote about the draft."""
        return len(self.pupils_named_in(texts))

    def pupils_named_in(self, texts: Iterable[str], *, of: Iterable[Hidden] | None = None) -> list[Hidden]:
        """Which pupils the texts name, of the list or not; of: those besides the list, where not all are meant."""
        written = list(filter(shows, texts))
        if not written:
            return []
        return named_in(self.pupils if of is None else beside(self._listed, of), self.names.people, written)

    @property
    def names_shown(self) -> int:
        """How many pupils a page with the list and all answers names."""
        listed = sum(1 for pupil in self.filled.pupils if pupil.name)
        return listed + sum(each.stand_in == ANY_PUPIL for each in self.pupils_named_in(self.raw.values()))

    def writers(self) -> list[Writer]:
        """Who worked on it, the last one first."""
        found: dict[int, Writer] = {}
        for answer in self.answers.values():
            known = found.get(answer.saved_by_id)
            if known is None or known.at < answer.saved_at:
                found[answer.saved_by_id] = Writer(answer.saved_by.name, answer.saved_at)
        return sorted(found.values(), key=lambda writer: writer.at, reverse=True)

    # Addresses ----------------------------------------------------------------------------------------------------

    def entry(self, section: Section) -> str:
        """Where a section is begun: with its first pupil or line where it has none yet."""
        prefix = ROWS.get(section.slug)
        if prefix and not self.rows(prefix):
            return reverse(f"request_{prefix}_add", args=[self.rfr.reference])
        return section_address(self.rfr, section.slug)

    def after(self, slug: str) -> str:
        """Where "Save and continue" leads: the next section that is not complete, or the page to check it all.

        After the last comes the first: a joint request begins at the end, with its schools.
        """
        order = [section.slug for section in self.sections]
        begin = order.index(slug) + 1 if slug in order else 0
        for section in (*self.sections[begin:], *self.sections[:begin]):
            if not self.is_complete(section):
                return self.entry(section)
        return reverse("request_check", args=[self.rfr.reference])

    def mend(self, problem: Problem) -> str:
        """The very field with the problem, from which one comes back to the check."""
        prefix, _, rest = problem.name.partition(".")
        reference = self.rfr.reference
        if rest:
            row = rest.partition(".")[0]
            page = reverse(f"request_{prefix}", args=[reference, row])
            return f"{page}?from=check#id_{input_name(problem.name)}"
        if problem.name in {"pupils", "lines"}:
            return reverse(f"request_{problem.name.removesuffix('s')}_add", args=[reference]) + "?from=check"
        return f"{section_address(self.rfr, problem.section)}?from=check#id_{input_name(problem.name)}"


def section_address(rfr: ResourceRequest, slug: str) -> str:
    """The page of a section."""
    return reverse("request_section", args=[rfr.reference, slug])


def open_draft(rfr: ResourceRequest, today: date) -> Draft:
    """Load a draft with all it may choose from: a fixed number of queries."""
    answers = draft_of(rfr)
    partners = answers.get("partners")
    choices = choices_for(rfr, today, partners.text if partners else "")
    return Draft(rfr, answers, choices, read({name: answer.text for name, answer in answers.items()}, choices))
