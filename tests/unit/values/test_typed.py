"""What is typed or read from a cell, without what no eye sees: each right value written by hand."""

import pytest

from locality.values.keys import searchable
from locality.values.typed import figures, is_invisible, line, lines, short, shows

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
INVISIBLE = ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e", "\u202d", "\u202c", "\u200d", "\u2800", "\u3164",
             "\u180e", "\u2067", "\U000e0067", "\u115f"]  # fmt: skip


@pytest.mark.parametrize("mark", INVISIBLE, ids=ascii)
def test_a_text_of_only_invisible_things_is_empty(mark: str) -> None:
    for text in (mark, mark * 3, f" {mark} ", f"\u00a0{mark}\n"):
        assert line(text) == ""
        assert lines(text) == ""
        assert figures(text) == ""
        assert not shows(text)


SIGNS_OF_NUMBERS = ["\u0600", "\u0601", "\u0605", "\u06dd", "\u070f", "\u0891", "\u08e2", "\U000110bd", "\U000110cd"]


@pytest.mark.parametrize("sign", SIGNS_OF_NUMBERS, ids=ascii)
def test_a_sign_that_is_drawn_around_a_number_is_seen(sign: str) -> None:
    """Unicode calls them formats, as it does what no eye sees: a year of an Arabic date has one."""
    assert not is_invisible(sign)
    assert line(f"{sign}\u0661\u0662") == lines(f"{sign}\u0661\u0662") == f"{sign}\u0661\u0662"
    assert shows(sign)
    assert searchable(f"a{sign}b") == f"a{sign}b"


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\u3000\n", "\u0301", "\ufe0f", "\u0301\u200b"])
def test_spaces_and_loose_marks_show_nothing(text: str) -> None:
    assert not shows(text)
    assert line(text) == lines(text) == ""


@pytest.mark.parametrize("text", ["a", "7", "–", "…", "🙂", "é", "ण", "٣", ".", "\ue000", FAMILY])
def test_whatever_can_be_seen_shows(text: str) -> None:
    assert shows(text)
    assert line(text) == lines(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ferring 1\u200b", "Ferring 1"),
        ("Al\u00adfie", "Alfie"),
        ("Foxley\u00a01", "Foxley 1"),
        ("\u202dRosa\u202c", "Rosa"),
        ("one \n two", "one two"),
        ("one\u2028two", "one two"),
        ("two  spaces", "two  spaces"),
        ("Sia\u0302n", "Sia\u0302n"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian parts the word there
        ("क\u094d\u200dष", "क\u094d\u200dष"),  # Hindi joins them so
        ("a\u200db\u200cc", "abc"),
        (f"{FAMILY}\u200b", FAMILY),
        (f"{ENGLAND} flag", f"{ENGLAND} flag"),
        ("x\U000e0067", "x"),
    ],
)
def test_a_line_keeps_what_a_person_meant(typed: str, kept: str) -> None:
    assert line(typed) == kept


def test_a_text_of_several_lines_keeps_them_and_its_no_break_spaces() -> None:
    assert lines(" one\u200b\r\ntwo\u00a0three\r\r\nfour\x0b ") == "one\ntwo\u00a0three\n\nfour"


def test_a_short_text_has_no_doubled_spaces() -> None:
    assert short("  Foxley \u00a0 1\n\u200b ") == "Foxley 1"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\u202d1234.50\u202c", "1234.50"),
        ("121\u00a0470", "121470"),
        (" 12\u200b ", "12"),
        ("\uff11\uff12\uff0f\uff10\uff19", "12/09"),
        ("\uffe1\uff11\uff12", "£12"),
        ("−5", "-5"),
        ("15:30\u200e", "15:30"),
        ("908 650", "908 650"),
        ("²", "²"),
        ("٣", "٣"),
    ],
)
def test_figures_are_plain(typed: str, kept: str) -> None:
    assert figures(typed) == kept


@pytest.mark.parametrize("letters", ["\u200b", "\u00a0\n", "ك\u200d", "\u0301", " \n", "\u200d\u200c"], ids=ascii)
def test_any_length_is_cleaned_soon(letters: str) -> None:
    """A unit test may take 100 ms."""
    text = letters * (100_000 // len(letters))
    assert len(line(text)) <= len(text)
