"""What the form of an agenda sends of its items."""

from django.http import QueryDict

from locality.meetings.forms.agenda import times_seen


def test_the_times_are_read_by_the_numbers_of_their_items_alone() -> None:
    sent = QueryDict("minutes-7=5&minutes-12=&minutes-=3&minutes-x=3&minutes-%C2%B2=3&title=4")
    assert sorted(times_seen(sent)) == [7, 12]


def test_a_field_named_with_thousands_of_figures_is_no_time() -> None:
    """Python makes no number of more than 4,300 figures, and says so with an error: the page fell."""
    assert times_seen(QueryDict(f"minutes-{'9' * 5_000}=5")) == {}
