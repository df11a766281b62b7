"""How the log names most things of this room."""

from typing import Any, cast

from locality.audit.subjects import Subject


class LoggedByName:
    """The log calls it what people read, and counts it to its authority."""

    @property
    def logged_as(self) -> Subject:
        """As the log names it."""
        thing = cast("Any", self)
        return Subject(str(thing._meta.model_name), thing.pk, str(thing), thing.authority_id)
