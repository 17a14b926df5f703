"""The text of pictures, by Tesseract if it is installed: pages without words get some, with boxes."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import monotonic

from PIL import Image

from ..domain.document import Page, Word
from ..domain.extraction import Finding
from . import problems

DPI = 300  # of a page that is drawn for it
_PROGRAM = "tesseract"
_MAX_SIDE = 4_000  # pixels; a finer picture is not read better, but longer
_LEAST_SURE = 10.0  # percent; below this it is a stain
_LIST_SECONDS = 10.0
_WORD = "5"  # the level of a row that is a word
# as SparkLink reads them; what else is installed is asked for only where none of these is
_LANGUAGES = ("deu", "eng", "fra", "ita", "spa", "por", "nld", "pol", "ces")
_ORIENTATION = "osd"

Row = dict[str, str]


class TextSearch:
    """Reads the pictures of one file's pages, until its time is used up.

    `problems` says what kept it from reading all: no program, a failure, too little time.
    """

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds
        self._texts: list[str] = []
        self.problems: tuple[Finding, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether no further picture is read."""
        return bool(self.problems)

    @property
    def text(self) -> str:
        """What was read so far, a line for each line."""
        return "\n".join(self._texts)

    def read(self, picture: Image.Image, page: Page) -> Page:
        """The page with the words of its upright picture; as it is where they cannot be read."""
        if self.is_over:
            return page
        try:
            rows = list(_rows(_recognised(picture, self._until - monotonic())))
        except FileNotFoundError:
            self.problems = (problems.no_ocr(),)
        except subprocess.TimeoutExpired:
            self.problems = (problems.ocr_cut_short(page.number - 1),)
        except (OSError, subprocess.CalledProcessError, KeyError, ValueError):
            self.problems = (problems.ocr_failed(),)
        else:
            self._texts.extend(_lines(rows))
            across, down = _scale(picture, page)
            return replace(page, words=tuple(_word(row, across, down) for row in rows))
        return page


def _scale(picture: Image.Image, page: Page) -> tuple[float, float]:
    """Units of the page in a pixel of the picture that Tesseract is given."""
    factor = min(1.0, _MAX_SIDE / max(picture.size))
    return page.width / (picture.width * factor), page.height / (picture.height * factor)


def _recognised(picture: Image.Image, seconds: float) -> str:
    """What Tesseract says of a picture, as TSV; FileNotFoundError where it is not installed.

    CalledProcessError where it fails, TimeoutExpired where it takes longer than `seconds`.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise FileNotFoundError(_PROGRAM)
    if seconds <= 0:
        raise subprocess.TimeoutExpired(_PROGRAM, seconds)
    installed = _installed(program)
    mode = "1" if _ORIENTATION in installed else "3"  # whether a page on its side is turned
    return _answer(
        [program, "stdin", "stdout", "--psm", mode, "-l", "+".join(_chosen(installed)),
         "-c", "tessedit_create_tsv=1"],
        _grey(picture), seconds,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _installed(program: str) -> tuple[str, ...]:
    """The languages whose data is installed; the first line of the answer is a title."""
    return tuple(_answer([program, "--list-langs"], b"", _LIST_SECONDS).split()[-200:])


def _chosen(installed: Sequence[str]) -> list[str]:
    ours = [language for language in _LANGUAGES if language in installed]
    others = [each for each in installed if each.isalpha() and len(each) == 3]
    return ours or [each for each in others if each != _ORIENTATION][:1] or ["eng"]


def _answer(command: list[str], data: bytes, seconds: float) -> str:
    done = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=True)
    return done.stdout.decode("utf-8", "replace")


def _grey(picture: Image.Image) -> bytes:
    grey = picture.convert("L")
    grey.thumbnail((_MAX_SIDE, _MAX_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    grey.save(out, "PPM")
    return out.getvalue()


def _rows(answer: str) -> Iterator[Row]:
    """The words of a TSV answer: a head, then a row for each page, block, line and word.

    KeyError or ValueError where it is none.
    """
    lines = answer.splitlines()
    names = lines[0].split("\t") if lines else []
    if "level" not in names:
        raise ValueError("no table")
    for line in lines[1:]:
        row = dict(zip(names, line.split("\t"), strict=False))
        if row["level"] == _WORD and row["text"].strip() and float(row["conf"]) >= _LEAST_SURE:
            yield row


def _word(row: Row, across: float, down: float) -> Word:
    left, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
    box = (left * across, top * down, (left + width) * across, (top + height) * down)
    return Word(row["text"].strip(), *(round(edge, 2) for edge in box))


def _lines(rows: Sequence[Row]) -> list[str]:
    lines: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        place = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
        lines.setdefault(place, []).append(row["text"].strip())
    return [" ".join(words) for words in lines.values()]
