"""The two pages of every import: try the file first, then do all of it or none."""

from dataclasses import dataclass
from typing import Any, Generic, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from locality.design.forms.bound import PageForm
from locality.design.forms.uploads import Upload
from locality.design.refusals import or_404
from locality.imports.kinds import Importer, ImportKind, P
from locality.imports.plans import TITLES
from locality.tables.reading import TooLarge, UnreadableTable
from locality.tables.uploads import find_upload, forget_upload, keep_upload, table_of
from locality.values.refusals import NotPossible, Refusal

SHOWN = 200  # lines of each kind


@dataclass(frozen=True)
class Into(Generic[P]):
    """One import, and what it goes into: all that its two pages need to know."""

    kind: ImportKind[P]
    place: P
    authority_id: int
    names: tuple[str, str]
    """The URL names of the page that takes the file and of its review, which takes the file's number last."""
    home: str
    """The address of the page that it belongs to: it leads back there when it is done."""
    args: tuple[object, ...] = ()
    title: str = ""
    caption: str = ""
    purpose: str = ""
    """Keeps its files apart from those of other places; the kind's slug where it is left out."""
    keeps: str = ""
    """What stays as it is although the file does not name it."""
    closed: Refusal | None = None
    """Why nothing can be imported now."""
    many: str = ""
    """What its home is called where that lists several imports: then the review leads back there."""

    @property
    def upload(self) -> str:
        """The address of the page that takes the file."""
        return reverse(self.names[0], args=self.args)

    def review(self, pk: int) -> str:
        """The address of the review of a kept file."""
        return reverse(self.names[1], args=[*self.args, pk])

    @property
    def kept_for(self) -> dict[str, Any]:
        """What a kept file of this import is known by, beside who uploaded it."""
        return {"purpose": self.purpose or self.kind.slug, "authority_id": self.authority_id}


class SheetForm(PageForm):
    """A sheet to import; `smaller` says how to come by a smaller one."""

    file = Upload(
        label="File",
        noun="The file",
        accept=(".csv", ".xlsx"),
        max_megabytes=20,
        hint="CSV or Excel, up to 20 MB",
        empty="Select a CSV or Excel file",
    )

    def __init__(self, *args: Any, smaller: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if smaller:
            cast("Upload", self.fields["file"]).smaller = smaller


def take_file(request: HttpRequest, into: Into[P], *, by: Importer) -> HttpResponse:
    """Take a file; nothing is changed by it yet."""
    kind = into.kind
    form = SheetForm(request.POST or None, request.FILES or None, smaller=kind.smaller)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = keep_upload(
                file, headings=kind.headings, name=file.name, by_id=by.user.pk, at=timezone.now(), **into.kept_for
            )
        except UnreadableTable as refusal:
            smaller = f" {kind.smaller}" if kind.smaller and isinstance(refusal, TooLarge) else ""
            form.add_error("file", f"{refusal.sentence}{smaller}")
        else:
            return redirect(into.review(upload.pk))
    context = {
        "title": into.title or kind.title,
        "caption": into.caption,
        "into": into,
        "form": form,
        "back": into.home,
    }
    return render(request, "imports/upload.html", context, status=400 if form.errors else 200)


def review_file(request: HttpRequest, into: Into[P], pk: int, *, by: Importer) -> HttpResponse:
    """What the file would do, row by row; the button does exactly that."""
    kind = into.kind
    upload = or_404(find_upload(pk, by_id=by.user.pk, **into.kept_for), "We no longer have this file. Upload it again.")
    table = table_of(upload, kind.headings)
    if request.method == "POST":
        shown = request.POST.get("shown", "")[:64]
        try:
            plan = kind.do(into.place, table.rows, by=by, at=timezone.now(), shown=shown)
        except NotPossible as refusal:
            messages.warning(request, refusal.sentence)
            return redirect(into.review(pk))
        forget_upload(upload)
        messages.success(request, f"You’ve imported the file: {kind.done(plan, upload.name)}.")
        return redirect(into.home)
    plan = kind.plan(into.place, table.rows, by.today)
    groups = [(TITLES[each], plan.of(each)) for each in kind.listed]
    context = {
        "title": into.title or kind.title,
        "caption": into.caption,
        "kind": kind,
        "upload": upload,
        "sheet": table.sheet,
        "plan": plan,
        "counts": [{"label": TITLES[each], "value": plan.counts[each]} for each in kind.counted],
        "groups": [{"title": title, "lines": lines[:SHOWN], "total": len(lines)} for title, lines in groups if lines],
        "back": into.home if into.many else into.upload,
        "back_text": into.many,
    }
    return render(request, "imports/review.html", context)
