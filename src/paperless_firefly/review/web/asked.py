"""What an address asks for, as numbers that no query breaks on."""

from __future__ import annotations

# far more than anybody pages through, and far below what a database counts to
MOST = 1_000_000


def page_number(text: str | None) -> int:
    """A page from 1; whatever is no such number is the first page."""
    return min(ident(text) or 1, MOST)


def ident(text: str | None) -> int | None:
    """A row's id; None for whatever is none."""
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 18:
        return None
    return int(text)
