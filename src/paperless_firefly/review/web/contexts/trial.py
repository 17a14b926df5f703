"""The trial of thresholds as a drawing: one bar a document in a box of 1000 × 76."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...selectors.trial import Judged, Zone, zones

_WIDTH = 1000.0
_THINNEST = 60  # so many documents at least share the width: a few are no beams


@dataclass(frozen=True, slots=True)
class Bar:
    """One document: `css` says who would have had to look, and whether it was wrong."""

    x: float
    width: float
    y: int
    height: int
    css: str


@dataclass(frozen=True, slots=True)
class Trial:
    """The bars from unsure to sure, where the thresholds cut, and what lies between."""

    bars: tuple[Bar, ...]
    cuts: tuple[float, ...]
    hand: Zone
    check: Zone
    certain: Zone

    @property
    def count(self) -> int:
        """How many documents were tried."""
        return len(self.bars)


def trial(documents: Sequence[Judged], *, auto: float, review: float) -> Trial:
    """What the thresholds would have done to documents sorted by confidence."""
    hand, check, certain = zones(documents, auto=auto, review=review)
    step = _WIDTH / max(len(documents), _THINNEST)
    bars = tuple(
        Bar(
            x=round(n * step + step * 0.15, 1),
            width=round(step * 0.7, 1),
            y=2 if each.wrong else 26,
            height=68 if each.wrong else 44,
            css=_css(each, auto, review),
        )
        for n, each in enumerate(documents)
    )
    cuts = (round(hand.count * step, 1), round((hand.count + check.count) * step, 1))
    return Trial(bars, cuts, hand, check, certain)


def _css(each: Judged, auto: float, review: float) -> str:
    if each.wrong:
        return "wrong"
    if each.confidence >= auto:
        return "right"
    return "asked" if each.confidence >= review else "hand"
