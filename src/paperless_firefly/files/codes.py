"""Codes in a picture: QR codes and PDF417, found and read within a budget of time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

import zxingcpp
from PIL import Image, ImageFilter

from ..domain.document import PrintedCode

DPI = 200  # of a page that is drawn for its codes
MAX_PAGES = 10
_SECONDS = 3.0  # for all pictures of one file together
_MAX_SIDE = 3_000  # pixels; a finer picture says no more about a code
_FINE_SIDE = 4_500
_MOST_CODES = 20
_MOST_TEXT = 5_000
_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.PDF417])
# EPC069-12: the third line of a payment code names its character set
_EPC_SETS = {
    "2": "iso-8859-1", "3": "iso-8859-2", "4": "iso-8859-4", "5": "iso-8859-5",
    "6": "iso-8859-7", "7": "iso-8859-10", "8": "iso-8859-15",
}  # fmt: skip
_CROATIAN = b"HRVHUB30"


class CodeSearch:
    """Looks for codes in the pictures of one file, until its time is used up."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._until = monotonic() + seconds
        self._found: dict[tuple[str, int], PrintedCode] = {}

    @property
    def is_over(self) -> bool:
        """Whether no further picture is looked at."""
        return monotonic() > self._until or len(self._found) >= _MOST_CODES

    @property
    def codes(self) -> tuple[PrintedCode, ...]:
        """What was found so far, each payload once a page."""
        return tuple(self._found.values())

    def look(self, image: Image.Image, page: int, size: tuple[float, float], *, scan: bool) -> None:
        """Adds the codes of one upright picture; `size` is the page's, in the units of the boxes.

        A scan or photo is looked at again softened, which takes its noise away and so finds codes
        that the first look missed; and once more enlarged unless two were found by then.
        """
        picture = image.convert("L")
        picture.thumbnail((_MAX_SIDE, _MAX_SIDE), Image.Resampling.BILINEAR)
        before = len(self._found)
        for number, view in enumerate(_views(picture) if scan else iter((lambda: picture,))):
            if self.is_over or (number > 1 and len(self._found) > before + 1):
                return
            self._read(view(), page, size)

    def _read(self, picture: Image.Image, page: int, size: tuple[float, float]) -> None:
        across, down = size[0] / picture.width, size[1] / picture.height
        for code in zxingcpp.read_barcodes(
            picture, formats=_FORMATS, text_mode=zxingcpp.TextMode.Plain, try_invert=False
        ):
            text = _text(code)[:_MOST_TEXT]
            if code.valid and text.strip():
                box = _box(code.position, across, down)
                self._found.setdefault((text, page), PrintedCode(text, page, box))


def _views(picture: Image.Image) -> Iterator[Callable[[], Image.Image]]:
    """The picture as it is, softened, and softened and enlarged; each made when it is asked for."""
    soft = ImageFilter.BoxBlur(1)
    factor = min(1.5, _FINE_SIDE / max(picture.size))
    fine = (round(picture.width * factor), round(picture.height * factor))
    yield lambda: picture
    yield lambda: picture.filter(soft)
    yield lambda: picture.filter(soft).resize(fine, Image.Resampling.BICUBIC)


def _box(place: zxingcpp.Position, across: float, down: float) -> tuple[float, float, float, float]:
    corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
    xs = [corner.x * across for corner in corners]
    ys = [corner.y * down for corner in corners]
    return round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2)


def _text(code: zxingcpp.Barcode) -> str:
    """The payload as text, in the character set that its scheme names or uses."""
    data = code.bytes
    lines = data.split(b"\n", 3)
    if lines[0].strip() == b"BCD" and len(lines) > 2:
        named = _EPC_SETS.get(lines[2].strip().decode("ascii", "replace"))
        if named:
            return data.decode(named, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("iso-8859-2", "replace") if data.startswith(_CROATIAN) else code.text
