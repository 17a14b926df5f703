"""Bytes to SourceDocuments: pages, words and embedded XML, read in child processes with limits."""

from .pool import FilePool

__all__ = ["FilePool"]
