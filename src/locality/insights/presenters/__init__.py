"""Figures as pages say and draw them."""

from locality.insights.presenters.balance import (
    address_of,
    county_standing,
    explained,
    finding,
    forecast_cell,
    forecast_of_all,
    forecast_rows,
    stage_rows,
    stage_sums,
    stages_explained,
    standing,
    total_row,
)
from locality.insights.presenters.picture import picture_of
from locality.values.dates import show_day

__all__ = [
    "address_of",
    "county_standing",
    "explained",
    "finding",
    "forecast_cell",
    "forecast_of_all",
    "forecast_rows",
    "picture_of",
    "show_day",
    "stage_rows",
    "stage_sums",
    "stages_explained",
    "standing",
    "total_row",
]
