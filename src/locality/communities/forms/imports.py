"""Uploading a register."""

from locality.design.forms import PageForm, Upload


class ImportForm(PageForm):
    """The file, as it was downloaded."""

    file = Upload(
        label="File", noun="File", accept=(".csv", ".xlsx"), max_megabytes=20, hint="CSV or Excel, at most 20 MB."
    )
