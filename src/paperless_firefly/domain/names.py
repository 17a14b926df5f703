"""Folding of names: how two spellings of one name are made equal."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "đ": "d", "Đ": "d"}
)
_GAPS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Casefolded, unaccented, single-spaced: what search columns hold ("MÜLLER " -> "muller")."""
    if text.isascii():
        return _GAPS.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _GAPS.sub(" ", bare.casefold()).strip()


def key_of(name: str) -> str:
    """A name on folded letters and digits alone: two spellings of one seller have one key."""
    return "".join(c for c in fold(name) if c.isalnum())
