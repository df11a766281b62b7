"""What somebody asked of the register of offers, as its address says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from locality.accounts.permissions import Permission
from locality.communities.models import ListItem
from locality.communities.scope import Viewer
from locality.support.models import Offer
from locality.support.queries.offers import Offers

_KINDS = dict(Offer.Kind.choices)


@dataclass(frozen=True)
class AskedOfRegister:
    """What narrows the list; a value that is none of those offered narrows nothing."""

    need: ListItem | None = None
    kind: str = ""
    phase: str = ""
    left: bool = False
    own: bool = False
    words: str = ""

    @classmethod
    def from_address(cls, asked: Mapping[str, str], words: str, needs: Sequence[ListItem]) -> "AskedOfRegister":
        """What the address asks for, of these needs."""
        kind, phase = asked.get("kind", ""), asked.get("phase", "")
        need = next((each for each in needs if str(each.pk) == asked.get("need")), None)
        return cls(
            need,
            kind if kind in _KINDS else "",
            phase if phase in Offer.PHASES else "",
            asked.get("left") == "yes",
            asked.get("whose") == "own",
            words,
        )

    def initial(self) -> dict[str, str]:
        """The filters as the form shows them."""
        return {
            "need": str(self.need.pk) if self.need else "",
            "kind": self.kind,
            "phase": self.phase,
            "left": "yes" if self.left else "",
            "whose": "own" if self.own else "",
        }

    def narrow(self, found: Offers, viewer: Viewer) -> Offers:
        """The offers asked for: those of the own school in every state, else those that are current."""
        if self.own:
            found = found.filter(school__in=sorted(viewer.scope(Permission.SUPPORT_OFFER).schools))
        else:
            found = found.current(viewer.today)
        if self.need:
            found = found.of_need(self.need.pk)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.phase:
            found = found.of_phases([self.phase])
        if self.left:
            found = found.filter(Q(left__gt=0))
        return found.matching(self.words)

    def chips(self) -> list[dict[str, str]]:
        """Each filter with the address without it."""
        said = {
            "need": ("Need", self.need.label if self.need else ""),
            "kind": ("Kind of support", _KINDS.get(self.kind, "")),
            "phase": ("Phase", Offer.PHASES.get(self.phase, "")),
            "left": ("Hours this term", "some left" if self.left else ""),
            "whose": ("Offered by", "your school" if self.own else ""),
        }
        return [
            {"label": label, "value": value, "href": self._without(name)}
            for name, (label, value) in said.items()
            if value
        ]

    def _without(self, name: str) -> str:
        kept = {each: value for each, value in self.initial().items() if value and each != name}
        if self.words:
            kept["found"] = "yes"
        return f"{reverse('support')}?{urlencode(kept)}" if kept else reverse("support")
