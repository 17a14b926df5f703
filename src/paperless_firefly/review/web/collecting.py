"""The settings under which static files are collected: hashed, with their manifest.

The ordinary settings hash names only where a manifest is there; it is this that makes it.
Compressing takes longer, and is a step of its own in the image.
"""

from .settings import *  # noqa: F403
from .settings import MANIFEST_STORAGE, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": MANIFEST_STORAGE}}
