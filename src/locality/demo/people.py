"""The people of the demonstration, and the personas that a visitor can become."""

from dataclasses import dataclass

DOMAIN = "marlshire.example"


@dataclass(frozen=True)
class Persona:
    """One person to become. `place`: school 0 or 1, community, area, authority or installation."""

    slug: str
    name: str
    role: str
    place: str
    does: str

    @property
    def email(self) -> str:
        """The persona's made-up address."""
        return f"{self.slug}@{DOMAIN}"


PERSONAS = (
    Persona(
        "priya.nair", "Priya Nair", "school_editor", "school 0", "writes her school’s requests; asks the head to sign"
    ),
    Persona("daniel.hart", "Daniel Hart", "signatory", "school 0", "head teacher: signs and submits"),
    Persona(
        "tom.day", "Tom Day", "representative", "school 1", "represents another school; reads requests without names"
    ),
    Persona(
        "grace.okafor", "Grace Okafor", "chair", "community", "reviews requests, leads meetings, records decisions"
    ),
    Persona("rosa.lind", "Rosa Lind", "clerk", "community", "clerk of six communities; hands approved requests over"),
    Persona("helen.marsh", "Helen Marsh", "hnf_officer", "area", "the area’s High Needs Funding officer"),
    Persona("omar.bell", "Omar Bell", "moderator", "authority", "moderates amounts for the council"),
    Persona("jean.price", "Jean Price", "finance", "authority", "council finance"),
    Persona("kay.stone", "Kay Stone", "locality_team", "authority", "keeps communities, people, rules and budgets"),
    Persona("ivan.cole", "Ivan Cole", "data_protection_officer", "authority", "sees who saw what"),
    Persona("mary.field", "Mary Field", "area_board_member", "area", "sits on the area board"),
    Persona(
        "nina.frost",
        "Nina Frost",
        "adviser",
        "authority",
        "advises on one item of the next meeting, and sees only that",
    ),
    Persona("sam.root", "Sam Root", "administrator", "installation", "sets up the installation"),
)
HEADS = (
    "Alex", "Bridget", "Colin", "Dina", "Edward", "Farah", "Giles", "Hannah", "Ian", "Julia", "Karim", "Lucy", "Martin",
    "Nadia", "Owen", "Paula", "Ralph", "Sandra", "Tariq", "Vivian",
)  # fmt: skip
