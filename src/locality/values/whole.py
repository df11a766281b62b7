"""Texts that are kept whole or refused: never cut without a word."""

from locality.values.refusals import NotPossible


def whole(text: str, most: int) -> str:
    """The text as it is to be kept, in `most` characters.

    Letters that stand for a pupil can be longer than the name was, so a text that was short enough when it was typed may
    not be any more. Raises NotPossible then.
    """
    if len(text) > most:
        raise NotPossible(
            f"This is {len(text)} characters long where letters stand for pupils’ names, and only {most} can be kept. "
            "Shorten it."
        )
    return text
