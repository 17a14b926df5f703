"""A page of placed texts: drawn as a PDF with a text layer, or read out as Paperless would hold it."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

_BLANKS = re.compile(r"[^\S\n]+")
# Glyphs of Central European letters. They are named in the file, so every reader finds the letters;
# the standard fonts of some viewers lack their shapes.
_GLYPHS = {
    "\u0328": "ogonek", "\u0301": "acute", "\u030c": "caron", "\u0307": "dotaccent", "\u030a": "ring",
}  # fmt: skip


@dataclass(frozen=True)
class Text:
    """One stretch of print: where it begins (or ends, `right`), its size, and its block."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    right: bool
    block: int


class Sheet:
    """Texts by place, y from the top in points; `open_block` begins what stands together."""

    def __init__(self, width: float = 595, height: float = 842, *, mono: bool = False) -> None:
        self.width, self.height, self._mono = width, height, mono
        self._texts: list[Text] = []
        self._block = 0

    def open_block(self) -> None:
        """What follows is a block of its own for a scanner."""
        self._block += 1

    def write(self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False, right: bool = False) -> None:  # fmt: skip
        """Puts a text; `right` makes x its right end."""
        if text:
            self._texts.append(Text(x, y, text, size, bold, right, self._block))

    def pair(self, x: float, end: float, y: float, label: str, value: str, *, size: float = 10, bold: bool = False) -> None:  # fmt: skip
        """A label at x and its value that ends at `end`."""
        self.write(x, y, label, size=size, bold=bold)
        self.write(end, y, value, size=size, bold=bold, right=True)

    def text(self, *, by_block: bool = False) -> str:
        """The text row by row, or block after block as scanners often give columns."""
        if not by_block:
            return _rows(self._texts)
        blocks = sorted({t.block for t in self._texts})
        return "\n\n".join(_rows([t for t in self._texts if t.block == b]) for b in blocks)

    def pdf(self) -> bytes:
        """The page as a PDF, the same for the same texts."""
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=(self.width, self.height), invariant=1)
        for text in self._texts:
            shown = text.text.replace("\u202f", "\u00a0")
            canvas.setFont(_font(self._base(text.bold), _is_central(shown)), text.size)
            draw = canvas.drawRightString if text.right else canvas.drawString
            draw(text.x, self.height - text.y, shown)
        canvas.save()
        return out.getvalue()

    def _base(self, bold: bool) -> str:
        return ("Courier" if self._mono else "Helvetica") + ("-Bold" if bold else "")


def _rows(texts: list[Text]) -> str:
    rows: dict[float, list[Text]] = {}
    for text in texts:
        rows.setdefault(round(text.y), []).append(text)
    ordered = (sorted(row, key=lambda t: t.x) for _, row in sorted(rows.items()))
    return "\n".join(_BLANKS.sub(" ", " ".join(t.text for t in row)) for row in ordered)


def _is_central(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


@cache
def _font(base: str, central: bool) -> str:
    """A standard font, for Central European letters with an encoding of its own."""
    if not central:
        return base
    encoding = pdfmetrics.Encoding("cp1250", "WinAnsiEncoding")
    western = pdfmetrics.Encoding("WinAnsiEncoding")
    widths: dict[int, float] = {}
    for code in range(128, 256):
        letter = bytes([code]).decode("cp1250", "ignore")
        if not letter:
            continue
        if not _is_central(letter):
            encoding[code] = western[letter.encode("cp1252")[0]]
        elif named := _glyph(letter):
            encoding[code], bare = named
            widths[code] = pdfmetrics.stringWidth(bare, base, 1000)
    pdfmetrics.registerEncoding(encoding)
    font = pdfmetrics.Font(f"{base}-Central", base, "cp1250")
    for code, width in widths.items():
        font.widths[code] = round(width)
    pdfmetrics.registerFont(font)
    return str(font.fontName)


def _glyph(letter: str) -> tuple[str, str] | None:
    """The name of a letter's glyph and the bare letter whose width it has; None if it has none."""
    if letter in "łŁ":
        return ("lslash", "l") if letter == "ł" else ("Lslash", "L")
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) != 2 or parts[1] not in _GLYPHS:
        return None
    return parts[0] + _GLYPHS[parts[1]], parts[0]
