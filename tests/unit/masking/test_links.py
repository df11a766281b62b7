"""A link to join online is read by everybody: no pupil's name, however it is typed; keys of rooms stay (RES-9)."""

import pytest

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.links import parts_of
from locality.masking.names import Mask

pytestmark = pytest.mark.clause("RES-9")

PUPILS = ("Marigold Penhallow", "Vera Epps", "Leo Quorbury", "Ada Quorbury", "Zoë Brontë", "Summer Hall")
MASK = Mask([Hidden(name, ANY_PUPIL, elsewhere=True) for name in PUPILS], everyday=False)

NAMING = (
    "https://teams.example.org/meet/marigold-penhallow",
    "https://meet.jit.si/MarigoldPenhallowReview",
    "https://meet.jit.si/MarigoldPenhallow",
    "https://meet.jit.si/MARIGOLD-PENHALLOW",
    "https://meet.jit.si/MARIGOLDPENHALLOW",
    "https://x.example/marigold.penhallow2",
    "https://x.example/Penhallow2026",
    "https://x.example/2026Penhallow",
    "https://x.example/RfR-KS2-Y6-MarigoldPenhallow-Q3",
    "https://x.example/marigoldPenhallow",
    "https://x.example/marigoldpenhallow",
    "https://x.example/Marigold%20Penhallow",
    "https://x.example/Y6%2DPenhallow",
    "https://x.example/Marigold%2520Penhallow",
    "https://x.example/j?topic=For+Marigold",
    "https://marigold-penhallow.example",
    "https://x.example/EppsReview",
    "https://x.example/VeraEpps",
    "https://x.example/VERA-EPPS",
    "https://x.example/vera.epps2",
    "https://x.example/Epps2026",
    "https://x.example/Zo%C3%ABBront%C3%AB",
    "https://x.example/ZoeBronte",
    "https://x.example/SummerHallReview",
)
NAMING_NOBODY = (
    "https://teams.example.org/l/meetup-join/19%3ameeting_MariGoldNzYwPenHallowQ%40thread.v2/0?context=Tid",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_MzQ5NzkxZTItVeraNi00OWQ5LWFhNzMtZpps1YTk3MzQ0%40thread.v2/0"
    "?context=%7b%22Tid%22%3a%223f2ada1c-9bde-4fda-8f11-0c1d2e3f4a5b%22%2c%22Oid%22%3a%227e6f5d4c-0b1a-4c3d-9e8f-1a2b3c4d5e6f%22%7d",
    "https://teams.microsoft.com/meet/3712345678901?p=AbVeraGhIjKlMnOp",
    "https://us06web.zoom.us/j/85231234567?pwd=Tk9Vera2cUxWppM1ZQ09.1",
    "https://kent.webex.com/kent/j.php?MTID=m0ada3cafe12b9d8e7f6a5b4c3d2e1f00",
    "https://meet.google.com/abc-vera-hij",
    "https://meet.google.com/leo-mnop-hij?authuser=0",
    "https://meet.jit.si/SummerReview2026",
    "https://meet.jit.si/VillageHall",
)


def names_somebody(link: str) -> bool:
    return any(part.names_somebody(MASK(part.text)) for part in parts_of(link))


@pytest.mark.parametrize("link", NAMING)
def test_a_name_is_found_in_a_link_however_it_is_typed(link: str) -> None:
    assert names_somebody(link)


@pytest.mark.parametrize("link", NAMING_NOBODY)
def test_a_short_name_that_stands_in_a_key_by_chance_is_none(link: str) -> None:
    assert not names_somebody(link)
