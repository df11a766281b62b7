"""Questions about a request, and their answers, as one reader sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from locality.resource_requests.models import CouncilQuestion, OfficerQuestion
from locality.resource_requests.queries.identity import Reader


@dataclass(frozen=True)
class Exchange:
    """A question and its answer; whom it was put to, where that is not always the same."""

    to: str
    asked_by: str
    asked_at: datetime
    question: str
    answered_by: str
    answered_at: datetime | None
    answer: str


def exchanges(questions: Iterable[CouncilQuestion | OfficerQuestion], reader: Reader) -> list[Exchange]:
    """The questions as the reader may see them."""
    return [
        Exchange(
            to=each.get_to_display().lower() if isinstance(each, CouncilQuestion) else "",
            asked_by=each.asked_by.name,
            asked_at=each.asked_at,
            question=reader.text(each.text),
            answered_by=each.answered_by.name if each.answered_by else "",
            answered_at=each.answered_at,
            answer=reader.text(each.answer),
        )
        for each in questions
    ]
