"""Bytes to SourceDocuments: pages, words and embedded XML, read in child processes with limits."""

from .pool import FilePool, NoPicture

__all__ = ["FilePool", "NoPicture"]
