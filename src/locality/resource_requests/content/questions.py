"""The School Section of the form (Appendix Three) as data: what is asked, in which small groups, and why.

`label` is the paper form's own; the prompts are ours. Word limits come from the authority's rules.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of support a school can ask for (FORM-06)."""

    ADVICE = "advice"
    SCHOOL_SUPPORT = "school_support"
    FUNDING = "funding"


KIND_LABELS = {
    Kind.ADVICE: "Advice and guidance",
    Kind.SCHOOL_SUPPORT: "School to school support",
    Kind.FUNDING: "Financial contribution",
}
RESPONSES = (
    *((kind.value, label) for kind, label in KIND_LABELS.items()),
    ("council_referral", "Referral for the council’s review"),
)
"""What a community can agree: the columns of `Decision`, with their labels (FORM-12).

The last is named after the council where it is offered: `council_words.referral`.
"""

YEAR_GROUPS = (
    "Nursery",
    "Reception",
    *(f"Year {year}" for year in range(1, 15)),
)

SUPPORT_LABELS = {"sen_support": "SEN Support", "ehcp": "EHCP"}

REASON_LABELS = {
    "other_authority": "Pupil with high needs from another local authority",
    "sudden_change": "Sudden change in a child’s condition",
    "tribunal_order": "Tribunal order",
    "new_admission": (
        "New admission, or support likely to change soon or often: an allocation for a short time, pending review"
    ),
}
REASON_HINTS = {
    "other_authority": "A pupil has joined you, and their previous council knows of high needs that you must meet now",
    "sudden_change": "Something has changed that no one could plan for, such as an illness, an injury or a crisis",
    "tribunal_order": "A tribunal has ordered support that must start before the next meeting",
    "new_admission": "A pupil is new, or their needs are changing fast. You need help for a few weeks, until you know more",
}
"""Why a request cannot wait for a meeting (EXC-1), and what we say of each."""


@dataclass(frozen=True)
class Question:
    """One answer of the form. `words` names the rule that limits it; `prompts` help to answer it well."""

    name: str
    label: str
    why: str = ""
    prompts: tuple[str, ...] = ()
    example: str = ""
    words: str = ""
    letters: int = 300
    """The most characters of an answer that has no limit in words."""


@dataclass(frozen=True)
class Section:
    """A small group of questions on one page of the task list."""

    slug: str
    title: str
    names: tuple[str, ...]
    only_with_funding: bool = False
    only_exceptional: bool = False


QUESTIONS = {
    question.name: question
    for question in (
        Question("exceptional_reason", "Why this request is exceptional"),
        Question("starts_on", "First day of support"),
        Question("ends_on", "Last day of support"),
        Question(
            "contact",
            "School contact (in case of queries)",
            "Who should the chair or clerk contact about this request? Give a name and a phone number or email address.",
        ),
        Question("trust", "Multi Academy Trust / Federation (if applicable)"),
        Question(
            "partners",
            "Other schools in this request",
            "Only if other schools are asking with you. Your school will lead the request.",
        ),
        Question(
            "solution",
            "Solution required",
            "Write the question you want colleagues to help you answer. Ask what should change for the children, not which "
            "process or service you want.",
            (
                "What would be different for the children if this went well?",
                "What are you asking the other schools to help you work out?",
                "Which research or evidence led you to this approach?",
            ),
            "How can three Year 2 pupils who often leave the classroom come to feel safe enough to stay and learn with their "
            "friends? We have read the Education Endowment Foundation’s guidance on behaviour. We started check-ins in "
            "January, and two of the three now stay for phonics.",
            "solution_words",
        ),
        Question(
            "title",
            "Title",
            "A few words, such as “Calmer mornings in Key Stage 1”. The other schools of your community and the council read "
            "the title in lists once you submit. Say nothing in it that points to one child. If you leave it empty, we’ll "
            "use the first words of your question.",
            letters=80,
        ),
        Question(
            "outcomes",
            "Expected outcomes",
            "Say what you expect to see, and how everyone will know. You will report on the outcomes at the review date.",
            (
                "What will the children do, say or learn that they do not now?",
                "How will you know, and by when?",
                "Which measures will you use, and what do they show today?",
            ),
            "By July each pupil joins in with 4 of 5 morning lessons (today: 1 of 5). We use the class register of "
            "participation each day. Each pupil also says how safe they feel on a 5-point scale every fortnight.",
            "other_answer_words",
        ),
        Question("support", "Support requested", "Select all that would help"),
        Question(
            "key_stage",
            "Which Key Stage",
            "The key stage most of the pupils are in. If they are all in one key stage, we have selected it for you.",
        ),
        Question(
            "needs",
            "Main needs",
            "Select each need that this request is about. Everyone who reads the request can see them.",
        ),
        Question("parents_informed", "Have you told the pupils’ parents or carers about this request?"),
        Question(
            "use",
            "If requesting funding - How will the funding be used?",
            "Say what the money will pay for. You list the costs separately.",
            ("What will the funding contribute towards?", "What will the school itself pay for?"),
            "",
            "other_answer_words",
        ),
        Question(
            "support_given",
            "How have you already supported the pupils?",
            "Show how your school has used its notional SEN budget, and which other resources it has used.",
            (
                "What has been provided from the notional SEN budget, and what did it cost?",
                "Which other services, schools or resources have you used?",
                "What helped, and what did not?",
            ),
            "",
            "other_answer_words",
        ),
    )
}

JOINT = "This is a joint request"
"""What is ticked where several schools ask together. Once it is, others must be selected, or the tick cleared."""

CONSENT = "consent"
"""What a council's rule on parents and the answer to it are called, where their written consent is required."""

OF_CONSENT = Question("parents_informed", "Have the pupils’ parents or carers consented to this request in writing?")
"""Asked in place of whether they have been informed, where the council's rule requires it."""


def question_of(name: str, parents_must: str) -> Question:
    """The question as it is asked under a council's rule on parents."""
    return OF_CONSENT if name == OF_CONSENT.name and parents_must == CONSENT else QUESTIONS[name]


def answers_on_parents(parents_must: str) -> dict[str, str]:
    """Value and label of each answer on parents: "yes" to the one question is no "yes" to the other."""
    return {CONSENT if parents_must == CONSENT else "yes": "Yes", "no": "No"}


SECTIONS = (
    Section(
        "exceptional",
        "Why this request is exceptional, and for how long",
        ("exceptional_reason", "starts_on", "ends_on"),
        only_exceptional=True,
    ),
    Section("solution", "Solution required", ("solution", "title")),
    Section("outcomes", "Expected outcomes", ("outcomes",)),
    Section("support", "Support requested", ("support",)),
    Section("pupils", "Pupils", ("key_stage", "needs", "parents_informed")),
    Section("funding", "Funding", ("use",), only_with_funding=True),
    Section("support-given", "How have you already supported the pupils?", ("support_given",)),
    Section("school", "School and contact", ("contact", "trust", "partners")),
)

SECTION_OF = {name: section for section in SECTIONS for name in section.names}

PUPIL_FIELDS = (
    "name",
    "born_day",
    "born_month",
    "born_year",
    "year_group",
    "support",
    "looked_after",
    "specific_allocation",
    "school",
)
LINE_FIELDS = ("item", "description", "unit", "quantity", "weeks", "rate")
MAX_PUPILS = 60
MAX_LINES = 40
