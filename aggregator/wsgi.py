"""The entry of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aggregator.settings")

# A page leaves some 700 containers behind, as many as Python looks through the young ones after (its first threshold):
# with 10,000 it looks after fifteen pages, .2 ms a page instead of .5.
CONTAINERS = 10_000

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  else the first page loads all views
# 180,000 objects that stay as long as the process: a look through all of them stands in the way of a page for 100 ms.
gc.collect()
gc.freeze()
gc.set_threshold(CONTAINERS)
