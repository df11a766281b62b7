"""A file as the answer of a page: under a name of our own, so that a browser saves it and never guesses what it is."""

from collections.abc import Iterable, Sequence

from django.http import FileResponse, HttpResponse, HttpResponseBase, StreamingHttpResponse

from locality.documents.sheets import Cell, stream_csv, write_xlsx


def as_file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to save, under this name."""
    return HttpResponse(content, content_type=content_type, headers=_saved_as(name))


def as_sheet(
    kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str
) -> HttpResponseBase:
    """The rows as "NAME.KIND": streamed as csv, or as xlsx an Excel workbook that is gone when it was sent."""
    if kind == "csv":
        headers = _saved_as(f"{name}.csv")
        return StreamingHttpResponse(stream_csv(header, rows), content_type="text/csv; charset=utf-8", headers=headers)
    return FileResponse(write_xlsx(header, rows, title=title), as_attachment=True, filename=f"{name}.xlsx")


def _saved_as(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
