"""From the clerk to the area's officer and back (CLK-5, RFR-3)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.resource_requests import actions
from locality.resource_requests.forms.hand_over import AnswerForm, ReceiveForm
from locality.resource_requests.presenters.decision_view import community_section, exchanges
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import tells
from locality.resource_requests.queries import officer_questions_of
from locality.resource_requests.rules import may
from locality.resource_requests.views.reading import found_request, opening, read_version
from locality.resource_requests.views.review import refuse_unless
from locality.resource_requests.workflow import E
from locality.values.transitions import NotPossible


@requires(Permission.REQUEST_HAND_OVER)
def request_hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """One button: the form goes to the officer of the community's area."""
    viewer, found = found_request(request, reference)
    refuse_unless(may(viewer, E.HAND_OVER, found))
    if request.method == "POST":
        told = tells(E.HAND_OVER, found, viewer)
        try:
            actions.hand_over(found, by=viewer.user, at=timezone.now())
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
        else:
            messages.success(
                request, f"{found.reference} is handed over. Told: {told}. Next: the officer acknowledges it."
            )
        return redirect("request", found.reference)
    _, context = opening(found, viewer)
    context |= {
        "title": f"Hand over {found.reference}",
        "area": found.community.area,
        "tells": tells(E.HAND_OVER, found, viewer),
    }
    return render(request, "resource_requests/hand_over.html", context)


@requires(Permission.REQUEST_RECEIVE)
def request_receive(request: HttpRequest, reference: str) -> HttpResponse:
    """The officer reads the form, and acknowledges it or asks."""
    viewer, found = found_request(request, reference)
    refuse_unless(may(viewer, E.ACKNOWLEDGE, found))
    form = ReceiveForm(request.POST or None)
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["choice"] == "ask":
                actions.ask(found, question=form.cleaned_data["question"], by=viewer.user, at=timezone.now())
                done = f"{found.reference} is sent back with your question. The clerk was told."
            else:
                actions.acknowledge(found, by=viewer.user, at=timezone.now())
                done = f"{found.reference} is acknowledged. The clerk was told."
        except NotPossible as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("request", found.reference)
    _, context = opening(found, viewer)
    context |= {"title": f"Receive {found.reference}", "form": form, "tells": tells(E.ACKNOWLEDGE, found, viewer)}
    if found.version:
        reader = read_version(viewer, found, found.version, "page")
        context["rows"] = school_section(found, found.version, reader)
        context["decision_rows"] = community_section(found.decision, reader)
        context["questions"] = exchanges(officer_questions_of(found), reader)
    return render(request, "resource_requests/receive.html", context, status=400 if form.errors else 200)


@requires(Permission.REQUEST_HAND_OVER)
def request_answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The clerk answers the officer's question; that sends the form again."""
    viewer, found = found_request(request, reference)
    refuse_unless(may(viewer, E.ANSWER, found))
    form = AnswerForm(request.POST or None)
    form.others = others_of(viewer, found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(found, text=form.cleaned_data["answer"], by=viewer.user, at=timezone.now())
        except NotPossible as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Your answer is sent, and {found.reference} with it. The officer was told.")
            return redirect("request", found.reference)
    _, context = opening(found, viewer)
    context |= {
        "title": f"Answer the question on {found.reference}",
        "form": form,
        "tells": tells(E.ANSWER, found, viewer),
    }
    if found.version:
        reader = read_version(viewer, found, found.version, "page")
        context["questions"] = exchanges(officer_questions_of(found), reader)
    return render(request, "resource_requests/answer.html", context, status=400 if form.errors else 200)
