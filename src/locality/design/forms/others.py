"""The quiet line under a field that others read: what they will read in place of pupils' names (RES-9)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from markupsafe import Markup

from locality.masking.preview import Piece, Preview

LABEL = "Others will read:"
LONGEST = 100_000


@dataclass(frozen=True)
class Others:
    """What a form needs to show its writer what others will read.

    address: where `others-read.js` asks while somebody types.
    read: how others read the text of a field that stands there already; it is given the field's name and the text.
    """

    address: str
    read: Callable[[str, str], Preview]

    def read_all(self, texts: Mapping[str, str]) -> dict[str, object]:
        """For the answer to a page that saves itself: by field, each text in which something is hidden."""
        seen = {field: self.read(field, text) for field, text in texts.items()}
        return {field: each.as_data() for field, each in seen.items() if each}


def as_others_read(request: HttpRequest, others: Others | None) -> JsonResponse:
    """How others will read the text that somebody types, for `others-read.js`. Raises PermissionDenied for who may not know."""
    text = request.POST.get("text", "")
    if len(text) > LONGEST:
        return JsonResponse({"error": "The text is too long to show how others will read it."}, status=413)
    if others is None:
        raise PermissionDenied("Only people who see the pupils’ names are shown what is hidden from others.")
    return JsonResponse(others.read(request.POST.get("field", ""), text).as_data())


def line_id(field_id: str) -> str:
    """The id of the line under a field."""
    return f"{field_id}-others"


def draw_line(field_id: str, name: str, others: Others, text: str) -> Markup:
    """The line, empty and hidden where nothing is hidden from others; the script fills it as somebody types."""
    seen = others.read(name, text)
    line = Markup('<div class="app-others-read" id="{}" data-others-read="{}"{}>{}</div>')
    return line.format(line_id(field_id), others.address, "" if seen else Markup(" hidden"), _words(seen))


def _words(seen: Preview) -> Markup:
    if not seen:
        return Markup("")
    sentences = Markup(" ").join(Markup("").join(_piece(piece) for piece in sentence) for sentence in seen.sentences)
    label = Markup('<span class="app-others-read__label">{}</span> ').format(LABEL)
    return label + sentences + (f" (and {seen.more} more)" if seen.more else "")


def _piece(piece: Piece) -> Markup:
    return Markup("<strong>{}</strong>" if piece.hidden else "{}").format(piece.text)  # noqa: S704 - escaped by format
