"""Amounts as people type them, in their language or with a point."""

from __future__ import annotations

import re

from django.utils.formats import get_format

_BLANKS = re.compile(r"[\s'’]")


def normal(text: str) -> str:
    """ "1.234,56" and "1,234.56" as "1234.56"; what is no amount comes back as it is."""
    bare = _BLANKS.sub("", text)
    if not re.fullmatch(r"[-+−]?[\d.,]+", bare):
        return text.strip()
    bare = bare.replace("−", "-").lstrip("+")
    point, comma = bare.rfind("."), bare.rfind(",")
    if point >= 0 and comma >= 0:
        decimal = "." if point > comma else ","
        other = "," if decimal == "." else "."
        return bare.replace(other, "").replace(decimal, ".")
    mark = "." if point >= 0 else ","
    if bare.count(mark) > 1 or _groups_only(bare, mark):
        return bare.replace(mark, "")
    return bare.replace(mark, ".")


def _groups_only(text: str, mark: str) -> bool:
    """Whether the one mark parts thousands in the reader's language: "1.234" in German."""
    return mark == get_format("THOUSAND_SEPARATOR") and bool(
        re.fullmatch(rf"-?\d{{1,3}}\{mark}\d{{3}}", text)
    )
