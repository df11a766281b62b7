"""A request's own page, its timeline, its versions and its documents."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from locality.accounts.permissions import Permission
from locality.budgets.queries.payments import PaymentLine, payments_of
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.documents.answers import WORD, as_file, in_large_print, pdf_name
from locality.documents.pdf import to_pdf
from locality.documents.word import to_docx
from locality.resource_requests.exports.form import form_document
from locality.resource_requests.models import Decision, ResourceRequest, Version
from locality.resource_requests.pages.beside import happened_beside, shown_beside
from locality.resource_requests.pages.opening import found_request, opening, read_version, saw, saw_note
from locality.resource_requests.presenters.compare import compare
from locality.resource_requests.presenters.council_view import council_section, payments_seen
from locality.resource_requests.presenters.decision_view import community_section, corrected_rows, discussion_rows
from locality.resource_requests.presenters.exchange import exchanges
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.offers import offers
from locality.resource_requests.presenters.opening import figures_of, standard_request_words
from locality.resource_requests.presenters.returned import asked_of, what_is_missing
from locality.resource_requests.presenters.timeline import Moment, timeline
from locality.resource_requests.queries.council import council_questions_of
from locality.resource_requests.queries.identity import Reader
from locality.resource_requests.queries.requests import (
    continuation_of,
    decisions_of,
    officer_questions_of,
    reader_of,
    requests_for,
    steps_of,
    version_numbered,
    versions_of,
)
from locality.resource_requests.queries.where_it_stands import to_pay_of
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import holds, may_continue
from locality.resource_requests.workflow import S

SEE = (Permission.REQUEST_SEE, Permission.REQUEST_SEE_SUBMITTED)


def _payments(viewer: Viewer, rfr: ResourceRequest) -> list[PaymentLine]:
    """What is and will be paid, for those who are concerned: the school, its community's chair and clerk, the council."""
    concerned = holds(viewer, Permission.REMITTANCES_SEE, rfr) or holds(viewer, Permission.LATENESS_SEE, rfr)
    return payments_of(rfr.decision_id) if rfr.decision_id and rfr.processed_on and concerned else []


@requires(*SEE)
def request(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Where it stands, what this person can do, the decision and the form."""
    rfr = found_request(viewer, reference)
    payments = _payments(viewer, rfr)
    _, context = opening(rfr, viewer, to_pay=to_pay_of(payments, viewer.today))
    first, others = offers(viewer, rfr)
    own = rfr.school_id in viewer.school_ids
    context |= {"title": rfr.reference, "first": first, "others": others, "own": own}
    context["may_copy"] = holds(viewer, Permission.REQUEST_WRITE, rfr) and not rfr.is_deleted
    context |= _standard_request(viewer, rfr)
    context |= {"figures": figures_of(rfr), "beside": shown_beside(viewer, rfr)}
    if rfr.version:
        reader = read_version(viewer, rfr, rfr.version, "page")
        context["rows"] = school_section(rfr, rfr.version, reader)
        if rfr.decision:
            context["decision"] = rfr.decision
            context["tells_parents"] = _tells_parents(viewer, rfr.decision, reader)
            context["corrected_rows"] = corrected_rows(rfr.decision)
            context["decision_rows"] = (
                discussion_rows(rfr.decision, reader)
                if rfr.decision.outcome == "deferred"
                else community_section(rfr.decision, reader, ended_on=rfr.ended_on)
            )
            if hasattr(rfr.decision, "hand_over"):
                context["questions"] = exchanges(officer_questions_of.read(rfr.pk), reader)
        context |= _by_council(rfr, reader, payments, viewer.today)
        context |= _came_back(viewer, rfr, reader)
    return render(request, "resource_requests/request.html", context)


def _tells_parents(viewer: Viewer, decision: Decision, reader: Reader) -> bool:
    """Whether the person can tell parents of the decision: of pupils of their own school. The page is of a room above."""
    own = viewer.scope(Permission.PUPILS_IDENTIFY).schools
    decided = decision.outcome in {Decision.Outcome.APPROVED, Decision.Outcome.DECLINED}
    return decided and any(pupil.named and pupil.school_id in own for pupil in reader.pupils)


def _came_back(viewer: Viewer, rfr: ResourceRequest, reader: Reader) -> dict[str, Any]:
    """What the chair found missing, while the school mends it. Of a deferral, the decision says it."""
    note = what_is_missing(rfr) if rfr.state in {S.RETURNED, S.READY_TO_SIGN} else None
    if note is None:
        return {}
    saw_note(viewer, rfr, reader, note)
    if rfr.school_id not in viewer.school_ids:
        note = replace(note, heading=asked_of(rfr.school))
    return {"asked": note, "asked_text": reader.text(note.text)}


def _standard_request(viewer: Viewer, rfr: ResourceRequest) -> dict[str, Any]:
    """The exceptional request it follows, or the standard one that follows it, or the way to start that (EXC-4, EXC-6)."""
    if rfr.continues_id:
        return {"continues": requests_for(viewer).filter(pk=rfr.continues_id).first()}
    if not is_exceptional(rfr):
        return {}
    begun = continuation_of(rfr)
    seen = requests_for(viewer).filter(pk=begun.pk).first() if begun else None
    invited = standard_request_words(rfr) if may_continue(viewer, rfr, begun) else None
    return {"continued_by": seen, "standard_request": invited}


def _by_council(rfr: ResourceRequest, reader: Reader, payments: list[PaymentLine], today: date) -> dict[str, Any]:
    """What the council made of it, as far as it has come."""
    if rfr.received_on is None:
        return {}
    context: dict[str, Any] = {"council_questions": exchanges(council_questions_of.read(rfr.pk), reader)}
    if hasattr(rfr.decision, "moderation"):
        context["council_rows"] = council_section(rfr.decision, reader, rfr.authority.short)
    if payments:
        context["payments"] = payments_seen(payments, reader, today)
    return context


@requires(*SEE)
def request_timeline(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """Everything that happened, newest first, with earlier versions and decisions."""
    rfr = found_request(viewer, reference)
    own_school = rfr.school_id in viewer.school_ids
    reader = reader_of(viewer, rfr, None)
    moments = timeline(steps_of.read(rfr.pk), reader, own_school=own_school)
    moments += [Moment(each.text, each.who, each.at, note="", version=0) for each in happened_beside(rfr)]
    saw(viewer, rfr, "page", reader.named_in(moment.note for moment in moments))
    context = {
        "found": rfr,
        "title": f"Timeline of {rfr.reference}",
        "read": reader.text,
        "moments": sorted(moments, key=lambda moment: moment.at, reverse=True),
        "versions": versions_of.read(rfr.pk),
        "decisions": decisions_of.read(rfr.pk),
    }
    return render(request, "resource_requests/timeline.html", context)


@requires(*SEE)
def request_compare(request: HttpRequest, viewer: Viewer, reference: str, number: int) -> HttpResponse:
    """An earlier version beside the one after it: what changed."""
    rfr = found_request(viewer, reference)
    later, earlier = version_numbered(rfr, number), version_numbered(rfr, number - 1)
    if later is None or earlier is None:
        raise Http404("There are no two such versions to compare.")
    rows = compare(
        school_section(rfr, earlier, read_version(viewer, rfr, earlier, "page")),
        school_section(rfr, later, read_version(viewer, rfr, later, "page")),
    )
    title = f"What changed in version {number} of {rfr.reference}"
    return render(
        request, "resource_requests/compare.html", {"title": title, "found": rfr, "rows": rows, "number": number}
    )


@requires(*SEE)
def request_print(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The whole form on one page to print."""
    rfr = found_request(viewer, reference)
    version = _submitted(rfr)
    reader = read_version(viewer, rfr, version, "print")
    context = {
        "title": f"Request for Resource {rfr.reference}",
        "found": rfr,
        "rows": school_section(rfr, version, reader),
        "decision_rows": community_section(rfr.decision, reader, ended_on=rfr.ended_on),
        "council_rows": council_section(rfr.decision, reader, rfr.authority.short),
    }
    return render(request, "resource_requests/print.html", context)


@requires(*SEE)
def request_pdf(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The form as tagged PDF, laid out as the paper form (FORM-15)."""
    rfr = found_request(viewer, reference)
    reader = read_version(viewer, rfr, _submitted(rfr), "pdf")
    large = in_large_print(request)
    content = to_pdf(form_document(rfr, reader), large=large)
    return as_file(content, "application/pdf", pdf_name(rfr.reference, large=large))


@requires(*SEE)
def request_word(_request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The form as a Word document (FORM-15)."""
    rfr = found_request(viewer, reference)
    reader = read_version(viewer, rfr, _submitted(rfr), "word")
    return as_file(to_docx(form_document(rfr, reader)), WORD, f"{rfr.reference}.docx")


def _submitted(rfr: ResourceRequest) -> Version:
    if rfr.version is None:
        raise Http404("This request has not been submitted, so there is no form to show yet.")
    return rfr.version
