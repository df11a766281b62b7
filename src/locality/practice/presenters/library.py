"""What was asked of the library: read from the address, shown as chips that can be taken away."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from locality.practice.content import Phase, Result
from locality.practice.models import PracticeCase
from locality.practice.queries.cases import narrowed
from locality.resource_requests.content.questions import Kind
from locality.values.numbers import typed_number

_CHOICES: dict[str, tuple[str, ...]] = {
    "phase": tuple(Phase.values),
    "kind": tuple(each.value for each in Kind),
    "result": tuple(Result.values),
}
_LABELS = {
    "need": "Need",
    "phase": "Phase",
    "key_stage": "Key stage",
    "kind": "Kind of support",
    "result": "What came of it",
}


@dataclass(frozen=True)
class Asked:
    """One list of cases: filters and search words."""

    need: int | None = None
    key_stage: int | None = None
    phase: str = ""
    kind: str = ""
    result: str = ""
    words: str = ""

    @classmethod
    def from_address(cls, given: Mapping[str, str], words: str) -> "Asked":
        """Read the address; what is not known is left out."""
        chosen = {name: given.get(name, "") for name in _CHOICES}
        return cls(
            need=typed_number(given.get("need", "")),
            key_stage=typed_number(given.get("key_stage", "")),
            words=words,
            **{name: value if value in _CHOICES[name] else "" for name, value in chosen.items()},
        )

    @property
    def filters(self) -> dict[str, str]:
        """What stands in the address."""
        named = {name: str(getattr(self, name) or "") for name in _LABELS}
        return {name: value for name, value in named.items() if value}

    def narrow(self, cases: QuerySet[PracticeCase]) -> QuerySet[PracticeCase]:
        """The cases asked for, the newest first."""
        choices = {name: getattr(self, name) for name in _CHOICES}
        return narrowed(cases, words=self.words, need=self.need, key_stage=self.key_stage, **choices)

    def chips(self, offered: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
        """What was asked, each with the address without it. `offered` gives the words of each choice."""
        return [
            {
                "label": _LABELS[name],
                "value": offered[name].get(value, "another"),
                "href": self._without(name),
            }
            for name, value in self.filters.items()
        ]

    def _without(self, name: str) -> str:
        rest = {other: value for other, value in self.filters.items() if other != name}
        if self.words:
            rest["found"] = "yes"
        return f"?{urlencode(rest)}"
