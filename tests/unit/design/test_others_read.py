"""The quiet line under a field: what others will read in place of pupils' names (RES-9)."""

import re
from typing import Any

import pytest

from locality.design.forms.bound import PageForm
from locality.design.forms.fields import LongText, Text
from locality.design.forms.others import Others
from locality.masking.called import Hidden
from locality.masking.names import Mask
from locality.masking.preview import Preview, preview

pytestmark = pytest.mark.clause("RES-9")


class ExampleForm(PageForm):
    """A text that others read, and one that they don't."""

    title = Text(label="What is it about?", read_by_others=True)
    note = LongText(label="Your own note", words=50)
    text = LongText(label="Text", words=50, read_by_others=True)


def read(_field: str, text: str) -> Preview:
    return preview(Mask([Hidden("Noah Barlow", "Pupil A")]), text)


@pytest.fixture(scope="module", autouse=True)
def _macros_read() -> None:
    """Reads the macros from disk once, which is not what a test is to be timed for."""
    ExampleForm().render_fields()


def drawn(others: Others | None = None, **initial: Any) -> str:
    form = ExampleForm(initial=initial)
    form.others = others
    return str(form.render_fields())


def lines(html: str) -> list[str]:
    return re.findall(r'<div class="app-others-read".*?</div>', html, re.S)


def test_a_form_of_somebody_who_does_not_see_names_has_no_line() -> None:
    assert "others" not in drawn(title="Noah", note="Noah", text="Noah")


def test_the_line_waits_hidden_under_each_field_that_others_read() -> None:
    html = drawn(Others("/ask/", read), note="Noah")
    assert lines(html) == [
        '<div class="app-others-read" id="id_title-others" data-others-read="/ask/" hidden></div>',
        '<div class="app-others-read" id="id_text-others" data-others-read="/ask/" hidden></div>',
    ]
    assert "&lt;" not in html
    assert html.count("<div") == html.count("</div>")
    assert re.search(r'id="id_title"[^>]*aria-describedby="id_title-others"', html)
    assert re.search(r'id="id_text"[^>]*aria-describedby="id_text-others id_text-words"', html)


def test_a_text_that_stands_there_already_is_shown_as_others_read_it() -> None:
    [title, text] = lines(drawn(Others("/ask/", read), title="<b>Noah & co", text="Noah. Noah. Noah. Noah. Noah."))
    assert title == (
        '<div class="app-others-read" id="id_title-others" data-others-read="/ask/">'
        '<span class="app-others-read__label">Others will read:</span> &lt;b&gt;<strong>Pupil A</strong> &amp; co</div>'
    )
    assert text.endswith(
        "<strong>Pupil A</strong>. <strong>Pupil A</strong>. <strong>Pupil A</strong>. (and 2 more)</div>"
    )
