"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "locality.config.settings")

application = get_wsgi_application()

# All that a request needs is loaded here, once, before the server forks; the collector then never looks through it again,
# and looks through the rest less often: a page makes some thousand objects, and few of them outlive it.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
