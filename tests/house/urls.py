"""Every address of the product, from the resolver: what a test walks to leave none out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.resolvers import RegexPattern

# One of these fits each kind of value an address may hold, and belongs to nothing
NOBODYS = (
    "nobodys",
    "987654",
    "98",
    "9",
    "00000000-0000-0000-0000-000000000000",
    "2099-12-31",
    "2099",
    "RFR-2099-00001",
)


@dataclass(frozen=True)
class Address:
    """One URL name, with what stands in its address."""

    name: str
    parameters: tuple[str, ...]
    pattern: URLPattern

    def path(self, **given: object) -> str:
        """With values of the right kind that belong to nothing, where none is given."""
        found = {**_values(self.pattern), **{name: given[name] for name in self.parameters if name in given}}
        return reverse(self.name, kwargs={name: found.get(name, "nobodys") for name in self.parameters})


def all_url_names() -> list[str]:
    """The name of every address, namespace included; an address without a name fails here."""
    return sorted(address.name for address in all_addresses())


@cache
def all_addresses() -> tuple[Address, ...]:
    return tuple(_walk(get_resolver(), "", ()))


def address_named(name: str) -> Address:
    return next(address for address in all_addresses() if address.name == name)


def _walk(resolver: URLResolver, namespace: str, outer: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, outer + tuple(entry.pattern.regex.groupindex))
        else:
            assert entry.name, f"An address has no name: {entry.pattern}"
            yield Address(namespace + entry.name, outer + tuple(entry.pattern.regex.groupindex), entry)


def _values(pattern: URLPattern) -> dict[str, object]:
    kinds = {name: converter.regex for name, converter in pattern.pattern.converters.items()}
    if isinstance(pattern.pattern, RegexPattern):
        kinds |= dict(re.findall(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)", pattern.pattern.regex.pattern))
    values: dict[str, object] = {}
    for name, kind in kinds.items():
        text = next((text for text in (*NOBODYS, kind.split("|")[0]) if re.fullmatch(kind, text)), None)
        assert text, f"No value in NOBODYS fits {name} of {pattern.pattern}: add one."
        converter = pattern.pattern.converters.get(name)
        values[name] = converter.to_python(text) if converter else text
    return values
