"""What services ask the outside for: clients of a user's servers, and a reader of files."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from ...clients.firefly.client import FireflyClient
from ...clients.paperless.client import PaperlessClient
from ...domain.document import DocumentMetadata, SourceDocument


class Files(Protocol):
    """Reads and draws files in child processes; never raises for what a file holds."""

    def read(
        self,
        data: bytes,
        name: str,
        mime_type: str = "",
        *,
        text: str = "",
        metadata: DocumentMetadata | None = None,
    ) -> SourceDocument:
        """The file as extraction sees it."""

    def render(
        self, data: bytes, name: str, mime_type: str, page: int, width: int = 1240
    ) -> bytes | None:
        """One page (from 1) as WebP, or None where there is nothing to draw."""


class Upstreams(Protocol):
    """Opens what services need; raises ConfigurationError where a connection is missing."""

    @property
    def files(self) -> Files:
        """The reader of files."""

    def paperless(self, owner_id: int) -> AbstractContextManager[PaperlessClient]:
        """A client of the user's Paperless-ngx, to be used in a `with` block."""

    def firefly(self, owner_id: int) -> AbstractContextManager[FireflyClient]:
        """A client of the user's Firefly III, to be used in a `with` block."""
