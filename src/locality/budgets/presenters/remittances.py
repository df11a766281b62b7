"""Remittances as pages say them."""

from datetime import date


def month_name(year: int, month: int) -> str:
    """ "December 2026"."""
    return f"{date(year, month, 1):%B} {year}"
