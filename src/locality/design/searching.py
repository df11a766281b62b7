"""What a list is searched for: one way for every list with a search.

The form is bound whenever its page is shown. What can't be looked for, such as a text that is too long, is said at the
field, where it stays as it was typed; never is the whole list shown as if it were what was found.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import Search
from locality.values.keys import MOST_PIECES, search_pieces

MOST_KEPT = 2_000
"""Characters of a search that are kept to be shown again."""


class Words(Search):
    """Words that are looked for each by itself, and phrases in quotation marks: no more than are looked for."""

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

    def asked(self, name: str = "words") -> str:
        """What to look for; nothing where it can't be looked for, which the page says at the field."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


def kept_words(request: HttpRequest, key: str) -> str:
    """The words that were sent to a list's search, where the address says that they count."""
    return str(request.session.get(key, "")) if request.GET.get("found") else ""


def keep_words(request: HttpRequest, key: str) -> bool:
    """Keep the words that were sent in the session, for they could hold a name: no address does. Whether there are any."""
    words = request.POST.get("words", "")[:MOST_KEPT]
    request.session[key] = words
    return bool(words.strip())
