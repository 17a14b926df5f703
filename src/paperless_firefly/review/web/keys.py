"""The two keys: given by the environment, or made in the data folder (mode 0600) at start."""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

SECRET_FILE, TOKEN_FILE = "secret.key", "token.key"


def secret_key(given: str, data: Path) -> str:
    """Django's secret key; a random one, kept nowhere, where none was made yet."""
    return given or _stored(data / SECRET_FILE) or secrets.token_urlsafe(50)


def token_key(given: str, data: Path) -> str:
    """The key for stored tokens, as Fernet wants it; any other text is stretched to one."""
    text = given or _stored(data / TOKEN_FILE) or _fernet_key()
    return text if _is_fernet_key(text) else _encoded(sha256(text.encode()).digest())


def make_missing(data: Path) -> None:
    """Makes the key files that are not there; never touches one that is."""
    _make(data / SECRET_FILE, lambda: secrets.token_urlsafe(50))
    _make(data / TOKEN_FILE, _fernet_key)


def _fernet_key() -> str:
    return _encoded(secrets.token_bytes(32))


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode()


def _is_fernet_key(text: str) -> bool:
    try:
        return len(text) == 44 and len(base64.urlsafe_b64decode(text.encode())) == 32
    except binascii.Error:
        return False


def _stored(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _make(path: Path, key: Callable[[], str]) -> None:
    if path.exists():
        return
    # written whole beside it, then linked: two starts at once agree on one key
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path)
    except FileExistsError:
        return
    finally:
        part.unlink()
