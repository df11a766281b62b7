"""What a person typed, as it came in: from a whole form, or from the changed fields that save themselves."""

from collections.abc import Iterable

from django.http import QueryDict

from locality.resource_requests.actions import Typed
from locality.resource_requests.answers import known_name
from locality.resource_requests.fields import DATE_PARTS, answer_of, answers_of, field_of, input_name
from locality.values.typed import shows

SEVERAL = frozenset({"support", "partners"})
TICKED = ("looked_after", "specific_allocation")
LARGEST_ROW = 999_999


def read_revision(post: QueryDict, answer: str) -> int:
    """The revision the person began from; 0 where the form does not say, which never overwrites anything."""
    given = post.get(f"revision-{field_of(answer)}", "").split(".")
    place = DATE_PARTS.index(answer.rpartition("_")[2]) if field_of(answer) != answer else 0
    text = given[place] if place < len(given) else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _text(post: QueryDict, answer: str) -> str:
    if answer in SEVERAL:
        return ",".join(value.strip() for value in post.getlist(answer) if value.strip())
    if answer.endswith(TICKED):
        return "yes" if post.get(answer) else ""
    return post.get(input_name(answer), "")


def _is_box(answer: str) -> bool:
    return answer in SEVERAL or answer.endswith(TICKED)


def typed_in(post: QueryDict, answers: Iterable[str]) -> dict[str, Typed]:
    """The answers of a whole form. A box that is not ticked is not sent; any other field that is not is left alone."""
    return {
        answer: Typed(_text(post, answer), read_revision(post, answer))
        for answer in answers
        if _is_box(answer) or input_name(answer) in post
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
