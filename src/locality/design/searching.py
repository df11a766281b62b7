"""What a list is searched for: one way for every list with a search.

The form is bound whenever its page is shown. What can't be looked for, such as a text that is too long, is said at the
field, where it stays as it was typed; never is the whole list shown as if it were what was found.
"""

from typing import Any, Self, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import Search
from locality.values.keys import MOST_PIECES, search_pieces
from locality.values.words import why_too_long

MOST_KEPT = 2_000
"""Characters of a search that are kept to be shown again."""


class Words(Search):
    """Words that are looked for each by itself, and phrases in quotation marks: no more than are looked for."""

    cut = 0
    """How many characters behind these were typed and not kept."""

    def check_length(self, value: str) -> None:
        """Refuse a text that is too long, by what was typed."""
        if len(value) + self.cut > self.max_length:
            raise self.refuse(why_too_long(self.noun, len(value) + self.cut, self.max_length), "max_length")

    def clean(self, value: Any) -> Any:
        """As typed. Raises ValidationError where there are more than are looked for."""
        typed = super().clean(value)
        if len(search_pieces(typed)) > MOST_PIECES:
            raise ValidationError(
                f"Search for {MOST_PIECES} words or fewer. A phrase in quotation marks counts as one word."
            )
        return typed


class SearchForm(PageForm):
    """What a list is narrowed to; nothing of it has to be filled in."""

    mark_optional = False

    @classmethod
    def of_kept(cls, request: HttpRequest, key: str) -> Self:
        """The form with the words that were sent to a list's search, where the address says that they count."""
        words, cut = _kept_words(request, key)
        form = cls({"words": words})
        cast("Words", form.fields["words"]).cut = cut
        return form

    def asked(self, name: str = "words") -> str:
        """What to look for; nothing where it can't be looked for, which the page says at the field."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


def _kept_words(request: HttpRequest, key: str) -> tuple[str, int]:
    """What was kept, and how many characters more were sent."""
    kept = request.session.get(key) if request.GET.get("found") else None
    return (str(kept[0]), int(kept[1])) if isinstance(kept, list) else ("", 0)


def keep_words(request: HttpRequest, key: str) -> bool:
    """Keep the words that were sent in the session, for they could hold a name: no address does. Whether there are any."""
    sent = request.POST.get("words", "")
    words = sent[:MOST_KEPT]
    request.session[key] = [words, len(sent) - len(words)]
    return bool(words.strip())
