"""Error pages, the accessibility statement and the gallery of components.

An error page must come whatever is broken: those for 400 and 500 use neither the database nor the session, and if even
their template fails a fixed page is sent. `config.urls` names these as Django's handlers.
"""

import secrets

import structlog
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from locality.design.engine import page_environment
from locality.design.gallery import gallery_context
from locality.design.refusals import Changed, Link
from locality.design.statement import KNOWN, PREPARED, reach
from locality.design.typed import Typed, typed_in

log = structlog.get_logger()

LAST_RESORT = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Something went wrong – Locality</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Something went wrong</h1>
<p>The problem is with Locality, not with anything you did. Your earlier work is safe. Wait a minute, then open the
page again and check whether your last change was saved before you repeat it.</p>
<p>If it keeps happening, tell your council’s locality team the reference {reference}.</p>
<p><a href="/">Go to the home page</a></p></main></body></html>
"""
UNSIGNED = frozenset({400, 500})  # pages that must not ask the session who is signed in
_NOT_DONE = "We did not save your change."
READABLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without the letters and figures that look alike


@login_not_required
def accessibility_statement(request: HttpRequest) -> HttpResponse:
    """How accessible the product is, what is known not to be, and whom to tell."""
    context = {"title": "Accessibility statement", "known": KNOWN, "reach": reach(), "prepared": PREPARED}
    return render(request, "design/accessibility_statement.html", context)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, for those who build pages and those who judge them."""
    return render(request, "design/gallery.html", gallery_context(request))


def error_page(
    request: HttpRequest,
    status: int,
    *,
    title: str,
    sentences: list[str],
    reference: str = "",
    typed: list[Typed] | None = None,
    links: tuple[Link, ...] = (),
) -> HttpResponse:
    """A page that says what went wrong and what to do; usable by any view, for 409 too.

    title: what happened. sentences: why, and how to go on. reference: what to tell support, also in the log.
    typed: what the person sent, to be read and copied. links: where to go on.
    """
    context = {"title": title, "sentences": sentences, "reference": reference, "typed": typed or [], "links": links}
    if status not in UNSIGNED:
        return render(request, "design/error.html", context, status=status)
    return HttpResponse(page_environment().get_template("design/error.html").render(context), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: what arrived could not be read."""
    return error_page(
        request,
        400,
        title="We could not read what your browser sent",
        sentences=[
            "Something was missing, so we did not save anything.",
            "Go back, reload the page and try again.",
        ],
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not allowed. A reason given by the code that refused is shown, and what was sent."""
    typed = typed_in(request)
    if isinstance(exception, Changed):
        return error_page(
            request,
            exception.status,
            title=exception.title,
            sentences=[exception.sentence, *([_NOT_DONE] if request.method == "POST" else [])],
            typed=typed,
            links=exception.links,
        )
    reason = _reason(exception) or "Your role does not give you access to this page."
    sentences = [reason]
    if "Your role does" in reason:  # whom another reason stops, no role helps
        sentences.append("If you need access, ask your council’s locality team.")
    if request.method == "POST":
        sentences.append(_NOT_DONE)
    title = "You cannot do this" if request.method == "POST" else "You cannot open this page"
    return error_page(request, 403, title=title, sentences=sentences, typed=typed)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token: nearly always a page left open over a sign-out."""
    log.info("csrf_refused", reason=reason)
    return error_page(
        request,
        403,
        title="This page has expired",
        sentences=[
            "The page was open for too long, or you have signed out since you opened it. Nothing was saved.",
            "Go back, copy any text you need, reload the page and try again.",
            "If this keeps happening, check that your browser accepts cookies. Locality needs one to work.",
        ],
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here that this person may know of."""
    return error_page(
        request,
        404,
        title="Page not found",
        sentences=[
            _reason(exception) or "We cannot find this page, or you do not have access to it.",
            "If you typed the web address, check it is correct. If you followed a link, the page may have moved.",
            "If you need to see it, ask your council’s locality team.",
            *([_NOT_DONE] if request.method == "POST" else []),
        ],
        typed=typed_in(request),
    )


def conflict(request: HttpRequest, sentence: str) -> HttpResponse:
    """409: someone else was first. `sentence` says what they did."""
    return error_page(
        request,
        409,
        title="Someone else has changed this",
        sentences=[
            sentence,
            "We did not save your change. Reload the page, check what has changed, then try again.",
        ],
        typed=typed_in(request),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The reference on the page is in the log beside the error."""
    reference = "".join(secrets.choice(READABLE) for _ in range(6))
    log.error("server_error", reference=reference, path_kind=_kind_of_path(request), exc_info=True)
    try:
        return error_page(
            request,
            500,
            title="Something went wrong",
            sentences=[
                "The problem is with Locality, not with anything you did. Your earlier work is safe.",
                "Wait a minute, then open the page again and check whether your last change was saved before you repeat it.",
            ],
            reference=reference,
            typed=typed_in(request),
        )
    except Exception:  # the last resort must not fail for whatever broke the page
        log.error("error_page_failed", reference=reference, exc_info=True)
        return HttpResponse(LAST_RESORT.format(reference=reference), status=500)


def _reason(exception: Exception | None) -> str:
    """The sentence a refusal was raised with; Django's own (technical or a dict) are not for people."""
    first = exception.args[0] if exception is not None and exception.args else ""
    if isinstance(first, str) and first.endswith(".") and " matches the given query" not in first:
        return first
    return ""


def _kind_of_path(request: HttpRequest) -> str:
    """The URL name rather than the address, which may hold what should not be in a log."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "unresolved"
