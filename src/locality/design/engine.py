"""The Jinja2 environment in use, for code that renders parts of pages: it asks Django, and knows nothing of what is in it."""

from typing import cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from jinja2 import Environment


def page_environment() -> Environment:
    """The environment of every page, as `environment.py` makes it."""
    return cast("Jinja2", engines["jinja2"]).env
