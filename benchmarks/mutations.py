"""Ways to break an e-invoice: bytes, elements, values, declarations, and the PDF around it.

Each takes a source of chance and a file, and gives the broken file, or None where it has nothing
to break. The same seed breaks the same file in the same way.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from copy import deepcopy
from random import Random

import pikepdf
from lxml import etree

Mutation = Callable[[Random, bytes], bytes | None]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_DECLARED = re.compile(rb"""(<\?xml[^>]*?encoding=["'])[^"']*""")
_ENCODINGS = (b"UTF-16", b"ISO-8859-1", b"US-ASCII", b"UTF-7", b"EBCDIC-CP-US", b"no-such", b"")
_CODECS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7", "cp037")


def flip(rng: Random, data: bytes) -> bytes:
    """One to eight bytes with another value."""
    broken = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    return bytes(broken)


def cut(rng: Random, data: bytes) -> bytes:
    """Less of the file: its end or a piece of its middle is gone."""
    start = rng.randrange(len(data))
    end = len(data) if rng.random() < 0.5 else start + rng.randint(1, 200)
    return data[:start] + data[end:]


def repeat(rng: Random, data: bytes) -> bytes:
    """A piece of the file twice, the second time anywhere."""
    start, place = rng.randrange(len(data)), rng.randrange(len(data))
    return data[:place] + data[start : start + rng.randint(1, 500)] + data[place:]


def declare(rng: Random, data: bytes) -> bytes | None:
    """Another encoding in the declaration."""
    if not _DECLARED.search(data):
        return None
    return _DECLARED.sub(rb"\g<1>" + rng.choice(_ENCODINGS), data, count=1)


def encode(rng: Random, data: bytes) -> bytes:
    """Another encoding than the declared one."""
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(_CODECS), "replace")


def _of_tree(change: Callable[[Random, list[etree._Element]], bool]) -> Mutation:
    """A mutation of a file's elements; `change` says whether it found something to change."""

    def mutate(rng: Random, data: bytes) -> bytes | None:
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            return None
        elements = [each for each in root.iter(etree.Element) if each is not root]
        if len(elements) < 2 or not change(rng, elements):
            return None
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8")

    return mutate


def _drop(rng: Random, elements: list[etree._Element]) -> bool:
    _detach(rng.choice(elements))
    return True


def _double(rng: Random, elements: list[etree._Element]) -> bool:
    chosen = rng.choice(elements)
    chosen.addnext(deepcopy(chosen))
    return True


def _double_changed(rng: Random, elements: list[etree._Element]) -> bool:
    """A number twice, the copy with another value, before or after it."""
    numbers = _numbers(elements)
    if not numbers:
        return False
    chosen = rng.choice(numbers)
    copy = deepcopy(chosen)
    copy.text = _another(rng, str(chosen.text))
    (chosen.addnext if rng.random() < 0.5 else chosen.addprevious)(copy)
    return True


def _move(rng: Random, elements: list[etree._Element]) -> bool:
    chosen = rng.choice(elements)
    inside = set(chosen.iter())
    places = [each for each in elements if each not in inside]
    if not places:
        return False
    place = rng.choice(places)
    _detach(chosen)
    place.insert(rng.randint(0, len(place)), chosen)
    return True


def _swap(rng: Random, elements: list[etree._Element]) -> bool:
    return _exchange(rng, [each for each in elements if not len(each) and each.text])


def _swap_numbers(rng: Random, elements: list[etree._Element]) -> bool:
    return _exchange(rng, _numbers(elements))


def _exchange(rng: Random, elements: list[etree._Element]) -> bool:
    if len(elements) < 2:
        return False
    one, other = rng.sample(elements, 2)
    one.text, other.text = other.text, one.text
    return True


def _change_number(rng: Random, elements: list[etree._Element]) -> bool:
    numbers = _numbers(elements)
    if numbers:
        chosen = rng.choice(numbers)
        chosen.text = _another(rng, str(chosen.text))
    return bool(numbers)


def _change_everywhere(rng: Random, elements: list[etree._Element]) -> bool:
    """One number replaced wherever it stands."""
    numbers = _numbers(elements)
    if not numbers:
        return False
    old = rng.choice(numbers).text
    new = _another(rng, str(old))
    for each in numbers:
        if each.text == old:
            each.text = new
    return True


def _change_largest(rng: Random, elements: list[etree._Element]) -> bool:
    """The total, mostly: the largest number with decimals, in one place of those it stands in."""
    numbers = [each for each in _numbers(elements) if "." in str(each.text)]
    if not numbers:
        return False
    largest = max(float(str(each.text)) for each in numbers)
    chosen = rng.choice([each for each in numbers if float(str(each.text)) == largest])
    chosen.text = _another(rng, str(chosen.text))
    return True


def _change_attribute(rng: Random, elements: list[etree._Element]) -> bool:
    owners = [each for each in elements if each.attrib]
    if not owners:
        return False
    chosen = rng.choice(owners)
    name = rng.choice([str(each) for each in chosen.attrib])
    if rng.random() < 0.3:
        del chosen.attrib[name]
    else:
        chosen.set(name, rng.choice(["USD", "", "VA", "102", "x" * 50, "'\"<>"]))
    return True


def _rename(rng: Random, elements: list[etree._Element]) -> bool:
    chosen, other = rng.sample(elements, 2)
    chosen.tag = other.tag if rng.random() < 0.7 else "other"
    return True


def _numbers(elements: list[etree._Element]) -> list[etree._Element]:
    return [e for e in elements if not len(e) and _NUMBER.fullmatch(str(e.text or "").strip())]


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _another(rng: Random, number: str) -> str:
    """A number in another value or in another form."""
    digits = [place for place, letter in enumerate(number) if letter.isdigit()]
    place = rng.choice(digits)
    digit = rng.choice([d for d in "0123456789" if d != number[place]])
    return rng.choice(
        (
            number[:place] + digit + number[place + 1 :],
            number[:place] + number[place + 1 :] or "0",
            number[:place] + digit + number[place:],
            number.replace(".", ","),
            number.replace(".", ""),
            f"-{number}",
            f"{number}0",
            f"{number}1",
            f"{number}E1",
            f" {number}\n",
            f"1 {number}",
            f"1,{number}",
            "NaN",
            "",
        )
    )


def damage_stream(rng: Random, data: bytes) -> bytes | None:
    """Bytes of one stream of a PDF with another value."""
    streams = [match.span(1) for match in _STREAM.finditer(data) if match[1]]
    if not streams:
        return None
    start, end = rng.choice(streams)
    broken = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        broken[rng.randrange(start, end)] = rng.randrange(256)
    return bytes(broken)


def damage_structure(rng: Random, data: bytes) -> bytes | None:
    """Bytes of a PDF between its streams with another value."""
    inside = [match.span(1) for match in _STREAM.finditer(data)]
    broken = bytearray(data)
    for _ in range(rng.randint(1, 20)):
        place = rng.randrange(len(broken))
        if not any(start <= place < end for start, end in inside):
            broken[place] = rng.randrange(256)
    return bytes(broken) if broken != data else None


def mutate_inside(rng: Random, data: bytes) -> bytes | None:
    """One embedded XML file of a PDF broken in one of the ways of XML."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [stream for stream in _embedded(pdf) if b"<" in stream.read_bytes()[:10]]
        if not streams:
            return None
        chosen = rng.choice(streams)
        broken = rng.choice(list(XML.values()))(rng, chosen.read_bytes())
        if broken is None:
            return None
        chosen.write(broken)
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def _embedded(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    """Every embedded file, in the order of the PDF's objects."""
    specs = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/EF" in each]
    found = [spec.EF.get("/F") or spec.EF.get("/UF") for spec in specs]
    return [each for each in found if isinstance(each, pikepdf.Stream)]


XML: dict[str, Mutation] = {
    "flip bytes": flip,
    "cut": cut,
    "repeat bytes": repeat,
    "declare another encoding": declare,
    "encode otherwise": encode,
    "drop an element": _of_tree(_drop),
    "double an element": _of_tree(_double),
    "double a number, changed": _of_tree(_double_changed),
    "move an element": _of_tree(_move),
    "swap two values": _of_tree(_swap),
    "swap two numbers": _of_tree(_swap_numbers),
    "change a number": _of_tree(_change_number),
    "change a number everywhere": _of_tree(_change_everywhere),
    "change the largest number": _of_tree(_change_largest),
    "change an attribute": _of_tree(_change_attribute),
    "rename an element": _of_tree(_rename),
}
PDF: dict[str, Mutation] = {
    "PDF: flip bytes": flip,
    "PDF: cut": cut,
    "PDF: repeat bytes": repeat,
    "PDF: damage a stream": damage_stream,
    "PDF: damage between streams": damage_structure,
    "PDF: its XML": mutate_inside,
}


def mutations(data: bytes) -> dict[str, Mutation]:
    """Every way to break this kind of file, by name."""
    return PDF if b"%PDF-" in data[:1024] else XML
