"""From the clerk to the area's officer and back (CLK-5, RFR-3)."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.deadlines import Deadlines, deadlines_by_authority
from locality.communities.scope import Viewer
from locality.resource_requests.actions import handing_over, steps
from locality.resource_requests.forms.hand_over import AnswerForm, ReceiveForm
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import found_request, opening, read_version
from locality.resource_requests.presenters.decision_view import community_section
from locality.resource_requests.presenters.exchange import exchanges
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import officer_told, who_is_emailed
from locality.resource_requests.queries.requests import officer_questions_of, to_receive
from locality.resource_requests.queries.topics import topic_of
from locality.resource_requests.rules.permitted import may
from locality.resource_requests.workflow import E
from locality.values.emailing import say_done
from locality.values.marks import marks_in
from locality.values.refusals import NotPossible
from locality.values.sentences import count
from locality.values.working_days import day_of

MOST_RECEIVED = 100
ACKNOWLEDGES = "Next, the area officer will acknowledge it."
ANSWERS = "Next, the clerk will answer your question."
PROCESSES = "Next, the council will process it."


@requires(Permission.REQUEST_HAND_OVER)
def request_hand_over(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """One button: the form goes to the officer of the community's area."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.HAND_OVER, rfr))
    if request.method == "POST":
        told = who_is_emailed(E.HAND_OVER, rfr, viewer)
        try:
            handing_over.hand_over(rfr, by=viewer, at=timezone.now(), seen=request.POST.get("seen"))
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
            return redirect("request_hand_over", rfr.reference)
        else:
            done = f"You’ve sent the request {rfr.reference} to the area officer."
            messages.success(request, say_done(done, told, ACKNOWLEDGES))
        return redirect("request", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Send {rfr.reference} to the area officer",
        "area": rfr.community.area,
        "officer": officer_told(rfr, viewer),
        "seen": steps.as_read(rfr),
        "tells": who_is_emailed(E.HAND_OVER, rfr, viewer),
    }
    return render(request, "resource_requests/hand_over.html", context)


@requires(Permission.REQUEST_RECEIVE)
def request_receive(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The officer reads the form, and acknowledges it or asks."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.ACKNOWLEDGE, rfr))
    form = ReceiveForm(request.POST or None)
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        by, at, seen = viewer, timezone.now(), request.POST.get("seen")
        with form.refusals():
            if form.cleaned_data["choice"] == "ask":
                told = who_is_emailed(E.ASK, rfr, viewer)
                handing_over.ask(rfr, question=form.cleaned_data["question"], by=by, at=at, seen=seen)
                done = say_done(f"You’ve sent the request {rfr.reference} back with your question.", told, ANSWERS)
            else:
                told = who_is_emailed(E.ACKNOWLEDGE, rfr, viewer)
                handing_over.acknowledge(rfr, by=by, at=at, seen=seen)
                done = say_done(f"You’ve acknowledged the request {rfr.reference}.", told, PROCESSES)
            messages.success(request, done)
            return redirect("request", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Acknowledge {rfr.reference}",
        "form": form,
        "tells": who_is_emailed(E.ACKNOWLEDGE, rfr, viewer),
    }
    context["seen"] = steps.as_read(rfr)
    if rfr.version:
        reader = read_version(viewer, rfr, rfr.version, "page")
        context["rows"] = school_section(rfr, rfr.version, reader)
        context["decision_rows"] = community_section(rfr.decision, reader)
        context["questions"] = exchanges(officer_questions_of.read(rfr.pk), reader)
    return render(request, "resource_requests/receive.html", context, status=400 if form.errors else 200)


@requires(Permission.REQUEST_RECEIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def requests_receive(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Everything that waits for the officer in one list: what is ticked is acknowledged with one button (CLK-5)."""
    waiting = [each for each in to_receive(viewer)[:MOST_RECEIVED] if may(viewer, E.ACKNOWLEDGE, each)]
    if request.method == "POST":
        listed = set(request.POST.getlist("listed"))
        chosen = [each for each in waiting if each.reference in listed]
        made = handing_over.acknowledge_all(chosen, by=viewer, at=timezone.now(), seen=marks_in(request.POST))
        if made.done:
            done = f"You’ve acknowledged {count(len(made.done), 'request')}."
            messages.success(
                request, say_done(done, ["the clerks of their communities"], "Next, the council will process them.")
            )
        for why in made.left:
            messages.warning(request, f"Not acknowledged: {why}")
        if not chosen:
            messages.warning(request, "Select the requests you want to acknowledge.")
        return redirect("requests_receive")
    deadlines = deadlines_by_authority((each.authority for each in waiting), on=viewer.today)
    context = {
        "title": "Acknowledge requests",
        "rows": [_received_row(each, deadlines[each.authority_id], viewer.today) for each in waiting],
    }
    return render(request, "resource_requests/receive_all.html", context)


def _received_row(rfr: ResourceRequest, deadlines: Deadlines, today: date) -> dict[str, object]:
    sent = day_of(rfr.state_since)
    days = deadlines.calendar.count(sent, today)
    return {"rfr": rfr, "seen": steps.as_read(rfr), "sent": sent, "days": days, "topic": topic_of(rfr)}


@requires(Permission.REQUEST_HAND_OVER)
def request_answer(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The clerk answers the officer's question; that sends the form again."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.ANSWER, rfr))
    form = AnswerForm(request.POST or None)
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        told = who_is_emailed(E.ANSWER, rfr, viewer)
        with form.refusals():
            handing_over.answer(
                rfr,
                text=form.cleaned_data["answer"],
                by=viewer,
                at=timezone.now(),
                seen=request.POST.get("seen"),
            )
            done = f"You’ve answered the question and sent the request {rfr.reference} again."
            messages.success(request, say_done(done, told, ACKNOWLEDGES))
            return redirect("request", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Answer the area officer’s question about {rfr.reference}",
        "form": form,
        "seen": steps.as_read(rfr),
        "tells": who_is_emailed(E.ANSWER, rfr, viewer),
    }
    if rfr.version:
        reader = read_version(viewer, rfr, rfr.version, "page")
        context["questions"] = exchanges(officer_questions_of.read(rfr.pk), reader)
    return render(request, "resource_requests/answer.html", context, status=400 if form.errors else 200)
