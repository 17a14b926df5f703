"""The country that a document speaks from, by the marks it bears: never by language alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from .lines import Line

# ISO 3166 code -> folded words that only its papers bear.
_WORDS = {
    "MY": "sdn bhd jalan jln malaysia selangor johor sst",
    "SG": "pte singapore uen",
    "DE": "hrb hra steuernummer deutschland germany idnr ustid amtsgericht finanzamt",
    "AT": "osterreich austria firmenbuch wien",
    "CH": "schweiz suisse svizzera switzerland chf",
    "FR": "siret siren france cedex ttc rcs",
    "BE": "belgique belgie belgium bvba",
    "IT": "italia italy partita piva codice",
    "ES": "espana spain cif iva21",
    "PT": "portugal nipc atcud contribuinte",
    "NL": "kvk nederland netherlands btw",
    "PL": "nip regon polska poland pln krs",
    "CZ": "ico dic ceska czech kc czk dph",
    "GB": "england kingdom plc companies wales",
    "IE": "ireland",
    "US": "usa llc zip",
    "CA": "canada hst pst",
    "AU": "abn australia",
}
_OF_WORD = {word: code for code, words in _WORDS.items() for word in words.split()}
_PHONES = {
    "60": "MY", "65": "SG", "49": "DE", "43": "AT", "41": "CH", "33": "FR", "32": "BE", "39": "IT",
    "34": "ES", "351": "PT", "31": "NL", "48": "PL", "420": "CZ", "44": "GB", "353": "IE", "61": "AU",
}  # fmt: skip
# States of the USA that stand before a ZIP code; AL, DE, IT, … are left out: they are countries too.
_STATES = (
    "AK|AZ|CA|CO|CT|DC|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV"
    "|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY"
)
_MARK = re.compile(
    r"\+(?P<phone>351|353|420|\d\d)[\s(\d]"
    r"|\b(?:IBAN\W{0,3})?(?P<iban>DE|AT|CH|FR|BE|IT|ES|PT|NL|PL|CZ|GB|IE)\d\d(?: ?[A-Z0-9]{4}){2}"
    r"|\b(?P<vat>AT|DE|FR|BE|IT|ES|PT|NL|PL|CZ|GB|IE)U? ?\d{8,11}\b"
    r"|[\w-]\.(?P<web>de|at|ch|fr|be|it|es|pt|nl|pl|cz|ie|my|sg|uk|au)\b"
    rf"|\b(?:{_STATES}) (?P<zip>\d{{5}})(?:-\d{{4}})?\b"
    r"|\bVAT\W{0,3}(?:Reg\W{0,2})?No\W{0,4}(?P<britain>\d{3} ?\d{4} ?\d{2})\b"
    r"|(?P<sign>£|zł|Kč|US\$|CHE-\d)"
)
_SIGNS = {"£": "GB", "zł": "PL", "Kč": "CZ", "US$": "US"}
_KINDS = {"zip": "US", "britain": "GB"}
_WEBS = {"uk": "GB"}
EURO = frozenset("DE AT FR BE IT ES PT NL IE".split())
DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "SG": "SGD", "MY": "MYR"}
OWN = {"MY": "MYR", "CH": "CHF", "PL": "PLN", "CZ": "CZK", "GB": "GBP"}
MONTH_FIRST = frozenset({"US"})


def country(lines: Sequence[Line], text: str) -> tuple[str | None, int]:
    """The country most of whose marks a document bears, with how many different; None if unclear."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for word, _, _ in line.words:
            if code := _OF_WORD.get(word):
                found[code].add(word)
    for code, mark in _marks(text):
        found[code].add(mark)
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))
    if not ranked or (len(ranked) > 1 and len(ranked[0][1]) == len(ranked[1][1])):
        return None, 0
    return ranked[0][0], len(ranked[0][1])


def _marks(text: str) -> Iterator[tuple[str, str]]:
    for match in _MARK.finditer(text):
        kind, value = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "phone" and value in _PHONES:
            yield _PHONES[value], kind
        elif kind in ("iban", "vat"):
            yield value, kind
        elif kind == "web":
            yield _WEBS.get(value, value.upper()), kind
        elif kind in _KINDS:
            yield _KINDS[kind], kind
        elif kind == "sign":
            yield _SIGNS.get(value, "CH"), value
