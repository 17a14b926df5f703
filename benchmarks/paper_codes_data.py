"""Receipts with codes on them: drawn at 200 dpi, as a page of a PDF or as a hasty photo."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence

import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

DPI = 200
A4 = (1654, 2339)  # pixels
HUB3 = "HRVHUB30"
_MODULE = 4  # pixels: half a millimetre, as receipt printers print
_NARROW = 2  # of PDF417: a quarter of a millimetre, as HUB-3 says
_TURN = 7  # degrees
_TABLE = 70  # the grey that a receipt lies on


def page(payloads: Sequence[str]) -> bytes:
    """A PDF of one page, which is a picture."""
    out = io.BytesIO()
    _sheet(payloads).save(out, "PDF", resolution=DPI)
    return out.getvalue()


def photo(payloads: Sequence[str], seed: int) -> bytes:
    """A JPEG of the page on a table: turned, a little blurred, unevenly lit, noisy."""
    turned = _sheet(payloads).rotate(
        _TURN * random.Random(seed).choice((-1, 1)),
        Image.Resampling.BICUBIC,
        expand=True,
        fillcolor=_TABLE,
    )
    soft = turned.filter(ImageFilter.GaussianBlur(1.0))
    light = Image.linear_gradient("L").rotate(90 * (seed % 4)).point(lambda v: 110 + v * 145 // 255)
    lit = ImageChops.multiply(soft, light.resize(soft.size, Image.Resampling.BICUBIC))
    noise = Image.effect_noise(lit.size, 30)
    out = io.BytesIO()
    ImageChops.add(lit, noise, 1, -128).save(out, "JPEG", quality=75)
    return out.getvalue()


def _sheet(payloads: Sequence[str]) -> Image.Image:
    sheet = Image.new("L", A4, "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(34)
    lines = ["Sample Shop", "Main Street 1", *(f"Item {n}    {n}.00" for n in range(1, 12)), "Sum"]
    for number, line in enumerate(lines):
        pen.text((160, 140 + 50 * number), line, "black", font)
    for number, payload in enumerate(payloads):
        sheet.paste(_symbol(payload), (160 + 700 * number, 1100 + 260 * number))
    return sheet


def _symbol(payload: str) -> Image.Image:
    """The code as it is printed; a HUB-3 slip has PDF417, all others QR codes."""
    wide = payload.startswith(HUB3)
    kind = zxingcpp.BarcodeFormat.PDF417 if wide else zxingcpp.BarcodeFormat.QRCode
    code = zxingcpp.create_barcode(payload, kind)
    return Image.fromarray(
        zxingcpp.write_barcode_to_image(code, scale=_NARROW if wide else _MODULE)
    )
