"""The country that a document speaks from, by the marks it bears: never by language alone."""

from __future__ import annotations

import re
from collections import Counter

# States of the USA that stand before a ZIP code; AL, DE, IT, … are left out: they are countries too.
_STATES = (
    "AK|AZ|CA|CO|CT|DC|FL|GA|HI|IA|ID|IL|IN|KS|KY|LA|MA|MD|MI|MN|MO|MS|MT|NC|ND|NE|NH|NJ|NM|NV"
    "|NY|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VA|VT|WA|WI|WV|WY"
)
# ISO 3166 code -> patterns (on the text in capitals) that only its papers bear; weight 1 each.
_MARKS = {
    "MY": r"\bSDN\.? ?BHD\b|\bGST (?:ID|REG|NO)\b|\bMALAYSIA\b|\bSELANGOR\b|\bKUALA LUMPUR\b|\bRM ?\d|\+60|\bJALAN\b",
    "SG": r"\bPTE\.? LTD\b|\bSINGAPORE\b|\+65\b|\bUEN\b",
    "DE": r"\bUST-?ID(?:-?NR)?\b|\bHRB\b|\bDE ?\d{9}\b|\+49|\bIBAN:? ?DE|\bDEUTSCHLAND\b|\bGERMANY\b|\bSTEUERNUMMER\b|\.DE\b",
    "AT": r"\bATU ?\d{8}\b|\+43|\bIBAN:? ?AT|\bÖSTERREICH\b|\bAUSTRIA\b|\bUID-?NR\b|\.AT\b",
    "CH": r"\bCHE-?\d{3}\.|\+41|\bIBAN:? ?CH|\bSCHWEIZ\b|\bSUISSE\b|\bSWITZERLAND\b|\bCHF\b|\.CH\b",
    "FR": r"\bSIRET\b|\bSIREN\b|\bFR ?\d{2} ?\d{3} ?\d{3} ?\d{3}\b|\+33|\bIBAN:? ?FR|\bFRANCE\b|\bTTC\b|\.FR\b",
    "BE": r"\bBE ?0\d{3}|\+32|\bIBAN:? ?BE|\bBELGIQUE\b|\bBELGIË\b|\bBELGIUM\b|\.BE\b",
    "IT": r"\bP\.? ?IVA\b|\bPARTITA IVA\b|\bIT ?\d{11}\b|\+39|\bIBAN:? ?IT|\bITALIA\b|\bCODICE FISCALE\b|\.IT\b",
    "ES": r"\bC\.?I\.?F\.?\b|\bES ?[A-Z]\d{7}|\+34|\bIBAN:? ?ES|\bESPAÑA\b|\bSPAIN\b|\.ES\b",
    "PT": r"\bNIPC\b|\bATCUD\b|\bPT ?\d{9}\b|\+351|\bIBAN:? ?PT|\bPORTUGAL\b|\bCONTRIBUINTE\b|\.PT\b",
    "NL": r"\bKVK\b|\bNL ?\d{9}B\d{2}\b|\+31|\bIBAN:? ?NL|\bNEDERLAND\b|\bNETHERLANDS\b|\bBTW\b|\.NL\b",
    "PL": r"\bNIP\b|\bREGON\b|\+48|\bIBAN:? ?PL|\bPOLSKA\b|\bPOLAND\b|\bSP\. Z O\.? ?O|\bPLN\b|\.PL\b",
    "CZ": r"\bIČO?\b|\bDIČ\b|\+420|\bIBAN:? ?CZ|\bČESK|\bCZECH|\bKČ\b|\bCZK\b|\.CZ\b",
    "GB": r"\bVAT (?:REG )?NO\.?:? ?(?:GB)?|\bGB ?\d{9}\b|\+44|\bUNITED KINGDOM\b|\bENGLAND\b|£|\.CO\.UK\b|\bPLC\b",
    "IE": r"\bIE ?\d{7}[A-Z]|\+353|\bIRELAND\b|\.IE\b",
    "US": rf"\bUSA\b|\bUNITED STATES\b|\b(?:{_STATES}) \d{{5}}(?:-\d{{4}})?\b|\bSALES TAX\b|\bLLC\b|\bEIN\b|\bZIP\b|\bUS\$",
    "CA": r"\bCANADA\b|\b[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d\b|\bHST\b|\bPST\b",
    "AU": r"\bABN\b|\bAUSTRALIA\b|\+61|\.COM\.AU\b",
}  # fmt: skip
_COMPILED = {code: re.compile(pattern) for code, pattern in _MARKS.items()}
EURO = frozenset("DE AT FR BE IT ES PT NL IE".split())
DOLLARS = {"US": "USD", "CA": "CAD", "AU": "AUD", "SG": "SGD", "MY": "MYR"}
OWN = {"MY": "MYR", "CH": "CHF", "PL": "PLN", "CZ": "CZK", "GB": "GBP"}
MONTH_FIRST = frozenset({"US"})


def country(text: str) -> tuple[str | None, int]:
    """The country most of whose marks a text bears, with how many different ones; None without."""
    upper = text.upper()
    counts: Counter[str] = Counter()
    for code, pattern in _COMPILED.items():
        if found := set(pattern.findall(upper)):
            counts[code] = len(found)
    if not counts:
        return None, 0
    (best, marks), *others = counts.most_common(2)
    if others and others[0][1] == marks:
        return None, 0
    return best, marks
