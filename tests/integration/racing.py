"""Real processes that begin at the same moment, each with a connection of its own, as the product's workers have.

A worker script reads one line of JSON with its task, says "ready", waits for "go", acts, and prints a JSON list with
what came of each try.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def together(worker: Path, tasks: list[dict[str, Any]]) -> list[list[str]]:
    """Start a process for each task, let them go together, and return what each of them answered."""
    processes = [_start(worker, task) for task in tasks]
    try:
        for process in processes:
            assert _line_of(process) == "ready"
        for process in processes:
            _send(process, "go")
        return [json.loads(_line_of(process)) for process in processes]
    finally:
        for process in processes:
            process.communicate(timeout=60)


def _start(worker: Path, task: dict[str, Any]) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, str(worker)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])},
    )
    _send(process, json.dumps(task))
    return process


def _send(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdin
    process.stdin.write(line + "\n")
    process.stdin.flush()


def _line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    line = process.stdout.readline()
    assert line, "A process ended before it answered; its message stands above."
    return line.rstrip("\n")
