"""What a person typed, as it came in: from a whole form, or from the changed fields that save themselves."""

from collections.abc import Iterable
from dataclasses import replace

from django.http import QueryDict

from locality.resource_requests.content.answers import known_name
from locality.resource_requests.content.fields import (
    DATE_PARTS,
    SEVERAL,
    answer_of,
    answers_of,
    field_of,
    input_name,
    is_date,
)
from locality.together.posts import typed
from locality.together.texts import Seen, Typed
from locality.values.typed import shows

TICKED = ("looked_after", "specific_allocation")
LARGEST_ROW = 999_999


def read_seen(post: QueryDict, answer: str) -> Seen:
    """What the window saw of an answer; nothing where the form does not say, which never overwrites anything."""
    given = post.get(f"revision-{field_of(answer)}", "").split(".")
    place = DATE_PARTS.index(answer.rpartition("_")[2]) if field_of(answer) != answer else 0
    return Seen.read(given[place]) if place < len(given) else Seen()


def _text(post: QueryDict, answer: str, before: str = "") -> str:
    if answer in SEVERAL:
        return ",".join(value.strip() for value in post.getlist(f"{before}{answer}") if value.strip())
    if answer.endswith(TICKED):
        return "yes" if post.get(f"{before}{answer}") else ""
    return post.get(f"{before}{input_name(answer)}", "")


def _is_box(answer: str) -> bool:
    return answer in SEVERAL or answer.endswith(TICKED)


def typed_in(post: QueryDict, answers: Iterable[str]) -> dict[str, Typed]:
    """The answers of a whole form. A box that is not ticked is not sent; any other field that is not is left alone."""
    sent = set(post.getlist("sent"))
    found = {
        answer: typed(
            _text(post, answer),
            read_seen(post, answer),
            _text(post, answer, "sent-") if field_of(answer) in sent else None,
        )
        for answer in answers
        if _is_box(answer) or input_name(answer) in post
    }
    touched = {field_of(answer) for answer, each in found.items() if not each.is_untouched}
    return {
        # a date is one thing: of the day of one window and the month of another, nobody wrote the whole
        answer: replace(each, mark="") if is_date(field_of(answer)) and field_of(answer) in touched else each
        for answer, each in found.items()
    }


def typed_changes(post: QueryDict) -> dict[str, Typed]:
    """The answers of the fields that a page says have changed; what is no answer is left out."""
    answers = [answer for field in post.getlist("fields") for answer in answers_of(field) if known_name(answer)]
    return typed_in(post, answers)


def everything_typed(post: QueryDict) -> list[tuple[str, str]]:
    """Every answer of a form with its text, whatever its section: to hand it back."""
    found = []
    for name in post:
        answer = answer_of(name)
        if known_name(answer) and shows(text := _text(post, answer)):
            found.append((answer, text))
    return found


def next_row(taken: Iterable[int], person: int) -> int:
    """A number for a new pupil or line: two colleagues who add one at the same time get different ones."""
    used = set(taken)
    wanted = (max(used, default=0) // 100 + 1) * 100 + person % 100
    if wanted <= LARGEST_ROW:
        return wanted
    return next(number for number in range(1, LARGEST_ROW) if number not in used)
