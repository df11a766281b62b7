"""Hours that were given, in words: pages and emails say them alike. Pure."""

from decimal import Decimal

from locality.values.sentences import count


def say_hours(hours: Decimal | int) -> str:
    """Hours without noughts behind the point: 1.5, 10."""
    return f"{Decimal(hours).normalize():f}"


def count_hours(hours: Decimal | int) -> str:
    """Hours with their noun: 1 hour, 1.5 hours."""
    return f"{say_hours(hours)} {'hour' if hours == 1 else 'hours'}"


def say_given(given: Decimal, agreed: int) -> str:
    """Hours given beside those agreed; more than those are named as such."""
    if given > agreed:
        return f"{count_hours(given)}, which is {say_hours(given - agreed)} more than agreed"
    return f"{say_hours(given)} of {count(agreed, 'hour')}"


def mark_of_hours(given: Decimal, entries: int) -> str:
    """A mark of the hours a page showed: whoever records more does so knowing of these."""
    return f"{entries}-{say_hours(given)}"
