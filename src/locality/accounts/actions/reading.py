"""How a person likes to read pages and documents."""

from django.core.exceptions import ValidationError

from locality.accounts.models import TEXT_SIZES, Colours, User


def set_reading(*, person: User, text_size: int, wide_spacing: bool, colours: str, calm: bool) -> User:
    """Keep how a person likes to read: per cent of the usual size, wider spacing, colours, and no counting clocks.

    Raises ValidationError, by field. It concerns nobody else, so the log does not keep it.
    """
    if text_size not in TEXT_SIZES:
        raise ValidationError({"text_size": "Select a size of text."})
    if colours not in Colours.values:
        raise ValidationError({"colours": "Select light, dark or the colours of your device."})
    person.text_size, person.wide_spacing, person.colours, person.calm = text_size, wide_spacing, colours, calm
    person.save(update_fields=["text_size", "wide_spacing", "colours", "calm"])
    return person
