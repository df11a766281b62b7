"""The source tree as the house tests read it."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "src" / "locality"
TESTS = ROOT / "tests"
DOCS = ROOT / "docs"


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def product_files() -> tuple[Path, ...]:
    """Every Python file of the product, migrations left out."""
    return tuple(sorted(file for file in PRODUCT.rglob("*.py") if "migrations" not in file.parts))


@cache
def view_files() -> tuple[Path, ...]:
    return tuple(file for file in product_files() if file.name == "views.py" or "views" in file.parts)


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(PRODUCT.glob("*/jinja2/**/*.html")))


@cache
def files_of_tests() -> tuple[Path, ...]:
    return tuple(sorted(TESTS.rglob("test_*.py")))


@cache
def apps() -> tuple[str, ...]:
    return tuple(sorted(folder.name for folder in PRODUCT.iterdir() if (folder / "__init__.py").exists()))


@cache
def kept_files() -> tuple[Path, ...]:
    """What a clone brings: the files that git keeps, or would with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file())


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports_of(file: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each import, "from a import b" as a.b; those for types only are left out."""
    only_types = {
        id(child)
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree_of(file)):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def lines_with(file: Path, pattern: str) -> list[str]:
    """Each line of the file that matches, as place:line text."""
    found = re.compile(pattern)
    lines = file.read_text(encoding="utf-8").splitlines()
    return [f"{place(file)}:{number} {line.strip()}" for number, line in enumerate(lines, 1) if found.search(line)]


def markup_of(template: Path) -> str:
    """A template's text without Jinja's comments, lines kept."""
    text = template.read_text(encoding="utf-8")
    return re.sub(r"\{#.*?#\}", lambda comment: "\n" * comment.group().count("\n"), text, flags=re.S)
