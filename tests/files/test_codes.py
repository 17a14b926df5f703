"""Codes in pictures: found on pages and photos, where they stand, within limits."""

from __future__ import annotations

import pytest
from pikepdf import Name
from PIL import Image, ImageChops, ImageFilter

from paperless_firefly.domain.document import PrintedCode
from paperless_firefly.files.child import read
from paperless_firefly.files.codes import CodeSearch
from tests.extraction.codes.payloads import SAMPLES, epc

from .builders import (
    edit_pdf,
    image_bytes,
    make_code,
    make_hybrid,
    make_pdf,
    make_sheet,
    saved,
)

EPC = epc()
SECOND = SAMPLES["rksv"][0]


def codes_of(data: bytes) -> tuple[PrintedCode, ...]:
    return read(data, "file", 50).codes


def texts_of(data: bytes) -> list[str]:
    return [code.text for code in codes_of(data)]


def photo(sheet: Image.Image) -> bytes:
    """Turned by 7 degrees, a little blurred and noisy."""
    turned = sheet.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor=90)
    soft = turned.filter(ImageFilter.GaussianBlur(0.8))
    noise = Image.effect_noise(soft.size, 25)
    return image_bytes(ImageChops.add(soft, noise, 1, -128), "JPEG", quality=80)


def drawn_pdf(payload: str) -> bytes:
    """A page on which every dark module is a filled box."""
    code = make_code(payload, scale=1)
    dark = [
        (x, y) for y in range(code.height) for x in range(code.width) if not code.getpixel((x, y))
    ]
    boxes = " ".join(f"{100 + 2 * x} {600 - 2 * y} 2 2 re" for x, y in dark)
    with edit_pdf(make_pdf(["Invoice 17"])) as pdf:
        pdf.pages[0].contents_add(f"{boxes} f".encode())
        return saved(pdf)


@pytest.mark.parametrize("scheme", sorted(set(SAMPLES) - {"hub3_hr"}))
def test_a_code_on_a_hasty_photo_is_found(scheme: str) -> None:
    payload = SAMPLES[scheme][0]
    assert texts_of(photo(make_sheet(payload))) == [payload]


def test_a_payment_slip_with_pdf417_is_found() -> None:
    slip = Image.new("L", (900, 600), "white")
    slip.paste(make_code(SAMPLES["hub3_hr"][0], "PDF417", 3), (60, 80))
    assert texts_of(image_bytes(slip)) == [SAMPLES["hub3_hr"][0]]


@pytest.mark.parametrize("kind", ["PNG", "PDF", "TIFF", "WEBP"])
def test_two_codes_on_a_page_are_both_found(kind: str) -> None:
    found = texts_of(image_bytes(make_sheet(EPC, SECOND), kind))
    assert sorted(found) == sorted([EPC, SECOND])


def test_a_code_of_drawn_boxes_is_found() -> None:
    assert texts_of(drawn_pdf(EPC)) == [EPC]


def test_a_code_tells_its_page_and_place() -> None:
    first, second = make_sheet(), make_sheet(EPC)
    found = codes_of(image_bytes(first, "TIFF", save_all=True, append_images=[second]))
    assert [code.page for code in found] == [2]
    x0, y0, x1, y1 = found[0].box
    side = make_code(EPC).width
    assert (x0, y0) == pytest.approx((100, 150), abs=20)
    assert (x1, y1) == pytest.approx((100 + side, 150 + side), abs=20)


def test_a_photo_that_lies_on_its_side_has_its_places_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = make_sheet(EPC).rotate(90, expand=True)
    found = codes_of(image_bytes(lying, "JPEG", exif=exif))
    assert found[0].box[:2] == pytest.approx((100, 150), abs=20)


def test_the_place_on_a_pdf_page_is_in_points() -> None:
    found = codes_of(image_bytes(make_sheet(EPC), "PDF", resolution=144.0))
    assert found[0].box[:2] == pytest.approx((50, 75), abs=10)


def test_letters_of_a_payment_code_are_read_in_the_set_that_it_names() -> None:
    payload = EPC.replace("\n1\n", "\n2\n", 1)
    sheet = Image.new("L", (600, 600), "white")
    sheet.paste(make_code(payload.encode("iso-8859-1")), (100, 100))
    assert texts_of(image_bytes(sheet)) == [payload]


def test_data_that_came_along_makes_looking_needless() -> None:
    hybrid = edit_pdf(make_hybrid(("factur-x.xml", b"<Invoice/>")))
    with hybrid, edit_pdf(drawn_pdf(EPC)) as page:
        hybrid.pages.append(page.pages[0])
        assert texts_of(saved(hybrid)) == []


def test_a_page_of_words_alone_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CodeSearch, "look", lambda *_, **__: pytest.fail("was drawn"))
    assert codes_of(make_pdf(["Invoice 17"] * 40)) == ()


def test_a_broken_picture_on_a_page_is_no_error() -> None:
    with edit_pdf(image_bytes(make_sheet(EPC), "PDF")) as pdf:
        for image in pdf.pages[0].get_images().values():
            image.write(b"no picture", filter=Name.DCTDecode)
        content = read(saved(pdf), "a.pdf", 50)
    assert content.codes == ()
    assert len(content.pages) == 1


def test_a_picture_without_a_code_has_none() -> None:
    assert texts_of(photo(make_sheet())) == []


def test_no_picture_is_looked_at_when_the_time_is_used_up() -> None:
    search = CodeSearch(seconds=-1)
    search.look(make_sheet(EPC), 1, (800, 1100), scan=True)
    assert search.codes == ()
    assert search.is_over
