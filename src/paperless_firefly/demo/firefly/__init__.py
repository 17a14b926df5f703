"""A small Firefly III that answers like version 6.6.6, oddities included; its state is one file."""

from .app import FireflyServer
from .books import Books

__all__ = ["Books", "FireflyServer"]
