"""What both clients are: one server, one token, and what was answered."""

from __future__ import annotations

import ssl
from typing import ClassVar, Self

import httpx

from ..domain.calls import Answer
from .http import TIMEOUT, Http, clean_token


class Client:
    """Talks to one server as the user of one token; a context manager.

    ConfigurationError for an address or a token that cannot be one.
    """

    service: ClassVar[str]
    scheme: ClassVar[str]
    accept: ClassVar[str] = "application/json"

    def __init__(
        self,
        url: str,
        token: str,
        *,
        timeout: httpx.Timeout = TIMEOUT,
        transport: httpx.BaseTransport | None = None,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        headers = {
            "Authorization": f"{self.scheme} {clean_token(self.service, token)}",
            "Accept": self.accept,
        }
        self._http = Http(
            self.service, url, headers, timeout=timeout, transport=transport, verify=verify
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def answers(self) -> list[Answer]:
        """What was said to each call that writes; the list grows with them."""
        return self._http.answers

    def close(self) -> None:
        """Close the connections."""
        self._http.close()
