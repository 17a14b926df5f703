"""The composition root: clients from a user's connections, and the pool that reads files."""

from __future__ import annotations

from functools import cached_property

import httpx
from django.conf import settings

from ..clients.firefly.client import FireflyClient
from ..clients.paperless.client import PaperlessClient
from ..domain.document import DocumentMetadata, SourceDocument
from ..domain.errors import ConfigurationError, NoPicture
from ..files.pool import FilePool
from .models import Connection, ConnectionKind
from .services import vault
from .services.upstreams import Files


class Servers:
    """services.upstreams.Upstreams over the rows of Connection."""

    @cached_property
    def _pool(self) -> FilePool:
        return FilePool(
            workers=settings.SPARKLINK_FILE_WORKERS,
            seconds=settings.SPARKLINK_FILE_SECONDS,
            memory_mb=settings.SPARKLINK_FILE_MEMORY_MB,
            max_pages=settings.SPARKLINK_FILE_PAGES,
            max_mb=settings.SPARKLINK_FILE_MB,
            megapixels=settings.SPARKLINK_FILE_MEGAPIXELS,
        )

    @property
    def files(self) -> Files:
        """Child processes, started when the first file is to be read."""
        return _Files(self._pool)

    def close(self) -> None:
        """Ends the child processes."""
        if "_pool" in self.__dict__:
            self._pool.close()

    def paperless(self, owner_id: int) -> PaperlessClient:
        """A client of the user's Paperless-ngx."""
        found = connection_of(owner_id, ConnectionKind.PAPERLESS)
        return PaperlessClient(found.url, token_of(found), timeout=_timeout())

    def firefly(self, owner_id: int) -> FireflyClient:
        """A client of the user's Firefly III."""
        found = connection_of(owner_id, ConnectionKind.FIREFLY)
        return FireflyClient(found.url, token_of(found), timeout=_timeout())


class _Files:
    """services.upstreams.Files over the pool."""

    def __init__(self, pool: FilePool) -> None:
        self._pool = pool

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
        return self._pool.read(data, name, mime_type, text=text, metadata=metadata)

    def render(
        self, data: bytes, name: str, mime_type: str, page: int, width: int = 1240
    ) -> bytes | None:
        """One page as WebP, or None where there is nothing to draw."""
        try:
            return self._pool.render(data, name, mime_type, page, width)
        except NoPicture:
            return None


def connection_of(owner_id: int, kind: ConnectionKind) -> Connection:
    """A user's connection with address and token; ConfigurationError says what is missing."""
    found = Connection.objects.filter(owner_id=owner_id, kind=kind).first()
    if found is None or not found.url:
        raise ConfigurationError(f"No connection to {kind.label} yet. Enter it in Settings.")
    if not found.token:
        raise ConfigurationError(
            f"The connection to {kind.label} has no token. Enter it in Settings."
        )
    return found


def token_of(connection: Connection) -> str:
    """The token in clear; UnreadableToken if the key or the origin is another."""
    kind = ConnectionKind(connection.kind)
    return vault.unlock(connection.token, connection.url, kind.label)


def _timeout() -> httpx.Timeout:
    return httpx.Timeout(settings.SPARKLINK_UPSTREAM_TIMEOUT)
