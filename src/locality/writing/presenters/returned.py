"""For who mends or signs again a request that came back: what was missing, and what has changed since."""

from dataclasses import replace
from datetime import datetime

from locality.communities.scope import Viewer
from locality.resource_requests.content.fields import answers_of
from locality.resource_requests.content.questions import QUESTIONS
from locality.resource_requests.presenters.returned import Missing, what_is_missing
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.queries.requests import draft_of
from locality.writing.presenters.draft import Draft
from locality.writing.presenters.sections import row_label


def missing_in(draft: Draft, viewer: Viewer) -> Missing | None:
    """The same for who mends the draft: no pupil of another school is named to them. Two queries more, of the draft's names."""
    found = what_is_missing(draft.rfr)
    return replace(found, text=Reader(viewer, draft.rfr, (), draft.names).text(found.text)) if found else None


def changed_since(draft: Draft, at: datetime) -> list[str]:
    """For who signs again: which answers were changed after a moment, by their labels, in the order of the form."""
    names = [name for name, answer in draft_of(draft.rfr).items() if answer.saved_at > at]
    labels = [question.label for name, question in QUESTIONS.items() if set(answers_of(name)) & set(names)]
    for prefix in ("pupil", "line"):
        rows = {int(name.split(".")[1]) for name in names if name.startswith(f"{prefix}.")} & set(draft.rows(prefix))
        labels += [row_label(draft, prefix, row) for row in sorted(rows)]
    return labels
