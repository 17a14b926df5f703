"""Whether an extraction can be true: sums, check digits and dates, without asking any clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from stdnum import iban as iban_number
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError

from ..domain.document import DocumentMetadata, SourceDocument
from ..domain.extraction import Extraction, Finding, Severity
from ..domain.money import exponent, plain

_ROUNDED = Decimal("0.05")  # what rounding at the till may change
_OLDEST, _NEWEST = date(1990, 1, 1), date(2100, 1, 1)
_LATE = timedelta(days=31)  # invoices are dated ahead by a month at most
_NUMBER = re.compile(r"\d[\d.,'’ \u00a0\u202f]*")
_CUT = frozenset({"too-many-pages", "text-too-long"})  # the total may stand on a page not read
_NO_DIGITS = re.compile(r"\D")
_MIN_NUMBERS = 3  # a text with fewer numbers than this contradicts nothing
# Greece's VAT numbers start with EL; XI is Northern Ireland
_EU = frozenset((*eu_vat.MEMBER_STATES, "el", "xi"))


def validate(extraction: Extraction) -> tuple[Finding, ...]:
    """Findings about the extraction's own values."""
    return (*_sums(extraction), *_dates(extraction), *_check_digits(extraction))


def validate_against(
    extraction: Extraction, document: SourceDocument, *, structured: bool
) -> tuple[Finding, ...]:
    """Findings where the extraction and the rest of the document contradict each other.

    `structured` says that the values come from an e-invoice, so that its text can contradict them.
    """
    told = _printed_otherwise(extraction, document) if structured else ()
    return (*told, *_after_arrival(extraction, document.metadata))


def _sums(extraction: Extraction) -> Iterator[Finding]:
    """Net and tax against the total; e-invoices have had their own, closer check."""
    net, tax, total = (extraction.amount(name) for name in ("net", "tax", "total"))
    if net is None or tax is None or total is None:
        return
    if any(finding.code == "totals-disagree" for finding in extraction.findings):
        return
    if abs(net + tax - total) > _ROUNDED:
        yield Finding(
            "totals-disagree",
            f"Net {net} and tax {tax} make {net + tax}, the total says {total}.",
            field="total",
            params=(("expected", str(net + tax)), ("stated", str(total))),
        )


def _dates(extraction: Extraction) -> Iterator[Finding]:
    issued, due = extraction.day("issue_date"), extraction.day("due_date")
    if issued and not _OLDEST <= issued < _NEWEST:
        message = f"The date {issued} is hardly true."
        yield Finding("date-implausible", message, field="issue_date")
    if issued and due and due < issued:
        message = f"It is due on {due}, before it was issued on {issued}."
        yield Finding("due-before-issue", message, field="due_date")


def _check_digits(extraction: Extraction) -> Iterator[Finding]:
    iban, vat_id = extraction.text("iban"), extraction.text("seller_vat_id")
    if iban and not _is_iban(iban):
        yield _invalid("iban", "IBAN", iban)
    if vat_id and vat_id[:2].lower() in _EU and not _is_vat_id(vat_id):
        yield _invalid("seller_vat_id", "VAT number", vat_id)


def _is_iban(text: str) -> bool:
    try:
        iban_number.validate(text, check_country=False)
    except ValidationError:
        return False
    return True


def _is_vat_id(text: str) -> bool:
    try:
        eu_vat.validate(text)
    except ValidationError:
        return False
    return True


def _invalid(field: str, what: str, value: str) -> Finding:
    return Finding(
        f"{field.replace('_', '-')}-invalid",
        f"The {what} {value[:40]} fails its check digits.",
        field=field,
        params=(("value", value[:40]),),
    )


def _printed_otherwise(extraction: Extraction, document: SourceDocument) -> Iterator[Finding]:
    """The page's text holds amounts, but neither the total nor what is payable of the XML."""
    currency = extraction.text("currency") or ""
    wanted = [a for a in (extraction.amount("total"), extraction.amount("payable")) if a]
    printed = _numbers(document.text)
    cut = any(problem.code in _CUT for problem in document.problems)
    if not wanted or cut or len(printed) < _MIN_NUMBERS:
        return
    if not any(_digits(amount, currency) & printed for amount in wanted):
        yield Finding(
            "text-disagrees",
            f"The total of the embedded invoice ({wanted[0]}) is nowhere on the page.",
            Severity.ERROR,
            field="total",
            params=(("total", str(wanted[0])),),
        )


def _digits(amount: Decimal, currency: str) -> frozenset[str]:
    """The digits by which a page may print an amount: with its decimals, or without if they are 0."""
    text = plain(abs(amount), currency)
    whole, _, decimals = text.partition(".")
    forms = {whole + decimals}
    if not int(decimals or 0):
        forms |= {whole, f"{whole}00"}
    if exponent(currency) == 3:
        forms.add(whole + decimals[:2])
    return frozenset(form.lstrip("0") for form in forms)


def _numbers(text: str) -> frozenset[str]:
    """The digits of every number in a text, with blanks taken for grouping and for gaps."""
    found: set[str] = set()
    for match in _NUMBER.findall(text):
        found.add(_NO_DIGITS.sub("", match).lstrip("0"))
        found.update(_NO_DIGITS.sub("", part).lstrip("0") for part in match.split())
    return frozenset(found - {""})


def _after_arrival(extraction: Extraction, metadata: DocumentMetadata | None) -> Iterator[Finding]:
    issued, added = extraction.day("issue_date"), metadata.added if metadata else None
    if issued and added and issued > added + _LATE:
        message = f"The date {issued} is long after the document came to Paperless ({added})."
        yield Finding("date-in-future", message, field="issue_date")
