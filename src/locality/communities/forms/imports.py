"""Uploading a register."""

from typing import Any

from locality.design.forms.bound import PageForm
from locality.design.forms.uploads import Upload


class ImportForm(PageForm):
    """The file, as it was downloaded; `smaller` says how to come by a smaller one."""

    file = Upload(
        label="File", noun="File", accept=(".csv", ".xlsx"), max_megabytes=20, hint="CSV or Excel, at most 20 MB."
    )

    def __init__(self, *args: Any, smaller: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].smaller = smaller  # type: ignore[attr-defined]
