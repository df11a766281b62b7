"""The form's labels that name the council, by its short name (FORM-12, FORM-13): "KCC Moderated" is Kent's."""


def referral(council: str) -> str:
    """The fourth response of a community."""
    return f"Referral for {council} Review"


def referral_hint(council: str) -> str:
    """What ticking it leads to: the request is processed only after the review."""
    return f"{council} reviews the decision before it processes the request"


def moderated(council: str) -> str:
    """Whether the council changed what was approved."""
    return f"{council} Moderated"


def section(council: str) -> str:
    """The last part of the form."""
    return f"{council} Section"
