"""What the bank's text says: descriptor words, numbers and references, however mangled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from ..domain.parties import bare, words

_ALNUM = re.compile(r"[A-Z0-9]+")
_RUN = re.compile(r"\d+")
_YEAR = re.compile(r"20[0-3]\d")
_TOKEN = re.compile(r"[A-Z0-9][A-Z0-9./_-]*")
# A number after one of these words names a contract, a customer or a mandate, never an invoice.
_NOT_INVOICES = re.compile(
    r"\b(?:MANDAT\w*|MANDATE|KD\.?-?NR|KUNDEN\w*|CUSTOMER\w*|VERTRAG\w*|CONTRACT|TERMINAL|KARTE\w*"
    r"|CRED\w*|IBAN|BIC)\b[ .:#]*[A-Z0-9-]*"
)
_REFERENCE = re.compile(r"\bRF\d{2}[A-Z0-9]{1,21}\b")
_SHORTEST = 4

# Words of payments that name nobody, levelled.
PAYMENT_WORDS = frozenset(
    "rechnung rechnungen rechn rg rgnr re renr rnr nr no nummer invoice invoices inv bill facture "
    "fattura factura faktura zahlung zahlungen payment payments uberweisung sammeluberweisung "
    "transfer sepa lastschrift direct debit dauerauftrag standing order mandat mandate kdnr "
    "kunden kundennr kundennummer customer ref referenz reference vielen dank thank thanks you "
    "abz abzuglich skonto discount rate raten ratenzahlung instalment installment teil part von of "
    "gutschrift credit refund erstattung ruckzahlung bezahlung kartenzahlung karte card purchase "
    "pos kauf einkauf eur usd chf gbp betrag amount vom datum date for fur zu kontonr iban bic "
    "visa mastercard maestro girocard debitkarte online-banking danke bitte".split()
)
# Payment services that stand before the shop's name.
SERVICES = frozenset(
    "sumup paypal pp sq square zettle izettle stripe klarna mollie adyen wl worldline payone "
    "nexi concardis unzer ratepay billie wise revolut google_pay apple_pay".split()
)
_DEBIT = re.compile(
    r"\b(?:LASTSCHRIFT|MANDAT|MANDATE|DIRECT DEBIT|DIRECTDEBIT|ABBUCHUNG|EINZUG|SDD|INCASSO|"
    r"PRELEVEMENT|ADDEBITO|DOMICILIACION)\b"
)
_TRANSFER = re.compile(
    r"\b(?:RECHNUNG(?:EN)?|RG|RE|RNR|INVOICES?|INV|SAMMEL\w*|\w*[ÜU]E?BERWEISUNG|DAUERAUFTRAG|"
    r"ZAHLUNG|PAYMENT|FACTURE|FATTURA|FACTURA|FAKTURA|STANDING ORDER|SKONTO)\b"
)
_MANDATE = re.compile(r"\b(?:MANDAT\w*|MREF|MANDATE)[ .:+#/-]*([A-Z0-9-]*\d[A-Z0-9-]*)")
_PART = re.compile(
    r"\b(?:RATEN?|RATENZAHLUNG|TEIL|TEILZAHLUNG|ANZAHLUNG|INSTAL?LMENTS?|PART|ACOMPTE|RATA|RATE \d+/\d+)\b"
)
_SEVERAL = re.compile(
    r"\b(?:SAMMEL\w*|RECHNUNGEN|INVOICES|DIV(?:ERSE)?|FACTURES|FATTURE|FACTURAS|COLLECTIVE|BULK)\b"
)


def compact(text: str | None) -> str:
    """Letters and digits alone, upper case: how identifiers are compared."""
    return "".join(_ALNUM.findall((text or "").upper()))


@dataclass(frozen=True, slots=True)
class BankText:
    """A bank's text taken apart.

    `descriptor` are the levelled words that name the other side; `numbers` keys under which an
    invoice's number may stand; `references` structured creditor references (RF…).
    """

    descriptor: tuple[str, ...]
    numbers: frozenset[str]
    references: frozenset[str]
    is_debit: bool
    is_transfer: bool
    says_part: bool
    says_several: bool
    mandate: str


def read_bank_text(text: str) -> BankText:
    """Takes a description apart."""
    upper = text.upper()
    cleaned = _NOT_INVOICES.sub(" ", upper)
    references = frozenset(_REFERENCE.findall(cleaned))
    for reference in references:
        cleaned = cleaned.replace(reference, " ")
    return BankText(
        _descriptor(text),
        number_keys(cleaned),
        references,
        _DEBIT.search(upper) is not None,
        bool(references) or _TRANSFER.search(upper) is not None,
        _PART.search(upper) is not None,
        _SEVERAL.search(upper) is not None,
        mandate[1] if (mandate := _MANDATE.search(upper)) else "",
    )


def _descriptor(text: str) -> tuple[str, ...]:
    """The words before a terminal's number and the town, without services and words of payment."""
    found: list[str] = []
    every = words(text)
    for word, after in zip_longest(every, every[1:], fillvalue=""):
        if word.isdigit():
            # "KIOSK 24 1474 KOELN": a short number is part of the name where another follows
            if found and (len(word) >= 3 or not after.isdigit()):
                break
            found.extend([word] if found else [])
        elif word not in PAYMENT_WORDS and not _mostly_digits(word):
            found.append(word)
    named = [w for w in found if w not in SERVICES]
    return tuple(named or found)


def _mostly_digits(word: str) -> bool:
    digits = sum(c.isdigit() for c in word)
    return digits >= 4 or digits * 2 > len(word)


def number_keys(text: str) -> frozenset[str]:
    """Every key under which a number in a text may be found, from four characters on.

    Digits without leading zeros and year, runs parted by blanks or dashes joined, and whole
    tokens with their letters.
    """
    keys: set[str] = set()
    upper = text.upper()
    runs = _RUN.findall(upper)
    for run in runs:
        _add_digits(keys, run)
    for first, second in pairwise(runs):
        _add_digits(keys, first + second)
    for token in _TOKEN.findall(upper):
        whole = compact(token)
        if len(whole) >= 5 and not whole.isdigit() and any(c.isdigit() for c in whole):
            keys.add(whole)
    return frozenset(keys)


def _add_digits(keys: set[str], run: str) -> None:
    stripped = run.lstrip("0")
    if len(stripped) >= _SHORTEST and not _YEAR.fullmatch(run):
        keys.add(stripped)
    if len(run) > 7 and _YEAR.fullmatch(run[:4]):
        rest = run[4:].lstrip("0")
        if len(rest) >= _SHORTEST:
            keys.add(rest)


def keys_of_number(number: str | None) -> frozenset[str]:
    """The keys of a document's own number: its core digits, all its digits, and the whole of it."""
    if not number:
        return frozenset()
    whole = compact(number)
    runs = _RUN.findall(number)
    keys: set[str] = set()
    _add_digits(keys, "".join(runs))
    cores = [r for r in runs if not _YEAR.fullmatch(r)]
    if cores:
        _add_digits(keys, max(cores, key=len))
    if len(whole) >= 5 and not whole.isdigit() and runs:
        keys.add(whole)
    return frozenset(keys)


def name_words(counterparty: str | None) -> tuple[str, ...]:
    """The words of a counterparty's name that name it."""
    return bare(counterparty) if counterparty else ()
