"""The Jinja2 environment of every page: where templates are found, and what each of them can call.

Django's backend calls `environment`; each app keeps its templates in `jinja2/APP/`, this one the layouts and
`components.html`. The macros of the GOV.UK Design System are found under `govuk_frontend_jinja/`.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader, Template, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from locality.design.typed import typed_in
from locality.values.dates import show_day, show_moment, show_short_day, show_time
from locality.values.money import say_money, show_money
from locality.values.sentences import count

NOTHING = "–"  # shown where a value is not there yet
REFERENCE = re.compile(r"\b[A-Z]{2,4}-\d{4}-\d{3,}\b")


PARTS = "components.html"


class PageTemplate(Template):
    """A template; the parts that all pages are made of are made once, and not five times for each page that imports them.

    Nothing in them is of a page (`tests/unit/design/test_environment.py`), though they are imported with its context.
    """

    def make_module(self, vars: dict[str, Any] | None = None, *args: Any, **kwargs: Any) -> TemplateModule:
        """What an import with context gets."""
        return super().make_module(vars, *args, **kwargs) if vars is None or self.name != PARTS else self.module


def environment(**options: Any) -> Environment:
    """The environment with our loaders, globals and filters; `options` come from Django's backend."""
    options["loader"] = ChoiceLoader(
        [options["loader"], PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})]
    )
    # the design system's macros ask for parts of options that are not given: `params.label.classes`
    options["undefined"] = ChainableUndefined
    env = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django's backend turns escaping on
    env.template_class = PageTemplate
    env.globals.update(
        {
            "url": url,
            "static": static,
            "hidden_inputs": hidden_inputs,
            "page_messages_of_request": page_messages_of_request,
            "footer_links": footer_links,
            "typed_in": typed_in,
        }
    )
    env.filters.update(
        {
            "day": day,
            "short_day": short_day,
            "time": time_of_day,
            "moment": moment,
            "when_saved": when_saved,
            "money": money,
            "pounds": pounds,
            "count": count,
            "paragraphs": paragraphs,
            "references": references,
            "email": email,
        }
    )
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page by its URL name."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@pass_context
def hidden_inputs(context: Context) -> Markup:
    """The hidden fields every `<form method="post">` needs.

    They are the token against forged forms, and a fresh key by which `once` knows a form that is sent twice. A view
    that shows a form again after an error may keep its key by giving `form_key` to the template. `typed_by` says who
    is signed in, and `kept` which kept form is shown, so that it is erased when it is sent.
    """
    token = context.get("csrf_input")
    given = {"form_key": context.get("form_key") or uuid4()}
    given |= {"typed_by": context.get("typed_by"), "kept": context.get("kept_again")}
    hidden = (f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in given.items() if value)
    # the token is worked out each time it is looked at: so once
    return Markup(f"{'' if token is None else token}{''.join(hidden)}")  # noqa: S704 - Django's own input, and escaped


@pass_context
def page_messages_of_request(context: Context) -> Iterable[Message]:
    """What the last action had to say, shown once."""
    request = context.get("request")
    return get_messages(request) if request is not None else []


def footer_links() -> list[dict[str, str]]:
    """The links at the foot of every page; the help pages belong to another app, and may be missing in tests."""
    links = []
    for name, text in (("help", "Help"), ("accessibility_statement", "Accessibility statement")):
        try:
            links.append({"text": text, "href": reverse(name)})
        except NoReverseMatch:
            continue
    return links


def day(value: date | datetime | None) -> str:
    """Thursday 26 November 2026."""
    return show_day(value) if value else NOTHING


def short_day(value: date | datetime | None) -> str:
    """26 Nov 2026, for tables."""
    return show_short_day(value) if value else NOTHING


def time_of_day(value: time | datetime | None) -> str:
    """15:30, by the clock in England."""
    return show_time(value) if value is not None and value != "" else NOTHING


def moment(value: datetime | None) -> str:
    """Thursday 26 November 2026 at 15:30."""
    return show_moment(value) if value else NOTHING


def when_saved(value: datetime) -> str:
    """ "today at 10:42"; of another day "Thursday 26 November 2026 at 10:42"."""
    is_today = show_day(value) == show_day(timezone.now())
    return f"today at {show_time(value)}" if is_today else show_moment(value)


def money(value: Decimal | int | None) -> str:
    """£1,234.50; a dash where there is no amount, which is not the same as nothing."""
    return NOTHING if value is None or value == "" else show_money(Decimal(value))


def pounds(value: Decimal | int | None) -> str:
    """£1,234: for sentences, with pence only where there are any."""
    return NOTHING if value is None or value == "" else say_money(Decimal(value))


def paragraphs(text: str | None) -> Markup:
    """What a person typed, with their line breaks, and nothing of it read as HTML."""
    if not text:
        return Markup("")
    blocks = [block for block in str(text).replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("\n").join(
        Markup('<p class="govuk-body">{}</p>').format(
            Markup("<br>").join(escape(line) for line in block.strip("\n").split("\n"))
        )
        for block in blocks
    )


def references(text: str | None) -> Markup:
    """A line in which no reference is broken at its hyphens, as browsers would on a narrow screen."""
    return Markup(REFERENCE.sub(r'<span class="app-nowrap">\g<0></span>', str(escape(text or ""))))  # noqa: S704 - escaped


def email(address: str | None) -> Markup:
    """An e-mail address that breaks, where it must, after its @ and its dots, and not within a word."""
    return Markup(re.sub(r"[@.]", r"\g<0><wbr>", str(escape(address)))) if address else Markup(NOTHING)  # noqa: S704 - escaped
