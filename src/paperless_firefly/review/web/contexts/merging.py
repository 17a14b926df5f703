"""What merging would do, as the page of a provisional document shows it: field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ....posting.merging import Carried
from ...models import Document, LedgerSplit, Preferences
from ...selectors import merging as selector
from .document import Pair, pair


@dataclass(frozen=True, slots=True)
class Row:
    """One field: what ours holds, what the bank's holds, and whether ours goes over."""

    name: str
    ours: str
    theirs: str
    goes_over: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """A transaction of the bank's that may be the same payment, and what would go over to it."""

    pair: Pair
    rows: tuple[Row, ...]
    left: str


def merges(document: Document, preferences: Preferences) -> list[Merge]:
    """What a provisional document can be merged with, the likeliest first; else nothing."""
    ours = selector.provisional(document)
    if ours is None:
        return []
    found = selector.candidates(document, ours)
    held = selector.from_rows(ours, preferences.provisional_tag) if found else Carried()
    names = {"category": _("Category"), "budget": _("Budget"), "bill": _("Bill")}
    left = ", ".join(names[name] for name in held.left)
    return [Merge(pair(p), tuple(_rows(held, p.split, names)), left) for p in found]


def _rows(held: Carried, theirs: LedgerSplit, names: dict[str, str]) -> Iterator[Row]:
    for name, label in names.items():
        ours, own = getattr(held, name), getattr(theirs, name)
        if ours:
            yield Row(label, ours, own, not own)
    if new := [tag for tag in held.tags if tag not in theirs.tags]:
        yield Row(_("Tags"), ", ".join(new), ", ".join(theirs.tags), goes_over=True)
    if held.notes:
        yield Row(_("Notes"), _short(held.notes), _short(theirs.notes), not theirs.notes)


def _short(notes: str) -> str:
    first = next(iter(notes.splitlines()), "")
    return f"{first[:60]} …" if len(notes) > len(first) or len(first) > 60 else first
