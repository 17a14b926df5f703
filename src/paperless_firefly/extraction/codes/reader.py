"""Finds codes among what was decoded and printed, and joins what they say by their authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...domain.document import SourceDocument
from ...domain.extraction import Alternative, Evidence, Field, Finding
from ..reader import Found
from . import (
    afip,
    atcud,
    epc,
    fns,
    hub3,
    ksef,
    rksv,
    spayd,
    swiss_qr,
    ticketbai,
    tse,
    verifactu,
    zatca,
)
from .scheme import Code, Scheme

NAME = "code"
# Those that tell what was paid before those that tell what is to be paid.
SCHEMES: tuple[Scheme, ...] = tuple(
    module.SCHEME
    for module in (
        rksv, tse, atcud, zatca, verifactu, ticketbai, afip, fns, ksef,
        swiss_qr, epc, spayd, hub3,
    )
)  # fmt: skip
_EXACT = 0.999  # a machine wrote it, and the code's own error correction vouches for each byte
_TOTAL_OF_PAYMENT = 0.90  # what is to be paid is mostly, not always, the total
_MOST_TEXT = 2_000_000
_MOST_CODES = 20
_QUOTE = 120


@dataclass(frozen=True, slots=True)
class _Seen:
    """One code where it stands: on a page, in a box of it, or somewhere in the text."""

    scheme: Scheme
    payload: str
    code: Code
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class CodeReader:
    """Reads the codes that are printed on receipts and payment slips."""

    name: str = NAME

    def read(self, document: SourceDocument) -> Found | None:
        """What the document's codes say, or None where it has none."""
        seen = list(_distinct(_seen(document)))[:_MOST_CODES]
        if not seen:
            return None
        seen.sort(key=lambda each: SCHEMES.index(each.scheme))
        kinds = [each for each in seen if each.code.kind is not None]
        return Found(
            NAME,
            kind=kinds[0].code.kind if kinds else None,
            type=kinds[0].code.type if kinds else None,
            fields=_joined(seen),
            tax_breakdown=next((s.code.tax_breakdown for s in seen if s.code.tax_breakdown), ()),
            findings=(*(f for s in seen for f in s.code.findings), *_contradictions(seen)),
        )


def read_payload(payload: str) -> tuple[Scheme, Code] | None:
    """The scheme of one payload and what it says, or None where no scheme knows it."""
    text = _lines(payload)
    for scheme in SCHEMES:
        code = scheme.read(text) if scheme.recognise(text) else None
        if code is not None:
            return scheme, code
    return None


def _seen(document: SourceDocument) -> Iterator[_Seen]:
    """Pictures before text: they know where a code stands, and hold every byte of it."""
    for printed in document.codes:
        known = read_payload(printed.text)
        if known is not None:
            yield _Seen(known[0], _lines(printed.text), known[1], printed.page, printed.box)
    yield from _printed(_lines(document.text)[:_MOST_TEXT], None)
    for page in document.pages:
        yield from _printed(" ".join(word.text for word in page.words)[:_MOST_TEXT], page.number)


def _printed(text: str, page: int | None) -> Iterator[_Seen]:
    """The codes whose payload is printed in letters."""
    for scheme in SCHEMES:
        for match in scheme.pattern.finditer(text):
            code = scheme.read(match[0])
            if code is not None:
                yield _Seen(scheme, match[0], code, page)


def _distinct(seen: Iterator[_Seen]) -> Iterator[_Seen]:
    """Each code once, though text, words and image all show it."""
    known: list[tuple[str, dict[str, str]]] = []
    for each in seen:
        key = (each.scheme.name, dict(each.code.fields))
        if key not in known:
            known.append(key)
            yield each


def _joined(seen: Sequence[_Seen]) -> dict[str, Field]:
    """The first code's fields, with what the others say instead as alternatives."""
    joined: dict[str, Field] = {}
    for each in seen:
        for name, field in _fields(each).items():
            first = joined.setdefault(name, field)
            if field.value not in (first.value, *(a.value for a in first.alternatives)):
                other = Alternative(field.value, field.confidence, NAME, field.evidence)
                joined[name] = replace(first, alternatives=(*first.alternatives, other))
    return joined


def _fields(seen: _Seen) -> dict[str, Field]:
    """The code's fields; what is to be paid stands for a total that nobody else knows."""
    quote = seen.payload[:_QUOTE]
    evidence = Evidence(page=seen.page, box=seen.box, quote=quote, note=seen.scheme.title)
    fields = {n: Field(v, _EXACT, NAME, evidence) for n, v in seen.code.fields.items()}
    payable = seen.code.fields.get("payable")
    if payable and payable != "0.00" and "total" not in fields:
        fields["total"] = Field(payable, _TOTAL_OF_PAYMENT, NAME, evidence)
    return fields


def _contradictions(seen: Sequence[_Seen]) -> Iterator[Finding]:
    """Two codes on one paper that tell of different sums."""
    for name in ("total", "payable"):
        values = list(dict.fromkeys(s.code.fields[name] for s in seen if name in s.code.fields))
        if len(values) > 1:
            message = f"The document's codes tell of different sums: {', '.join(values)}."
            sums = ", ".join(values)
            yield Finding("codes-disagree", message, field=name, params=(("sums", sums),))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
