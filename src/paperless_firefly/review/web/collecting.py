"""The settings under which static files are collected: hashed, with their manifest.

The ordinary settings hash names only where a manifest is there; it is this that makes it.
Compressing takes longer: all in the image, elsewhere what our pages load.
"""

from .settings import *  # noqa: F403
from .settings import MANIFEST_STORAGE, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": MANIFEST_STORAGE}}
