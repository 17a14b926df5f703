"""Tokens under lock: encrypted at rest, and bound to the origin that they were entered for."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

from .errors import UnreadableToken


def origin(url: str) -> str:
    """Scheme, host and port of a URL, in lower case: where a token may go."""
    parts = urlsplit(url.strip())
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname or ''}{port}".lower()


def lock(token: str, url: str) -> str:
    """A token encrypted together with the origin of its URL; empty stays empty."""
    if not token:
        return ""
    return _fernet().encrypt(json.dumps([origin(url), token]).encode()).decode()


def unlock(locked: str, url: str, service: str) -> str:
    """The token, if it was entered for this origin; UnreadableToken otherwise."""
    try:
        bound_to, token = json.loads(_fernet().decrypt(locked.encode()))
    except (InvalidToken, ValueError) as error:
        raise UnreadableToken(service) from error
    if bound_to != origin(url):
        raise UnreadableToken(service)
    return str(token)


def _fernet() -> Fernet:
    return Fernet(settings.SPARKLINK_TOKEN_KEY)
