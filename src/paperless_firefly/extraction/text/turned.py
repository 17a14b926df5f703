"""Words that do not run from left to right: which way they are turned, and how to set them upright."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...domain.document import Word

Box = tuple[float, float, float, float]
_LONG = 4  # letters of a word whose box tells the direction of its line
_TALL = 1.5  # times as high as wide, at least: a word that stands
_NARROW = 0.3  # of its height is the width of a letter in the narrowest of prints
_MOST = 0.6  # of the long words stand on a page that is turned
_NEAR = 2.0  # heights of a letter between two words of one line
_STEPS = 6  # from word to word, at least, that tell up from down
_ONE_WAY = 0.8  # of them go the same way


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn by `quarters` of 90 degrees clockwise, which brings words back upright."""

    quarters: int

    def word(self, word: Word) -> Word:
        """The word as it stands upright; coordinates may be below zero."""
        return Word(word.text, *_quarters((word.x0, word.y0, word.x1, word.y1), self.quarters))

    def box_before(self, word: Word) -> Box:
        """The box that an upright word has on the page."""
        return _quarters((word.x0, word.y0, word.x1, word.y1), -self.quarters % 4)


UPRIGHT = Turn(0)


def by_direction(words: Sequence[Word]) -> Iterator[tuple[Turn, list[Word]]]:
    """The words of a page by direction, most of them first, each as it stands upright.

    What stands on the margin of a page, across it, comes last, so that it is in no other's row.
    """
    standing = [w for w in words if _stands(w)]
    lying = [w for w in words if len(w.text) >= _LONG and not _stands(w)]
    if len(standing) >= _MOST * (len(standing) + len(lying)) and standing:
        turn = Turn(3 if _forwards(words, down=True) else 1)
        yield turn, [turn.word(w) for w in words]
        return
    across = {id(w) for w in standing if w.text.isalpha()}
    turn = UPRIGHT if _forwards(words, down=False) else Turn(2)
    yield turn, [turn.word(w) for w in words if id(w) not in across]
    if across:
        margin = [w for w in words if id(w) in across]
        turn = Turn(3 if _forwards(margin, down=True) else 1)
        yield turn, [turn.word(w) for w in margin]


def _stands(word: Word) -> bool:
    letters = len(word.text)
    tall = max(_TALL, _NARROW * letters) * (word.x1 - word.x0)
    return letters >= _LONG and word.y1 - word.y0 > tall


def _forwards(words: Sequence[Word], *, down: bool) -> bool:
    """Whether words follow each other to the right, or downwards; unless most say no, they do."""
    steps = [step for one, other in pairwise(words) if (step := _step(one, other, down=down))]
    return len(steps) < _STEPS or sum(step > 0 for step in steps) > (1 - _ONE_WAY) * len(steps)


def _step(one: Word, other: Word, *, down: bool) -> float:
    """How far it is from a word to the next one of its line; 0 where that is in another line."""
    if down:
        one, other = (Word(w.text, w.y0, w.x0, w.y1, w.x1) for w in (one, other))
    high = min(one.y1 - one.y0, other.y1 - other.y0)
    level = min(one.y1, other.y1) - max(one.y0, other.y0)
    gap = max(one.x0, other.x0) - min(one.x1, other.x1)
    if high <= 0 or level < 0.5 * high or gap > _NEAR * high:
        return 0.0
    return other.x0 + other.x1 - one.x0 - one.x1


def _quarters(box: Box, quarters: int) -> Box:
    """A box after so many quarter turns clockwise about the origin (y grows downwards)."""
    x0, y0, x1, y1 = box
    for _ in range(quarters):
        x0, y0, x1, y1 = -y1, x0, -y0, x1
    return x0, y0, x1, y1
