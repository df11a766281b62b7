"""What the words and codes of the register mean here."""

import pytest

from locality.communities.imports import gias_words as words
from locality.communities.models import School


@pytest.mark.parametrize(
    ("code", "group", "phase", "kind"),
    [
        ("01", "4", "primary", "mainstream"),
        ("2", "4", "primary", "mainstream"),
        ("34", "10", "secondary", "mainstream"),
        ("07", "5", "not_applicable", "special"),
        ("44", "10", "not_applicable", "special"),
        ("14", "4", "not_applicable", "pru"),
        ("43", "10", "not_applicable", "pru"),
        ("11", "3", "not_applicable", "independent"),
        ("10", "5", "not_applicable", "independent"),
        ("15", "4", "nursery", "nursery"),
        ("18", "1", "post_16", "other"),
        ("", "", "all_through", "mainstream"),
        ("", "5", "primary", "special"),
        ("", "", "not_applicable", "other"),
        ("99", "", "primary", "mainstream"),
        ("²", "", "primary", "mainstream"),
    ],
)
def test_the_kind_comes_from_type_then_group_then_phase(code: str, group: str, phase: str, kind: str) -> None:
    assert words.kind_of(code, group, School.Phase(phase)) == kind


@pytest.mark.parametrize(
    ("name", "code", "phase"),
    [
        ("All Through", "7", "all_through"),
        ("All-through", "", "all_through"),
        ("Middle deemed secondary", "5", "secondary"),
        ("", "2", "primary"),
        ("", "02", "primary"),
        ("", "0", "not_applicable"),
        ("", "", "unknown"),
        ("Something new", "9", "unknown"),
    ],
)
def test_phases(name: str, code: str, phase: str) -> None:
    assert words.phase_of(name, code) == phase


def test_the_words_for_a_status_go_before_its_code() -> None:
    assert words.status_of("Closed", "1") == "closed"
    assert words.status_of("Open, but proposed to close", "1") == "proposed_to_close"
    assert words.status_of("", "2") == "closed"
    assert words.status_of("Perhaps", "1") is None


@pytest.mark.parametrize(
    ("text", "urn"), [(" 990004 ", 990004), ("99O003", None), ("", None), ("1234567", None), ("١٢٣٤٥٦", None)]
)
def test_numbers_of_schools(text: str, urn: int | None) -> None:
    assert words.parse_urn(text) == urn


def test_coordinates() -> None:
    assert [words.parse_metres(text) for text in ("533498", "0", "", "-1", "5e5", "²")] == [533498, *[None] * 5]


def test_a_code_of_ten_thousand_figures_is_no_type() -> None:
    """Python makes no number of more than 4,300 figures, and says so with an error."""
    assert words.kind_of("1" * 10_000, "", School.Phase.UNKNOWN) == School.Kind.OTHER
    assert not words.is_academy("1" * 10_000, "")
