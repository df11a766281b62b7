"""Views that may be sent any number of times."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def repeatable(view: View) -> View:
    """Mark a view whose POST needs no key: sending it twice does no harm (signing in, searching, saving a draft).

    Such a view runs outside the form's transaction.
    """
    view.repeatable = True  # type: ignore[attr-defined]
    return view
