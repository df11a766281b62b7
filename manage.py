#!/usr/bin/env python3
"""Django's commands for this project."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "locality.config.settings")

if __name__ == "__main__":
    from locality.config.commands import run

    run(sys.argv)
