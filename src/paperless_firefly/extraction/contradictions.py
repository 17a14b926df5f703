"""Where an e-invoice says otherwise than its page, or a document otherwise than Paperless' fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stdnum import iban as iban_number

from ..domain.document import SourceDocument
from ..domain.extraction import Evidence, Extraction, Field, Finding
from ..domain.grammar import find_dates
from . import metadata
from .fusion import same
from .reader import Found

_MEANT = 0.5  # a reader less sure than this has said nothing that could contradict
_COMPARED = frozenset({"total", "currency", "issue_date", "iban"})
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
_MOST_TEXT = 200_000


def page_disagrees(extraction: Extraction, document: SourceDocument) -> Iterator[Finding]:
    """The day and the account of an e-invoice that its page names others of, but not these."""
    text = document.text[:_MOST_TEXT]
    issued, iban = extraction.text("issue_date"), extraction.text("iban")
    days = {day.isoformat() for each in find_dates(text) for day in each.options}
    if issued and days and issued not in days:
        yield _not_printed("issue_date", "date", issued)
    accounts = {bare for bare in map(_bare, _IBAN.findall(text)) if iban_number.is_valid(bare)}
    if iban and accounts and _bare(iban) not in accounts:
        yield _not_printed("iban", "IBAN", iban)


def paperless_disagrees(found: Sequence[Found]) -> Iterator[Finding]:
    """A custom field that a person filled in and that no other reader agrees with."""
    typed = next((each.fields for each in found if each.reader == metadata.NAME), {})
    others = [each for each in found if each.reader != metadata.NAME]
    for name, field in typed.items():
        if name not in _COMPARED or not _is_typed(field):
            continue
        said = list(_said(name, others))
        if said and not any(same(name, field.value, each) for each in said):
            yield _typed_otherwise(name, field.value, said[0])


def _said(name: str, others: Sequence[Found]) -> Iterator[str]:
    """What the other readers say; a person may have typed what is still to be paid."""
    names = ("total", "payable") if name == "total" else (name,)
    for other in others:
        for each in names:
            field = other.fields.get(each)
            if field is not None and field.confidence >= _MEANT:
                yield field.value


def _is_typed(field: Field) -> bool:
    """Whether it stands in a custom field, rather than in what Paperless made up itself."""
    return (field.evidence or Evidence()).metadata != metadata.CREATED


def _bare(iban: str) -> str:
    return iban.replace(" ", "").upper()


def _not_printed(name: str, what: str, value: str) -> Finding:
    return Finding(
        "text-disagrees",
        f"The {what} of the embedded invoice ({value[:40]}) is nowhere on the page.",
        field=name,
        params=(("value", value[:40]),),
    )


def _typed_otherwise(name: str, typed: str, said: str) -> Finding:
    return Finding(
        "paperless-disagrees",
        f"The custom field in Paperless says {typed[:60]}, the document {said[:60]}.",
        field=name,
        params=(("paperless", typed[:60]), ("document", said[:60])),
    )
