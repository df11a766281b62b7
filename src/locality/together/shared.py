"""A form of a thing that others change too: what another window changed meanwhile is never undone unseen.

The page carries a mark of each value that it showed, as `seen-NAME`. What nobody touched there takes the value that stands
now; what both changed is said at its field, and counts when the form is sent again. Nothing rests on who writes.
"""

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.safestring import SafeString
from markupsafe import Markup

from locality.design.forms.bound import PageBoundField, PageForm
from locality.design.forms.choices import options_of
from locality.together.texts import mark
from locality.values.dates import show_day, show_time
from locality.values.typed import short

LONGEST_SHOWN = 100
"""Letters of a value that is said in the sentence of its field."""


Thing = TypeVar("Thing", bound=Model)


def held(request: HttpRequest, thing: Thing, *, within: Model | None = None) -> Thing:
    """The thing as it stands, held where a form was sent until its transaction ends: of two at once the second sees the
    first. `within`: what the action holds before it.
    """
    if request.method == "POST":
        for each in (within, thing):
            if each is not None:
                try:
                    each.refresh_from_db(from_queryset=type(each)._base_manager.select_for_update(of=("self",)))
                except ObjectDoesNotExist:
                    raise Http404("Someone has removed this.") from None
    return thing


class SharedBoundField(PageBoundField):
    """A field that shows what stands, where its window did not touch it and another changed it."""

    def value(self) -> Any:
        """What was typed, or what stands now."""
        taken = getattr(self.form, "taken", {})
        return self.field.prepare_value(taken[self.name]) if self.name in taken else super().value()


class SharedForm(PageForm):
    """Give it `standing`: the values that stand now, by field. They are what an empty form begins with."""

    bound_field_class = SharedBoundField

    def __init__(self, *args: Any, standing: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.standing = dict(standing or {})
        self.taken: dict[str, Any] = {}
        """What another window changed and this one did not touch."""
        self._changed: set[str] = set()
        super().__init__(*args, initial=self.standing | kwargs.pop("initial", {}), **kwargs)

    def _clean_fields(self) -> None:
        """Before the answers are held against one another: what stands goes where nothing was touched."""
        super()._clean_fields()
        for name, stands in self.standing.items():
            seen = self._seen(name)
            if name not in self.fields or seen in ("", _mark(stands)):
                continue
            self._changed.add(name)
            typed = _mark(self.cleaned_data.get(name))
            if name not in self.errors and typed == seen:
                self.cleaned_data[name] = self.taken[name] = stands
            elif name not in self.errors and typed != _mark(stands):
                self.add_error(name, self._said(name, stands))

    def _seen(self, name: str) -> str:
        """The mark that the window sent; nothing where it sent none, such as a page of yesterday."""
        return str(self.data.get(f"seen-{name}", ""))

    def _said(self, name: str, stands: Any) -> str:
        options = options_of(self.fields[name]) or {}
        shown = options.get(_as_text(stands)) or _as_people_read(stands)
        now = f"is “{short(shown)[:LONGEST_SHOWN]}” now" if shown else "is empty now"
        return f"This changed while you were writing. It {now}. Save again to use yours, or enter theirs."

    def render_fields(self, *names: str) -> Markup:
        """The fields, and before them the marks of what this page shows."""
        fields = super().render_fields(*names)
        return fields if names else Markup("{}\n{}").format(self.seen_inputs(), fields)

    def seen_inputs(self) -> SafeString:
        """What this window has seen: of a value that changed meanwhile, what stands now, for it is said on this page."""
        if self.is_bound:
            self.errors  # noqa: B018 - reads the form
        one = Markup('<input type="hidden" name="seen-{}" value="{}">')
        marks = {
            name: _mark(stands) if name in self._changed or not self.is_bound else self._seen(name)
            for name, stands in self.standing.items()
        }
        return SafeString(Markup("").join(one.format(name, seen) for name, seen in marks.items() if seen))


def _mark(value: Any) -> str:
    return mark(_as_text(value))


def _as_text(value: Any) -> str:
    """A value as one text, the same for what is kept and for what was typed."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)


def _as_people_read(value: Any) -> str:
    if isinstance(value, date):
        return show_day(value)
    return show_time(value) if isinstance(value, time) else _as_text(value)
