"""Merging: what goes over from a provisional transaction to the bank's own, where that has nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..domain.posting import SplitChange
from ..domain.transaction import Split


@dataclass(frozen=True, slots=True)
class Carried:
    """What a provisional transaction holds that the bank's may want; empty: nothing.

    `left` names what its splits disagree about: one split of the bank's cannot hold several.
    """

    category: str = ""
    budget: str = ""
    bill: str = ""
    notes: str = ""
    tags: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


NOTHING_CARRIED = Carried()
_ONE_OF_A_KIND = ("category", "budget", "bill")


def carried(splits: Iterable[Split], mark: str) -> Carried:
    """What goes over from these splits; `mark` is the tag that called them provisional."""
    ours = list(splits)
    held = {name: {getattr(s, name) or "" for s in ours} for name in _ONE_OF_A_KIND}
    tags = dict.fromkeys(tag for split in ours for tag in split.tags if tag != mark)
    notes = dict.fromkeys(split.notes for split in ours if split.notes)
    return Carried(
        **{name: next(iter(values)) for name, values in held.items() if len(values) == 1},
        notes="\n\n".join(notes),
        tags=tuple(tags),
        left=tuple(name for name, values in held.items() if len(values) > 1),
    )


def filled(split: Split, found: Carried) -> SplitChange:
    """What of it the bank's split takes: its own category, budget, bill and notes stay.

    Tags are added to its own.
    """
    change = SplitChange(
        **{
            name: getattr(found, name)
            for name in (*_ONE_OF_A_KIND, "notes")
            if getattr(found, name) and not getattr(split, name)
        }
    )
    new = tuple(tag for tag in found.tags if tag not in split.tags)
    return replace(change, tags=(*split.tags, *new)) if new else change
