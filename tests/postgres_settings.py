"""The settings under test, on the PostgreSQL that TEST_DATABASE_URL names."""

import os

import dj_database_url

from .settings import *  # noqa: F403

DATABASES = {
    "default": {
        **dj_database_url.parse(os.environ["TEST_DATABASE_URL"]),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
