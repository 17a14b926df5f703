"""What Firefly III checks in single values: amounts, dates, URLs, IBANs."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

LARGEST = 10019092020
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?")
_SCHEMES = ("http", "https", "ftp", "ftps", "mailto")


def valid_iban(text: str) -> bool:
    """Whether a text is an IBAN with right check digits."""
    bare = text.replace(" ", "").upper()
    if not _IBAN.fullmatch(bare):
        return False
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


def amount_error(value: object) -> str | None:
    """Why an amount is refused, or None."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return "The transaction amount must be a number."
    if not number.is_finite():
        return "The transaction amount must be a number."
    if number <= 0:
        return "The value must be more than zero."
    if number > LARGEST:
        return f"The transaction amount must be less than or equal {LARGEST}."
    return None


def valid_date(value: object) -> bool:
    """Whether a text is an ISO date or date-time from 1970 on."""
    text = str(value)
    if not _DATE.fullmatch(text):
        return False
    try:
        return datetime.fromisoformat(text).year >= 1970
    except ValueError:
        return False


def valid_url(value: str) -> bool:
    """Whether a text is a URL that Firefly takes; `http://paperless:8000/…` is one."""
    parts = urlsplit(value)
    return parts.scheme in _SCHEMES and bool(parts.netloc or parts.scheme == "mailto")
