"""The build of styles: small, whole, and without the marks of government."""

import re
from pathlib import Path

import pytest

from scripts.build_styles import MAP_COMMENT, fingerprint

STYLES = Path(__file__).parents[3] / "build" / "assets" / "locality.css"


def test_the_comment_that_names_a_missing_map_is_cut() -> None:
    assert MAP_COMMENT.sub(b"\n", b"a();//# sourceMappingURL=x.js.map") == b"a();\n"
    assert MAP_COMMENT.sub(b"\n", b"a{}\n/*# sourceMappingURL=x.css.map */\n") == b"a{}\n"
    assert MAP_COMMENT.sub(b"\n", b"a();") == b"a();"


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
