"""A file as the answer of a page: under a name of our own, so that a browser saves it and never guesses what it is."""

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from locality.documents.sheets import Cell, stream_csv, stream_xlsx

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


USUAL_TEXT = 100
"""Per cent: the size of text of whoever has asked for no other (accounts)."""


def in_large_print(request: HttpRequest) -> bool:
    """Whether a PDF is wanted in large print: the address says so (`?print=large`), or its reader likes larger text.

    Whoever reads large text and wants the usual print asks for it: `?print=usual`.
    """
    asked = request.GET.get("print")
    return asked == "large" if asked else bool(getattr(request.user, "text_size", USUAL_TEXT) > USUAL_TEXT)


def pdf_name(name: str, *, large: bool) -> str:
    """The name of a PDF's file, in large print another: whoever saves both has two files."""
    return f"{name}-large-print.pdf" if large else f"{name}.pdf"


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to save, under this name."""
    return HttpResponse(content, content_type=content_type, headers=_saved_as(name))


def as_sheet(
    kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str
) -> StreamingHttpResponse:
    """The rows as "NAME.KIND", csv or xlsx, sent while they are read."""
    pieces = stream_csv(header, rows) if kind == "csv" else stream_xlsx(header, rows, title=title)
    content_type = CSV if kind == "csv" else XLSX
    return StreamingHttpResponse(pieces, content_type=content_type, headers=_saved_as(f"{name}.{kind}"))


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
