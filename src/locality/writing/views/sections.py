"""The small groups of questions: each is saved as typed, whatever is wrong with it, and leads on to the next."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from locality.accounts.permissions import Permission
from locality.communities.access import requires
from locality.communities.scope import Viewer
from locality.design.refusals import or_404
from locality.form_keys.decorators import repeatable
from locality.resource_requests.content.question_wording import look_at
from locality.resource_requests.content.questions import QUESTIONS, SECTIONS, Section
from locality.resource_requests.models import ResourceRequest
from locality.resource_requests.pages.opening import saw
from locality.writing.forms.sections import SECTION_FORMS
from locality.writing.pages.saving import from_check, save_page, writable
from locality.writing.presenters.draft import NAMES, Draft, open_draft
from locality.writing.presenters.like_this import like_this
from locality.writing.presenters.others_read import others_of_draft
from locality.writing.presenters.returned import missing_in
from locality.writing.presenters.sections import line_rows, pupil_rows, row_problems

_SECTIONS = {section.slug: section for section in SECTIONS}
BESIDE = ("solution", "funding")
"""The questions beside which stands what others tried."""
_TEMPLATES = {
    "exceptional": "writing/exceptional.html",
    "pupils": "writing/pupils.html",
    "funding": "writing/funding.html",
    "support": "writing/group.html",
    "school": "writing/school.html",
}


@requires(Permission.REQUEST_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
@repeatable
def request_section(request: HttpRequest, viewer: Viewer, reference: str, slug: str) -> HttpResponseBase:
    """One section: its questions, and how to answer them well."""
    section = or_404(_SECTIONS.get(slug), "The form has no such section.")
    found = writable(request, viewer, reference)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        return _save(request, viewer, found, section)
    draft = open_draft(found, viewer.today)
    if section not in draft.sections:
        if section.only_exceptional:
            return redirect("request_write", reference)
        return redirect("request_section", reference, "support")
    return _page(request, viewer, draft, section, strict=from_check(request))


def _save(request: HttpRequest, viewer: Viewer, rfr: ResourceRequest, section: Section) -> HttpResponseBase:
    asked = save_page(request, viewer, rfr, NAMES[section.slug])
    if asked is not None:
        return asked
    if request.POST.get("then") == "later":
        return redirect("request_write", rfr.reference)
    draft = open_draft(rfr, viewer.today)
    if not draft.is_complete(section):
        return _page(request, viewer, draft, section, strict=True, status=400)
    if from_check(request):
        return redirect("request_check", rfr.reference)
    return redirect(draft.after(section.slug))


def _page(
    request: HttpRequest, viewer: Viewer, draft: Draft, section: Section, *, strict: bool, status: int = 200
) -> HttpResponse:
    """The section's page. What is merely missing is pointed out only when asked for (`strict`)."""
    names = NAMES[section.slug]
    problems = [each for each in draft.problems_at(names) if strict or draft.is_typed(each)]
    form = SECTION_FORMS[section.slug](
        draft.shown,
        problems,
        seen=draft.seen,
        names=names,
        choices=draft.choices,
        elsewhere=row_problems(draft, section) if strict else [],
    )
    form.others = others_of_draft(viewer, draft)
    context: dict[str, Any] = {
        "title": section.title,
        "form": form,
        "found": draft.rfr,
        "draft": draft,
        "question": QUESTIONS[section.names[0]],
        "saved_at": draft.saved_at(names),
        "back": reverse("request_check" if from_check(request) else "request_write", args=[draft.rfr.reference]),
        "from_check": from_check(request),
        "missing": (missing := missing_in(draft, viewer)),
    }
    if section.slug in BESIDE:
        context["like_this"] = like_this(viewer, draft)
    if section.slug == "solution":
        context["wording"] = look_at(draft.raw.get("solution", ""))
    if missing:
        saw(viewer, draft.rfr, "page", draft.named_in_texts([missing.text]))
    if section.slug == "pupils":
        context |= {"pupils": pupil_rows(draft), "counts": draft.filled}
        saw(viewer, draft.rfr, "page", sum(1 for pupil in draft.filled.pupils if pupil.name))
    else:
        lines = [name for name in draft.raw if name.startswith("line.")] if section.slug == "funding" else []
        saw(viewer, draft.rfr, "page", draft.named_in([*names, *lines]))
    if section.slug == "funding":
        context |= {"lines": line_rows(draft), "total": draft.filled.total}
    return render(request, _TEMPLATES.get(section.slug, "writing/answer.html"), context, status=status)
