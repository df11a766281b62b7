"""The two answers in place of a form's effect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def without_key(request: HttpRequest) -> HttpResponse:
    """400: the form came without its key, so a second sending could not be told from the first."""
    sentences = [
        "The form was incomplete when it reached us, so we did not save anything.",
        "Open the page again from the menu and fill in the form there.",
    ]
    return _stopped(request, 400, "We could not save this form", sentences)


def already_sent(request: HttpRequest) -> HttpResponse:
    """409: the key was used for something else; what was typed is shown, so that it is not lost."""
    sentences = [
        "You have already sent this form, and we saved it. You then changed it and sent it again.",
        "We did not save that second version.",
        "Open the page again to see what we saved, and make your change there.",
    ]
    return _stopped(request, 409, "You have already sent this form", sentences)


def _stopped(request: HttpRequest, status: int, title: str, sentences: list[str]) -> HttpResponse:
    context = {"title": title, "sentences": sentences}
    return render(request, "form_keys/stopped.html", context, status=status)
