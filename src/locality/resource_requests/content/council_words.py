"""The form's labels that name the council, by its short name (FORM-12, FORM-13): "KCC Moderated" is Kent's."""


def referral(council: str) -> str:
    """The fourth response of a community."""
    return f"Referral for {council} Review"


def moderated(council: str) -> str:
    """Whether the council changed what was approved."""
    return f"{council} Moderated"


def section(council: str) -> str:
    """The last part of the form."""
    return f"{council} Section"
