"""The build of styles: small, whole, and without the marks of government."""

import re
from pathlib import Path

import pytest

from scripts.build_styles import LOADED, SCRIPTS, fingerprint

STYLES = Path(__file__).parents[3] / "build" / "assets" / "locality.css"
PRODUCT = Path(__file__).parents[3] / "src" / "locality"


def test_each_script_that_a_page_names_is_built_and_nothing_else() -> None:
    named = {
        name
        for template in PRODUCT.rglob("*.html")
        for name in re.findall(r"static\('design/([a-z-]+)\.js'\)", template.read_text(encoding="utf-8"))
    }
    assert named == set(LOADED)
    assert all((SCRIPTS / f"{name}.js").exists() for name in LOADED)


def test_a_changed_file_changes_the_fingerprint(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_text("one")
    before = fingerprint(file)
    file.write_text("two")
    assert fingerprint(file) != before


def test_the_style_sheet_holds_no_crown_no_government_typeface_and_nothing_from_elsewhere() -> None:
    if not STYLES.exists():
        pytest.skip("The styles are not built here.")
    text = STYLES.read_text()
    assert "GDS Transport" not in text
    assert "crown" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {'"fonts/source-sans-3-latin-wght-normal.woff2"'}
    assert len(text) < 160_000
