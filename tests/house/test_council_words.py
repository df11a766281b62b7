"""No council's short name stands in what people read: labels take it from the council whose they are."""

import ast
from pathlib import Path

SOURCE = Path("src/locality")
EXAMPLES = {
    "communities/forms/council.py": "an example of a short name, at its own form",
    "communities/management/commands/set_up_authority.py": "the same, for who installs",
}
"""Where it stands as an example of what to enter."""


def said() -> set[str]:
    """Every file in which the code or a page says a council's short name; what documents the code is left out."""
    return {
        file.relative_to(SOURCE).as_posix() for file in SOURCE.rglob("*") if any("KCC" in text for text in _texts(file))
    }


def _texts(file: Path) -> list[str]:
    """A page as it is; of a module the strings that are values: a sentence that stands alone documents."""
    if file.suffix in {".html", ".md", ".txt", ".js"}:
        return [file.read_text(encoding="utf-8")]
    if file.suffix != ".py" or "migrations" in file.parts:
        return []
    tree = ast.parse(file.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
    ]


def test_no_label_names_one_council() -> None:
    assert said() == set(EXAMPLES)
