"""The question which of two texts is kept, as a page asks it; and the same for the script of a page that saves itself."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice
from locality.design.forms.fields import LongText
from locality.design.forms.others import Others
from locality.together.posts import BOTH, MINE, THEIRS, is_settling
from locality.together.texts import Clash, Saved
from locality.values.dates import show_time

_MARK = re.compile(r"-([0-9a-f]{16})")


@dataclass(frozen=True)
class TwoTexts:
    """A clash in the words of a page: what the text is called, and how both are shown.

    together: both in one, None where they can't be put together (a choice from a list).
    """

    name: str
    label: str
    mine: str
    mine_shown: str
    theirs_shown: str
    by: str
    is_own: bool
    at: datetime | None
    together: str | None

    @classmethod
    def of(cls, clash: Clash, label: str) -> "TwoTexts":
        """For a text that is shown as it is kept."""
        return cls(
            clash.name, label, clash.mine, clash.mine, clash.theirs, clash.by, clash.is_own, clash.at, clash.together
        )

    @property
    def whose(self) -> str:
        """Where their text comes from: "Grace Okafor", "your other window"."""
        return "your other window" if self.is_own else self.by or "someone else"


def asked(
    post: QueryDict, texts: Sequence[TwoTexts], seen: Mapping[str, object], others: Others | None
) -> dict[str, object]:
    """What `layouts/two_texts.html` shows; post: the form whose texts could not be saved.

    seen: by field, what its window has seen once this page shows both texts.
    """
    form = TwoTextsForm(_as_chosen(post, texts, seen) if is_settling(post) else None, texts=texts)
    form.others = others
    is_own = all(each.is_own for each in texts)
    return {
        "title": "You changed this in another window too" if is_own else "Someone else changed this too",
        "form": form,
        "texts": texts,
        "seen": seen,
        "then": post.get("then", ""),
    }


def _as_chosen(post: QueryDict, texts: Sequence[TwoTexts], seen: Mapping[str, object]) -> QueryDict | None:
    """What was chosen and written on the page that asked before. None where every text was saved again meanwhile.

    Of such a text neither its choice nor its words count any more: both were made without what stands there now.
    """
    sent = {field: _marks(post.get(f"revision-{field}", "")) for field in seen}
    changed = {field for field, now in seen.items() if sent[field] and sent[field] != _marks(str(now))}
    again = [
        each for each in texts if any(each.name == field or each.name.startswith(f"{field}_") for field in changed)
    ]
    if len(again) == len(texts):
        return None
    chosen = post.copy()
    for each in again:
        chosen.pop(f"keep-{each.name}", None)
        chosen[f"both-{each.name}"] = each.together or ""
    return chosen


def _marks(seen: str) -> list[str]:
    """The marks of the words a window saw: a revision counts other texts of the same thing too."""
    return _MARK.findall(seen)


def told_to_script(saved: Saved, others: Mapping[str, object]) -> dict[str, object]:
    """The answer to a page that saves itself; others: how others will read what was typed."""
    return {
        "saved_at": show_time(saved.at),
        "revisions": {name: str(seen) for name, seen in saved.seen.items()},
        "conflicts": [clash_told(each) for each in saved.clashes],
        "others": others,
    }


def clash_told(clash: Clash) -> dict[str, object]:
    """One clash in that answer."""
    return {
        "name": clash.name,
        "theirs": clash.theirs,
        "by": clash.by,
        "own": clash.is_own,
        "at": show_time(clash.at) if clash.at else "",
        "revision": str(clash.seen),
        "together": clash.together,
    }


class TwoTextsForm(PageForm):
    """For each text: mine, theirs, or both put together."""

    mark_optional = False

    def __init__(self, *args: Any, texts: Iterable[TwoTexts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in texts:
            self._ask(each)
        self._take_revealed_out_of_the_row()

    def _ask(self, texts: TwoTexts) -> None:
        keep, both = f"keep-{texts.name}", f"both-{texts.name}"
        choices = [(MINE, "Keep my text"), (THEIRS, f"Use the text of {texts.whose}")]
        if texts.is_own:
            choices[0] = (MINE, "Keep the text of this window")
        if texts.together is not None:
            choices.append((BOTH, "Put them together"))
            self.fields[both] = LongText(
                label="The text to keep",
                words=None,
                required=False,
                initial=texts.together,
                rows=12,
                read_by_others=True,
            )
        self.fields[keep] = Choice(
            label="Which text do you want to keep?",
            choices=choices,
            empty="Select which text to keep",
            reveals={BOTH: both} if texts.together is not None else {},
        )
