"""Fields a person types into."""

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from markupsafe import Markup, escape

from locality.design.forms.bound import PageBoundField, Params
from locality.values.addresses import LONGEST, fault_of_address
from locality.values.sentences import count
from locality.values.typed import line, lines, unbroken
from locality.values.words import CHARACTERS_A_WORD, count_words, why_too_long

Drawn: TypeAlias = tuple[str, str, Params]

UNNAMED = "Your answer"
"""The noun of a field whose label is a question and that was given none; and the label of one that is its page."""
LONGEST_LINE = 200
LONGEST_PASSWORD = 500
BROKEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # kept by no database, document or page


def as_shown(value: object) -> str:
    """A value as it goes back into its input: as typed, but for characters no page can hold."""
    if value is None:
        return ""
    return BROKEN.sub("�", str(value))


class Asked(forms.Field):
    """What every field of ours takes, and how it is drawn.

    label: the question. noun: what the answer is called in errors ("Review date"), where the label is a question.
    hint: why we ask or what form it takes. empty: the sentence when nothing was given.
    heading: the label is the page's h1 (for pages of one question).
    only_when: the choices it belongs to, as `data-shown-when` says them ("outcome=approved declined"): under any other it
    is neither read nor refused. needed: the sentence when it is empty under one of them; it is then never "(optional)".
    mark_optional: False where it may be empty, but not always, which its hint says.
    read_by_others: others read it with pupils' names hidden, which the form shows its writer (`PageForm.others`).
    """

    label_size = "s"
    mark_optional = True
    nothing = "Enter an answer"
    """What is said where nothing was given; each field that must be filled in has its own words for it (words.md, 15)."""

    def __init__(
        self,
        *,
        label: str,
        hint: str | None = None,
        required: bool = True,
        empty: str | None = None,
        noun: str | None = None,
        heading: bool = False,
        read_by_others: bool = False,
        only_when: str = "",
        needed: str = "",
        mark_optional: bool = True,
        error_messages: dict[str, str] | None = None,
        attributes: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        self.noun = noun or (UNNAMED if label.endswith("?") else label)
        self.heading = heading
        self.read_by_others = read_by_others
        if heading:
            self.label_size = "l"
        self.attributes = attributes or {}
        self.only_when, self.needed = only_when, needed
        required = required and not only_when
        if needed or not mark_optional:
            self.mark_optional = False
        messages = {"required": empty or self.nothing} | (error_messages or {})
        super().__init__(label=label, help_text=hint or "", required=required, error_messages=messages, **kwargs)

    def refuse(self, sentence: str, code: str = "invalid") -> ValidationError:
        """The error to raise; a message given for its code takes the sentence's place."""
        return ValidationError(self.error_messages.get(code, sentence), code=code)

    def draw(self, bound: PageBoundField) -> Drawn:
        """The component, its macro and its parameters."""
        raise NotImplementedError

    def id_of_error(self, bound: PageBoundField) -> str:
        """The id the error summary leads to."""
        return bound.id


class Text(Asked):
    """One line of text, without what is invisible: a text that shows nothing is none."""

    widget: type[forms.Widget] = forms.TextInput
    input_type = "text"
    inputmode: str | None = None
    clean_text: Callable[[str], str] = staticmethod(line)
    """How the text is cleaned before it is looked at."""

    def __init__(
        self,
        *,
        max_length: int = LONGEST_LINE,
        width: str | None = None,
        autocomplete: str | None = None,
        spellcheck: bool | None = None,
        prefix: str | None = None,
        suffix: str | None = None,
        **kwargs: Any,
    ) -> None:
        self.max_length = max_length
        self.width = width
        self.autocomplete = autocomplete
        self.spellcheck = spellcheck
        self.prefix = prefix
        self.suffix = suffix
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Any:
        """The text cleaned (`values/typed.py`), line breaks made spaces; None and nothing are the empty text."""
        return self.checked_text(value)

    def checked_text(self, value: object) -> str:
        """The text cleaned, if it can be kept at all."""
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refuse(f"{self.noun} must be text. Type it again.")
        if BROKEN.search(value.replace("\v", "\n").replace("\f", "\n")):
            raise self.refuse(
                f"{self.noun} contains a hidden character that we cannot save. Delete the answer and type it again.",
                "characters",
            )
        cleaned = self.clean_text(value)
        self.check_length(cleaned)
        return cleaned

    def check_length(self, value: str) -> None:
        """Refuse a text that is too long before anything else looks at it."""
        length = len(value)
        if length > self.max_length:
            raise self.refuse(why_too_long(self.noun, length, self.max_length), "max_length")

    def draw(self, bound: PageBoundField) -> Drawn:
        """An input of one line."""
        params = bound.common() | {
            "value": as_shown(bound.value()),
            "type": self.input_type,
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
            "inputmode": self.inputmode,
            "autocomplete": self.autocomplete,
            "spellcheck": self.spellcheck,
            "attributes": bound.marked(self.attributes),
        }
        if self.prefix:
            params["prefix"] = {"text": self.prefix}
        if self.suffix:
            params["suffix"] = {"text": self.suffix}
        return "input", "govukInput", params


class Search(Text):
    """Words to search for."""

    input_type = "search"

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("noun", "Your search")
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)


class Email(Text):
    """An email address to which a mail can be made."""

    input_type = "email"
    clean_text = staticmethod(unbroken)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST)
        kwargs.setdefault("autocomplete", "email")
        kwargs.setdefault("spellcheck", False)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Any:
        """The address as typed, but for what is invisible."""
        text = super().to_python(value)
        if text and (fault := fault_of_address(text)):
            raise self.refuse(
                f"{self.noun} must be an email address in the correct format, like name@example.com. This one {fault}."
            )
        return text


class WebLink(Text):
    """An address on the web that begins with https://, which is put before where somebody left it out."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("spellcheck", False)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Any:
        """The whole address; the empty text where nothing was given."""
        text = super().to_python(value)
        if not text:
            return ""
        if text.lower().startswith("http://"):
            raise self.refuse(f"{self.noun} must start with https://, not http://")
        link = text if "://" in text else f"https://{text}"
        self.check_length(link)
        try:
            URLValidator(["https"])(link)
        except ValidationError as error:
            raise self.refuse(
                f"{self.noun} must be a whole web address, such as https://teams.example.com/meet"
            ) from error
        return link


class Password(Text):
    """A password: never shown again, never trimmed, can be made visible while typing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_PASSWORD)
        kwargs.setdefault("autocomplete", "current-password")
        super().__init__(**kwargs)

    clean_text = staticmethod(str)
    """Exactly what was typed."""

    def draw(self, bound: PageBoundField) -> Drawn:
        """An empty input with a button to show what is typed."""
        params = bound.common() | {"autocomplete": self.autocomplete, "attributes": bound.marked(self.attributes)}
        params[
            "formGroup"
        ] = {}  # the macro can't take attributes of the group, and passwords are never saved as drafts
        return "password-input", "govukPasswordInput", params


class LongText(Text):
    """Several lines, with a limit of words that counts alike in the browser and here."""

    widget: type[forms.Widget] = forms.Textarea
    clean_text = staticmethod(lines)

    def __init__(self, *, words: int | None = 250, rows: int = 8, **kwargs: Any) -> None:
        self.words = words
        self.rows = rows
        kwargs.setdefault("max_length", (words or 2500) * CHARACTERS_A_WORD)
        super().__init__(**kwargs)

    def to_python(self, value: object) -> Any:
        """The text with its line breaks as `\\n`, within its words (FORM-04, FORM-05, FORM-08, FORM-09, FORM-11)."""
        text = self.checked_text(value)
        if self.words is not None:
            used = count_words(text)
            if used > self.words:
                raise self.refuse(
                    f"{self.noun} must be {self.words:,} words or fewer. Shorten it by {count(used - self.words, 'word')}.",
                    "max_words",
                )
        return text

    def draw(self, bound: PageBoundField) -> Drawn:
        """A text area; below it the words left, kept up to date by `word-count.js`."""
        params = bound.common()
        attributes = dict(bound.marked(self.attributes))
        if self.words is not None:
            count_id = f"{bound.id}-words"
            attributes["data-max-words"] = str(self.words)
            params["describedBy"] = f"{params.get('describedBy', '')} {count_id}".strip()
            params["formGroup"]["afterInput"] = {
                "html": Markup(
                    '<div id="{}" class="govuk-hint app-word-count">You can use up to {:,} words</div>'
                ).format(count_id, self.words)
            }
        params |= {
            "value": _text_area_value(bound.value()),
            "rows": self.rows,
            "spellcheck": self.spellcheck,
            "attributes": attributes,
        }
        return "textarea", "govukTextarea", params


def _text_area_value(value: object) -> Markup:
    """The text as it was typed: macros indent what they draw, and HTML drops a first line break, so both are held."""
    text = as_shown(value).replace("\r\n", "\n").replace("\r", "\n")
    if text.startswith("\n"):
        text = "\n" + text
    return Markup(str(escape(text)).replace("\n", "&#10;"))  # noqa: S704 - escaped just before
