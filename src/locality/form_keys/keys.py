"""Keys of forms. Each shown form carries a fresh one in a hidden field named FIELD."""

from uuid import UUID, uuid4

FIELD = "form_key"


def new_key() -> str:
    """A key for a form about to be shown."""
    return str(uuid4())


def parse_key(text: str) -> UUID | None:
    """The key a form was sent with, or None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
