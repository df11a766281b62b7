"""The product's addresses, and one that takes any form."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from locality.config.urls import urlpatterns as product


def target(request: HttpRequest) -> HttpResponse:
    """A form's address."""
    return HttpResponse("sent")


urlpatterns = [*product, path("kept-form-target/", target)]
