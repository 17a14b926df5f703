"""Identifiers: document and customer numbers, VAT ids, IBANs, payment references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .lines import Hit, Line

_TOKEN = re.compile(r"[#:.\s№º°=-]*((?:[A-Z]{1,5}[ -]?)?[A-Z0-9][A-Z0-9./_-]*)", re.IGNORECASE)
_EXPLICIT = re.compile(
    r"\b(?:no|nr|number|numero|nummer|num|n|c|cislo|id|numer)\b|nummer$|nr$|nummer\b"
)
_INVOICE = re.compile(r"invoice|rechnung|facture|fattura|factura|fatura|factuur|faktura|invois|credit|gutschrift|avoir|abono|dobropis")  # fmt: skip
_BARE = re.compile(
    r"(?:^|\s)(?:N(?:r|o|um|[°º])|Nummer|Num[eé]ro)[.:]{0,2} ([A-Z0-9][A-Z0-9./_-]*\d[A-Z0-9/_-]*)(?![\w%])"
)
_HOUSE = re.compile(r"\d{1,4}[a-z]?,? [^\W\d]")  # how a street begins where the number leads
_OTHERS = frozenset({"other_number", "customer_number", "payment_reference"})
_FAR = 20  # letters; what stands further from under a label belongs to another
_TITLES = frozenset({"kind_invoice", "kind_credit_note", "kind_correction", "kind_receipt"})
_FILLER = re.compile(
    r"^[\s.:#-]*(?:(?:no|nr|number|nummer|numero|id|n|num)\b[.:°º]?|n[°º]|№|#|\)?\s*\(\d{3}\)|:)[\s.:#]*",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\b(?:Nr|No|N°|Nº|Num)\b[.:°\s]{1,3}([A-Z0-9][A-Z0-9./_-]*\d[A-Z0-9./_-]*)", re.IGNORECASE
)
_IBAN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30})", re.IGNORECASE)
_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TR": 26,
}  # fmt: skip
_VAT = re.compile(
    r"(?<![A-Z0-9])(ATU ?\d{8}|BE ?[01]\d{3}[. ]?\d{3}[. ]?\d{3}|CHE-?\d{3}[. ]?\d{3}[. ]?\d{3}|CZ ?\d{8,10}"
    r"|DE ?\d{3} ?\d{3} ?\d{3}|DK ?\d{8}|ES ?[A-Z]\d{7}[A-Z0-9]|ES ?\d{8}[A-Z]|FI ?\d{8}"
    r"|FR ?[A-Z0-9]{2} ?\d{3} ?\d{3} ?\d{3}|GB ?\d{3} ?\d{4} ?\d{2}|HU ?\d{8}|IE ?\d{7}[A-Z]{1,2}"
    r"|IT ?\d{11}|LU ?\d{8}|NL ?\d{9}B\d{2}|NO ?\d{9} ?MVA|PL ?\d{10}|PT ?\d{9}|SE ?\d{12}|SI ?\d{8}|SK ?\d{10})"
    r"(?![A-Z0-9])"
)
_LOCAL_VAT = (
    (re.compile(r"\bGST\b[^\d\n]{0,24}?((?:\d ?){12})(?!\d)", re.IGNORECASE), ""),
    (re.compile(r"\bSST\b[^\d\n]{0,24}?([A-Z]\d{2}-?\d{4}-?\d{8})", re.IGNORECASE), ""),
    (re.compile(r"\bNIP\b[^\d\n]{0,6}((?:\d[ -]?){9}\d)(?!\d)", re.IGNORECASE), "PL"),
    (re.compile(r"\bP\.? ?IVA\b[^\d\n]{0,6}(\d{11})(?!\d)|\bPARTITA IVA\b[^\d\n]{0,6}(\d{11})", re.IGNORECASE), "IT"),
    (re.compile(r"\b(?:NIF|NIPC|Contribuinte)\b[^\d\n]{0,8}(\d{3} ?\d{3} ?\d{3})(?!\d)", re.IGNORECASE), "PT"),
    (re.compile(r"\b[CN]\.?I\.?F\.?\b[^A-Z0-9\n]{0,4}([A-Z]-?\d{7}[A-Z0-9]|\d{8}-?[A-Z])\b", re.IGNORECASE), "ES"),
    (re.compile(r"\bVAT\b[^\d\n]{0,16}(\d{3} ?\d{4} ?\d{2})(?!\d)", re.IGNORECASE), "GB"),
)  # fmt: skip
_CREDITOR = re.compile(r"\b(RF\d{2}(?: ?[A-Z0-9]){4,21})\b")
_BELGIAN = re.compile(r"(?:\+{3}|\*{3})?\b(\d{3}/\d{4}/\d{5})\b(?:\+{3}|\*{3})?")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier: its value without blanks at its ends, row (index), offsets, and a score."""

    value: str
    row: int
    start: int
    end: int
    score: float


def document_numbers(lines: Sequence[Line], role: str = "number") -> list[Identifier]:
    """Values of labels of a role, the likeliest first, each value once."""
    best: dict[str, Identifier] = {}
    for index, line in enumerate(lines):
        for hit in line.hits:
            if role not in hit.roles and not (role == "number" and _is_title(line, hit)):
                continue
            for found in _values(lines, index, hit, role):
                if found.value not in best or best[found.value].score < found.score:
                    best[found.value] = found
    if role == "number" and not any(f.score > 0 for f in best.values()):
        best |= {f.value: f for f in _bare(lines)}
    return sorted(best.values(), key=lambda f: (-f.score, f.row))


def _values(lines: Sequence[Line], index: int, hit: Hit, role: str) -> Iterator[Identifier]:
    line = lines[index]
    base = _label_score(hit, role) - 0.8 * index / len(lines)
    found = _token(line, hit.end, line.text)
    if found:
        value, start, end = found
        alone = 0.6 if hit.start == 0 and end >= len(line.text.rstrip()) else 0.0
        yield Identifier(value, index, start, end, base + alone + _shape(value, line, start, hit))
    if not found or _shape(found[0], line, found[1], hit) < 0:
        yield from _under(lines, index, hit, base)


def _under(lines: Sequence[Line], index: int, hit: Hit, base: float) -> Iterator[Identifier]:
    """The value in the row under a label, or in the next one where columns were read row by row."""
    text = lines[index].text
    alone = not text[: hit.start].strip() and not text[hit.end :].strip(" :#.")
    for away, below in enumerate(lines[index + 1 : index + (3 if alone else 2)], 1):
        if (token := _below(lines[index], hit, below)) is not None:
            value, start, end = token
            score = base - 0.7 * away + _shape(value, below, start, hit)
            yield Identifier(value, index + away, start, end, score)
            return


def _bare(lines: Sequence[Line]) -> Iterator[Identifier]:
    """What a bare "Nr" before it calls a number, where no label tells more."""
    for index, line in enumerate(lines):
        if not line.roles & _OTHERS and (match := _BARE.search(line.text)):
            yield Identifier(match[1], index, *match.span(1), 0.5)


def _is_title(line: Line, hit: Hit) -> bool:
    """Whether a row is a title and one token with digits: "Parcella 17", "DOBROPIS 003768"."""
    rest = line.text[hit.end :].strip(" :.#")
    return (
        hit.start == 0 and bool(hit.roles & _TITLES)
        and " " not in rest and any(c.isdigit() for c in rest)
    )  # fmt: skip


def _label_score(hit: Hit, role: str) -> float:
    phrase = hit.meaning.phrase
    score = 0.0 if hit.sure else -1.5
    if _EXPLICIT.search(phrase):
        score += 2.0
    if role == "number" and _INVOICE.search(phrase):
        score += 1.5
    return score


def _token(line: Line, after: int, text: str) -> tuple[str, int, int] | None:
    """The token that follows a label in its row, past "No.", "#", ":" and the like."""
    at = after
    explicit = False
    while (filler := _FILLER.match(text[at:])) and filler.end():
        at += filler.end()
        explicit = True
    match = _TOKEN.match(text, at)
    if not match:
        return None
    value = match[1].rstrip("./-_")
    start = match.start(1)
    if not any(c.isdigit() for c in value) and (marked := _MARKED.search(text, after, after + 50)):
        if any(h.roles & _OTHERS and after <= h.start < marked.start(1) for h in line.hits):
            return None  # "Rechnung gemäß Bestellung Nr. 471": the order's
        value = marked[1].rstrip("./-_")
        return value, marked.start(1), marked.start(1) + len(value)
    if not explicit and start - after > 3:
        return None
    if any(h.start <= start < h.end for h in line.hits) and not any(c.isdigit() for c in value):
        return None
    return value, start, start + len(value)


def _below(line: Line, hit: Hit, below: Line) -> tuple[str, int, int] | None:
    """The token under a label: the row's only one, or the one that stands under it by offset."""
    tokens = [(m[0].rstrip(".,:"), *m.span()) for m in re.finditer(r"\S+", below.text)]
    with_digits = [t for t in tokens if any(c.isdigit() for c in t[0])]
    if not with_digits:
        return None
    if len(tokens) == 1:
        return with_digits[0]
    if _HOUSE.match(below.text) and len(with_digits) == 1:
        return None  # columns were read row by row
    if hit.start == 0 and hit.end >= len(line.text.rstrip(" :#.")) - 1:
        return with_digits[0] if with_digits[0] is tokens[0] else None
    if hit.start == 0 and with_digits[0] is tokens[0]:
        return with_digits[0]
    nearest = min(with_digits, key=lambda t: abs(t[1] - hit.start))
    return nearest if abs(nearest[1] - hit.start) <= _FAR else None


def _shape(value: str, line: Line, start: int, hit: Hit) -> float:
    """How much a token looks like a document number rather than a date, an amount or a word."""
    digits = sum(c.isdigit() for c in value)
    if digits == 0:
        return -6.0
    score = 0.5 if digits >= 3 else -0.7
    if any(d.start <= start < d.end for d in line.dates):
        score -= 4.0
    if any(a.start <= start < a.end and a.decimals == 2 for a in line.amounts):
        score -= 3.0
    if re.search(r"[:#]\s*$|(?:nr|no)\.?\s*:?\s*$", line.text[hit.start : start], re.IGNORECASE):
        score += 1.0
    if len(value) > 30:
        score -= 2.0
    return score


def ibans(lines: Sequence[Line]) -> list[Identifier]:
    """Every IBAN whose check digits hold, by row."""
    found: list[Identifier] = []
    for index, line in enumerate(lines):
        upper = line.text.upper()
        for match in _IBAN.finditer(upper):
            value = match[1].replace(" ", "")
            value = value[: _LENGTHS.get(value[:2], 34)]
            if is_iban(value) and value not in {f.value for f in found}:
                labelled = 1.0 if "IBAN" in upper[: match.start()] else 0.5
                found.append(Identifier(value, index, match.start(1), match.end(1), labelled))
    return found


def is_iban(value: str) -> bool:
    """Whether a text is an IBAN of a known country with the right length and check digits."""
    if len(value) != _LENGTHS.get(value[:2]) or not (value.isascii() and value.isalnum()):
        return False
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def vat_ids(lines: Sequence[Line]) -> list[Identifier]:
    """Every VAT id (and local tax number that stands for one), by row, without blanks."""
    found: list[Identifier] = []
    for index, line in enumerate(lines):
        upper = line.text.upper()
        for value, start, end in _vat_prints(upper):
            if value not in {f.value for f in found}:
                found.append(Identifier(value, index, start, end, 1.0))
    return found


def _vat_prints(upper: str) -> Iterator[tuple[str, int, int]]:
    for match in _VAT.finditer(upper):
        if not _inside_iban(upper, match.start()):
            yield re.sub(r"[ .-]", "", match[1]), *match.span(1)
    if not any(word in upper for word in ("GST", "SST", "NIP", "IVA", "NIF", "CIF", "C.I.F", "CONTRIB", "VAT")):  # fmt: skip
        return
    for pattern, prefix in _LOCAL_VAT:
        for match in pattern.finditer(upper):
            group = next(i for i in range(1, pattern.groups + 1) if match[i])
            yield prefix + re.sub(r"[ .-]", "", match[group]), *match.span(group)


def _inside_iban(upper: str, start: int) -> bool:
    return any(m.start() <= start < m.end() and is_iban(m[1].replace(" ", "")[: _LENGTHS.get(m[1][:2], 34)]) for m in _IBAN.finditer(upper))  # fmt: skip


def payment_references(lines: Sequence[Line]) -> list[Identifier]:
    """What the payer is asked to quote: labelled text, creditor references, Belgian messages."""
    found: list[Identifier] = []
    for index, line in enumerate(lines):
        for pattern in (_CREDITOR, _BELGIAN):
            for match in pattern.finditer(line.text):
                value = match[1].replace(" ", "")
                if pattern is _BELGIAN or is_creditor_reference(value):
                    found.append(Identifier(value, index, match.start(1), match.end(1), 2.0))
        labelled = [h for h in line.hits if "payment_reference" in h.roles]
        found.extend(text for hit in labelled if (text := _rest(lines, index, hit)))
    return sorted(found, key=lambda f: -f.score)


def is_creditor_reference(value: str) -> bool:
    """Whether a text is an ISO 11649 creditor reference with right check digits."""
    return int("".join(str(int(c, 36)) for c in value[4:] + value[:4])) % 97 == 1


def _rest(lines: Sequence[Line], index: int, hit: Hit) -> Identifier | None:
    """The text after a label up to a wide gap, or the row below where nothing follows."""
    text = lines[index].text
    rest = re.split(r"\s{2,}\S+:|\s{3,}", text[hit.end :].lstrip(" :.-"))[0].strip(" :.")
    if any(c.isdigit() for c in rest) and len(rest) <= 60:
        start = text.find(rest, hit.end)
        return Identifier(rest, index, start, start + len(rest), 1.0)
    if rest or index + 1 >= len(lines):
        return None
    below = lines[index + 1].text.strip()
    if any(c.isdigit() for c in below) and len(below) <= 40 and ":" not in below:
        return Identifier(below, index + 1, 0, len(below), 0.6)
    return None
