"""Every address: each app brings its own, under the words it chose."""

from django.conf import settings
from django.urls import include, path

APPS = [
    "accounts",
    "communities",
    "schedule",
    "budgets",
    "support",
    "opportunities",
    "parents",
    "writing",  # before the request's own page: "new" is no reference
    "resource_requests",
    "council_section",
    "exceptional",
    "outcomes",
    "meetings",
    "live",
    "minutes",
    "practice",
    "home",
    "records",
    "insights",
    "gaps",
    "help",
    "design",
]
if settings.DEMO:
    APPS.append("demo")

urlpatterns = [path("", include(f"locality.{app}.urls")) for app in APPS]

handler400 = "locality.design.views.bad_request"
handler403 = "locality.design.views.forbidden"
handler404 = "locality.design.views.not_found"
handler500 = "locality.design.outage.server_error"
