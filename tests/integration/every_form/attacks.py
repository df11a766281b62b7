"""What a hostile or hurried person, a broken browser or a program sends instead of what a field asks for."""

import re
from collections.abc import Iterator
from itertools import count

from tests.integration.every_form.markup import Control

LONG_LINE = "x" * 20_000
LONG_TEXT = "word " * 25_000
HOSTILE = [
    "\x00", "a\x00b", "\ud800", "a\udfffb", "\u202eright to left\u202c", "\ufeff", "\u200b", "\u0301" * 50, "\ufdd0\uffff",
    "=1+1", '=HYPERLINK("http://x.example","y")', "+1", "@SUM(1)", "-2+3", "\t=1", "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}", "{% include 'a' %}", "${7*7}", "%s%n%d", "%00", "%(name)s", "{0.__class__}", "'; DROP TABLE x; --", "' OR 1=1",
    "a\r\nBcc: mallory@x.example", "BEGIN:VCALENDAR\r\nX:1", "../../../etc/passwd", "javascript:alert(1)",
    "//evil.example", "\\\\evil",
    "   ", "\n\n\n", "\x0b\x0c", "null", "None", "undefined", "[]", "{}", "true",
    "\U0001f469\u200d\U0001f4bb" * 20, "ﷺ" * 20, "ß", "İ", "ﬃ",
]  # fmt: skip
NUMBERS = [
    "twelve", "-5", "−5", "0", "-0", "1e400", "NaN", "nan", "Infinity", "-inf", "9" * 40, "9" * 5000,
    "1_000", "1,00,0", "1.5", "0.001", "0x10",
    "٣٤", "²", "½",
    "10000000000000000000", "2147483648", "9223372036854775808", "£", "£-1", "1e5", "+3", "12 34", ".",
]  # fmt: skip
PARTS = {
    "day": ["31", "0", "32", "-1", "٣", "1.5", "x"],
    "month": ["2", "13", "0", "Smarch", "-1", "m"],
    "year": ["0", "9999", "10000", "1", "-2026", "26", "1899", "2101", "٢٠٢٦"],
}
UNSTORABLE = ["a\x00b", "9" * 40, "a\udfffb", "9223372036854775808", "1e400", LONG_LINE, "NaN"]
"""What one database keeps and another refuses: all that is sent where the rest was sent to another database already."""
CHOICES = ["nothing of the list", "0", "-1", "9" * 40, "1e400", "NaN", "\x00", "\ud800", "True", "' OR 1=1", "x" * 5000]
EACH, AGAIN = 2, 1
"""Hostile texts for each field, and where the same field stands in another form: in turn, so that each text meets many
fields. That every kind of field withstands all of them is proved in tests/unit/design/test_hostile_fields.py."""
SAME = re.compile(r"^(revision)-.*|^(pupil|line)\.\d+")
"""Fields that differ in their number alone."""

Attack = tuple[str, list[str] | None]
"""What it is called, and the values sent under the field's name; None sends no such field."""


class Arsenal:
    """Deals out attacks: every field gets those of `always`, and its share of the long lists."""

    def __init__(self, naughty: list[str], others: list[str], *, only_stored: bool = False) -> None:
        self.texts = HOSTILE + naughty
        self.only_stored = only_stored
        self.others = others
        self._names: set[tuple[str, str]] = set()
        self._turn = count()

    def against(self, control: Control, right: list[str]) -> Iterator[Attack]:
        """All attacks on a field that is rightly filled in with these values."""
        name = (SAME.sub(r"\1\2", control.name), control.kind)
        is_new = name not in self._names
        self._names.add(name)
        if self.only_stored:
            text = UNSTORABLE[next(self._turn) % len(UNSTORABLE)]
            if is_new:
                yield repr(text[:40]), [text]
            return
        yield "missing", None
        yield "empty", [""]
        if is_new or control.is_typed:
            yield "too long", [LONG_TEXT if control.kind in {"textarea", "hidden"} else LONG_LINE]
        if is_new:
            yield "repeated", [*right, "other", *right]
        texts = self._texts(control)
        for _ in range(EACH if is_new else AGAIN):
            text = texts[next(self._turn) % len(texts)]
            yield repr(text[:40]), [text]

    def _texts(self, control: Control) -> list[str]:
        if control.part_of_day:
            return PARTS[control.part_of_day] + NUMBERS
        if control.kind in {"radio", "checkbox", "select", "button", "submit"}:
            return CHOICES + self.others
        if control.figures in {"numeric", "decimal"}:
            return NUMBERS + self.texts
        return self.texts
