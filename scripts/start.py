"""Everything from a fresh clone to a page in the browser. `./run` calls it."""

import argparse
import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path
from types import FrameType

from workshop import (
    BUILD,
    PYTHON,
    ROOT,
    Stamp,
    build_styles,
    command,
    fingerprint,
    install,
    product_environment,
    say,
    stop,
)

SOURCE = ROOT / "src" / "locality"
ANSWER_WITHIN = 60  # seconds for the web server to give its first answer
END_WITHIN = 15  # seconds for a process to finish what it is doing


class Stopped(BaseException):
    """Ctrl-C, or the machine asks us to end."""


def main() -> None:
    options = _options()
    var = Path(os.environ.get("LOCALITY_VAR", ROOT / "var")).resolve()
    _need_port(options.port)
    if options.fresh:
        _start_over(var)
    install("run")
    build_styles()
    env = product_environment(
        LOCALITY_DEMO="1", LOCALITY_VAR=str(var), LOCALITY_BASE_URL=f"http://localhost:{options.port}"
    )
    var.mkdir(parents=True, exist_ok=True)
    _collect_static(env)
    _prepare_database(var, env)
    _serve(options.port, var, env)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description="Start Locality with demo data on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="where the pages answer (8000)")
    parser.add_argument("--fresh", action="store_true", help="throw the demo data away and start over")
    return parser.parse_args()


def _need_port(port: int) -> None:
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            stop(f"Port {port} is taken or not allowed. Stop what uses it, or choose another: ./run --port {port + 1}")


def _start_over(var: Path) -> None:
    if var == ROOT or ROOT.is_relative_to(var) or (var / ".git").exists():
        stop(f"{var} holds more than demo data; it is left alone.")
    say("Starting over: the demo data is thrown away.")
    shutil.rmtree(var, ignore_errors=True)


def _manage(env: dict[str, str], *words: str, trouble: str) -> None:
    command([PYTHON, ROOT / "manage.py", *words], env=env, trouble=trouble)


def _collect_static(env: dict[str, str]) -> None:
    files = [
        file for folder in (BUILD / "assets", *SOURCE.glob("*/static")) for file in folder.rglob("*") if file.is_file()
    ]
    listed = ROOT / "requirements" / "run.txt"  # packages bring static files too
    stamp = Stamp(BUILD / "static.stamp", fingerprint([*files, listed]))
    if not stamp.fresh or not (BUILD / "static").is_dir():
        say("Collecting the static files.")
        _manage(env, "collectstatic", "--noinput", "--clear", "-v0", trouble="The static files could not be collected.")
        stamp.press()


def _prepare_database(var: Path, env: dict[str, str]) -> None:
    url = env.get("LOCALITY_DATABASE_URL", "")
    kept = bool(url) or (var / "locality.sqlite3").exists()
    tables = Stamp(var / "tables.stamp", fingerprint(SOURCE.glob("*/migrations/*.py"), url))
    if not tables.fresh or not kept:
        say("Setting up the database.")
        _manage(env, "migrate", "-v0", trouble="The database could not be set up. ./run --fresh starts over.")
        _manage(env, "createcachetable", trouble="The table for shared limits could not be made.")
        tables.press()
    seeds = SOURCE / "demo" / "management" / "commands" / "seed_demo.py"
    seeded = Stamp(var / "seeded.stamp", url)
    if seeds.exists() and (not seeded.fresh or not kept):
        say("Filling it with demo communities, people and requests.")
        _manage(env, "seed_demo", trouble="The demo data could not be made. ./run --fresh starts over.")
        seeded.press()


def _serve(port: int, var: Path, env: dict[str, str]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _raise_stopped)
    web: list[str | Path] = [
        PYTHON,
        "-m",
        "gunicorn",
        "locality.config.wsgi",
        "--worker-class=gthread",
        "--workers=2",
        "--threads=4",
    ]
    web += ["--preload", f"--bind=127.0.0.1:{port}", "--log-level=warning", "--no-control-socket"]
    worker: list[str | Path] = [PYTHON, ROOT / "manage.py", "worker"]
    log = var / "locality.log"
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        processes["web server"] = _begin(web, env, log)
        _wait_for_answer(port, processes["web server"], log)
        processes["worker"] = _begin(worker, env, log)
        say(f"\nLocality is running:  http://localhost:{port}/")
        say(f"Sign in as anyone:    http://localhost:{port}/demo/")
        say(f"What happens is in    {log}")
        say("Stop with Ctrl-C. The data stays for the next start; ./run --fresh starts over.\n")
        _watch(processes)
    except Stopped:
        say("\nStopping.")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _end(list(processes.values()))


def _raise_stopped(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _begin(words: list[str | Path], env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches this process only and each child ends in its turn.

    A line for each request would bury the address: those go to a file, and what breaks a process stays in sight.
    """
    with log.open("ab") as lines:
        return subprocess.Popen(
            words, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=lines, start_new_session=True
        )


def _wait_for_answer(port: int, web: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + ANSWER_WITHIN
    while time.monotonic() < until:
        if web.poll() is not None:
            stop("The web server could not start: see above.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/")
            status = connection.getresponse().status
            connection.close()
        except OSError:
            time.sleep(0.05)
            continue
        if status >= 500:
            stop(f"The web server started, but its first page is an error: see {log}.")
        return
    stop(f"The web server gave no answer within {ANSWER_WITHIN} seconds.")


def _watch(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                stop(f"The {name} ended by itself (see above), so the rest stops too.")
        time.sleep(0.5)


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + END_WITHIN
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


if __name__ == "__main__":
    main()
