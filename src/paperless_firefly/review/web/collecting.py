"""The settings under which static files are collected: hashed, compressed, with their manifest.

The ordinary settings hash names only where a manifest is there; it is this that makes it.
"""

from .settings import *  # noqa: F403
from .settings import MANIFEST_STORAGE, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": MANIFEST_STORAGE}}
