"""PDF files: words with boxes from the text layer, embedded XML, and pictures of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from ctypes import byref
from itertools import islice

import pypdfium2
import pypdfium2.raw as pdfium

from ..domain.document import Page, PrintedCode, Word
from ..domain.extraction import Finding
from . import problems
from .attachments import find_xml
from .codes import DPI as CODE_DPI
from .codes import MAX_PAGES as MAX_CODE_PAGES
from .codes import CodeSearch
from .content import Content
from .detect import PDF
from .images import MAX_SIDE, Unreadable, to_webp
from .ocr import DPI as OCR_DPI
from .ocr import TextSearch

MAX_LETTERS = 500_000
_HYPHENS = {0x2, 0xFFFE, 0xAD}  # what PDFium gives for a hyphen at a line's end
# a page is drawn for its codes where it has a picture this large (points; 12 mm), or so many boxes
_SIDE_OF_A_CODE = 34.0
_PATHS_OF_A_CODE = 100
_SEGMENTS_OF_A_BOX = 4
_SCAN = 0.5  # the share of a page that a picture covers
_MOST_OBJECTS = 20_000
_MIN_SCALE, _MAX_SCALE = 0.01, 20.0

Point = tuple[float, float]


def read(data: bytes, max_pages: int, ocr_seconds: float = 0) -> Content:
    """A PDF: its first `max_pages` pages with words, the text, and every XML file inside.

    Where no page has a word, Tesseract reads them for at most `ocr_seconds`.
    """
    xml, unread = find_xml(data)
    search = TextSearch(ocr_seconds)
    try:
        with _opened(data) as document:
            pages, text, found = _pages(document, max_pages)
            # data that came along says more than any code, and says it exactly
            codes = () if xml else _codes(document, pages)
            if ocr_seconds and not xml and not any(page.words for page in pages):
                pages = tuple(_recognised(document, page, search) for page in pages)
    except Unreadable as error:
        return Content(PDF, xml=xml, problems=_once((error.finding, *unread)))
    found = (*unread, *found, *search.problems)
    return Content(PDF, text or search.text, pages, xml, _once(found), codes)


def render(data: bytes, page: int, width: int) -> bytes:
    """One page (from 1) as WebP, `width` pixels wide; Unreadable if it cannot be drawn."""
    with _opened(data) as document:
        if not 1 <= page <= len(document):
            raise Unreadable(problems.no_such_page(page, len(document)))
        try:
            with closing(document[page - 1]) as sheet:
                across, down = sheet.get_size()
                bitmap = sheet.render(scale=_scale(across, down, width))
                return to_webp(bitmap.to_pil(), width)
        except pypdfium2.PdfiumError as error:
            raise Unreadable(problems.damaged("PDF")) from error


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        finding = problems.encrypted() if locked else problems.damaged("PDF")
        raise Unreadable(finding) from error
    with closing(document):
        yield document


def _scale(width: float, height: float, pixels: int) -> float:
    """The factor that makes a page `pixels` wide and no taller than `MAX_SIDE`."""
    fitting = min(pixels / max(width, 1.0), MAX_SIDE / max(height, 1.0))
    return min(max(fitting, _MIN_SCALE), _MAX_SCALE)


def _pages(
    document: pypdfium2.PdfDocument, limit: int
) -> tuple[tuple[Page, ...], str, tuple[Finding, ...]]:
    pages: list[Page] = []
    texts: list[str] = []
    found: list[Finding] = []
    budget = MAX_LETTERS
    for index in range(min(len(document), limit)):
        try:
            with closing(document[index]) as sheet:
                page, text = _page(sheet, index + 1, budget)
        except pypdfium2.PdfiumError:
            found.append(problems.damaged("PDF"))
            continue
        pages.append(page)
        texts.append(text)
        budget -= len(text)
    if budget <= 0:
        found.append(problems.text_too_long(MAX_LETTERS))
    if len(document) > limit:
        found.append(problems.too_many_pages(len(document), limit))
    return tuple(pages), "\n".join(texts).strip(), tuple(found)


def _page(sheet: pypdfium2.PdfPage, number: int, budget: int) -> tuple[Page, str]:
    width, height = sheet.get_size()
    with closing(sheet.get_textpage()) as layer:
        words, text = _words(layer, _upright(sheet), max(budget, 0))
    return Page(number, round(width, 2), round(height, 2), words), text


def _recognised(document: pypdfium2.PdfDocument, page: Page, search: TextSearch) -> Page:
    """A page of a scan with the words that stand in its pictures."""
    with closing(document[page.number - 1]) as sheet, suppress(pypdfium2.PdfiumError):
        if not search.is_over and any(share > _SCAN for share in _objects(sheet, page)[0]):
            wide = round(page.width * OCR_DPI / 72)
            drawn = sheet.render(scale=_scale(page.width, page.height, wide), grayscale=True)
            return search.read(drawn.to_pil(), page)
    return page


def _codes(document: pypdfium2.PdfDocument, pages: tuple[Page, ...]) -> tuple[PrintedCode, ...]:
    """The codes of the pages that may have some; drawn only where their objects say so."""
    search = CodeSearch()
    for page in pages[:MAX_CODE_PAGES]:
        if search.is_over:
            break
        with closing(document[page.number - 1]) as sheet, suppress(pypdfium2.PdfiumError):
            pictures, paths = _objects(sheet, page)
            if pictures or paths >= _PATHS_OF_A_CODE:
                wide = round(page.width * CODE_DPI / 72)
                drawn = sheet.render(scale=_scale(page.width, page.height, wide), grayscale=True)
                scan = any(share > _SCAN for share in pictures)
                search.look(drawn.to_pil(), page.number, (page.width, page.height), scan=scan)
    return search.codes


def _objects(sheet: pypdfium2.PdfPage, page: Page) -> tuple[list[float], int]:
    """The share of the page that each picture of a code's size covers, and how many paths it has."""
    pictures: list[float] = []
    paths = 0
    area = max(page.width * page.height, 1.0)
    for each in islice(sheet.get_objects(max_depth=3), _MOST_OBJECTS):
        if each.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = each.get_bounds()
            if min(right - left, top - bottom) >= _SIDE_OF_A_CODE:
                pictures.append((right - left) * (top - bottom) / area)
        elif each.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += max(pdfium.FPDFPath_CountSegments(each) // _SEGMENTS_OF_A_BOX, 1)
    return pictures, paths


def _upright(sheet: pypdfium2.PdfPage) -> Callable[[float, float], Point]:
    """From PDF space (origin bottom left, before /Rotate) to the page as it is seen, from the top."""
    left, bottom, right, top = sheet.get_bbox()
    turns: dict[int, Callable[[float, float], Point]] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns.get(sheet.get_rotation(), lambda x, y: (x - left, top - y))


def _words(
    layer: pypdfium2.PdfTextPage, place: Callable[[float, float], Point], budget: int
) -> tuple[tuple[Word, ...], str]:
    """Words with their boxes, and the page's text, in the order of the text layer."""
    words: list[Word] = []
    text: list[str] = []
    letters: list[str] = []
    box = _Box(layer, place)
    for index in range(min(layer.count_chars(), budget)):
        code = pdfium.FPDFText_GetUnicode(layer, index)
        letter = "-" if code in _HYPHENS else chr(code) if code else ""
        if letter.strip():
            letters.append(letter)
            box.add(index)
        elif letters:
            words.append(box.word(_clean("".join(letters))))
            letters.clear()
        text.append(letter)
    if letters:
        words.append(box.word(_clean("".join(letters))))
    return tuple(words), _clean("".join(text).replace("\r\n", "\n"))


class _Box:
    """Grows around the letters of one word."""

    def __init__(
        self, layer: pypdfium2.PdfTextPage, place: Callable[[float, float], Point]
    ) -> None:
        self._layer, self._place = layer, place
        self._rect = pdfium.FS_RECTF()
        self._xs: list[float] = []
        self._ys: list[float] = []

    def add(self, index: int) -> None:
        """Takes in the letter at this place of the text layer."""
        rect = self._rect
        if pdfium.FPDFText_GetLooseCharBox(self._layer, index, byref(rect)):
            self._xs += rect.left, rect.right
            self._ys += rect.bottom, rect.top

    def word(self, text: str) -> Word:
        """The word that was gathered; the box is empty again after it."""
        if not self._xs:
            return Word(text, 0.0, 0.0, 0.0, 0.0)
        first = self._place(min(self._xs), min(self._ys))
        last = self._place(max(self._xs), max(self._ys))
        self._xs.clear()
        self._ys.clear()
        (x0, x1), (y0, y1) = (sorted(pair) for pair in zip(first, last, strict=True))
        return Word(text, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def _clean(text: str) -> str:
    """Without halves of letters, which no encoding can hold (PDFium speaks UTF-16)."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _once(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(found))
