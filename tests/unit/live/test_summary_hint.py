"""The hint of the chair's summary says what it is for: the decision of a request, or the minutes alone."""

import pytest

from locality.live.forms.live import TextsForm


@pytest.mark.parametrize(
    ("of_request", "is_decided", "said"),
    [
        (False, False, "It will be in the minutes."),
        (True, False, "Write the summary before you record the decision."),
        (True, True, "Changes here are for the minutes only."),
    ],
)
def test_the_hint_fits_the_item(of_request: bool, is_decided: bool, said: str) -> None:
    form = TextsForm(of_request=of_request, is_decided=is_decided)
    assert str(form.fields["summary"].help_text).startswith(said)
