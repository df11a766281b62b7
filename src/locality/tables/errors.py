"""Cells in which a spreadsheet shows an error in place of what should stand there."""

import re

NOT_WORKED_OUT = "#FORMULA!"
"""What a cell is read as whose formula no spreadsheet has worked out yet: programs write such files."""

_ERROR = re.compile(r"#[A-ZÀ-Ü][A-ZÀ-Ü/_0]{0,20}[!?]|#N/A|#NV|#GETTING_DATA|#{3,}|ERR:[0-9]{3}|LOADING(?:\.\.\.|…)")
"""As Excel writes them in any language, Google Sheets and LibreOffice; a column too narrow is saved as ####."""

_BEGINNINGS = frozenset("# EeLl")


def is_error(cell: str) -> bool:
    """Whether a cell holds an error value, as spreadsheets save it in workbooks and in CSV."""
    return cell[:1] in _BEGINNINGS and _ERROR.fullmatch(cell.strip().upper()) is not None


def why_error(row: int, heading: str, cell: str) -> str:
    """The sentence about such a cell: which one, what it holds, and how to mend it."""
    place = f"The cell in row {row}, column “{heading}”,"
    if cell.strip() == NOT_WORKED_OUT:
        return f"{place} has a formula without a result. Open the file in Excel, save it and upload it again."
    return f"{place} has the error {cell.strip()}. Correct it in the spreadsheet, then upload the file again."
