"""Every address of requests, from the modules that exist. Writing comes first: "new" is no reference."""

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern

MODULES = ("writing", "reading", "review", "decision", "hand_over", "council", "exceptional")

urlpatterns: list[URLPattern] = [
    pattern
    for module in MODULES
    if find_spec(f"{__name__}.{module}")
    for pattern in import_module(f"{__name__}.{module}").urlpatterns
]
