"""Pictures without text are read by Tesseract if it is here, within the limits of a file."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files import FilePool

from .builders import make_image, make_pdf

# What stands in for Tesseract: it takes a picture, then does as its test wants. It can note nothing
# in a file (none may be written), so where a test wants to know, it answers with how it was called.
STAND_IN = """#!{python}
import sys, time
from pathlib import Path
if "--list-langs" in sys.argv:
    print("List of available languages in /data/ (3):")
    print("\\n".join({languages!r}))
    sys.exit()
picture = sys.stdin.buffer.read()
{act}
"""
HEAD = "level page_num block_num par_num line_num word_num left top width height conf text"
RECEIPT = (
    ("Corner", 1, 10, 10), ("Bakery", 1, 80, 10), ("Ltd", 1, 150, 10), ("14/03/2024", 2, 10, 40),
    ("Total", 3, 10, 70), ("6.00", 3, 150, 70),
)  # fmt: skip


def tsv(*words: tuple[str, int, int, int], conf: str = "93.5") -> str:
    """An answer with these words: text, line, left, top; each 60 wide and 20 high."""
    rows = [f"5 1 1 1 {line} {n} {x} {y} 60 20 {conf} {text}" for n, (text, line, x, y) in enumerate(words, 1)]  # fmt: skip
    page = "1 1 0 0 0 0 0 0 400 300 -1 "
    return "\n".join("\t".join(row.split(" ")) for row in (HEAD, page, *rows))


class Tesseract:
    """A folder on the path that holds the stand-in, or nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, act: str, *languages: str) -> None:
        """Puts the stand-in there; `act` is what it does with a picture."""
        program = self.folder / "tesseract"
        program.write_text(
            STAND_IN.format(python=sys.executable, act=act, languages=languages or ("eng", "osd"))
        )
        program.chmod(0o755)

    def answer(self, *words: tuple[str, int, int, int]) -> None:
        """Puts it there so that it always sees these words."""
        self.install(f"sys.stdout.write({tsv(*words)!r})")

    def tell(self, what: str, *languages: str) -> None:
        """Puts it there so that it answers with the value of an expression, as one word."""
        answer = tsv(("WHAT", 1, 10, 10))
        self.install(f"sys.stdout.write({answer!r}.replace('WHAT', str({what})))", *languages)


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tesseract:
    """A path on which there is no Tesseract but the test's."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return Tesseract(tmp_path)


def read(data: bytes, *, seconds: float = 20, text: str = "") -> SourceDocument:
    """What a pool of its own reads, whose child sees the test's path."""
    with FilePool(seconds=seconds, memory_mb=512) as pool:
        return pool.read(data, "photo.png", text=text)


def problems(document: SourceDocument) -> list[str]:
    """The codes of what is wrong."""
    return [each.code for each in document.problems]


def scanned_pdf() -> bytes:
    """A PDF of one page that is a picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300), invariant=True)
    canvas.drawImage(ImageReader(Image.new("L", (800, 600), 200)), 0, 0, 400, 300)
    canvas.save()
    return out.getvalue()


def test_a_photo_is_read_with_the_place_of_each_word(tesseract: Tesseract) -> None:
    tesseract.answer(*RECEIPT)

    document = read(make_image(size=(400, 300)))

    assert document.text == "Corner Bakery Ltd\n14/03/2024\nTotal 6.00"
    last = document.pages[0].words[-1]
    assert (last.text, last.x0, last.y0, last.x1, last.y1) == ("6.00", 150, 70, 210, 90)
    assert extract(document).text("total") == "6.00"


def test_a_large_picture_is_made_smaller_and_its_words_stand_where_they_are_seen(
    tesseract: Tesseract,
) -> None:
    tesseract.tell("b'/'.join(picture.split()[:3]).decode()")

    word = read(make_image(size=(8_000, 600))).pages[0].words[0]

    assert (word.text, word.x0, word.y0, word.x1) == ("P5/4000/300", 20, 20, 140)


@pytest.mark.parametrize(
    ("installed", "asked"),
    [
        (("eng", "osd"), "--psm/1/-l/eng"),
        (("ces", "deu", "eng", "jpn"), "--psm/3/-l/deu+eng+ces"),
        (("jpn", "osd"), "--psm/1/-l/jpn"),
    ],
)
def test_the_languages_are_those_installed(
    tesseract: Tesseract, installed: tuple[str, ...], asked: str
) -> None:
    tesseract.tell("'/'.join(sys.argv[3:7])", *installed)

    assert read(make_image()).text == asked


def test_without_tesseract_a_photo_says_so(tesseract: Tesseract) -> None:
    assert problems(read(make_image())) == ["ocr-missing"]


def test_what_paperless_read_is_not_read_again(tesseract: Tesseract) -> None:
    assert problems(read(make_image(), text="Total 6.00")) == []


def test_stains_are_no_words(tesseract: Tesseract) -> None:
    tesseract.install(f"sys.stdout.write({tsv(*RECEIPT, conf='4.1')!r})")

    assert read(make_image()).pages[0].words == ()


@pytest.mark.parametrize("act", ["sys.exit(1)", "print('no table')", "print('level\\n5')"])
def test_a_failure_is_told_and_the_picture_stays(tesseract: Tesseract, act: str) -> None:
    tesseract.install(act)

    document = read(make_image())

    assert (problems(document), len(document.pages)) == (["ocr-failed"], 1)


def test_it_has_a_share_of_the_files_time_and_is_ended_then(tesseract: Tesseract) -> None:
    alive = tesseract.folder / "alive"
    tesseract.install(f"time.sleep(3); Path({str(alive)!r}).touch()")

    assert problems(read(make_image(), seconds=2)) == ["ocr-cut-short"]
    time.sleep(3)
    assert not alive.exists()


def test_it_may_not_take_more_memory_than_a_file(tesseract: Tesseract) -> None:
    tesseract.install("bytearray(1_000_000_000)")

    assert problems(read(make_image())) == ["ocr-failed"]


def test_a_scan_without_a_text_layer_is_read_in_its_own_units(tesseract: Tesseract) -> None:
    tesseract.answer(*RECEIPT)

    document = read(scanned_pdf())

    word = document.pages[0].words[0]
    assert document.text.startswith("Corner Bakery Ltd")
    assert [word.x0, word.x1] == pytest.approx([2.4, 16.8], 0.01)


def test_a_pdf_with_a_text_layer_or_without_a_picture_needs_no_tesseract(
    tesseract: Tesseract,
) -> None:
    assert problems(read(make_pdf())) == []
    assert problems(read(make_pdf(lines=()))) == []
