"""The council's questions and their answers, and money that comes back after processing."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.budgets.queries.payments import PaymentLine, payments_of
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.council_section.actions import moderating, questioning
from locality.council_section.forms.council import GiveBackForm, QuestionForm, ReplyForm
from locality.resource_requests.models import CouncilQuestion, ResourceRequest
from locality.resource_requests.pages.gone_on import refuse_unless
from locality.resource_requests.pages.opening import found_request, opening, saw
from locality.resource_requests.presenters.council_view import PaymentsSeen, payments_seen
from locality.resource_requests.presenters.exchange import Exchange, exchanges
from locality.resource_requests.presenters.others_read import others_of
from locality.resource_requests.presenters.telling import name_audiences, who_is_emailed
from locality.resource_requests.presenters.timeline import Moment, timeline
from locality.resource_requests.queries.council import (
    as_recorded,
    council_questions_of,
    early_end_of,
    most_back,
    recorded_since,
)
from locality.resource_requests.queries.early_end import EarlyEnd, ahead_sentence, freed_sentence
from locality.resource_requests.queries.requests import reader_of
from locality.resource_requests.queries.who_is_told import told_of_question
from locality.resource_requests.rules.council import MORE_RECORDED, who_replied
from locality.resource_requests.rules.permitted import Answer, may
from locality.resource_requests.workflow import E
from locality.values.emailing import say_done
from locality.values.money import say_money

To = CouncilQuestion.To


@requires(Permission.REQUEST_MODERATE)
def request_question(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Ask the school or the clerk; the question and its answer stay with the request."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.QUERY, rfr))
    form = QuestionForm(request.POST or None)
    form.others = others_of(viewer, rfr)
    if request.method == "POST" and form.is_valid():
        to = To(form.cleaned_data["to"])
        with form.refusals():
            questioning.ask_question(rfr, to=to, text=form.cleaned_data["question"], by=viewer, at=timezone.now())
            messages.success(
                request,
                say_done(
                    "You’ve sent your question.",
                    _told(to, rfr, viewer),
                    f"Next, {'the school' if to == To.SCHOOL else 'the clerk'} will answer your question.",
                ),
            )
            return redirect("request", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Ask a question about {rfr.reference}",
        "form": form,
        "tells_school": _told(To.SCHOOL, rfr, viewer),
        "tells_clerk": _told(To.CLERK, rfr, viewer),
        "questions": _questions(viewer, rfr, council_questions_of.read(rfr.pk)),
    }
    return render(request, "council_section/question.html", context, status=400 if form.errors else 200)


@requires(Permission.REQUEST_HAND_OVER, Permission.REQUEST_WRITE)
def request_reply(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Whoever was asked answers the council."""
    rfr = found_request(viewer, reference)
    for_school = may(viewer, E.REPLY_FOR_SCHOOL, rfr)
    refuse_unless(for_school or _may_reply(viewer, rfr, for_school))
    to, event = (To.SCHOOL, E.REPLY_FOR_SCHOOL) if for_school else (To.CLERK, E.REPLY)
    form = ReplyForm(request.POST or None)
    form.others = others_of(viewer, rfr)
    told = who_is_emailed(event, rfr, viewer)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            questioning.reply(rfr, to=to, text=form.cleaned_data["answer"], by=viewer, at=timezone.now())
            messages.success(request, say_done("You’ve sent your answer.", told))
            return redirect("request", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Answer the council’s question about {rfr.reference}",
        "form": form,
        "tells": told,
        "questions": _questions(viewer, rfr, [each for each in council_questions_of.read(rfr.pk) if each.to == to]),
    }
    return render(request, "council_section/reply.html", context, status=400 if form.errors else 200)


def _may_reply(viewer: Viewer, rfr: ResourceRequest, for_school: Answer) -> Answer:
    """Whether the clerk answers; where nobody may now, the reason that concerns this person, with who was quicker."""
    for_clerk = may(viewer, E.REPLY, rfr)
    if for_clerk:
        return for_clerk
    answer, event = (for_school, E.REPLY_FOR_SCHOOL) if for_school.closed else (for_clerk, E.REPLY)
    if not answer.stands:
        return answer
    replied = who_replied(event, rfr, viewer.user)
    return replace(answer, why=replied, stands="Answered already") if replied else Answer(False, answer.why)


@requires(Permission.REQUEST_MODERATE)
def request_give_back(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Support ended early, or the school did not need all it was paid."""
    rfr = found_request(viewer, reference)
    refuse_unless(may(viewer, E.GIVE_BACK, rfr))
    lines = payments_of(rfr.decision_id or 0)
    end = early_end_of(rfr, lines)
    form = GiveBackForm(request.POST or None, end=end, most_back=most_back(rfr, viewer.today), today=viewer.today)
    form.others = others_of(viewer, rfr)
    told, now = who_is_emailed(E.GIVE_BACK, rfr, viewer), as_recorded(rfr, lines)
    seen = request.POST.get("seen", now)
    if seen != now:
        form.hold(MORE_RECORDED)
    elif request.method == "POST" and form.is_valid():
        with form.refusals():
            done = _give_back(rfr, form, viewer, end, seen)
            messages.success(request, say_done(done, told))
            return redirect("request", rfr.reference)
    _, context = opening(rfr, viewer)
    context |= {
        "title": f"Take back money for {rfr.reference}",
        "form": form,
        "tells": told,
        "payments": _payments(viewer, rfr, lines),
        "beforehand": end.beforehand(viewer.today) if end else [],
        "seen": now,
    }
    if seen != now:
        context["meanwhile"] = _meanwhile(viewer, rfr, seen)
    status = 409 if seen != now else 400 if form.errors else 200
    return render(request, "council_section/give_back.html", context, status=status)


def _give_back(rfr: ResourceRequest, form: GiveBackForm, viewer: Viewer, end: EarlyEnd | None, seen: str) -> str:
    given = form.cleaned_data
    by, at = viewer, timezone.now()
    if given["what"] == "ended":
        last_day = given["last_day"]
        freed = moderating.end_early(rfr, last_day=last_day, why=given["why"], by=by, at=at, seen=seen)
        happened, ahead = (end.happened(last_day, viewer.today), end.paid_ahead(last_day)) if end else ("", Decimal(0))
        happened = happened[:1].lower() + happened[1:]
        done = f"You’ve recorded that {happened}"
        return " ".join(filter(None, (done, freed_sentence(freed), ahead_sentence(ahead))))
    if given["what"] == "mistake":
        amount = moderating.cancel_return(rfr, number=int(given["number"]), why=given["why"], by=by, at=at, seen=seen)
        return f"You’ve cancelled taking back {say_money(amount)} from {rfr.school.name}."
    moderating.return_money(rfr, amount=given["amount"], why=given["why"], by=by, at=at, seen=seen)
    return f"You’ve recorded {say_money(given['amount'])} to take back from the next advance of {rfr.school.name}."


def _meanwhile(viewer: Viewer, rfr: ResourceRequest, seen: str) -> list[Moment]:
    """What was recorded since the page with this mark was made, in order; a sight of a pupil in it is recorded."""
    reader = reader_of(viewer, rfr, None)
    moments = timeline(recorded_since(rfr, seen), reader, own_school=False)[::-1]
    saw(viewer, rfr, "page", reader.named_in(each.note for each in moments))
    return moments


def _questions(viewer: Viewer, rfr: ResourceRequest, asked: Iterable[CouncilQuestion]) -> list[Exchange]:
    """The questions as this person may see them; a sight of a pupil named in them is recorded (RES-9)."""
    reader = reader_of(viewer, rfr, rfr.version)
    found = exchanges(asked, reader)
    saw(viewer, rfr, "page", reader.named_in(text for each in found for text in (each.question, each.answer)))
    return found


def _payments(viewer: Viewer, rfr: ResourceRequest, lines: Iterable[PaymentLine]) -> PaymentsSeen:
    """The payments, and the same of the reasons given with them."""
    reader = reader_of(viewer, rfr, rfr.version)
    seen = payments_seen(lines, reader, viewer.today)
    saw(viewer, rfr, "page", reader.named_in(each.where for each in seen.lines))
    return seen


def _told(to: CouncilQuestion.To, rfr: ResourceRequest, viewer: Viewer) -> list[str]:
    return name_audiences(told_of_question(to, rfr, on=viewer.today, but=viewer.user))
