"""What national syntaxes share: values made of several elements, and files of several invoices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from lxml import etree

from ...domain.extraction import Evidence, Finding, Severity
from .numbers import decimal, plain_number
from .paths import Path, text_of
from .statement import Located

_NAMED = 10  # invoices that a finding names


def joined(*parts: Located | None, by: str = " ") -> Located | None:
    """Texts as one, with the places of all; None where there is none."""
    found = [part for part in parts if part]
    if not found:
        return None
    return Located(by.join(part.value for part in found), _together(found, ", "))


def added(*parts: Located | None) -> Located | None:
    """Amounts added up, with the places of all; None where there is none or one is no number."""
    found = [part for part in parts if part]
    values = [decimal(part.value) for part in found]
    total = sum_of(values)
    return Located(total, _together(found, " + ")) if total is not None else None


def column(path: Path, element: etree._Element) -> Located | None:
    """The sum of every element of a path; None where there is none or one is no number."""
    first = path.located(element)
    total = sum_of(decimal(text_of(each)) for each in path.all(element))
    if first is None or total is None:
        return None
    return Located(total, Evidence(xpath=f"sum({first.evidence.xpath})"))


def sum_of(values: Iterable[Decimal | None]) -> str | None:
    """Numbers added up, as text; None where there is none or one is missing."""
    known = list(values)
    if not known or None in known:
        return None
    return plain_number(sum((each for each in known if each is not None), Decimal(0)))


def value_of(located: Located | None) -> str | None:
    """A text without its place."""
    return located.value if located else None


def several(numbers: Sequence[str | None]) -> tuple[Finding, ...]:
    """The finding of a file that holds these further invoices, which are not read."""
    if not numbers:
        return ()
    names = ", ".join(str(number or "?")[:40] for number in numbers[:_NAMED])
    message = f"The file holds {len(numbers) + 1} invoices; only the first is read, not: {names}."
    params = (("count", str(len(numbers) + 1)), ("others", names))
    return (Finding("several-invoices", message, Severity.WARNING, params=params),)


def worked_out() -> Finding:
    """The finding of a total that the document leaves to its reader."""
    message = "The document states no total: it is the sum of its tax summary."
    return Finding("total-worked-out", message, Severity.INFO, "total")


def _together(parts: list[Located], by: str) -> Evidence:
    return Evidence(xpath=by.join(str(part.evidence.xpath) for part in parts))
