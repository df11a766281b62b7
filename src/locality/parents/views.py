"""What a school tells the parents of a child after a decision, and the paragraph for its inclusion strategy."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from locality.accounts.permissions import Permission
from locality.budgets.models import FundingYear
from locality.communities.access import requires
from locality.communities.models import School
from locality.communities.scope import Viewer
from locality.documents.answers import WORD, as_file, in_large_print, pdf_name
from locality.documents.parts import Document
from locality.documents.pdf import to_pdf
from locality.documents.word import to_docx
from locality.parents.actions import keep_page
from locality.parents.exports import document_for_parents, strategy_document
from locality.parents.forms import WordsForm
from locality.parents.pages import ForParents, for_parents
from locality.parents.presenters.page_for_parents import say_saved
from locality.parents.presenters.strategy import paragraph, say_came
from locality.parents.queries.strategy import Agreed, agreed_in, came_in, own_schools, years_of_schools
from locality.values.numbers import typed_number


@requires(Permission.PUPILS_IDENTIFY)
@require_http_methods(["GET", "HEAD", "POST"])
def request_parents(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The page about one child, or for each family: to read, to change, and to download."""
    found = for_parents(viewer, reference, request.GET.get("pupil", ""), "page")
    form = WordsForm(request.POST or None, initial={"text": found.text})
    if request.method == "POST" and form.is_valid():
        with form.refusals("text"):
            page = keep_page(
                rfr=found.rfr,
                key=found.chosen.key,
                text=form.cleaned_data["text"],
                seen=typed_number(request.POST.get("seen", "")) or 0,
                by=viewer,
                at=timezone.now(),
            )
            messages.success(request, say_saved(form.cleaned_data["text"], page.text))
            return redirect(f"{reverse('request_parents', args=[reference])}?{urlencode({'pupil': found.chosen.key})}")
    context = {"title": f"What to tell the parents, {found.rfr.reference}", "found": found, "form": form}
    return render(request, "parents/for_parents.html", context, status=400 if form.errors else 200)


@requires(Permission.PUPILS_IDENTIFY)
@require_safe
def request_parents_pdf(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The same as tagged PDF."""
    found = for_parents(viewer, reference, request.GET.get("pupil", ""), "pdf")
    large = in_large_print(request)
    return as_file(to_pdf(_document(found), large=large), "application/pdf", pdf_name(_name(found), large=large))


@requires(Permission.PUPILS_IDENTIFY)
@require_safe
def request_parents_word(request: HttpRequest, viewer: Viewer, reference: str) -> HttpResponse:
    """The same as a Word document, for the school to change."""
    found = for_parents(viewer, reference, request.GET.get("pupil", ""), "word")
    return as_file(to_docx(_document(found)), WORD, f"{_name(found)}.docx")


def _document(found: ForParents) -> Document:
    return document_for_parents(
        found.blocks,
        title=found.title,
        reference=found.rfr.reference,
        school=found.school,
        made_at=found.decision.recorded_at,
    )


def _name(found: ForParents) -> str:
    """The name of a file: the reference and a letter, never a name."""
    return f"{found.rfr.reference}-parents-{found.chosen.key}"


@requires(Permission.REQUEST_SEE)
@require_safe
def inclusion_strategy(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the community agreed for each of the person's schools in a funding year, to copy or download."""
    years, chosen, schools = _asked(request, viewer)
    context = {
        "title": "For your inclusion strategy",
        "years": years,
        "chosen": chosen,
        "paragraphs": _paragraphs(schools, chosen, viewer.today),
    }
    return render(request, "parents/strategy.html", context)


@requires(Permission.REQUEST_SEE)
@require_safe
def inclusion_strategy_word(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The same as a Word document."""
    _, chosen, schools = _asked(request, viewer)
    document = strategy_document(_paragraphs(schools, chosen, viewer.today), made_at=timezone.now())
    return as_file(to_docx(document), WORD, "inclusion-strategy.docx")


def _asked(request: HttpRequest, viewer: Viewer) -> tuple[list[FundingYear], FundingYear | None, list[School]]:
    """The years to choose from, the one that was chosen or is now, and the person's schools of its council."""
    schools = own_schools(viewer)
    years = years_of_schools(schools)
    number = typed_number(request.GET.get("year", ""))
    now = next((each for each in years if each.start <= viewer.today <= each.end), years[0] if years else None)
    chosen = next((each for each in years if each.pk == number), now)
    return years, chosen, [each for each in schools if chosen and each.authority_id == chosen.authority_id]


def _paragraphs(schools: list[School], year: FundingYear | None, today: date) -> list[tuple[str, str]]:
    """A paragraph for each school: four queries for all."""
    if year is None:
        return []
    agreed, came = agreed_in(schools, year), came_in(schools, year)
    return [
        (
            each.name,
            paragraph(
                each.name,
                each.community.name if each.community else "our community",
                year.name,
                agreed.get(each.pk, Agreed()),
                say_came(came.get(each.pk, ())),
                past=year.end < today,
            ),
        )
        for each in schools
    ]
