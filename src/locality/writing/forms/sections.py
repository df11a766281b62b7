"""The pages of a draft: fields that show texts as typed. What is wrong with them, `answers` says, in one place."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from markupsafe import Markup

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Many, Pick
from locality.design.forms.days import Day
from locality.design.forms.fields import UNNAMED, LongText, Text
from locality.resource_requests.content.fields import SEVERAL, field_of, input_name, seen_of_field
from locality.resource_requests.content.filled import Choices, Problem
from locality.resource_requests.content.questions import (
    KIND_LABELS,
    QUESTIONS,
    REASON_HINTS,
    REASON_LABELS,
    Kind,
    answers_on_parents,
    question_of,
)
from locality.together.texts import Seen
from locality.values.sentences import count


class DraftForm(PageForm):
    """Shows part of a draft. It refuses nothing itself: every text is kept, and its problems are handed in."""

    mark_optional = False

    def __init__(
        self,
        texts: Mapping[str, str],
        problems: Sequence[Problem] = (),
        *,
        seen: Mapping[str, Seen],
        names: Iterable[str],
        choices: Choices,
        prefix: str | None = None,
        elsewhere: Sequence[dict[str, str]] = (),
    ) -> None:
        self.names = tuple(names)
        self.choices = choices
        self.problems = problems
        self.elsewhere = elsewhere
        self.seen = seen
        super().__init__(data=_as_sent(texts, self.names), prefix=prefix)
        self.set_up()
        for field in self.fields.values():
            field.required = False
        self.revisions = {name: seen_of_field(self.add_prefix(name), seen) for name in self.fields}

    def set_up(self) -> None:
        """Give the fields their choices and limits, by the authority's lists and rules."""
        for name, field in self.fields.items():
            if isinstance(field, LongText):
                field.words = self.choices.word_limits[QUESTIONS[name].words]

    def add_prefix(self, field_name: str) -> str:
        """Fields are called what their answers are: `pupil.3.name`."""
        return f"{self.prefix}.{field_name}" if self.prefix else field_name

    def _clean_fields(self) -> None:
        """Nothing is refused here."""

    def clean(self) -> dict[str, Any]:
        """Put each problem at its field."""
        for problem in self.problems:
            whole = field_of(problem.name)
            field = whole.removeprefix(f"{self.prefix}.") if self.prefix else whole
            of_day = problem.name.rpartition("_")[2] if whole != problem.name else ""
            error = ValidationError(problem.sentence, code=f"part:{of_day}" if of_day else "invalid")
            self.add_error(field if field in self.fields else None, error)
        return {}

    @property
    def error_list(self) -> list[dict[str, str]]:
        """The error summary, with what is to be mended on pages of its own."""
        return [*super().error_list, *self.elsewhere]

    def revision_inputs(self) -> Markup:
        """What the window has seen of each field, sent back with its text."""
        one = Markup('<input type="hidden" name="revision-{}" value="{}">')
        fields = dict.fromkeys(field_of(name) for name in self.names)
        return Markup("").join(one.format(field, seen_of_field(field, self.seen)) for field in fields)


def _as_sent(texts: Mapping[str, str], names: Iterable[str]) -> dict[str, Any]:
    """The texts as a browser would send them."""
    return {
        input_name(name): [part for part in texts.get(name, "").split(",") if part]
        if name in SEVERAL
        else texts.get(name, "")
        for name in names
    }


def _long(name: str, label: str = UNNAMED) -> LongText:
    asked = QUESTIONS[name].label
    return LongText(label=label, noun=asked, empty=f"Enter an answer to “{asked}”", rows=12, read_by_others=True)


class ExceptionalForm(DraftForm):
    """Why it can’t wait for a meeting, and which days it is for (EXC-1, EXC-6)."""

    exceptional_reason = Choice(
        label="Why is this request exceptional?",
        noun=QUESTIONS["exceptional_reason"].label,
        empty="Select why this request is exceptional",
        choices=list(REASON_LABELS.items()),
        hints=REASON_HINTS,
    )
    starts_on = Day(label=QUESTIONS["starts_on"].label, empty="Enter the first day of support")
    ends_on = Day(label=QUESTIONS["ends_on"].label, empty="Enter the last day of support")

    def set_up(self) -> None:
        """The authority’s longest period."""
        weeks = self.choices.exceptional_weeks
        longest = f"At most {count(weeks, 'week')} from the first day."
        self.fields["ends_on"].help_text = f"{longest} The council cannot pay for anything after this day."


class SolutionForm(DraftForm):
    """The question the community will work on (FORM-04)."""

    solution = _long("solution")
    title = Text(
        label=f"{QUESTIONS['title'].label} (optional)",
        noun=QUESTIONS["title"].label,
        hint=QUESTIONS["title"].why,
        required=False,
        max_length=QUESTIONS["title"].letters,
        read_by_others=True,
    )


class OutcomesForm(DraftForm):
    """What the school expects to see (FORM-05)."""

    outcomes = _long("outcomes")


class SupportForm(DraftForm):
    """The kinds of support asked for (FORM-06)."""

    support = Many(
        label="Which support are you asking for?",
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        hint=QUESTIONS["support"].why,
        empty="Select the support you are asking for",
        hints={
            Kind.ADVICE: "Ideas and experience from colleagues, specialists or services",
            Kind.SCHOOL_SUPPORT: "Time of another school’s staff, visits, shared training",
            Kind.FUNDING: "Money towards a cost. We’ll ask what it is for and how you worked it out.",
        },
    )


class PupilsForm(DraftForm):
    """What is asked of all pupils together (FORM-07)."""

    key_stage = Choice(label="Which Key Stage", hint=QUESTIONS["key_stage"].why, empty="Select a key stage")
    needs = Many(
        label="What are the pupils’ main needs?",
        hint=QUESTIONS["needs"].why,
        noun=QUESTIONS["needs"].label,
        empty="Select at least one main need",
    )
    parents_informed = Choice(
        label=QUESTIONS["parents_informed"].label, empty="Select whether you have told parents or carers", inline=True
    )

    def set_up(self) -> None:
        """The authority's own lists of key stages and needs, and its own question on parents."""
        must = self.choices.parents_must
        self.fields["parents_informed"].label = question_of("parents_informed", must).label
        self.offer("parents_informed", answers_on_parents(must).items())
        self.offer("key_stage", [(str(pk), label) for pk, label in self.choices.key_stages.items()])
        self.offer("needs", [(str(pk), label) for pk, label in self.choices.needs.items()])


class FundingForm(DraftForm):
    """What the money is for (FORM-08)."""

    use = _long("use", QUESTIONS["use"].label)


class SupportGivenForm(DraftForm):
    """What the school has done itself (FORM-09)."""

    support_given = _long("support_given")


class SchoolForm(DraftForm):
    """Contact, trust and the other schools of a joint request (FORM-02, FORM-03)."""

    contact = Text(
        label=QUESTIONS["contact"].label,
        hint=QUESTIONS["contact"].why,
        empty=f"Enter an answer to “{QUESTIONS['contact'].label}”",
        read_by_others=True,
    )
    trust = Pick(label=QUESTIONS["trust"].label, noun="Trust or federation", placeholder="None", required=False)
    trust_other = Text(
        label="Name of the trust or federation, if you selected “Other”",
        empty="Enter the name of the trust or federation",
        read_by_others=True,
    )
    partners = Many(label=QUESTIONS["partners"].label, hint=QUESTIONS["partners"].why, required=False)

    def set_up(self) -> None:
        """Trusts of the authority; schools of the own community."""
        self.offer("trust", [*self.choices.trusts.items(), ("other", "Other")])
        if self.choices.partners:
            self.offer("partners", [(str(pk), name) for pk, name in self.choices.partners.items()])
        else:
            del self.fields["partners"]


SECTION_FORMS: dict[str, type[DraftForm]] = {
    "exceptional": ExceptionalForm,
    "solution": SolutionForm,
    "outcomes": OutcomesForm,
    "support": SupportForm,
    "pupils": PupilsForm,
    "funding": FundingForm,
    "support-given": SupportGivenForm,
    "school": SchoolForm,
}
