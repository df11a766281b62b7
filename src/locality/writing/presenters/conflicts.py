"""Two texts for one answer, and texts that could not be saved: shown with the words of the form."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from locality.resource_requests.content.fields import DATE_PARTS, SEVERAL, field_of, is_date, seen_of_field
from locality.resource_requests.content.filled import Choices
from locality.resource_requests.content.questions import (
    KIND_LABELS,
    QUESTIONS,
    REASON_LABELS,
    SUPPORT_LABELS,
    answers_on_parents,
    question_of,
)
from locality.together.texts import Clash
from locality.together.two_texts import TwoTexts, clash_told
from locality.values.numbers import typed_number
from locality.values.typed import shows
from locality.writing.presenters.draft import Draft

_ROW_LABELS = {
    "name": "Full name",
    "born_day": "Day of birth",
    "born_month": "Month of birth",
    "born_year": "Year of birth",
    "year_group": "Year group",
    "support": "Current support",
    "looked_after": "Looked after by a local authority",
    "specific_allocation": "Already has specific allocation funding",
    "school": "School",
    "item": "Type of cost",
    "description": "Description of the cost",
    "unit": "Unit",
    "quantity": "Quantity",
    "weeks": "Number of weeks",
    "rate": "Cost of one unit",
}
NO_LONGER = "No longer in the list"
OTHER_QUESTION = "Answer this again: your council now asks a different question"
_FIXED = {"yes": "Yes", "no": "No", "other": "Other", **SUPPORT_LABELS}


def label_of(name: str, parents_must: str = "") -> str:
    """The words of the form for an answer, under the council's rule on parents where it is given."""
    if name in QUESTIONS:
        return question_of(name, parents_must).label
    if field_of(name) in QUESTIONS:
        return f"{QUESTIONS[field_of(name)].label} ({name.rpartition('_')[2]})"
    return _ROW_LABELS.get(name.rpartition(".")[2], "Name of the trust or federation")


def say_answer(name: str, text: str, choices: Choices) -> str:
    """An answer in words: what was chosen, not its number."""
    part = name.rpartition(".")[2]
    if name.startswith("pupil.") and part == "school":
        return choices.schools.get(_id(text)) or _gone(text, choices)
    if part == "item":
        costing = choices.costings.get(_id(text))
        return costing.item if costing else _FIXED.get(text) or _gone(text)
    if name == "exceptional_reason":
        return REASON_LABELS.get(text) or _gone(text)
    if name == "key_stage":
        return choices.key_stages.get(_id(text)) or _gone(text)
    if name == "trust":
        return choices.trusts.get(text) or _FIXED.get(text) or _gone(text)
    if name == "parents_informed":
        return answers_on_parents(choices.parents_must).get(text) or (OTHER_QUESTION if shows(text) else "")
    if name == "support":
        return ", ".join(label for kind, label in KIND_LABELS.items() if kind.value in text.split(","))
    if name == "partners":
        chosen = [one for one in text.split(",") if one]
        return ", ".join(dict.fromkeys(choices.partners.get(_id(one)) or _gone(one, choices) for one in chosen))
    if name == "needs":
        ids = [_id(one) for one in text.split(",") if one]
        return "; ".join(dict.fromkeys(choices.needs.get(pk, NO_LONGER) for pk in ids))
    return _FIXED.get(text, text) if part in {"support", "looked_after", "specific_allocation"} else text


def _gone(text: str, choices: Choices | None = None) -> str:
    """What was chosen and is in no list any more: by its name where that is known, never by its number."""
    known = choices.known_schools.get(_id(text), "") if choices else ""
    return known or (NO_LONGER if shows(text) else "")


def _id(text: str) -> int:
    return typed_number(text) or 0


def two_texts(clashes: Iterable[Clash], choices: Choices) -> list[TwoTexts]:
    """Each clash as the page shows it; long answers can be put together."""
    return [
        replace(
            TwoTexts.of(each, label_of(each.name, choices.parents_must)),
            mine_shown=say_answer(each.name, each.mine, choices),
            theirs_shown=say_answer(each.name, each.theirs, choices),
            together=_together(each),
        )
        for each in clashes
    ]


def _together(clash: Clash) -> str | None:
    question = QUESTIONS.get(clash.name)
    return clash.together if question and question.words else None


def lost_texts(typed: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Label and text of everything a form held, to be copied elsewhere."""
    return [(label_of(name), text) for name, text in typed]


def field_clashes(clashes: Iterable[Clash], draft: Draft) -> list[dict[str, object]]:
    """Each field with a clash, as the page's script shows it: `theirs` to be put in, `theirs_shown` to read."""
    found: dict[str, dict[str, object]] = {}
    for each in clashes:
        field = field_of(each.name)
        found[field] = clash_told(each) | {
            "name": field,
            "label": "Date of birth" if field.endswith(".born") else label_of(field, draft.choices.parents_must),
            "theirs": _as_put(field, each, draft),
            "theirs_shown": date_typed(field, draft.raw, " ")
            if is_date(field)
            else say_answer(each.name, each.theirs, draft.choices),
            "revision": seen_of_field(field, draft.seen),
            "together": _together(each),
        }
    return list(found.values())


def _as_put(field: str, clash: Clash, draft: Draft) -> str:
    """A text as the script puts it into its inputs: ticked values a line each, a date from the year down."""
    if is_date(field):
        return "-".join(reversed(date_typed(field, draft.raw, "-").split("-")))
    if field in SEVERAL:
        return clash.theirs.replace(",", "\n")
    return "on" if field.endswith((".looked_after", ".specific_allocation")) and clash.theirs else clash.theirs


def date_typed(field: str, raw: Mapping[str, str], between: str) -> str:
    """A date as it was typed, its parts in a row."""
    return between.join(raw.get(f"{field}_{part}", "").strip() for part in DATE_PARTS)
