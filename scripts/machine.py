"""What the tests need of the machine itself: Debian's packages, and a PostgreSQL server of their own."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from workshop import say, stop

BROWSER, DOCUMENTS, POSTGRES = "browser", "documents", "postgres"


def postgres_programs() -> Path | None:
    """The folder of Debian's newest PostgreSQL server, or of the one on the path."""
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = sorted(versions, key=lambda found: float(found.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    return newest[0].parent if newest else Path(on_path).parent if on_path else None


def missing_packages(needs: set[str]) -> list[str]:
    """Debian's names of what is not here yet."""
    missing = []
    if BROWSER in needs:
        if not (shutil.which("chromium") or shutil.which("google-chrome") or os.environ.get("LOCALITY_CHROMIUM")):
            missing.append("chromium")
        if not Path("/usr/share/fonts/truetype/liberation").exists():
            missing.append("fonts-liberation")
    if DOCUMENTS in needs or BROWSER in needs:
        if not (shutil.which("java") and shutil.which("javac")):
            missing.append("openjdk-17-jdk-headless")
        if not Path("/usr/share/java/jaxb-runtime.jar").exists():
            missing.append("libjaxb-java")
    if POSTGRES in needs and not postgres_programs():
        missing.append("postgresql")
    return missing


def install_packages(needs: set[str]) -> None:
    missing = missing_packages(needs)
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop(f"The tests also need: {names}. On Debian: sudo apt-get install {names}; then start again.")
    say(f"Installing {names} from the system's packages.")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing],
    ):
        done = subprocess.run(words, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        if done.returncode:
            stop(f"{done.stdout}{done.stderr}\n`{' '.join(words)}` failed: see above.")
    if still := missing_packages(needs):
        stop(f"Not found even after installing: {' '.join(still)}.")


@contextlib.contextmanager
def postgres_server(kept_in: Path | None = None) -> Iterator[str]:
    """A server on a socket in a folder of its own, without care for its disk; gives the URL of its database.

    PostgreSQL refuses to run as root: then it runs as nobody. `kept_in` is a folder that is found again by the next one.
    """
    programs = postgres_programs()
    assert programs
    folder = kept_in or Path(tempfile.mkdtemp(prefix="locality-postgres-", dir=_quick_folder()))
    owner: dict[str, object] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": [], "cwd": folder}
    data = folder / "data"
    careless = [word for name in ("fsync", "synchronous_commit", "full_page_writes") for word in ("-c", f"{name}=off")]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": (folder / "log").open("w")}
    initdb = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--no-sync",
        "-EUTF8",
        "--locale=C.UTF-8",
    ]
    serve = [programs / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "max_connections=200"]
    serve += careless
    server: subprocess.Popen[bytes] | None = None
    try:
        if not data.exists():
            subprocess.run(initdb, check=True, **quiet, **owner)  # type: ignore[call-overload]
        server = subprocess.Popen(serve, start_new_session=True, **quiet, **owner)  # type: ignore[call-overload]
        _wait_for(programs, folder)
        yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
    except subprocess.CalledProcessError:
        stop(f"PostgreSQL could not start:\n{(folder / 'log').read_text()}")
    finally:
        if server:
            server.send_signal(signal.SIGINT)  # PostgreSQL's "fast": it does not wait for its clients to leave
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()
        if not kept_in:
            shutil.rmtree(folder, ignore_errors=True)


def _quick_folder() -> Path | None:
    """The folder that lives in memory, where the machine has one with room for a server."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    has_room = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 2 * 1024**3
    return memory if has_room else None


def _wait_for(programs: Path, folder: Path) -> None:
    until = time.monotonic() + 30
    asked: list[str | Path] = [programs / "pg_isready", "-q", "-h", folder]
    while subprocess.run(asked, check=False).returncode:
        if time.monotonic() > until:
            stop(f"PostgreSQL gave no sign of life within 30 seconds:\n{(folder / 'log').read_text()}")
        time.sleep(0.05)
