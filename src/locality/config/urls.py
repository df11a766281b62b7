"""Every address: each app brings its own, under the words it chose."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

APPS = [
    "accounts",
    "communities",
    "schedule",
    "budgets",
    "resource_requests",
    "meetings",
    "deadlines",
    "records",
    "insights",
    "gaps",
    "help",
    "design",
]
if settings.DEMO:
    APPS.append("demo")

urlpatterns = [path("", include(f"locality.{app}.urls")) for app in APPS if find_spec(f"locality.{app}.urls")]

handler400 = "locality.design.views.bad_request"
handler403 = "locality.design.views.forbidden"
handler404 = "locality.design.views.not_found"
handler500 = "locality.design.outage.server_error"
