"""Draws a till receipt as a scan: an image with an invisible text layer, or the bare photograph."""

from __future__ import annotations

import io
import random
from decimal import Decimal
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from .papers import CENT, Paper, cents

_WIDTH, _MARGIN, _STEP = 640, 36, 36
_POINTS = 0.35  # of a pixel: the paper is 79 mm wide

# Bitstream Vera comes with reportlab and has umlauts, which Pillow's own font lacks.
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"

Row = tuple[str, str]


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, size * 5 // 6)


def rows_of(paper: Paper) -> list[Row]:
    """What the till printed: left and right column of each line."""
    clock = f"{8 + int(paper.number) % 12:02}:{int(paper.number) * 7 % 60:02}"
    seller = paper.seller
    head: list[Row] = [
        (seller.name, ""),
        (seller.street, ""),
        (seller.place, ""),
        (f"USt-IdNr. {seller.vat_id}", ""),
        ("", ""),
        (f"Bon {paper.number}", f"{paper.issued:%d.%m.%Y} {clock}"),
        ("", ""),
    ]
    sums, total = _items(paper)
    paid = "EC-Karte" if paper.payment else "Bar"
    label = "SUMME EUR" if paper.layout else "Gesamtbetrag EUR"
    tail: list[Row] = [("", ""), (label, _euro(total)), (paid, _euro(total)), ("", "")]
    taxes = [
        (f"{'AB'[rate == 7]} {rate} % netto {_euro(net)}", f"MwSt {_euro(tax)}")
        for rate, (net, tax) in paper.rates.items()
    ]
    return [*head, *sums, *tail, *taxes, ("", ""), ("Vielen Dank für Ihren Einkauf!", "")]


def _items(paper: Paper) -> tuple[list[Row], Decimal]:
    """Items with their gross prices, which add up to the total."""
    rows: list[Row] = []
    left = paper.total
    for place, line in enumerate(paper.lines, 1):
        gross = (
            left if place == len(paper.lines) else cents(line.net * (100 + line.item.rate) / 100)
        )
        left -= gross
        name = line.item.name if line.quantity == 1 else f"{line.quantity} x {line.item.name}"
        rows.append((name, f"{_euro(gross)} {'AB'[line.item.rate == 7]}"))
    return rows, paper.total


def _euro(amount: Decimal) -> str:
    return f"{amount.quantize(CENT)}".replace(".", ",")


def text_of(rows: list[Row]) -> str:
    """The receipt's text, line by line."""
    return "\n".join(" ".join(part for part in row if part) for row in rows)


def _sizes(rows: list[Row]) -> list[int]:
    return [34 if i == 0 else 28 if "EUR" in left and "," in right else 24
            for i, (left, right) in enumerate(rows)]  # fmt: skip


def photograph(rows: list[Row], seed: int) -> Image.Image:
    """The receipt as a scanner sees it: grey paper, grain, a little askew."""
    height = 2 * _MARGIN + _STEP * len(rows)
    image = Image.new("L", (_WIDTH, height), 246)
    pen = ImageDraw.Draw(image)
    for place, ((left, right), size) in enumerate(zip(rows, _sizes(rows), strict=True)):
        font, y = _font(size), _MARGIN + _STEP * place
        pen.text((_MARGIN, y), left, font=font, fill=36)
        width = pen.textlength(right, font=font)
        pen.text((_WIDTH - _MARGIN - width, y), right, font=font, fill=36)
    rng = random.Random(seed)
    grain = Image.frombytes("L", image.size, rng.randbytes(_WIDTH * height))
    soft = image.filter(ImageFilter.GaussianBlur(0.6))
    turned = soft.rotate(rng.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=246)
    return Image.blend(turned, grain, 0.05)


def jpeg(image: Image.Image) -> bytes:
    """The image as a JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=72)
    return out.getvalue()


def searchable_pdf(image: Image.Image, rows: list[Row]) -> bytes:
    """A page that shows the image and holds the text invisibly over it, as an OCR makes it."""
    out = io.BytesIO()
    width, height = image.width * _POINTS, image.height * _POINTS
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(jpeg(image))), 0, 0, width, height)
    text = canvas.beginText()
    text.setTextRenderMode(3)
    for place, ((left, right), size) in enumerate(zip(rows, _sizes(rows), strict=True)):
        y = height - (_MARGIN + _STEP * place + size) * _POINTS
        text.setFont("Helvetica", size * _POINTS)
        text.setTextOrigin(_MARGIN * _POINTS, y)
        text.textOut(left)
        wide = canvas.stringWidth(right, "Helvetica", size * _POINTS)
        text.setTextOrigin(width - _MARGIN * _POINTS - wide, y)
        text.textOut(right)
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
