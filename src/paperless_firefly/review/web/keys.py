"""The two keys: given by the environment, or made in the data folder (mode 0600) at start."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

SECRET_FILE, TOKEN_FILE = "secret.key", "token.key"


def secret_key(given: str, data: Path) -> str:
    """Django's secret key; a random one, kept nowhere, where none was made yet."""
    return given or _stored(data / SECRET_FILE) or secrets.token_urlsafe(50)


def token_key(given: str, data: Path) -> bytes:
    """The key for stored tokens, 32 bytes as Fernet wants them."""
    text = given or _stored(data / TOKEN_FILE) or secrets.token_urlsafe(32)
    raw = text.encode()
    if len(raw) >= 43 and len(decoded := base64.urlsafe_b64decode(raw + b"=" * (-len(raw) % 4))) == 32:
        return base64.urlsafe_b64encode(decoded)
    # any other text a person chose is stretched to a key
    from hashlib import sha256

    return base64.urlsafe_b64encode(sha256(raw).digest())


def make_missing(data: Path) -> None:
    """Makes the key files that are not there; never touches one that is."""
    data.mkdir(parents=True, exist_ok=True)
    _make(data / SECRET_FILE, secrets.token_urlsafe(50))
    _make(data / TOKEN_FILE, base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())


def _stored(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""


def _make(path: Path, text: str) -> None:
    if path.exists():
        return
    # written whole beside it, then linked: two starts at once agree on one key
    part = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text + "\n")
    try:
        os.link(part, path)
    except FileExistsError:
        pass
    finally:
        part.unlink()
