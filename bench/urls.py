"""The product's addresses and one bare page, which does nothing but answer with a line of HTML."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from locality.config.urls import urlpatterns as product


def bare(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """What Django, sign-in and our middleware take by themselves."""
    return HttpResponse("<!DOCTYPE html><html lang='en'><title>Bare</title><p>Bare</p></html>")


urlpatterns = [path("bare/", bare, name="bare"), *product]
