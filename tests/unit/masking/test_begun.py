"""What stands in place of a name has a capital where it begins a sentence (RES-9)."""

import pytest

from locality.masking.called import ANY_PUPIL, Hidden
from locality.masking.names import Mask


@pytest.mark.clause("RES-9")
@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Zephyrine reads. Zephyrine has a TA.", "A pupil reads. A pupil has a TA."),
        ("“Zephyrine reads,” said Zephyrine.", "“A pupil reads,” said a pupil."),
        ("Who reads? Zephyrine!", "Who reads? A pupil!"),
        ("It helps. (Zephyrine left.)", "It helps. (a pupil left.)"),
        (
            "Present:\nZephyrine\nOak\n- Zephyrine, Oak\n• Zephyrine",
            "Present:\nA pupil\nOak\n- A pupil, Oak\n• A pupil",
        ),
        ("Some, e.g. Zephyrine, and Mrs. Oak. Zephyrine too", "Some, e.g. a pupil, and Mrs. Oak. A pupil too"),
        ("About us: Zephyrine moves; Zephyrine stays", "About us: a pupil moves; a pupil stays"),
        ("It’s for Year 4. Zephyrine’s mum came.", "It’s for Year 4. A pupil’s mum came."),
        ("See zephyrine.pdf. zephyrine@x.org wrote.", "See a pupil.pdf. a pupil@x.org wrote."),
        ("zephyrine.pdf", "a pupil.pdf"),
        ("A long text before it that ends at Zephyrine", "A long text before it that ends at a pupil"),
        (f"{'x' * 30}{' ' * 30}Zephyrine", f"{'x' * 30}{' ' * 30}a pupil"),
    ],
)
def test_a_pupil_has_a_capital_at_the_start_of_a_sentence(typed: str, read: str) -> None:
    assert Mask([Hidden("Zephyrine Quorbury", ANY_PUPIL)])(typed) == read
