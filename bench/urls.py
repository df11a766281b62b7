"""The product's addresses and one bare page beside them: the least that Django can do for the same number of rows."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from jinja2 import Template

from locality.config.urls import urlpatterns as product

BARE_MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
_PAGE = """<!DOCTYPE html>
<html lang="en"><title>Bare</title><h1>{{ user.name }}</h1>
<table>
{% for row in rows %}
<tr><th><a href="/bare/?of={{ row.pk }}">{{ row.reference }}</a></th><td>{{ row.state }}</td><td>{{ row.created_at }}</td>
<td>{{ row.requested_amount }}</td><td>{{ row.approved_on or "–" }}</td></tr>
{% endfor %}
</table></html>"""
_templates: list[Template] = []


def bare(request: HttpRequest, rows: int) -> HttpResponse:
    """Somebody signed in reads so many rows of one table, drawn by the engine that draws our pages."""
    from locality.design.engine import page_environment
    from locality.resource_requests.models import ResourceRequest

    if not _templates:
        _templates.append(page_environment().from_string(_PAGE))
    found = ResourceRequest.objects.only("reference", "state", "created_at", "requested_amount", "approved_on")
    return HttpResponse(_templates[0].render(user=request.user, rows=found.order_by("pk")[:rows]))


urlpatterns = [path("bare/<int:rows>/", bare, name="bare"), *product]
