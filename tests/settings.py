"""The settings under test: the product's own, with LOCALITY_TESTING set before they are read.

`LOCALITY_TEST_DATABASE` chooses the database: nothing for an SQLite file in memory-backed storage, or the URL of a
PostgreSQL server (`./test` starts one and sets it).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

DATABASE = os.environ.get("LOCALITY_TEST_DATABASE", "")
POSTGRES = DATABASE.startswith("postgres")
MEMORY = Path("/dev/shm")  # a folder that lives in memory, where the machine has one

# Every process of one test run shares this folder; the worker processes of xdist inherit the variable
if "LOCALITY_TEST_FOLDER" not in os.environ:
    os.environ["LOCALITY_TEST_FOLDER"] = tempfile.mkdtemp(
        prefix="locality-test-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None
    )
    atexit.register(shutil.rmtree, os.environ["LOCALITY_TEST_FOLDER"], ignore_errors=True)
FOLDER = Path(os.environ["LOCALITY_TEST_FOLDER"])

os.environ["LOCALITY_TESTING"] = "1"
os.environ["LOCALITY_INSECURE_HTTP"] = "1"
os.environ["LOCALITY_VAR"] = str(FOLDER)
os.environ["LOCALITY_DATABASE_URL"] = DATABASE if POSTGRES else f"sqlite:///{FOLDER / 'never-used.sqlite3'}"

from locality.config.settings import *  # noqa: E402, F403
from locality.config.settings import CACHES, DATABASES, STATICFILES_DIRS  # noqa: E402

if POSTGRES:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
else:
    # A file, not memory: then the threads and processes of one test have connections of their own, as in production
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"

CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

for folder in STATICFILES_DIRS:
    folder.mkdir(parents=True, exist_ok=True)
