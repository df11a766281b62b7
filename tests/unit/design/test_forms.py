"""Every refusal says what is wrong and how to mend it; what was typed stays; nothing hostile is an exception."""

import html
import re
from datetime import date, time
from decimal import Decimal
from time import process_time as time_now
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from locality.design.forms.bound import PageForm
from locality.design.forms.choices import Choice, Confirm, Many, Pick
from locality.design.forms.days import Day, TimeOfDay
from locality.design.forms.fields import Email, LongText, Text, WebLink, as_shown
from locality.design.forms.numbers import Pounds, WholeNumber
from locality.design.forms.uploads import Upload

FIELDS: dict[str, Any] = {
    "line": lambda: Text(label="Name", empty="Enter a name"),
    "email": lambda: Email(label="E-mail address"),
    "link": lambda: WebLink(label="Link to join"),
    "text": lambda: LongText(label="Solution required", words=5),
    "number": lambda: WholeNumber(label="Number of pupils", maximum=500),
    "amount": lambda: Pounds(label="Total requested"),
    "time": lambda: TimeOfDay(label="Start"),
    "choice": lambda: Choice(label="Trust", empty="Select a trust", choices=[("a", "A"), ("b", "B")]),
    "pick": lambda: Pick(label="Phase", choices=[("a", "A")]),
    "many": lambda: Many(label="Areas of need", choices=[("a", "A"), ("b", "B")]),
    "confirm": lambda: Confirm(label="I have read it"),
}


DAY = ("field-day", "field-month", "field-year")


@pytest.fixture(scope="module", autouse=True)
def _macros_read() -> None:
    """Reads the macros from disk once, which is not what a test is to be timed for."""
    for field in [*(make() for make in FIELDS.values()), Day(label="Day"), Upload(label="File")]:
        form_of(field).render_fields()


def form_of(field: Any, data: Any = None, **kwargs: Any) -> PageForm:
    made = type("OneForm", (PageForm,), {"field": field})(data, **kwargs)
    assert isinstance(made, PageForm)
    return made


def sentence(field: Any, *values: Any) -> str:
    form = form_of(field, {"field": values[0]} if len(values) == 1 else dict(zip(DAY, values, strict=True)))
    return "" if form.is_valid() else form.error_list[0]["text"]


def cleaned(field: Any, value: Any) -> Any:
    form = form_of(field, {"field": value})
    assert form.is_valid(), form.error_list
    return form.cleaned_data["field"]


@pytest.mark.parametrize(
    ("kind", "value", "says"),
    [
        ("line", "", "Enter a name"),
        ("line", "x" * 203, "Name must be 200 characters or fewer. Shorten it by 3 characters."),
        ("email", "rosa at oakfield", "E-mail address must be an email address in the correct format"),
        ("number", "twelve", "Number of pupils must be a whole number, like 12"),
        ("number", "1.5", "Number of pupils must be a whole number"),
        ("number", "-1", "Number of pupils must be 0 or more"),
        ("number", "501", "Number of pupils must be 500 or fewer"),
        ("amount", "a lot", "Total requested must be an amount in pounds, like 1,250 or 1250.50"),
        ("amount", "10000000.01", "Total requested must be £10,000,000.00 or less"),
        ("amount", "9999999999", "Total requested must be £10,000,000.00 or less"),
        ("amount", "-5", "Total requested must be £0.00 or more"),
        ("amount", "1.234", "Total requested must be in pounds and pence, with at most two figures after the point"),
        ("time", "25:00", "Start must be a time, like 15:30 or 3:30pm"),
        ("time", "13pm", "Start must be a time"),
        ("choice", "", "Select a trust"),
        ("choice", "c", "Trust is not one of the choices"),
        ("pick", "<script>", "Phase is not one of the choices"),
        ("many", ["a", "c"], "Areas of need: one of your answers is not one of the choices"),
        ("confirm", "", "Tick the box to go on"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_how_to_mend_it(kind: str, value: Any, says: str) -> None:
    assert sentence(FIELDS[kind](), value).startswith(says)


@pytest.mark.clause("FORM-04", "FORM-05", "FORM-11")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("teams.microsoft.com/l/meetup-join/1", "https://teams.microsoft.com/l/meetup-join/1"),
        (" https://meet.example/1 ", "https://meet.example/1"),
        ("", ""),
    ],
)
def test_a_link_without_its_https_gets_it(typed: str, kept: str) -> None:
    assert WebLink(label="Link to join", required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("http://meet.example/1", "Link to join must start with https://, not http://"),
        ("the usual room", "Link to join must be a whole web address, such as https://teams.example.com/meet"),
        ("javascript:alert(1)", "Link to join must be a whole web address, such as https://teams.example.com/meet"),
        ("ftp://meet.example/1", "Link to join must be a whole web address, such as https://teams.example.com/meet"),
    ],
)
def test_what_is_no_link_is_refused_with_how_to_mend_it(typed: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        WebLink(label="Link to join").clean(typed)
    assert refused.value.messages == [says]


def test_a_text_over_its_words_is_refused_with_how_many_to_take_out() -> None:
    assert sentence(FIELDS["text"](), "one two three four five six seven") == (
        "Solution required must be 5 words or fewer. Shorten it by 2 words."
    )
    assert cleaned(FIELDS["text"](), " one\r\ntwo three\u00a0four five ") == "one\ntwo three\u00a0four five"


def test_values_come_out_in_their_types() -> None:
    assert cleaned(FIELDS["number"](), " 12 ") == 12
    assert cleaned(WholeNumber(label="Pupils"), "1,234") == 1234
    assert cleaned(FIELDS["amount"](), "£1,234.5") == Decimal("1234.50")
    assert [cleaned(FIELDS["time"](), text) for text in ("15:30", "3:30pm", "3.30 p.m.", "1530", "12am", "noon")] == [
        time(15, 30), time(15, 30), time(15, 30), time(15, 30), time(0), time(12),
    ]  # fmt: skip
    assert cleaned(FIELDS["many"](), ["b", "a", "b"]) == ["b", "a"]


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_a_month_is_a_number_or_its_name(month: str) -> None:
    form = form_of(Day(label="Meeting date"), dict(zip(DAY, ("27", month, "2027"), strict=True)))
    assert form.is_valid()
    assert form.cleaned_data["field"] == date(2027, 3, 27)


@pytest.mark.parametrize(
    ("typed", "says", "part"),
    [
        (("", "", ""), "Enter an answer", "day"),
        (("3", "", "2027"), "Meeting date must include a month", "month"),
        (("3", "", ""), "Meeting date must include a month and a year", "month"),
        (("32", "1", "2027"), "Meeting date must have a day from 1 to 31", "day"),
        (("3", "13", "2027"), "Meeting date must have a month from 1 to 12, or its name", "month"),
        (("3", "ju", "2027"), "Meeting date must have a month from 1 to 12, or its name", "month"),
        (("3", "1", "27"), "Meeting date must have a year of 4 digits, like 2027", "year"),
        (("29", "2", "2027"), "Meeting date must be a real date: February 2027 has no day 29", "day"),
        (("1", "1", "2020"), "Meeting date must be on or after Tuesday 1 September 2026", "day"),
    ],
)
def test_a_date_says_which_part_is_wrong_and_leads_to_it(typed: tuple[str, ...], says: str, part: str) -> None:
    form = form_of(Day(label="Meeting date", not_before=date(2026, 9, 1)), dict(zip(DAY, typed, strict=True)))
    assert form.error_list == [{"text": says, "href": f"#id_field-{part}"}]
    assert f'id="id_field-{part}"' in form["field"].render()


def test_the_summary_leads_to_the_first_option_and_stands_in_the_order_of_the_page() -> None:
    made = type("Two", (PageForm,), {"trust": FIELDS["choice"](), "name": FIELDS["line"]()})({})
    assert [error["href"] for error in made.error_list] == ["#id_trust", "#id_name"]
    assert 'id="id_trust" name="trust" type="radio" value="a"' in made["trust"].render()


@pytest.mark.parametrize("typed", ['\n\n  <b>Ann</b> & "Bob"\n', "a\r\n\r\nb ", "’tis  so", "x" * 9000])
def test_what_was_typed_is_shown_again_exactly(typed: str) -> None:
    for wrap in (False, True):
        fields: dict[str, Any] = {"text": LongText(label="Text", words=1)}
        if wrap:  # drawn inside a choice, where macros indent what they hold
            fields |= {"kind": Choice(label="Kind", choices=[("a", "A")], reveals={"a": "text"})}
        form = type("Typed", (PageForm,), fields)({"text": typed, "kind": "a"})
        form.is_valid()
        drawn = re.search(r"<textarea[^>]*>(.*?)</textarea>", form.render_fields(), re.DOTALL)
        assert drawn
        seen = html.unescape(drawn[1])
        seen = seen.removeprefix("\n")  # as a browser does
        assert seen == typed.replace("\r\n", "\n")


HOSTILE = ["\x00", "a\x00b", "\ud800", "\uffff", "\x1b[0m", "x" * 100_000, "٣", "1_000", "0x10", "1e5", "NaN", "-", "£",
           "٢٠٢٧", "²", "𝟙", "\u202eabc", "' OR 1=1 --", "{{7*7}}", "9" * 5000]  # fmt: skip
WRONG_TYPES: list[Any] = [None, 1, -1, 1.5, True, [], ["a"], [[]], {}, {"a": 1}, b"bytes", object()]


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_nothing_hostile_is_an_exception(kind: str) -> None:
    for value in [*HOSTILE, *WRONG_TYPES]:
        form = form_of(FIELDS[kind](), {"field": value})
        form.is_valid()
        as_shown(form["field"].value()).encode()
        str(form.error_list).encode()
    form.render_fields().encode()


@pytest.mark.parametrize("part", DAY)
def test_nothing_hostile_in_a_date_is_an_exception(part: str) -> None:
    for value in [*HOSTILE, *WRONG_TYPES]:
        form = form_of(Day(label="Day"), dict.fromkeys(DAY, "1") | {part: value})
        assert not form.is_valid() or value in (1, "1", True)
        str(form.error_list).encode()
    form.render_fields().encode()


@pytest.mark.parametrize("character", ["\x00", "\x1f", "\ud800", "\uffff"])
def test_a_character_that_cannot_be_kept_is_refused(character: str) -> None:
    for kind in ("line", "text"):
        assert "hidden character" in sentence(FIELDS[kind](), f"a{character}b")


@given(st.text(max_size=60))
def test_no_text_breaks_a_field(text: str) -> None:
    for make in FIELDS.values():
        form = form_of(make(), QueryDict(mutable=True) | {"field": text})
        form.is_valid()
        form.error_list  # noqa: B018


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("costs.exe", b"a", "Costs must be a CSV or XLSX file"),
        ("costs.zip", b"PK\x03\x04", "Costs is a .zip. Open it and select the file inside."),
        ("costs.csv", b"", "Costs is empty. Check the file and select it again."),
        ("costs.csv", b"x" * (1024 * 1024 + 1), "Costs must be 1 MB or smaller"),
        ("c" * 300 + ".csv", b"a", "Costs must have a file name of 200 characters or fewer"),
    ],
)
def test_a_file_is_refused_by_name_and_size(name: str, content: bytes, says: str) -> None:
    field = Upload(label="Costs", accept=(".csv", ".xlsx"), max_megabytes=1)
    upload = SimpleUploadedFile("costs.csv", content)
    upload._name = name
    form = form_of(field, {}, files={"field": upload})
    assert form.error_list[0]["text"].startswith(says)
    assert 'accept=".csv,.xlsx"' in form["field"].render()
    assert form_of(field, {"field": "not a file"}).error_list[0]["text"] == "Select a file"


def test_inputs_ask_for_figures_without_being_of_type_number() -> None:
    drawn = form_of(FIELDS["number"]()).render_fields() + form_of(FIELDS["amount"]()).render_fields()
    assert 'inputmode="numeric"' in drawn
    assert 'inputmode="decimal"' in drawn
    assert 'type="number"' not in drawn
    assert "required" not in drawn


def test_revisions_are_drawn_for_the_script_that_saves() -> None:
    form = form_of(FIELDS["line"](), revisions={"field": 7})
    assert 'data-field="field" data-revision="7"' in form.render_fields()


def test_an_error_message_of_its_own_takes_the_place_of_ours() -> None:
    field = WholeNumber(label="Pupils", error_messages={"max_value": "No class is as large as that"}, maximum=40)
    assert sentence(field, "41") == "No class is as large as that"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("two  spaces stay", "two  spaces stay"),
        ("one \n two", "one two"),
        ("one\r\n\r\n\t two\x0bthree", "one two three"),
        ("one\u00a0\u2003two", "one \u2003two"),
        ("a" + " " * 199_997 + "\nb", "a b"),
        ("a" + " " * 199_998 + "b", "a" + " " * 199_998 + "b"),
        ("a" + "\n " * 99_999 + "b", "a b"),
    ],
)
def test_line_ends_become_spaces_in_a_time_that_grows_as_the_text(typed: str, line: str) -> None:
    before = time_now()
    assert cleaned(Text(label="Name", max_length=1_000_000), typed) == line
    assert time_now() - before < 0.1


INVISIBLE = ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e", "\u202d", "\u00a0", "\u2800"]


@pytest.mark.parametrize("typed", [*INVISIBLE, "\u200b\u00a0 \n\u00ad"], ids=ascii)
def test_required_means_something_to_see(typed: str) -> None:
    assert sentence(FIELDS["line"](), typed) == "Enter a name"
    assert sentence(FIELDS["text"](), typed) == "Enter an answer"
    assert sentence(FIELDS["number"](), typed) == "Enter an answer"
    assert sentence(Day(label="Meeting date"), typed, typed, typed) == "Enter an answer"


@pytest.mark.parametrize("mark", INVISIBLE, ids=ascii)
def test_pasted_figures_lose_what_is_invisible(mark: str) -> None:
    def around(text: str) -> str:
        return f"{mark}{text[:1]}{mark}{text[1:]}{mark}"

    assert cleaned(FIELDS["number"](), around("12")) == 12
    assert cleaned(FIELDS["amount"](), around("1234.50")) == Decimal("1234.50")
    assert cleaned(FIELDS["time"](), around("15:30")) == time(15, 30)
    assert cleaned(FIELDS["email"](), around("rosa@oakfield.example")) == "rosa@oakfield.example"
    form = form_of(Day(label="Day"), dict(zip(DAY, (around("27"), around("3"), around("2027")), strict=True)))
    assert form.is_valid()
    assert form.cleaned_data["field"] == date(2027, 3, 27)


def test_figures_are_taken_as_people_write_them() -> None:
    assert cleaned(FIELDS["number"](), "１２") == 12
    assert cleaned(WholeNumber(label="Pupils"), "1,234.") == 1234
    assert cleaned(FIELDS["amount"](), ".50") == Decimal("0.50")
    assert cleaned(FIELDS["time"](), "１５：３０") == time(15, 30)
    assert sentence(FIELDS["time"](), "24:00") == "Start must be a time, like 15:30 or 3:30pm"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("1st", 1), ("2nd", 2), ("23RD", 23), ("11th", 11), ("30th", 30), ("1th", None), ("11st", None), ("st", None)],
)
def test_a_day_may_be_written_in_its_order(typed: str, day: int | None) -> None:
    form = form_of(Day(label="Day"), dict(zip(DAY, (typed, "March", "2027"), strict=True)))
    assert form.is_valid() == (day is not None)
    assert not day or form.cleaned_data["field"] == date(2027, 3, day)


def test_an_address_that_no_mail_could_go_to_is_refused_with_what_is_wrong() -> None:
    assert sentence(FIELDS["email"](), "hnf.east@example.gov.uk’") == (
        "E-mail address must be an email address in the correct format, like name@example.com. "
        "This one has “’” in it, which email addresses cannot have."
    )


def test_invisible_marks_count_for_no_word_and_no_length() -> None:
    assert cleaned(FIELDS["text"](), "one \u200b two \u00ad three four five") == "one  two  three four five"
    assert cleaned(Text(label="Name", max_length=3), "\u200b" * 50 + "abc") == "abc"


def test_a_form_offers_what_it_was_given_and_takes_nothing_else() -> None:
    form = form_of(Choice(label="Trust"), {"field": "b"})
    form.offer("field", ((each, each.upper()) for each in "ab"), hints={"b": "The second"})
    assert form.offered("field") == {"a": "A", "b": "B"}
    assert form.is_valid()
    assert "The second" in form.render_fields()
    other = form_of(Choice(label="Trust"), {"field": "c"})
    other.offer("field", [("a", "A")])
    assert other.error_list[0]["text"] == "Trust is not one of the choices. Select one of them."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("4", "Day must be on or after Friday 5 March 2027"),
        ("5", ""),
        ("6", ""),
        ("7", "Day must be on or before Saturday 6 March 2027"),
    ],
)
def test_a_form_sets_the_first_and_the_last_day(day: str, said: str) -> None:
    form = form_of(Day(label="Day"), dict(zip(DAY, (day, "3", "2027"), strict=True)))
    form.between("field", date(2027, 3, 5), date(2027, 3, 6))
    assert [each["text"] for each in form.error_list] == ([said] if said else [])


def test_a_field_that_is_refused_already_keeps_its_sentence() -> None:
    form = form_of(Text(label="Name"), {"field": "x"})
    form.refuse("field", "Name is taken")
    form.refuse("field", "Name is too short")
    assert [each["text"] for each in form.error_list] == ["Name is taken"]


@pytest.mark.parametrize("name", sorted({"line", "email", "number", "amount", "time", "pick"} & set(FIELDS)))
def test_an_input_says_of_itself_that_it_is_wrong(name: str) -> None:
    assert 'aria-invalid="true"' not in form_of(FIELDS[name]()).render_fields()
    assert form_of(FIELDS[name](), {}).render_fields().count('aria-invalid="true"') == 1
