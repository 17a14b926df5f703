"""Draws a sample invoice as a PDF page, in three layouts; an e-invoice can be put inside."""

from __future__ import annotations

import io

import pikepdf
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .businesses import BUYER
from .papers import Paper
from .words import Words

_WIDTH, _HEIGHT = A4
_LEFT, _RIGHT = 57.0, _WIDTH - 57.0
_ACCENTS = ("#1f4e79", "#7a3b1d", "#2b5d34")
_FX = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"


class _Sheet:
    """A page that remembers its text, line by line, from the top."""

    def __init__(self, title: str) -> None:
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=A4, invariant=1)
        self.canvas.setTitle(title)
        self._rows: dict[float, list[tuple[float, str]]] = {}

    def write(self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> None:
        self._put(x, y, text, size, bold)
        self.canvas.drawString(x, y, text)

    def right(self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False) -> None:
        self._put(x, y, text, size, bold)
        self.canvas.drawRightString(x, y, text)

    def _put(self, x: float, y: float, text: str, size: float, bold: bool) -> None:
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self._rows.setdefault(y, []).append((x, text))

    def rule(self, y: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(_LEFT, y, _RIGHT, y)

    @property
    def text(self) -> str:
        """The text as a reader of the page would find it."""
        rows = sorted(self._rows.items(), reverse=True)
        return "\n".join(" ".join(text for _, text in sorted(parts)) for _, parts in rows)

    def finish(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()


def draw(paper: Paper) -> tuple[bytes, str]:
    """The page as a PDF, and its text."""
    words = Words(paper.seller.language, paper.kind)
    sheet = _Sheet(f"{words.title} {paper.number}")
    _letterhead(sheet, paper)
    _address(sheet)
    _facts(sheet, paper, words)
    end = _table(sheet, paper, words)
    _sums(sheet, paper, words, end)
    _footer(sheet, paper, words)
    return sheet.finish(), sheet.text


def _letterhead(sheet: _Sheet, paper: Paper) -> None:
    seller, place = paper.seller, f"{paper.seller.street} · {paper.seller.place}"
    sheet.canvas.setFillColor(HexColor(_ACCENTS[paper.layout % 3]))
    if paper.layout == 1:
        sheet.right(_RIGHT, 780, seller.name, size=17, bold=True)
    else:
        sheet.write(_LEFT, 780, seller.name, size=19, bold=True)
    sheet.canvas.setFillColor(HexColor("#222222"))
    if paper.layout == 1:
        sheet.right(_RIGHT, 764, place, size=9)
    else:
        sheet.write(_LEFT, 764, place, size=9)


def _address(sheet: _Sheet) -> None:
    for place, line in enumerate(BUYER):
        sheet.write(_LEFT, 690 - 14 * place, line)


def _facts(sheet: _Sheet, paper: Paper, words: Words) -> None:
    date_label = words["date"] if paper.kind == "invoice" else words["other_date"]
    facts = [(words["number"], paper.number), (date_label, words.day(paper.issued))]
    if paper.due:
        facts.append((words["due"], words.day(paper.due)))
    sheet.write(_LEFT, 610, f"{words.title} {paper.number}", size=15, bold=True)
    for place, (label, value) in enumerate(facts):
        y = 690 - 14 * place
        sheet.write(_LEFT + 280, y + 0.5, f"{label}:")
        sheet.right(_RIGHT, y + 0.5, value)
    sheet.write(_LEFT, 588, words["intro"])


def _table(sheet: _Sheet, paper: Paper, words: Words) -> float:
    y = 556.0
    columns = ((_LEFT + 320, "quantity"), (_LEFT + 400, "price"), (_RIGHT, "amount"))
    sheet.write(_LEFT, y, words["position"], size=9, bold=True)
    sheet.write(_LEFT + 34, y, words["description"], size=9, bold=True)
    for x, name in columns:
        sheet.right(x, y, words[name], size=9, bold=True)
    sheet.rule(y - 5)
    for place, line in enumerate(paper.lines, 1):
        y -= 19
        sheet.write(_LEFT, y, str(place))
        sheet.write(_LEFT + 34, y, line.item.name)
        cells = (str(line.quantity), words.amount(line.item.price), words.amount(line.net))
        for (x, _), cell in zip(columns, cells, strict=True):
            sheet.right(x, y, cell)
    sheet.rule(y - 7)
    return y - 7


def _sums(sheet: _Sheet, paper: Paper, words: Words, y: float) -> None:
    sums = [(words["net"], words.amount(paper.net))]
    for rate, (net, tax) in paper.rates.items():
        if rate:
            label = words["tax"].format(rate=rate, base=words.amount(net))
            sums.append((label, words.amount(tax)))
    for label, value in sums:
        y -= 17
        sheet.write(_LEFT + 280, y, label)
        sheet.right(_RIGHT, y, value)
    y -= 22
    sheet.write(_LEFT + 280, y, words["total"], size=12, bold=True)
    total = words.amount(paper.total, paper.seller.currency)
    sheet.right(_RIGHT, y, total, size=12, bold=True)
    if not paper.tax:
        sheet.write(_LEFT, y - 34, words["no_tax"], size=9)
    if paper.kind == "invoice":
        sheet.write(_LEFT, y - 52, words["pay"], size=9)
    if paper.payment and paper.payment.quirk == "discount":
        sheet.write(_LEFT, y - 66, words["discount"], size=9)


def _footer(sheet: _Sheet, paper: Paper, words: Words) -> None:
    seller = paper.seller
    sheet.rule(92)
    if seller.vat_id:
        sheet.write(_LEFT, 78, f"{words['vat_id']} {seller.vat_id}", size=8)
    if seller.iban:
        grouped = " ".join(seller.iban[i : i + 4] for i in range(0, len(seller.iban), 4))
        sheet.write(_LEFT, 66, f"IBAN {grouped}", size=8)
    sheet.right(_RIGHT, 78, seller.name, size=8)
    sheet.right(_RIGHT, 66, words["page"], size=8)


def embed(pdf: bytes, xml: bytes, name: str = "factur-x.xml", level: str = "EN 16931") -> bytes:
    """Put an e-invoice into a PDF as ZUGFeRD 2 and Factur-X do: associated file and XMP."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        filespec = pikepdf.AttachedFileSpec(
            document,
            xml,
            filename=name,
            mime_type="text/xml",
            description="Factur-X/ZUGFeRD invoice",
            relationship=pikepdf.Name.Alternative,
        )
        document.attachments[name] = filespec
        document.Root.AF = pikepdf.Array([filespec.obj])
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.register_xml_namespace(_FX, "fx")
            values = {"DocumentType": "INVOICE", "DocumentFileName": name}
            for key, value in {**values, "Version": "1.0", "ConformanceLevel": level}.items():
                metadata[f"fx:{key}"] = value
        document.save(out, deterministic_id=True)
    return out.getvalue()
