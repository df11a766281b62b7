"""How gunicorn serves Locality; it reads this file when it is started here. Words on its command line go before."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from locality.config.readable import of_processes
from locality.config.starting import refuse

if faults := of_processes(os.environ):  # with none of them nobody would answer
    refuse(faults)

wsgi_app = "locality.config.wsgi"
pythonpath = "src"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))  # one that dies then leaves others to answer
threads = 4
logger_class = "locality.config.server_log.JsonLines"
control_socket_disable = True  # it would write into the home of whoever starts it
