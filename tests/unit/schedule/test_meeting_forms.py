"""Optional means optional: where one of two is needed, neither says that it may be left out."""

from datetime import date

import pytest

from locality.design.forms.bound import PageForm
from locality.schedule.forms import MeetingTimeForm, YearForm

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "form", [MeetingTimeForm(today=TODAY, data={}), YearForm(communities=[], years=[], data={})], ids=["one", "year"]
)
def test_a_venue_or_a_link_is_needed_and_neither_is_called_optional(form: PageForm) -> None:
    assert "Enter a venue, or a link to join online" in form.errors["venue"]
    page = form.render_fields()
    assert "(optional)" not in page
    assert "Enter a venue, a link to join online, or both." in page
