"""What a rule says against something, for expectations written as sentences."""

from locality.values.refusals import Refusal


def said(why: Refusal | None) -> str | None:
    """Its sentence; None where the rule has nothing against it."""
    return why.sentence if why else None
