"""Files a person uploads."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from locality.design.forms.bound import PageBoundField
from locality.design.forms.fields import Asked, Drawn

MEGABYTE = 1024 * 1024


class Upload(Asked, forms.FileField):
    """One file, of the kinds in `accept` (".csv", ".xlsx"), of at most `max_megabytes`; `smaller` says how to make it so.

    What is in the file is for its reader to judge: a name proves nothing.
    """

    widget = forms.ClearableFileInput
    nothing = "Select a file"

    def __init__(
        self,
        *,
        accept: tuple[str, ...] = (),
        max_megabytes: int = 10,
        smaller: str = "Split it, or leave out what is not needed.",
        **kwargs: Any,
    ) -> None:
        self.smaller = smaller
        self.accept = tuple(kind.lower() for kind in accept)
        self.max_megabytes = max_megabytes
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ARG002
        """The file, if its name and size will do."""
        if data is None or data is False or data == "":
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        if not isinstance(data, UploadedFile):
            raise self._wrong(f"{self.noun} did not arrive as a file. Select it again.")
        name = PurePath(str(data.name or "")).name
        if not name or len(name) > (self.max_length or 200):
            raise self._wrong(f"{self.noun} must have a file name of 200 characters or fewer. Rename it and try again.")
        if self.accept and name.lower().endswith(".zip"):
            raise self._wrong(f"{self.noun} is a .zip. Open it and select the file inside.")
        if self.accept and not name.lower().endswith(self.accept):
            raise self._wrong(f"{self.noun} must be a {' or '.join(_kind(kind) for kind in self.accept)} file")
        if not data.size:
            raise self._wrong(f"{self.noun} is empty. Check the file and select it again.")
        if data.size > self.max_megabytes * MEGABYTE:
            raise self._wrong(f"{self.noun} must be {self.max_megabytes} MB or smaller. {self.smaller}")
        return data

    def _wrong(self, sentence: str) -> forms.ValidationError:
        return forms.ValidationError(sentence, code="invalid")

    def draw(self, bound: PageBoundField) -> Drawn:
        """A file input."""
        attributes = dict(bound.marked(self.attributes))
        if self.accept:
            attributes["accept"] = ",".join(self.accept)
        return "file-upload", "govukFileUpload", bound.common() | {"attributes": attributes}


def _kind(extension: str) -> str:
    return extension.lstrip(".").upper()
