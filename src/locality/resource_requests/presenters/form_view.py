"""The School Section as one reader sees it: the same rows for page, print, PDF, Word and comparison."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from locality.resource_requests.content.costs import how_worked_out
from locality.resource_requests.content.questions import QUESTIONS, SUPPORT_LABELS
from locality.resource_requests.models import ResourceRequest, Version
from locality.resource_requests.queries.identity import PupilSeen, Reader
from locality.values.dates import show_day, show_plain_day
from locality.values.money import show_money
from locality.values.sentences import count
from locality.values.words import count_words
from locality.values.working_days import day_of

NOT_SHOWN = "Not shown, because it could identify a child"
_TELLING = {
    "sen_support": "Number of pupils on SEN Support",
    "ehcp": "Number of pupils with an EHCP",
    "looked_after": "Number Looked After Child",
}
"""Numbers that tell of a single child what the line of that child leaves out."""
LISTED = frozenset({"pupils", "support", "needs", "lines", "response"})


@dataclass(frozen=True)
class Row:
    """One answer under the paper form's own label. `paragraphs` keeps the line breaks the school typed."""

    label: str
    paragraphs: tuple[str, ...]
    note: str = ""
    name: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """The answers of a row that lists several things, such as pupils; none where the row is a text."""
        return self.paragraphs if self.name in LISTED else ()

    @property
    def text(self) -> str:
        """The answer as one text."""
        return "\n".join(self.paragraphs)


def pupil_line(pupil: PupilSeen) -> str:
    """A pupil in a line: to who may not know the name "Pupil C, Year 1", and nothing that would tell who it is (RES-9)."""
    parts = [pupil.name or f"Pupil {pupil.letter}"]
    if pupil.born:
        parts.append(f"born {show_plain_day(pupil.born)}")
    parts += [pupil.year_group, SUPPORT_LABELS.get(pupil.support, pupil.support)]
    if pupil.looked_after:
        parts.append("looked after")
    if pupil.has_specific_allocation:
        parts.append("has a specific allocation outside this process")
    return ", ".join(part for part in parts if part)


def _on_parents(content: dict[str, Any]) -> Row:
    """What was asked about parents when it was signed: whether they knew, or whether they consented in writing."""
    label = "Parents or carers consented in writing" if content.get("parents_consent") else "Parents or carers told"
    return Row(label, ("Yes" if content["parents_informed"] else "No",), name="parents_informed")


def line_text(line: dict[str, str], say: Callable[[str], str] = str) -> str:
    """One line of the costs: "Teaching assistant: 10 hours × 38 weeks × £18.50 = £7,030.00"."""
    quantity, weeks, rate, total = (Decimal(line[part]) for part in ("quantity", "weeks", "rate", "total"))
    return f"{say(line['item'])}: {how_worked_out(quantity, say(line['unit'] or ''), weeks, rate, total)}"


def school_section(rfr: ResourceRequest, version: Version, reader: Reader) -> list[Row]:
    """The rows of the School Section, in the paper form's order and under its labels (FORM-01 to FORM-10)."""
    content = version.content
    say = _Sayer(content, reader)
    schools = ", ".join([content["school"], *(f"with {name}" for name in content["partners"])])
    rows = [
        Row("Request ID", (rfr.reference,)),
        *([say.answer("title")] if content.get("title") else []),
        *_exceptional_rows(content),
        Row("Date of request", (show_day(day_of(version.signed_at)),)),
        Row("Name of Community", (content["community"],)),
        Row("Name of School / Lead School", (schools,)),
        say.contact(),
        Row(
            "Multi Academy Trust / Federation (if applicable)", (reader.text(content["trust"]) or "None",), name="trust"
        ),
        say.answer("solution"),
        say.answer("outcomes"),
        Row("Support requested", tuple(content["support"]), name="support"),
        Row("Names of pupils supported & Date of Birth", tuple(map(pupil_line, reader.pupils)), name="pupils"),
        *(
            Row(label, (str(content[name]) if reader.sees_numbers else NOT_SHOWN,), name=name)
            for name, label in _TELLING.items()
        ),
        Row("Which Key Stage", (content["key_stage"],), name="key_stage"),
        *([Row(QUESTIONS["needs"].label, tuple(content["needs"]), name="needs")] if content.get("needs") else []),
        _on_parents(content),
    ]
    if content["total"]:
        rows += [
            say.answer("use"),
            Row(
                "How the funding request was calculated",
                tuple(line_text(line, reader.text) for line in content["lines"]),
                name="lines",
            ),
            Row("Total funding request", (show_money(Decimal(content["total"])),), name="total"),
        ]
    rows += [
        say.answer("support_given"),
        Row(
            "e Signature",
            (
                reader.text(f"{version.signed_name}, {version.signed_role}"),
                f"Signed {show_day(day_of(version.signed_at))}",
            ),
            note=f"Version {version.number}",
            name="signature",
        ),
    ]
    return rows


def _exceptional_rows(content: dict[str, Any]) -> list[Row]:
    """That it is exceptional, why, and for which days; nothing of a standard request (EXC-1, EXC-6)."""
    if not content.get("exceptional_reason"):
        return []
    starts_on, ends_on = (show_day(date.fromisoformat(content[name])) for name in ("starts_on", "ends_on"))
    return [
        Row("Kind of request", ("Exceptional: decided by the chair without a meeting",), name="kind"),
        Row(QUESTIONS["exceptional_reason"].label, (content["exceptional_reason"],), name="exceptional_reason"),
        Row("Period of support", (f"{starts_on} to {ends_on}",), name="period"),
    ]


class _Sayer:
    """Puts the typed answers under their labels, as the reader may see them."""

    def __init__(self, content: dict[str, str], reader: Reader) -> None:
        self._content = content
        self._text: Callable[[str], str] = reader.text

    def contact(self) -> Row:
        """The contact as typed, or not at all: whoever knows “Mr (name)”, the head, would know what a pupil is called."""
        typed = self._content.get("contact", "")
        shown = typed if self._text(typed) == typed else NOT_SHOWN
        return Row(QUESTIONS["contact"].label, tuple(shown.split("\n")), name="contact")

    def answer(self, name: str) -> Row:
        typed = self._content.get(name, "")
        text = self._text(typed)
        note = count(count_words(typed), "word") if QUESTIONS[name].words else ""
        return Row(QUESTIONS[name].label, tuple(text.split("\n")), note=note, name=name)


def day_or_blank(day: date | None) -> str:
    """A day in words, or nothing where the paper form is still empty."""
    return show_day(day) if day else ""
