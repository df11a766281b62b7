"""Keys of forms. Each shown form carries a fresh one in a hidden field named FIELD."""

from uuid import UUID

FIELD = "form_key"


def parse_key(text: str) -> UUID | None:
    """The key a form was sent with, or None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
