"""Imports: try the file first, then do all of it or none."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.accounts.permissions import Permission
from locality.communities.access import requires, viewer_of_request
from locality.communities.forms.imports import ImportForm
from locality.communities.imports.kinds import KINDS, ImportKind
from locality.communities.imports.plans import TITLES, Kind, Plan
from locality.communities.rules import Refused
from locality.communities.views.simple import own_authority, show
from locality.design.environment import count
from locality.tables.models import Upload
from locality.tables.reading import TooLarge, UnreadableTable
from locality.tables.uploads import forget, keep, kept, table_of
from locality.values.sentences import in_a_row

SHOWN = 200
ORDER = (Kind.REFUSE, Kind.ADD, Kind.CHANGE, Kind.CLOSE, Kind.OTHER)


@requires(Permission.REGISTER_IMPORT)
def imports(request: HttpRequest) -> HttpResponse:
    """What can be imported."""
    return render(request, "communities/imports.html", {"title": "Imports", "kinds": list(KINDS.values())})


def _kind(slug: str) -> ImportKind:
    if slug not in KINDS:
        message = "There is no such import."
        raise Http404(message)
    return KINDS[slug]


@requires(Permission.REGISTER_IMPORT)
def import_upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file; nothing is changed by it yet."""
    chosen, authority = _kind(kind), own_authority(request, Permission.REGISTER_IMPORT)
    form = ImportForm(request.POST or None, request.FILES or None, smaller=chosen.smaller)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = keep(
                file, headings=chosen.headings, name=file.name, purpose=chosen.slug, authority_id=authority.pk,
                by_id=viewer_of_request(request).user.pk, at=timezone.now(),
            )  # fmt: skip
        except TooLarge as refusal:
            form.add_error("file", f"{refusal.sentence} {chosen.smaller}")
        except UnreadableTable as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("import_review", chosen.slug, upload.pk)
    return show(
        request,
        form,
        title=f"Import: {chosen.title}",
        button="Try the file",
        intro=f"{chosen.text} {chosen.how}",
        uploads=True,
        back=reverse("imports"),
    )


@requires(Permission.REGISTER_IMPORT)
def import_review(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What the file would do, row by row; the button does exactly that."""
    chosen, authority, viewer = (
        _kind(kind),
        own_authority(request, Permission.REGISTER_IMPORT),
        viewer_of_request(request),
    )
    upload = kept(pk, purpose=chosen.slug, authority_id=authority.pk, by_id=viewer.user.pk)
    if upload is None:
        message = "This file is no longer kept. Upload it again."
        raise Http404(message)
    table = table_of(upload, chosen.headings)
    rows = table.rows
    if request.method == "POST":
        try:
            plan = chosen.do(
                authority, rows, by=viewer.user, at=timezone.now(), shown=request.POST.get("shown", "")[:64]
            )
        except Refused as refusal:
            messages.warning(request, refusal.sentence)
            return redirect("import_review", chosen.slug, pk)
        forget(upload)
        messages.success(request, f"The import is done: {_words(plan)}.")
        return redirect("imports")
    return _review(request, chosen, upload, chosen.plan(authority, rows), table.sheet)


def _words(plan: Plan) -> str:
    """How many rows change what, and that places change which the file names beside its rows."""
    counts = plan.counts
    parts = ((Kind.ADD, "added"), (Kind.CHANGE, "changed"), (Kind.CLOSE, "closed"))
    rows = [f"{count(counts[kind], 'row')} {word}" for kind, word in parts if counts[kind]]
    return in_a_row([*rows, *(["places added or changed as listed"] if plan.more else [])])


def _review(request: HttpRequest, chosen: ImportKind, upload: Upload, plan: Plan, sheet: str) -> HttpResponse:
    groups = [
        {"title": TITLES[kind], "lines": plan.of(kind)[:SHOWN], "total": len(plan.of(kind))}
        for kind in ORDER
        if plan.of(kind)
    ]
    context = {
        "title": f"Import: {chosen.title}",
        "upload": upload,
        "sheet": sheet,
        "plan": plan,
        "counts": [(TITLES[kind], number) for kind, number in plan.counts.items()],
        "groups": groups,
        "words": _words(plan),
    }
    return render(request, "communities/import_review.html", context)
