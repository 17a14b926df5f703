"""Scheme and client address as a trusted proxy tells them, before anything else sees a request.

It works on the WSGI environment, so that the access log and the limits of sign-in see the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Address = IPv4Address | IPv6Address


class TrustedProxies:
    """Wraps an application; believes only peers in SPARKLINK_TRUSTED_PROXIES."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        if _trusted(_parsed(environ.get("REMOTE_ADDR", ""))):
            _believe(environ)
        return self._application(environ, start_response)


def _believe(environ: dict[str, Any]) -> None:
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip().lower()
    if scheme in {"http", "https"}:
        environ["wsgi.url_scheme"] = scheme
    client = _client(environ.get("HTTP_X_FORWARDED_FOR", ""))
    if client:
        environ["REMOTE_ADDR"] = str(client)


def _client(forwarded: str) -> Address | None:
    """The nearest address that no trusted proxy has; a client can only forge what is behind it."""
    found = None
    for found in _from_nearest(forwarded):
        if not _trusted(found):
            break
    return found


def _from_nearest(forwarded: str) -> Iterator[Address]:
    for part in reversed(forwarded.split(",")):
        address = _parsed(part)
        if address is None:
            return
        yield address


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text.strip().strip("[]"))
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _trusted(address: Address | None) -> bool:
    return address is not None and any(
        address in network for network in settings.SPARKLINK_TRUSTED_PROXIES
    )
