"""The two answers in place of a form's effect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def without_key(request: HttpRequest) -> HttpResponse:
    """400: the form came without its key, so a second sending could not be told from the first."""
    sentences = [
        "The form was incomplete when it arrived, so nothing was done.",
        "Open the page again from the menu and fill in the form there.",
    ]
    return _stopped(request, 400, "This form could not be sent", sentences)


def already_sent(request: HttpRequest) -> HttpResponse:
    """409: the key was used for something else; what was typed is shown, so that it is not lost."""
    sentences = [
        "You sent this form once already, and that was done. What you sent now is different, so it was not done.",
        "Open the page again to see how it stands, and change it there.",
    ]
    return _stopped(request, 409, "This form was sent before", sentences)


def _stopped(request: HttpRequest, status: int, title: str, sentences: list[str]) -> HttpResponse:
    context = {"title": title, "sentences": sentences}
    return render(request, "form_keys/stopped.html", context, status=status)
