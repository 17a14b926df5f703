"""The whole of extraction: every reader looks at the document, and one extraction comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..domain.document import SourceDocument
from ..domain.extraction import (
    Direction,
    Extraction,
    Field,
    Finding,
    Kind,
    LineItem,
    Severity,
    State,
    TaxLine,
)
from . import metadata
from .codes import reader as codes
from .codes.compare import disagreements
from .codes.reader import CodeReader
from .confidence import confidence_of, is_claim, state_of
from .contradictions import page_disagrees, paperless_disagrees
from .direction import TEXT, Myself, direction_of
from .einvoice.reader import EInvoiceReader
from .fusion import fuse
from .metadata import PaperlessReader
from .places import placed
from .reader import Found, Reader
from .several import several
from .terms import NAME as TERMS
from .terms import terms_of, worked_out
from .text.memory import SellerMemory
from .text.reader import TextReader
from .validation import validate, validate_against

__all__ = ["READERS", "Myself", "Options", "extract"]


# By authority: what a machine wrote, as XML or as a code, what Paperless knows, what the text seems
# to say.
READERS: tuple[Reader, ...] = (EInvoiceReader(), CodeReader(), PaperlessReader(), TextReader())
# Those that read the paper, or what is known of it, rather than an e-invoice.
_UNSTRUCTURED = frozenset((codes.NAME, metadata.NAME, TEXT))
_NO_CLAIM = 0.9  # a title that says so; people read it at a glance


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are judged.

    Thresholds apply to the confidence of the whole reading. `text_only` leaves embedded XML,
    codes in images and Paperless' metadata out of account. `sellers` are those confirmed before.
    """

    auto_threshold: float = 0.95
    review_threshold: float = 0.60
    myself: Myself = field(default_factory=Myself)
    text_only: bool = False
    sellers: SellerMemory = field(default_factory=SellerMemory)


def extract(
    document: SourceDocument,
    *,
    options: Options = Options(),
    readers: Sequence[Reader] = READERS,
) -> Extraction:
    """Everything that can be read from a document; never raises, whatever it holds.

    Of several papers on one scan it is the first, and the others are extractions of their own.
    """
    if options.text_only:
        document = replace(document, xml=(), codes=(), metadata=None)
    knowing = [_knowing(reader, options.sellers) for reader in readers]
    found = [each for reader in knowing if (each := reader.read(document)) is not None]
    papers = () if _is_structured(found) else next((f.papers for f in found if f.papers), ())
    if papers:
        first, *others = papers
        alone = [replace(paper, metadata=None, problems=()) for paper in others]
        return several(*(extract(p, options=options, readers=readers) for p in (first, *alone)))
    if _is_structured(found) and (due := terms_of(found[0])):
        found.insert(1, due)
    return _judged(_merged(found, document), found, document, options)


def _knowing(reader: Reader, sellers: SellerMemory) -> Reader:
    """The reader, told which sellers are known if it asks for that."""
    if sellers.sellers and isinstance(reader, TextReader):
        return replace(reader, sellers=sellers)
    return reader


def _merged(found: Sequence[Found], document: SourceDocument) -> Extraction:
    """One extraction of what the readers found, not yet judged."""
    kind = _kind(found)
    structured = _is_structured(found)
    fields = placed(_fields(found, kind), document)
    return Extraction(
        kind=kind or _guess(fields),
        direction=Direction.NONE,
        state=State.MANUAL,
        confidence=0.0,
        type=_type(found, kind),
        readers=tuple(each.reader for each in found if each.kind or each.fields),
        fields=fields,
        tax_breakdown=_tax_breakdown(found, structured),
        lines=_lines(found, structured),
        findings=(*document.problems, *(f for each in found for f in each.findings)),
        details=next((each.details for each in found if each.details), None),
    )


def _judged(
    merged: Extraction, found: Sequence[Found], document: SourceDocument, options: Options
) -> Extraction:
    """The extraction with its direction, every finding, its confidence and its state."""
    structured = _is_structured(found)
    unread = merged.kind == Kind.OTHER and _kind(found) is None
    in_part = any(problem.severity != Severity.INFO for problem in document.problems)
    turned, doubt = direction_of(merged, options.myself)
    sources = found[:1] if structured else found
    said = next((each.direction for each in sources if each.direction), None)
    findings = (
        *merged.findings,
        *disagreements(found),
        *paperless_disagrees(found),
        *(page_disagrees(merged, document) if structured else ()),
        *validate(merged),
        *validate_against(merged, document, structured=structured),
        *([doubt] if doubt else []),
        *_notes(merged, found, unread=unread),
    )
    whole = replace(merged, direction=said or turned, findings=tuple(dict.fromkeys(findings)))
    sure = replace(whole, confidence=_confidence(whole, unread=unread or in_part))
    state = state_of(
        sure,
        auto=options.auto_threshold,
        review=options.review_threshold,
        unread=unread or in_part,
    )
    return replace(sure, state=state)


def _confidence(extraction: Extraction, *, unread: bool) -> float:
    """How sure the whole is; what claims no money is as sure as the word that says so."""
    if is_claim(extraction):
        return confidence_of(extraction)
    return 0.0 if unread else _NO_CLAIM


def _is_structured(found: Sequence[Found]) -> bool:
    """Whether an e-invoice was read, or XML that says the document is none."""
    return bool(found) and found[0].reader not in _UNSTRUCTURED and bool(found[0].kind)


def _kind(found: Sequence[Found]) -> Kind | None:
    """What the document is by authority, or None where nobody can tell.

    A code that tells it is a register's own word. A text that tells one kind of claim from another is closer to the paper than the document type
    that Paperless holds.
    """
    if _is_structured(found):
        lead = found[0]
        return None if lead.kind == Kind.OTHER and lead.direction is None else lead.kind
    kinds = {each.reader: each.kind for each in found if each.kind is not None}
    if codes.NAME in kinds:
        return kinds[codes.NAME]
    text, told = kinds.get(TEXT), kinds.get(metadata.NAME)
    return told if text in (None, Kind.OTHER) and told else text


def _guess(fields: dict[str, Field]) -> Kind:
    """The kind of a document of which nothing but its fields is known."""
    if "total" not in fields:
        return Kind.OTHER
    claims = {"number", "due_date", "iban"} & fields.keys()
    return Kind.INVOICE if claims else Kind.RECEIPT


def _type(found: Sequence[Found], kind: Kind | None) -> str | None:
    """The finer word of the first reader that agrees on the kind."""
    return next((each.type for each in found if each.type and each.kind == kind), None)


def _fields(found: Sequence[Found], kind: Kind | None) -> dict[str, Field]:
    if not _is_structured(found):
        return fuse(found, structured=False)
    if found[0].kind == Kind.OTHER:
        return dict(found[0].fields)
    return fuse(found, structured=True)


def _tax_breakdown(found: Sequence[Found], structured: bool) -> tuple[TaxLine, ...]:
    sources = found[:1] if structured else found
    return next((each.tax_breakdown for each in sources if each.tax_breakdown), ())


def _lines(found: Sequence[Found], structured: bool) -> tuple[LineItem, ...]:
    sources = found[:1] if structured else found
    return next((each.lines for each in sources if each.lines), ())


def _notes(merged: Extraction, found: Sequence[Found], *, unread: bool) -> list[Finding]:
    """What a person should know of how the reading came about."""
    notes: list[Finding] = []
    if unread and not any(f.severity == Severity.ERROR for f in merged.findings):
        notes.append(_nothing_found())
    dated = merged.fields.get("issue_date")
    if dated and dated.evidence and dated.evidence.metadata == metadata.CREATED:
        notes.append(_dated_by_paperless())
    due = merged.fields.get("due_date")
    if due and due.reader == TERMS:
        notes.append(worked_out(due))
    return notes


def _nothing_found() -> Finding:
    message = "Nothing was found that tells what this document is."
    return Finding("nothing-found", message)


def _dated_by_paperless() -> Finding:
    message = "No date was found in the document; this one is the date that Paperless holds."
    return Finding("date-from-paperless", message, field="issue_date")
