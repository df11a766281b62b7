"""Cells in which a spreadsheet shows an error in place of what should stand there."""

NOT_WORKED_OUT = "#FORMULA!"
"""What a cell is read as whose formula no spreadsheet has worked out yet: programs write such files."""

_ERRORS = frozenset({
    "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#GETTING_DATA", "#ERROR!", NOT_WORKED_OUT,
})  # fmt: skip


def is_error(cell: str) -> bool:
    """Whether a cell holds an error value, as spreadsheets save it in workbooks and in CSV."""
    return cell[:1] in {"#", " "} and cell.strip().upper() in _ERRORS


def why_error(row: int, heading: str, cell: str) -> str:
    """The sentence about such a cell: which one, what it holds, and how to mend it."""
    place = f"The cell in row {row}, column “{heading}”,"
    if cell.strip() == NOT_WORKED_OUT:
        return (
            f"{place} holds a formula that was never worked out. Open the file in Excel, save it, and upload it again."
        )
    return f"{place} holds {cell.strip()}, an error of the spreadsheet. Mend it there, then upload the file again."
