"""Makes small files of every kind, good ones and hostile ones."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Sequence

import pikepdf
import zxingcpp
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

INVOICE_XML = b"<?xml version='1.0' encoding='UTF-8'?>\n<Invoice>12.00</Invoice>"


def make_pdf(
    lines: Sequence[str] = ("Invoice 17", "Total 12.00 EUR"), pages: int = 1, rotate: int = 0
) -> bytes:
    """A PDF with these lines on each page, from 100 points below the top, 20 points apart."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for _ in range(pages):
        for number, line in enumerate(lines):
            canvas.drawString(50, A4[1] - 100 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return _rotated(out.getvalue(), rotate) if rotate else out.getvalue()


def _rotated(data: bytes, degrees: int) -> bytes:
    with edit_pdf(data) as pdf:
        for page in pdf.pages:
            page.rotate(degrees, relative=False)
        return saved(pdf)


def edit_pdf(data: bytes) -> pikepdf.Pdf:
    """Opens a PDF for changes; `saved` ends them."""
    return pikepdf.open(io.BytesIO(data))


def saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    """The changed PDF as bytes."""
    out = io.BytesIO()
    pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def make_filespec(pdf: pikepdf.Pdf, name: str, content: bytes) -> pikepdf.Object:
    """An embedded file as an indirect object."""
    stream = Stream(pdf, content)
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=String(name), UF=String(name), EF=Dictionary(F=stream))
    )


def make_hybrid(*files: tuple[str, bytes], lines: Sequence[str] = ("Invoice 17",)) -> bytes:
    """A PDF with files in its name tree, compressed."""
    with edit_pdf(make_pdf(lines)) as pdf:
        names: list[pikepdf.Object] = []
        for name, content in files:
            names += [String(name), make_filespec(pdf, name, content)]
        pdf.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))
        return saved(
            pdf, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )


def make_image(kind: str = "PNG", size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    """A white picture in one format."""
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, kind, **options)
    return out.getvalue()


def make_code(payload: str | bytes, kind: str = "QRCode", scale: int = 4) -> Image.Image:
    """A code as a picture, `scale` pixels a module."""
    code = zxingcpp.create_barcode(payload, getattr(zxingcpp.BarcodeFormat, kind))
    return Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=scale))


def make_sheet(*payloads: str, size: tuple[int, int] = (800, 1100)) -> Image.Image:
    """A page in grey with one code below the other, the first at 100, 150."""
    sheet = Image.new("L", size, "white")
    for number, payload in enumerate(payloads):
        sheet.paste(make_code(payload), (100, 150 + 400 * number))
    return sheet


def image_bytes(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def make_huge_png(width: int = 50_000, height: int = 50_000) -> bytes:
    """A PNG of a few bytes that claims 2,500 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")


def make_laughing_pdf(depth: int = 12) -> bytes:
    """A page whose drawing calls a form ten times, which calls another ten times, and so on."""
    with edit_pdf(make_pdf()) as pdf:
        inner = _form(pdf, b"0 0 10 10 re f", Dictionary())
        for _ in range(depth):
            inner = _form(pdf, b"/X Do " * 10, _named(inner))
        page = pdf.pages[0]
        page.obj.Resources = _named(inner)
        page.obj.Contents = Stream(pdf, b"/X Do " * 10)
        return saved(pdf)


def _form(pdf: pikepdf.Pdf, content: bytes, resources: Dictionary) -> Stream:
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 100]),
        Resources=resources,
    )


def _named(form: Stream) -> Dictionary:
    return Dictionary(XObject=Dictionary(X=form))


def make_bomb(megabytes: int) -> bytes:
    """A deflated stream that grows a thousandfold."""
    engine = zlib.compressobj(9)
    block = b" " * 1_000_000
    return b"".join(engine.compress(block) for _ in range(megabytes)) + engine.flush()
