"""A small Paperless-ngx that answers like 2.20 or 3.0, oddities included; its state is one file."""

from .app import PaperlessServer
from .store import Shelf

__all__ = ["PaperlessServer", "Shelf"]
