"""Settings of the tests: the site's own, with servers of their own in a folder that is thrown away."""

import os
import tempfile

# Workers of pytest-xdist inherit this, and so share one PostgreSQL and one Valkey; each has a database of its own.
_SHARED = "BROADSHEET_TESTS"
if _SHARED not in os.environ:
    os.environ[_SHARED] = tempfile.mkdtemp(prefix="bs-")
    for _name in ("DATABASE_URL", "BROKER_URL", "CACHE_URL", "SITE_URL", "FETCH_ALLOW", "EMBEDDING_MODEL", "DEBUG"):
        os.environ.pop(_name, None)
os.environ["DATA_DIR"] = os.environ[_SHARED]
os.environ["DURABLE"] = "0"

from aggregator.settings import *  # noqa: E402, F403
from aggregator.settings import CACHES, DATABASES, LOGGING, STATIC_ROOT, STORAGES  # noqa: E402

# A pool keeps connections open after a test, and the test database could not be dropped.
DATABASES["default"]["OPTIONS"].pop("pool")  # type: ignore[attr-defined]
# A cache of its own for each worker of pytest-xdist, as it has a database of its own: one test may clear it.
_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] = str(CACHES["default"]["LOCATION"]).replace("db=1", f"db={1 + _WORKER}")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing one, and warnings are errors
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the real one is slow on purpose
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AUDIT_PER_CENT = BY_DICE_PER_CENT = SECOND_LOOK_PER_CENT = 0  # dice hang on row numbers too
HOLDOUT_PER_CENT = 0  # who is held out hangs on row numbers, and those on the order of the tests
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]
HOT_SECONDS = 0  # rows come and go by transactions that are rolled back: every page reads them anew
