"""The rows of a document: words with boxes put into lines, or the plain text's own lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from ...domain.document import Page, SourceDocument, Word
from ...domain.extraction import Evidence
from .columns import unmixed
from .turned import Turn, by_direction

MAX_ROWS = 2000  # more is a book; its rows behind these bring nothing
MAX_LENGTH = 400  # characters of a row that are looked at
_LOW = 0.7  # of the usual height: no word counts as lower
_SPACED = 4  # letters in a row that stand apart: a word printed wide
_GUTTER = 0.8  # heights of a word: a strip from which it may part columns
Box = tuple[float, float, float, float]
_LETTERSPACED = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a row without a wide gap: offsets in the row's text, and its box where known."""

    start: int
    end: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the document; `number` counts from 1 over all pages, `page` only with boxes."""

    number: int
    text: str
    page: int | None = None
    pieces: tuple[Piece, ...] = ()

    def evidence(self, start: int, end: int, note: str | None = None) -> Evidence:
        """Where a stretch of this row stands: the line, and page and box where words have boxes."""
        boxes = [p.box for p in self.pieces if p.box and p.start < end and p.end > start]
        return Evidence(
            page=self.page,
            box=_union(boxes) if boxes else None,
            line=self.number,
            quote=self.text.strip()[:120],
            note=note,
        )


def rows_of(document: SourceDocument) -> tuple[Row, ...]:
    """The document's rows: from the words of its pages where there are any, else from its text."""
    rows: list[tuple[str, int | None, tuple[Piece, ...]]]
    if any(page.words for page in document.pages):
        rows = [row for page in document.pages for row in _page_rows(page)]
    else:
        rows = [(t, None, _gaps(t)) for line in document.text.splitlines() if (t := _clean(line))]
    return tuple(
        Row(number, text, page, pieces)
        for number, (text, page, pieces) in enumerate(rows[:MAX_ROWS], start=1)
    )


def _clean(line: str) -> str:
    text = line.replace("\t", "   ").strip()[:MAX_LENGTH]
    return _LETTERSPACED.sub(lambda m: m[0].replace(" ", ""), text)


def _gaps(text: str) -> tuple[Piece, ...]:
    """Pieces of a plain line, parted by two blanks or more."""
    return tuple(Piece(*m.span()) for m in re.finditer(r"\S+(?: \S+)*", text))


def _page_rows(page: Page) -> Iterator[tuple[str, int, tuple[Piece, ...]]]:
    for turn, upright in by_direction([w for w in page.words if w.text.strip()]):
        for words in unmixed(_lines(upright)):
            text, pieces = _joined(words, turn)
            yield text, page.number, pieces


def _joined(words: Sequence[Word], turn: Turn) -> tuple[str, tuple[Piece, ...]]:
    """The text of a row and its pieces, a wide gap as two blanks; boxes as they are on the page."""
    text = ""
    pieces: list[Piece] = []
    previous: Word | None = None
    for word in _unspaced(words):
        if previous:
            wide = word.x0 - previous.x1 > 1.2 * (word.y1 - word.y0)
            text += "  " if wide else " "
        start = len(text)
        text += word.text.strip()
        pieces.append(Piece(start, len(text), turn.box_before(word)))
        previous = word
        if len(text) > MAX_LENGTH:
            break
    return text, tuple(pieces)


def _unspaced(words: Sequence[Word]) -> Iterator[Word]:
    """The words of a row, those whose letters stand apart ("T O T A L") as one each."""
    run: list[Word] = []
    for word in words:
        if run and not (_is_letter(word) and word.x0 - run[-1].x1 < word.y1 - word.y0):
            yield from _whole(run)
            run = []
        if _is_letter(word):
            run.append(word)
        else:
            yield word
    yield from _whole(run)


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalpha()


def _whole(run: Sequence[Word]) -> Sequence[Word]:
    if len(run) < _SPACED:
        return run
    box = _union([(w.x0, w.y0, w.x1, w.y1) for w in run])
    return [Word("".join(w.text for w in run), *box)]


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words grouped by overlap in height, top to bottom, each line left to right."""
    if not words:
        return []
    usual = median(w.y1 - w.y0 for w in words)
    lines: list[list[Word]] = []
    ends: list[float] = []  # how far down each line reaches
    for word in sorted(words, key=lambda w: (w.y0 + w.y1, w.x0)):
        least = word.y0 - usual * _LOW
        near = [n for n in range(max(len(lines) - 3, 0), len(lines)) if ends[n] > least]
        number = _fitting(lines, near, word, usual) if near else None
        if number is None:
            lines.append([word])
            ends.append(word.y1)
        else:
            lines[number].append(word)
            ends[number] = max(ends[number], word.y1)
    return [sorted(line, key=lambda w: w.x0) for line in lines]


def gutters(words: Sequence[Word]) -> list[float]:
    """Where a vertical strip without words parts a page, by x, the widest strip first."""
    wide = _GUTTER * median(w.y1 - w.y0 for w in words)
    found: list[tuple[float, float]] = []
    edge = min(w.x1 for w in words)
    for word in sorted(words, key=lambda w: w.x0):
        if word.x0 - edge > wide:
            found.append((word.x0 - edge, (edge + word.x0) / 2))
        edge = max(edge, word.x1)
    return [middle for _, middle in sorted(found, reverse=True)]


def _fitting(
    lines: Sequence[Sequence[Word]], near: Sequence[int], word: Word, usual: float
) -> int | None:
    """The line a word belongs to: the nearest whose neighbour beside it is level with it."""
    middle = (word.y0 + word.y1) / 2
    best: tuple[float, int] | None = None
    for number in near:
        line = lines[number]
        beside = min(line, key=lambda w: _gap(w, word))
        away = abs((beside.y0 + beside.y1) / 2 - middle)
        height = min(max(word.y1 - word.y0, usual * _LOW), max(beside.y1 - beside.y0, usual * _LOW))
        if away >= 0.5 * height or (best is not None and away >= best[0]):
            continue
        if all(min(w.x1, word.x1) - max(w.x0, word.x0) <= usual * 0.5 for w in line):
            best = (away, number)
    return best[1] if best else None


def _gap(one: Word, other: Word) -> float:
    return max(one.x0 - other.x1, other.x0 - one.x1)


def _union(boxes: list[Box]) -> Box:
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
