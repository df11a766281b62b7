"""Views that may be sent any number of times."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from django.conf import settings

View = TypeVar("View", bound=Callable[..., Any])


class _Marked(Protocol):
    repeatable: bool


def repeatable(view: View) -> View:
    """Mark a view whose POST needs no key: sending it twice does no harm (signing in, searching, saving a draft).

    Such a view runs outside the form's transaction.
    """
    cast("_Marked", view).repeatable = True
    return view


def is_repeatable(view: Callable[..., Any]) -> bool:
    """Marked so, or of a package listed in ONCE_REPEATABLE (allauth: its pages guard themselves)."""
    module = getattr(getattr(view, "view_class", view), "__module__", "") or ""
    return getattr(view, "repeatable", False) or any(
        module == name or module.startswith(f"{name}.") for name in settings.ONCE_REPEATABLE
    )
