"""Saying after a save what was replaced in a text: where a script saves, it was said while somebody typed."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest

from locality.design.forms.bound import PageForm
from locality.design.forms.others import Others
from locality.meetings.presenters.others_read import what_was_replaced
from locality.together.texts import Typed


def tell_replaced(request: HttpRequest, others: Others | None, typed: Mapping[str, Typed]) -> None:
    """Say on the next page which names were replaced in the texts that this window touched."""
    _tell(
        request, what_was_replaced(others, {name: each.text for name, each in typed.items() if not each.is_untouched})
    )


def tell_others_read(request: HttpRequest, others: Others | None, **texts: str) -> None:
    """Say how others read texts that are kept as they were typed."""
    _tell(request, what_was_replaced(others, texts, is_kept=True))


def tell_replaced_in(request: HttpRequest, others: Others | None, form: PageForm) -> None:
    """The same of a form that is sent once."""
    read = {name for name, field in form.fields.items() if getattr(field, "read_by_others", False)}
    _tell(request, what_was_replaced(others, {name: str(form.cleaned_data.get(name) or "") for name in sorted(read)}))


def by_a_script(request: HttpRequest) -> bool:
    """A press that a script sends shows no page, so a message would wait for another one."""
    return request.headers.get("X-Requested-With") == "fetch"


def _tell(request: HttpRequest, said: str) -> None:
    if said and not by_a_script(request):
        messages.info(request, said)
