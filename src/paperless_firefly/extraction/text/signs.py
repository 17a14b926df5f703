"""What tells a business apart on its papers: numbers, telephones, accounts and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...domain.document import SourceDocument
from . import numbers
from .layout import rows_of
from .lines import Line
from .names import WEB

_REGISTERED = re.compile(
    r"[(\[{]\s?(?:[A-Z]{0,3})(\d{5,12})\s?-?\s?[A-Z0-9]?\s?[)\]}]"
    r"|\b(\d{5,7}-[A-Z])\b"
    r"|\b(HR[AB]) ?(\d{2,7})\b"
    r"|\b(?:SIRET|SIREN|KVK|REGON|ABN|UEN|IČO|ICO)\b\W{0,4}((?:\d ?){8,14})",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,/-])(?<!\d )(?:\+\d{2}|\(?0\d{1,4})[\d ()/.-]{5,16}\d(?![\d.,/])")
_DIGITS = re.compile(r"\D")
_PHONE_END = 8  # so many last digits are the same with and without the country's code
_SHARED = frozenset(
    "gmail googlemail yahoo hotmail outlook live gmx web icloud t-online facebook instagram"
    " paypal whatsapp orange free libero wp seznam".split()
)


@dataclass(frozen=True, slots=True)
class Signs:
    """Identifiers without blanks; phones by their last digits, webs as domain names."""

    vat_ids: frozenset[str] = frozenset()
    registrations: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    ibans: frozenset[str] = frozenset()
    webs: frozenset[str] = frozenset()

    def __or__(self, other: Signs) -> Signs:
        """The signs of both."""
        return Signs(*(getattr(self, n) | getattr(other, n) for n in self.__slots__))

    def each(self) -> Iterator[tuple[str, str]]:
        """Every sign as (kind, value); the kinds are the names of the fields."""
        for kind in self.__slots__:
            for value in sorted(getattr(self, kind)):
                yield kind, value


def signs_of(source: SourceDocument | str) -> Signs:
    """The signs on a document's pages: of its seller, and of whoever else it names."""
    if isinstance(source, str):
        source = SourceDocument("", "text/plain", "", text=source)
    return signs_in([Line(row, None) for row in rows_of(source)])


def signs_in(lines: Sequence[Line]) -> Signs:
    """The signs in some lines."""
    text = "\n".join(line.text for line in lines)
    return Signs(
        frozenset(i.value for i in numbers.vat_ids(lines)),
        frozenset(_registrations(text)),
        frozenset(_phones(lines)),
        frozenset(i.value for i in numbers.ibans(lines)),
        frozenset(_webs(text)),
    )


def _phones(lines: Sequence[Line]) -> Iterator[str]:
    """The last digits of telephone numbers; a date is printed with the same points and digits."""
    for line in lines:
        text = line.text
        for day in line.dates:
            text = text[: day.start] + "|" * (day.end - day.start) + text[day.end :]
        for match in _PHONE.finditer(text):
            yield _DIGITS.sub("", match[0])[-_PHONE_END:]


def _registrations(text: str) -> Iterator[str]:
    for match in _REGISTERED.finditer(text):
        value = "".join(group for group in match.groups() if group)
        register = value[:3].upper() if value[:2].upper() == "HR" else ""
        yield register + _DIGITS.sub("", value)


def _webs(text: str) -> Iterator[str]:
    for match in WEB.finditer(text):
        labels = match[1].lower().removeprefix("www.").split(".")
        if len(labels) > 1 and labels[-2] not in _SHARED and labels[0] not in _SHARED:
            yield ".".join(labels)
