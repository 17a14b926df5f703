"""The parts of a booking as a page posts and remembers them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from ....domain.posting import SplitChoice
from .amounts import normal

SHOWN = "parts"  # posted where the page shows parts, be there none
_NAMES = ("description", "amount", "category", "budget_id", "tags")


def posted_parts(data: QueryDict) -> tuple[SplitChoice, ...]:
    """The parts that were typed, in order; one with nothing in it is none."""
    return tuple(part for part in posted_rows(data) if part != SplitChoice())


def posted_rows(data: QueryDict) -> tuple[SplitChoice, ...]:
    """Every part that the page showed, the empty too; amounts in normal form."""
    columns = [data.getlist(f"part-{name}") for name in _NAMES]
    rows = zip(*columns, strict=False)
    return tuple(_part(*(text.strip() for text in row)) for row in rows)


def parts_to_link(data: QueryDict) -> tuple[SplitChoice, ...]:
    """The parts that a linked transaction is to be split into; none unless that was ticked."""
    return posted_parts(data) if "split_linked" in data else ()


def part_values(parts: Iterable[SplitChoice]) -> list[dict[str, Any]]:
    """Parts as JSON, for a session."""
    return [{**{n: getattr(p, n) for n in _NAMES}, "tags": list(p.tags)} for p in parts]


def parts_of(rows: Sequence[Mapping[str, Any]]) -> tuple[SplitChoice, ...]:
    """The parts that `part_values` wrote."""
    return tuple(SplitChoice(**{**row, "tags": tuple(row["tags"])}) for row in rows)


def words(text: str) -> tuple[str, ...]:
    """Words between commas."""
    return tuple(word for each in text.split(",") if (word := each.strip()))


def _part(description: str, amount: str, category: str, budget_id: str, tags: str) -> SplitChoice:
    return SplitChoice(
        description[:1000], normal(amount)[:40], category[:255], budget_id[:40], words(tags[:1000])
    )
