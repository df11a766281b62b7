"""A sheet as the answer of a page: streamed as CSV, or an Excel workbook that is gone when it was sent."""

from collections.abc import Iterable, Sequence

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse

from locality.documents.sheets import Cell, stream_csv, write_xlsx


def sheet(
    kind: str, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str
) -> HttpResponseBase:
    """The rows as a download; `kind` is csv or xlsx."""
    if kind == "csv":
        return StreamingHttpResponse(
            stream_csv(header, rows),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )
    return FileResponse(write_xlsx(header, rows, title=title), as_attachment=True, filename=f"{name}.xlsx")
