"""The product's settings under test: no variable of the developer's own, and no folder of theirs."""

import os
import tempfile

from paperless_firefly.review.web.options import OPTIONS

for _option in OPTIONS:
    os.environ.pop(_option.name, None)
    os.environ.pop(f"{_option.name}_FILE", None)
os.environ["SPARKLINK_DATA"] = tempfile.mkdtemp(prefix="sparklink-test-")

from paperless_firefly.review.web.settings import *  # noqa: E402, F403

# PBKDF2 is slow on purpose; tests sign in a lot
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# whitenoise warns of a folder that is not there; static files come from the apps themselves
STATIC_ROOT.mkdir()  # noqa: F405

# a file, as in production: threads and processes meet in WAL, not in a shared memory's table locks
DATABASES["default"]["TEST"] = {"NAME": str(SPARKLINK_DATA / "test.sqlite3")}  # noqa: F405
