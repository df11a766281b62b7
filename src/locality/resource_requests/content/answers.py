"""From what was typed to what can be signed: reads a draft's raw texts, and says what is wrong where (RFR-2).

Pure: it knows no database. The choices a draft may name (schools, trusts, key stages, rates) are handed in.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from locality.masking.entries import is_no_name
from locality.resource_requests.content.amounts import read_number, read_rate
from locality.resource_requests.content.days import read_date, why_not_weeks
from locality.resource_requests.content.fields import answers_of
from locality.resource_requests.content.filled import Choices, Filled, LineAnswer, Problem, PupilAnswer
from locality.resource_requests.content.questions import (
    CONSENT,
    KIND_LABELS,
    LINE_FIELDS,
    MAX_LINES,
    MAX_PUPILS,
    PUPIL_FIELDS,
    QUESTIONS,
    REASON_LABELS,
    SECTION_OF,
    SUPPORT_LABELS,
    YEAR_GROUPS,
    Kind,
    answers_on_parents,
)
from locality.resource_requests.content.years import key_stage_of
from locality.values.numbers import typed_number
from locality.values.sentences import count
from locality.values.typed import lines, short, shows
from locality.values.words import CHARACTERS_A_WORD, count_words, why_too_long

Raw = Mapping[str, str]
LONGEST_UNIT = 60
NO_TYPE = "Select a type of cost, or “Something else”"
LATEST_START = timedelta(days=366)
_ANSWERS = frozenset(answer for name in QUESTIONS for answer in answers_of(name)) | {"trust_other"}
_ROW = re.compile(r"(pupil|line)\.([1-9][0-9]{0,5})\.([a-z_]+)\Z", re.ASCII)


def typed_id(text: str) -> int | None:
    """The id that was typed; nothing when no row can have it (see `typed_number`)."""
    return typed_number(text.strip())


def typed_ids(text: str) -> tuple[int | None, ...]:
    """The ids of a list with commas, each once, in the order typed: see `typed_id`."""
    return tuple(dict.fromkeys(typed_id(part) for part in text.split(",") if part.strip()))


def rows(raw: Raw, prefix: str) -> dict[int, dict[str, str]]:
    """The rows of a repeated group ("pupil" or "line") by number, each with the fields that were typed."""
    known = PUPIL_FIELDS if prefix == "pupil" else LINE_FIELDS
    found: dict[int, dict[str, str]] = {}
    for name, text in raw.items():
        match = _ROW.match(name)
        if match and match[1] == prefix and match[3] in known:
            found.setdefault(int(match[2]), {})[match[3]] = text
    return {number: found[number] for number in sorted(found) if any(map(shows, found[number].values()))}


def known_name(name: str) -> bool:
    """Whether a draft may hold an answer of this name."""
    if name in _ANSWERS:
        return True
    match = _ROW.match(name)
    return bool(match and match[3] in (PUPIL_FIELDS if match[1] == "pupil" else LINE_FIELDS))


def read(raw: Raw, choices: Choices) -> Filled:
    """Read a whole draft."""
    return _Reader(raw, choices).filled()


def read_pupil(row: int, typed: Mapping[str, str], choices: Choices) -> tuple[PupilAnswer, list[Problem]]:
    """Read one pupil, for the page of that pupil alone."""
    reader = _Reader({}, choices)
    pupil = reader.pupil(row, typed)
    return pupil, reader.problems


def read_line(row: int, typed: Mapping[str, str], choices: Choices) -> tuple[LineAnswer | None, list[Problem]]:
    """Read one line of the costs, for its own page."""
    reader = _Reader({}, choices)
    line = reader.line(row, typed)
    return line, reader.problems


class _Reader:
    """Reads one draft and gathers what is wrong."""

    def __init__(self, raw: Raw, choices: Choices) -> None:
        self.raw = raw
        self.choices = choices
        self.problems: list[Problem] = []

    def filled(self) -> Filled:
        """Everything, read in the order in which Check your answers shows it: so its problems are listed in that order."""
        reason, starts_on, ends_on = self._exceptional() if self.choices.exceptional else ("", None, None)
        texts = {"contact": self._text("contact", required=True)}
        trust, trust_other = self._trust()
        partners = self._partners()
        texts |= {name: self._text(name, required=name != "title") for name in ("solution", "title", "outcomes")}
        kinds = self._kinds()
        pupils = self._pupils()
        key_stage = self._key_stage()
        needs = self._needs()
        parents_informed = self._parents()
        lines: tuple[LineAnswer, ...] = ()
        if Kind.FUNDING in kinds:
            texts["use"] = self._text("use", required=True)
            lines = self._lines()
        texts["support_given"] = self._text("support_given", required=True)
        return Filled(
            texts=texts,
            kinds=kinds,
            partners=partners,
            trust=trust,
            trust_other=trust_other,
            key_stage=key_stage,
            needs=needs,
            parents_informed=parents_informed,
            pupils=pupils,
            lines=lines,
            problems=tuple(self.problems),
            exceptional_reason=reason,
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def _wrong(self, name: str, sentence: str, section: str = "") -> None:
        self.problems.append(Problem(name, section or SECTION_OF[name].slug, sentence))

    def _text(self, name: str, *, required: bool) -> str:
        text = lines(self.raw.get(name, ""))
        question = QUESTIONS[name]
        if required and not text:
            self._wrong(name, f"Enter an answer to “{question.label}”")
        if question.words:
            limit = self.choices.word_limits[question.words]
            words = count_words(text)
            if words > limit:
                over = words - limit
                self._wrong(
                    name,
                    f"Shorten your answer to “{question.label}” to {limit:,} words or fewer. "
                    f"It is {count(over, 'word')} too long",
                )
            elif len(text) > limit * CHARACTERS_A_WORD:
                self._wrong(name, why_too_long(f"“{question.label}”", len(text), limit * CHARACTERS_A_WORD))
        elif len(text) > question.letters:
            self._wrong(name, f"“{question.label}” must be {question.letters} characters or fewer")
        return text

    def _kinds(self) -> tuple[Kind, ...]:
        chosen = self.raw.get("support", "").split(",")
        kinds = tuple(kind for kind in KIND_LABELS if kind.value in chosen)
        if not kinds:
            self._wrong("support", "Select the support you are asking for")
        return kinds

    def _exceptional(self) -> tuple[str, date | None, date | None]:
        """The reason of an exceptional request, and the days it is for (EXC-1, EXC-6)."""
        reason = self.raw.get("exceptional_reason", "")
        if reason not in REASON_LABELS:
            self._wrong("exceptional_reason", "Select why this request is exceptional")
            reason = ""
        starts_on, ends_on = self._day("starts_on"), self._day("ends_on")
        if starts_on and self.choices.today != date.max and starts_on > self.choices.today + LATEST_START:
            self._wrong_day("starts_on", "year", "The first day of support must be within a year of today")
            starts_on = None
        if starts_on and ends_on:
            wrong = why_not_weeks(starts_on, ends_on, self.choices.exceptional_weeks)
            if not wrong and self.choices.today != date.max and ends_on < self.choices.today:
                wrong = "The last day of support must be today or later"
            if wrong:
                self._wrong_day("ends_on", "day", wrong)
        return reason, starts_on, ends_on

    def _day(self, field: str) -> date | None:
        word = QUESTIONS[field].label.lower()
        return read_date(
            {part: self.raw.get(f"{field}_{part}", "") for part in ("day", "month", "year")},
            missing=f"Enter the {word}",
            noun=f"The {word}",
            example=f"12 1 {(self.choices.today.year + 1) if self.choices.today != date.max else 2027}",
            wrong=lambda part, sentence: self._wrong_day(field, part, sentence),
        )

    def _wrong_day(self, field: str, part: str, sentence: str) -> None:
        self._wrong(f"{field}_{part}", sentence, SECTION_OF[field].slug)

    def _id(self, name: str) -> int | None:
        return typed_id(self.raw.get(name, ""))

    def _partners(self) -> tuple[int, ...]:
        ids = typed_ids(self.raw.get("partners", ""))
        if any(pk not in self.choices.partners for pk in ids):
            self._wrong("partners", "Select schools in your own community. One you selected is no longer in it")
        return tuple(pk for pk in ids if pk is not None and pk in self.choices.partners)

    def _trust(self) -> tuple[str, str]:
        if self.raw.get("trust", "") == "other":
            other = short(self.raw.get("trust_other", ""))
            if not other:
                self._wrong("trust_other", "Enter the name of the trust or federation", "school")
            elif len(other) > 200:
                self._wrong("trust_other", "The name of the trust must be 200 characters or fewer", "school")
            return "other", other
        trust = self.raw.get("trust", "")
        if trust and trust not in self.choices.trusts:
            self._wrong("trust", "Select a trust or federation from the list, or “Other”")
            return "", ""
        return trust, ""

    def _key_stage(self) -> int | None:
        key_stage = self._id("key_stage") if self.raw.get("key_stage", "").strip() else self._of_year_groups()
        if key_stage not in self.choices.key_stages:
            self._wrong("key_stage", "Select a key stage")
            return None
        return key_stage

    def _of_year_groups(self) -> int | None:
        """The key stage of all listed pupils, where they are in one: what is known is not asked."""
        groups = {fields.get("year_group", "") for fields in rows(self.raw, "pupil").values()}
        stage = key_stage_of(groups) if groups else ""
        return next((pk for pk, label in self.choices.key_stages.items() if stage and label == stage), None)

    def _needs(self) -> tuple[int, ...]:
        ids = typed_ids(self.raw.get("needs", ""))
        if not ids:
            self._wrong("needs", "Select at least one main need")
        elif any(pk not in self.choices.needs for pk in ids):
            self._wrong("needs", "Select main needs from the list. One you selected is no longer in it")
        return tuple(pk for pk in self.choices.needs if pk in ids)

    def _parents(self) -> bool | None:
        must, typed = self.choices.parents_must, self.raw.get("parents_informed", "")
        if typed not in answers_on_parents(must):
            consented, told = "parents or carers have consented in writing", "you have told parents or carers"
            self._wrong("parents_informed", f"Select whether {consented if must == CONSENT else told}")
            return None
        if typed == "no" and must == "required":
            self._wrong(
                "parents_informed", "Your council requires you to tell parents or carers before you submit the request"
            )
        elif typed == "no" and must == CONSENT:
            self._wrong(
                "parents_informed",
                "Your council requires parents’ or carers’ written consent before you submit the request",
            )
        return typed != "no"

    def _pupils(self) -> tuple[PupilAnswer, ...]:
        typed = rows(self.raw, "pupil")
        if not typed:
            self._wrong("pupils", "Add each pupil this request is for", "pupils")
        if len(typed) > MAX_PUPILS:
            self._wrong("pupils", f"You can add up to {MAX_PUPILS} pupils. Remove some of them", "pupils")
        return tuple(self.pupil(row, fields) for row, fields in list(typed.items())[:MAX_PUPILS])

    def pupil(self, row: int, typed: Mapping[str, str]) -> PupilAnswer:
        """One pupil; each problem carries the name of the very field."""

        def wrong(part: str, sentence: str) -> None:
            self._wrong(f"pupil.{row}.{part}", sentence, "pupils")

        name = short(typed.get("name", ""))
        if not name:
            wrong("name", "Enter the pupil’s full name")
        elif len(name) > 120:
            wrong("name", "The pupil’s full name must be 120 characters or fewer")
        elif is_no_name(name):
            wrong(
                "name",
                "Enter one pupil’s full name, or remove this pupil. Describe a group of pupils in your answers instead",
            )
        year_group = typed.get("year_group", "")
        if year_group not in YEAR_GROUPS:
            wrong("year_group", "Select the pupil’s year group")
            year_group = ""
        support = typed.get("support", "")
        if support not in SUPPORT_LABELS:
            wrong("support", "Select the pupil’s current support")
            support = ""
        elif support not in self.choices.eligible:
            wrong(
                "support",
                f"Your council does not accept requests for pupils with {SUPPORT_LABELS[support]} at the moment",
            )
        school = typed.get("school", "") or str(self.choices.lead_school)
        school_id = typed_id(school)
        if school_id is None or school_id not in self.choices.schools:
            wrong("school", "Select one of the schools in this request")
            school_id = self.choices.lead_school
        return PupilAnswer(
            row=row,
            name=name[:120],
            born=self._born(row, typed),
            year_group=year_group,
            support=support,
            looked_after=typed.get("looked_after", "") == "yes",
            specific_allocation=typed.get("specific_allocation", "") == "yes",
            school=school_id,
        )

    def _born(self, row: int, typed: Mapping[str, str]) -> date | None:
        def wrong(part: str, sentence: str) -> None:
            self._wrong(f"pupil.{row}.born_{part}", sentence, "pupils")

        born = read_date(
            {part: typed.get(f"born_{part}", "") for part in ("day", "month", "year")},
            missing="Enter the pupil’s date of birth",
            noun="The date of birth",
            wrong=wrong,
        )
        if born is None:
            return None
        if born > self.choices.today:
            wrong("year", "The date of birth must be in the past")
            return None
        if self.choices.today != date.max and self.choices.today.year - born.year > 26:
            wrong("year", "Check the year: the date of birth must be a pupil’s")
            return None
        return born

    def _lines(self) -> tuple[LineAnswer, ...]:
        typed = rows(self.raw, "line")
        if not typed:
            self._wrong("lines", "Add at least one cost, to show how you worked out the funding", "funding")
        if len(typed) > MAX_LINES:
            self._wrong("lines", f"You can add up to {MAX_LINES} costs. Combine some of them", "funding")
        found = [self.line(row, fields) for row, fields in list(typed.items())[:MAX_LINES]]
        return tuple(line for line in found if line)

    def line(self, row: int, typed: Mapping[str, str]) -> LineAnswer | None:
        """One line of the costs; None when it can't be added up yet."""

        def wrong(part: str, sentence: str) -> None:
            self._wrong(f"line.{row}.{part}", sentence, "funding")

        chosen = typed.get("item", "")
        costing_id = typed_id(chosen)
        costing = self.choices.costings.get(costing_id) if costing_id is not None else None
        description = short(typed.get("description", ""))
        rate: Decimal | None
        if costing:
            item, unit, rate = costing.item, costing.unit, costing.rate
        elif chosen not in {"", "other"}:
            wrong("item", "Select a type of cost with a current rate, or “Something else”")
            item, unit, rate = "", "", None
        elif self.choices.costings and not (chosen or description or typed.get("rate", "").strip()):
            wrong("item", NO_TYPE)  # alone: what “Something else” asks is not shown yet
            item, unit, rate = "", "", None
        else:
            if not description:
                wrong("description", "Enter a description of the cost")
            elif len(description) > 120:
                wrong("description", "The description of the cost must be 120 characters or fewer")
            unit = short(typed.get("unit", ""))
            if len(unit) > LONGEST_UNIT:
                wrong("unit", f"The unit must be {LONGEST_UNIT} characters or fewer. A word such as “hour” is enough")
            item, unit, costing_id = description[:120], unit[:LONGEST_UNIT], None
            rate = self._pounds(row, typed)
        quantity = self._number(row, "quantity", "quantity", typed.get("quantity", ""), Decimal(100_000), 2)
        weeks = self._number(row, "weeks", "number of weeks", typed.get("weeks", "") or "1", Decimal(156), 1)
        if rate is None or quantity is None or weeks is None or not item:
            return None
        line = LineAnswer(row, costing_id, item, unit, quantity, weeks, rate)
        if line.total <= 0:
            wrong("quantity", "This cost comes to £0. Check the quantity, the number of weeks and the cost of one unit")
            return None
        if line.total > Decimal(9_999_999):
            wrong("rate", "The cost must come to less than £10,000,000")
            return None
        return line

    def _pounds(self, row: int, typed: Mapping[str, str]) -> Decimal | None:
        rate, wrong = read_rate(typed.get("rate", ""))
        if wrong:
            self._wrong(f"line.{row}.rate", wrong, "funding")
        return rate

    def _number(self, row: int, part: str, word: str, text: str, most: Decimal, places: int) -> Decimal | None:
        number, wrong = read_number(text, word, most=most, places=places)
        if wrong:
            self._wrong(f"line.{row}.{part}", wrong, "funding")
        return number
