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
from locality.documents.pdf import to_pdf
from locality.documents.word import to_docx
from locality.resource_requests.exports.form import form_document
from locality.resource_requests.models import ResourceRequest, Version
from locality.resource_requests.pages.opening import found_request, opening, read_version, saw, saw_note
from locality.resource_requests.presenters.compare import compare
from locality.resource_requests.presenters.council_view import council_exchanges, council_section, payments_seen
from locality.resource_requests.presenters.decision_view import (
    community_section,
    corrected_rows,
    discussion_rows,
    exchanges,
)
from locality.resource_requests.presenters.form_view import school_section
from locality.resource_requests.presenters.offers import offers
from locality.resource_requests.presenters.returned import what_is_missing
from locality.resource_requests.presenters.timeline import timeline
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
from locality.resource_requests.queries.where_it_stands import ToPay
from locality.resource_requests.rules.exceptional import is_exceptional
from locality.resource_requests.rules.permitted import holds, may_continue
from locality.resource_requests.workflow import S

SEE = (Permission.REQUEST_SEE, Permission.REQUEST_SEE_SUBMITTED)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _payments(viewer: Viewer, found: ResourceRequest) -> list[PaymentLine]:
    """What is and will be paid, for those who are concerned: the school, its community's chair and clerk, the council."""
    concerned = holds(viewer, Permission.REMITTANCES_SEE, found) or holds(viewer, Permission.LATENESS_SEE, found)
    return payments_of(found.decision_id) if found.decision_id and found.processed_on and concerned else []


def _to_pay(payments: list[PaymentLine]) -> ToPay | None:
    coming = [each for each in payments if each.amount > 0 and not (each.paid_at or each.cancelled)]
    if not coming:
        return None
    following = min(coming, key=lambda each: (each.due_on, each.covers.start))
    more = any(each.due_on > following.due_on for each in coming)
    return ToPay(following.due_on, following.covers.start, begun=any(each.paid_at for each in payments), more=more)


@requires(*SEE)
def request(request: HttpRequest, reference: str) -> HttpResponse:
    """Where it stands, what this person can do, the decision and the form."""
    viewer, found = found_request(request, reference)
    payments = _payments(viewer, found)
    _, context = opening(found, viewer, to_pay=_to_pay(payments))
    first, others = offers(viewer, found)
    context |= {"title": found.reference, "first": first, "others": others}
    context["may_copy"] = holds(viewer, Permission.REQUEST_WRITE, found) and not found.is_thrown_away
    context |= _standard_request(viewer, found)
    if found.version:
        reader = read_version(viewer, found, found.version, "page")
        context["rows"] = school_section(found, found.version, reader)
        if found.decision:
            context["decision"] = found.decision
            context["corrected_rows"] = corrected_rows(found.decision)
            context["decision_rows"] = (
                discussion_rows(found.decision, reader)
                if found.decision.outcome == "deferred"
                else community_section(found.decision, reader, ended_on=found.ended_on)
            )
            if hasattr(found.decision, "hand_over"):
                context["questions"] = exchanges(officer_questions_of(found), reader)
        context |= _by_council(found, reader, payments, viewer.today)
        context |= _came_back(viewer, found, reader)
    return render(request, "resource_requests/request.html", context)


def _came_back(viewer: Viewer, found: ResourceRequest, reader: Reader) -> dict[str, Any]:
    """What the chair found missing, while the school mends it. Of a deferral, the decision says it."""
    note = what_is_missing(found) if found.state in {S.RETURNED, S.READY_TO_SIGN} else None
    if note is None:
        return {}
    saw_note(viewer, found, reader, note)
    heading = f"What {found.school.name} is asked to mend"
    return {"asked": replace(note, heading=heading), "asked_text": reader.text(note.text)}


def _standard_request(viewer: Viewer, found: ResourceRequest) -> dict[str, Any]:
    """The exceptional request it follows, or the standard one that follows it, or the way to start that (EXC-4, EXC-6)."""
    if found.continues_id:
        return {"continues": requests_for(viewer).filter(pk=found.continues_id).first()}
    if not is_exceptional(found):
        return {}
    begun = continuation_of(found)
    seen = requests_for(viewer).filter(pk=begun.pk).first() if begun else None
    return {"continued_by": seen, "may_continue": bool(may_continue(viewer, found, begun))}


def _by_council(found: ResourceRequest, reader: Reader, payments: list[PaymentLine], today: date) -> dict[str, Any]:
    """What the council made of it, as far as it has come."""
    if found.received_on is None:
        return {}
    context: dict[str, Any] = {"council_questions": council_exchanges(council_questions_of(found), reader)}
    if hasattr(found.decision, "moderation"):
        context["council_rows"] = council_section(found.decision, reader, found.authority.short)
    if payments:
        context["payments"] = payments_seen(payments, reader, today)
    return context


@requires(*SEE)
def request_timeline(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that happened, newest first, with earlier versions and decisions."""
    viewer, found = found_request(request, reference)
    own_school = found.school_id in viewer.school_ids
    reader = reader_of(viewer, found, None)
    moments = timeline(steps_of(found), reader, own_school=own_school)
    saw(viewer, found, "page", reader.named_in(moment.note for moment in moments))
    context = {
        "found": found,
        "title": f"Timeline of {found.reference}",
        "read": reader.text,
        "moments": moments,
        "versions": list(versions_of(found)),
        "decisions": list(decisions_of(found)),
    }
    return render(request, "resource_requests/timeline.html", context)


@requires(*SEE)
def request_compare(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """An earlier version beside the one after it: what changed."""
    viewer, found = found_request(request, reference)
    later, earlier = version_numbered(found, number), version_numbered(found, number - 1)
    if later is None or earlier is None:
        message = "There are no two such versions to compare."
        raise Http404(message)
    rows = compare(
        school_section(found, earlier, read_version(viewer, found, earlier, "page")),
        school_section(found, later, read_version(viewer, found, later, "page")),
    )
    title = f"What changed in version {number} of {found.reference}"
    return render(
        request, "resource_requests/compare.html", {"title": title, "found": found, "rows": rows, "number": number}
    )


@requires(*SEE)
def request_print(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole form on one page to print."""
    viewer, found = found_request(request, reference)
    version = _submitted(found)
    reader = read_version(viewer, found, version, "print")
    context = {
        "title": f"Request for Resource {found.reference}",
        "found": found,
        "rows": school_section(found, version, reader),
        "decision_rows": community_section(found.decision, reader, ended_on=found.ended_on),
        "council_rows": council_section(found.decision, reader, found.authority.short),
    }
    return render(request, "resource_requests/print.html", context)


@requires(*SEE)
def request_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The form as tagged PDF, laid out as the paper form (FORM-15)."""
    viewer, found = found_request(request, reference)
    reader = read_version(viewer, found, _submitted(found), "pdf")
    return _download(to_pdf(form_document(found, reader)), "application/pdf", f"{found.reference}.pdf")


@requires(*SEE)
def request_word(request: HttpRequest, reference: str) -> HttpResponse:
    """The form as a Word document (FORM-15)."""
    viewer, found = found_request(request, reference)
    reader = read_version(viewer, found, _submitted(found), "word")
    return _download(to_docx(form_document(found, reader)), WORD_TYPE, f"{found.reference}.docx")


def _submitted(found: ResourceRequest) -> Version:
    if found.version is None:
        message = "This request has not been submitted, so there is no form to show yet."
        raise Http404(message)
    return found.version


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
