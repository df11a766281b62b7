"""Two people changed one answer: which text is kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from locality.design.forms import Choice, LongText, PageForm
from locality.resource_requests.actions import Typed
from locality.resource_requests.answers import known_name
from locality.resource_requests.forms.typed import read_revision

MINE, THEIRS, BOTH = "mine", "theirs", "both"
NEVER = -1  # the revision of a text that nobody has chosen yet: it overwrites nothing


@dataclass(frozen=True)
class Clash:
    """One answer to choose for; `together` is both texts to edit, for long answers."""

    name: str
    by: str
    together: str | None


class ConflictForm(PageForm):
    """For each answer: mine, theirs, or both edited together."""

    mark_optional = False

    def __init__(self, *args: Any, clashes: Iterable[Clash], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for clash in clashes:
            self._ask(clash)
        self._take_revealed_out_of_the_row()

    def _ask(self, clash: Clash) -> None:
        keep, both = f"keep-{clash.name}", f"both-{clash.name}"
        choices = [(MINE, "Keep my text"), (THEIRS, f"Use the text of {clash.by}")]
        if clash.together is not None:
            choices.append((BOTH, "Put them together"))
            self.fields[both] = LongText(
                label="The text to keep",
                words=None,
                required=False,
                initial=clash.together,
                rows=12,
                read_by_others=True,
            )
        self.fields[keep] = Choice(
            label="Which text do you want to keep?",
            choices=choices,
            empty="Choose which text to keep",
            reveals={BOTH: both} if clash.together is not None else {},
        )


def is_settling(post: QueryDict) -> bool:
    """Whether the form answers the page that showed both texts."""
    return "conflict" in post


def settled(post: QueryDict, names: Iterable[str]) -> dict[str, Typed]:
    """The texts chosen. Theirs needs no saving; where nothing was chosen, mine comes back as a conflict again."""
    allowed = set(names)
    found = {}
    for name in post.getlist("conflict"):
        if name not in allowed or not known_name(name):
            continue
        choice = post.get(f"keep-{name}", "")
        if choice == BOTH and f"both-{name}" in post:
            found[name] = Typed(post.get(f"both-{name}", ""), read_revision(post, name))
        elif choice != THEIRS:
            is_chosen = choice == MINE and f"mine-{name}" in post  # a text that did not arrive must not empty another
            found[name] = Typed(post.get(f"mine-{name}", ""), read_revision(post, name) if is_chosen else NEVER)
    return found
