"""Pages of the records."""

from urllib.parse import urlencode

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.queries import people_kept_by
from locality.communities.scope import Viewer
from locality.design.paging import paginate
from locality.design.refusals import or_404
from locality.design.searching import MOST_KEPT
from locality.outbox.models import Message
from locality.outbox.queries import worker_seen_at
from locality.outbox.rules import is_failing, sending_words
from locality.records.actions import send_again
from locality.records.forms import AboutForm
from locality.records.presenters.lists import lines, message_rows, refusal_rows, via_words
from locality.records.queries import CHOICES, events_for, messages_for, refusals_for, sights_for
from locality.values.references import typed_reference
from locality.values.refusals import NotPossible
from locality.values.typed import short

_WAITING = CHOICES[Message.State.WAITING]


def _about(request: HttpRequest) -> tuple[AboutForm, str]:
    """The form that narrows a record to one request, and the reference that was asked for."""
    form = AboutForm({"about": request.GET.get("about", "")[:MOST_KEPT]})
    about = short(form.asked("about"))
    return form, typed_reference(about) or about


@requires(Permission.MESSAGES_SEE)
def messages(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Which messages went out, and how they fared."""
    state = request.GET.get("state", "")
    form, about = _about(request)
    page = paginate(request, messages_for(viewer, state=state, reference=about))
    failing = [each.to_id for each in page if each.to_id and is_failing(each)]
    kept = set(people_kept_by(viewer).filter(pk__in=failing).values_list("pk", flat=True)) if failing else set()
    context = {
        "title": "Emails",
        "page": page,
        "rows": message_rows(page, kept),
        "state": state if state in CHOICES else "",
        "states": CHOICES,
        "form": form,
        "about": about,
        "sending": sending_words(worker_seen_at(), timezone.now()),
    }
    return render(request, "records/messages.html", context)


@requires(Permission.MESSAGES_SEE)
@require_POST
def message_again(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponse:
    """Send a message that keeps failing once more."""
    found = or_404(
        messages_for(viewer).filter(pk=pk).first(), "We cannot find this email, or you do not have access to it."
    )
    try:
        send_again(message=found, by=viewer, at=timezone.now())
    except NotPossible as refusal:
        notices.warning(request, refusal.sentence)
    else:
        notices.success(
            request,
            f"We’ll send “{found.subject}” again. Until then, it is under “{_WAITING}”.",
        )
    state, about = request.POST.get("state", ""), request.POST.get("about", "")[:MOST_KEPT]
    narrowed = {"state": state if state in CHOICES else "", "about": about}
    asked = urlencode({name: value for name, value in narrowed.items() if value})
    return redirect(f"{reverse('messages')}{'?' if asked else ''}{asked}")


@requires(Permission.SIGHTS_SEE)
def sights(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who saw pupils' identity, when, and how (RES-9)."""
    form, about = _about(request)
    page = paginate(request, sights_for(viewer, reference=about))
    context = {
        "title": "Who has seen pupils’ names",
        "page": page,
        "form": form,
        "about": about,
        "is_reference": bool(typed_reference(about)),
        "via": via_words,
    }
    return render(request, "records/sights.html", context)


@requires(Permission.AUDIT_SEE)
def log(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything that was done."""
    form, about = _about(request)
    page = paginate(request, events_for(viewer, reference=about))
    context = {"title": "Log", "page": page, "lines": lines(page), "form": form, "about": about}
    return render(request, "records/log.html", context)


@requires(Permission.AUDIT_SEE)
def refusals(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the council's people asked for and may not have: now and then it is a slip, often it is somebody trying."""
    page = paginate(request, refusals_for(viewer))
    return render(request, "records/refusals.html", {"title": "Refusals", "page": page, "rows": refusal_rows(page)})
