"""A made-up county, Marlshire, shaped like a real one in size: four areas, twelve districts, 53 communities."""

import random
from dataclasses import dataclass

COUNTY = "Marlshire County Council"
LA_CODE = "990"

AREAS = {
    "North": ("Ferring", "Harbourne", "Upper Tey"),
    "East": ("Cantlow", "Saltmarsh", "Thornhaven"),
    "South": ("Ashcombe", "Downsea", "Foxley"),
    "West": ("Maidenbrook", "Tillingham", "Wells Green"),
}
_FIRST = (
    "Alder", "Amber", "Barn", "Beech", "Black", "Brook", "Chalk", "Clay", "Crane", "Elm", "Fern", "Gold", "Hazel",
    "Heron", "Holly", "Kings", "Lark", "Long", "Maple", "Mill", "Oak", "Orchard", "Pear", "Raven", "Rush", "Saxon",
    "Stone", "Swan", "Wheat", "Willow",
)  # fmt: skip
_LAST = (
    "bourne", "bridge", "bury", "combe", "croft", "dean", "field", "ford", "gate", "ham", "hill", "hurst", "ley",
    "mead", "ridge", "stead", "stone", "ton", "wick", "wood",
)  # fmt: skip
_SAINTS = ("St Anne’s", "St Mark’s", "St Mary’s", "St Peter’s", "St Edmund’s", "St Joseph’s", "All Saints")
_TRUSTS = (
    "Beacon Learning Trust", "Greensand Schools Trust", "The Harbour Trust", "Marl Academies Trust",
    "Orchard Way Trust", "Pilgrim Federation of Academies", "Skylark Multi Academy Trust", "Two Rivers Trust",
)  # fmt: skip
COMMUNITIES = 53
SIZES = (9, 10, 11, 12)
SECONDARIES = 2


@dataclass(frozen=True)
class MadeUpSchool:
    """A school that does not exist."""

    name: str
    phase: str
    kind: str
    type_name: str
    academy: bool
    trust: str
    town: str


def place_names(chance: random.Random) -> list[str]:
    """Names of places, each once, in an order that is the same at every start."""
    names = [first + last for first in _FIRST for last in _LAST]
    chance.shuffle(names)
    return names


def community_names() -> list[tuple[str, str, str]]:
    """Area, district and name of each of the 53 communities."""
    districts = [(area, district) for area, named in AREAS.items() for district in named]
    numbers: dict[str, int] = {}
    found = []
    for position in range(COMMUNITIES):
        area, district = districts[position % len(districts)]
        numbers[district] = numbers.get(district, 0) + 1
        found.append((area, district, f"{district} {numbers[district]}"))
    return sorted(found, key=lambda each: (each[0], each[2]))


def schools_of(position: int, places: list[str], chance: random.Random) -> list[MadeUpSchool]:
    """The schools of one community: mostly primaries, two secondaries."""
    size = SIZES[position % len(SIZES)]
    return [_school(number, places.pop(), chance) for number in range(size)]


def _school(number: int, place: str, chance: random.Random) -> MadeUpSchool:
    academy = chance.random() < 0.54
    trust = chance.choice(_TRUSTS) if academy else ""
    if number < SECONDARIES:
        name = f"{place} {'Academy' if academy else 'School'}"
        kind_of = "Academy converter" if academy else "Community school"
        return MadeUpSchool(name, "secondary", "mainstream", kind_of, academy, trust, place)
    church = chance.random() < 0.35
    stem = f"{place} {chance.choice(_SAINTS)} Church of England" if church else place
    maintained = "Voluntary controlled school" if church else "Community school"
    kind_of = "Academy converter" if academy else maintained
    return MadeUpSchool(f"{stem} Primary School", "primary", "mainstream", kind_of, academy, trust, place)
