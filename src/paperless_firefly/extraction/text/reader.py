"""The text reader: what a person would read from a document's rows, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from ...domain.document import SourceDocument
from ...domain.extraction import Alternative, Evidence, Field, Finding, Kind, TaxLine
from ...domain.names import fold, key_of
from ..reader import Found
from . import numbers, parties, tax
from .amounts import Print
from .currency import currency
from .dates import TERMS, DateFound, due_dates
from .doubts import date_signs, seller_signs, total_signs
from .features import Candidate
from .judge import certainty, rank
from .kinds import KindFound, kind_of
from .line_items import items
from .memory import SellerMemory
from .model import MODEL, Model
from .papers import papers
from .payment import paying_card, payment_method
from .sheet import Sheet

READER = "text"
_ALTERNATIVES = 4
_LOOKED_AT = 8  # candidates beyond these are not worth a certainty
_ALWAYS = 2  # so many are kept however unlikely: a person may need them
_READ_ONCE = (
    0.94  # a scanner may misread a digit of a date that stands nowhere else on a dirty page
)
_MENDED = 0.70  # a date whose year had to be mended wants a look
_RULE = 0.98  # a value that stands where a person said it stands
_BY_TERMS = 0.85  # below what e-invoices state as terms, above an unsure order
_LEAST = 0.02  # of the others, one below this is noise


@dataclass(frozen=True, slots=True)
class TextReader:
    """Reads what only the text says; pure, a few milliseconds a page."""

    model: Model = MODEL
    sellers: SellerMemory = field(default_factory=SellerMemory)
    name: str = READER

    def read(self, document: SourceDocument) -> Found | None:
        """What the text says, or None where there is none."""
        sheet = Sheet.of(document)
        if sheet is None:
            return None
        found = _Reading(sheet, self.model, self.sellers).found()
        return replace(found, papers=papers(document, sheet.lines, sheet.prints))


@dataclass(slots=True)
class _Option:
    """One value a field could have: text, confidence, row (index), offsets, and where it stood."""

    value: str
    confidence: float
    row: int | None = None
    start: int = 0
    end: int = 0
    note: str | None = None


class _Reading:
    """One document being read; each method finds one group of fields."""

    def __init__(self, sheet: Sheet, model: Model, sellers: SellerMemory) -> None:
        self.sheet, self.model = sheet, model
        self.names = sheet.sellers()
        self.known = sheet.known(sellers, self.names)
        self.habits = self.known.seller if self.known else None
        self.lines, self.prints = sheet.lines, sheet.prints
        self.fields: dict[str, Field] = {}
        self.findings: list[Finding] = []

    def found(self) -> Found:
        total = self._total()
        self._dates()
        self._seller()
        self._numbers()
        breakdown = self._tax(total)
        self._currency(total)
        kind = kind_of(
            self.lines, total=total, due="due_date" in self.fields,
            iban="iban" in self.fields,
        )  # fmt: skip
        if kind is None or kind.kind in (Kind.INVOICE, Kind.RECEIPT):
            self._payment()
        return self._result(kind, breakdown)

    def _result(self, kind: KindFound | None, breakdown: tuple[TaxLine, ...]) -> Found:
        return Found(
            reader=READER,
            kind=kind.kind if kind else None,
            type=kind.type if kind else None,
            direction=kind.direction if kind else None,
            fields=self.fields,
            tax_breakdown=breakdown,
            lines=items(self.lines) if kind is None or kind.kind != Kind.OTHER else (),
            findings=tuple(self.findings),
        )

    # ---------------------------------------------------------------- fields

    def _put(self, name: str, options: Iterable[_Option]) -> None:
        """Sets a field to the first option; the following ones are its alternatives."""
        kept = [o for o in options if o.value][: _ALTERNATIVES + 1]
        if not kept:
            return
        chosen, *others = kept
        self.fields[name] = Field(
            chosen.value, round(chosen.confidence, 4), READER, self._evidence(chosen),
            tuple(
                Alternative(o.value, round(o.confidence, 4), READER, self._evidence(o))
                for place, o in enumerate(others) if place < _ALWAYS or o.confidence >= _LEAST
            ),
        )  # fmt: skip

    def _evidence(self, option: _Option) -> Evidence | None:
        if option.row is None:
            return Evidence(note=option.note) if option.note else None
        row = self.lines[option.row].row
        return row.evidence(option.start, option.end, option.note)

    def _total(self) -> Decimal | None:
        found = self.sheet.totals()
        shares = rank(self.model.total, [c.features for c in found])
        ranked = sorted(zip(shares, found, strict=True), key=lambda pair: -pair[0])
        label = self.habits.total_label if self.habits else None
        taught = [p.value for p in self.prints if label and self._beside(p.row, label)]
        if taught:
            ranked.sort(key=lambda pair: pair[1].value != taught[-1])
        options = [self._total_option(share, c) for share, c in ranked[:_LOOKED_AT]]
        self._put("total", _taught(options) if taught else options)
        return ranked[0][1].value if ranked else None

    def _beside(self, row: int, label: str) -> bool:
        """Whether the words of a seller's own label stand in a row."""
        return f" {fold(label)} " in f" {self.lines[row].folded} "

    def _total_option(self, share: float, candidate: Candidate) -> _Option:
        best = max(candidate.prints, key=_told, default=None)
        confidence = _at_most(
            share, certainty(self.model.total_sure, total_signs(candidate, share, self.sheet.dirt))
        )
        if best is None:
            return _Option(_plain(candidate.value), confidence, note="worked out")
        label = self._label(best) if best.left else ""
        note = f"beside {label}" if label else None
        return _Option(
            _plain(candidate.value), confidence, best.row, best.amount.start, best.amount.end, note
        )

    def _label(self, p: Print) -> str:
        before = [h for h in self.lines[p.row].hits if h.end <= p.amount.start]
        return self.lines[p.row].text[before[-1].start : before[-1].end] if before else ""

    def _dates(self) -> None:
        issued = self.sheet.dates(self.habits.date_order if self.habits else None)
        label = self.habits.date_label if self.habits else None
        taught = [f for f in issued if label and self._beside(f.row, label)]
        if taught:
            issued = [*taught, *(f for f in issued if f not in taught)]
        options = self._date_options(issued)
        self._put("issue_date", _taught(options) if taught else options)
        first = issued[0].value if issued else None
        self._put(
            "due_date",
            [_due_option(f) for f in due_dates(self.lines, self.sheet.context, first)],
        )

    def _date_options(self, found: Sequence[DateFound]) -> list[_Option]:
        options: list[_Option] = []
        left = 1.0
        for f in found:
            sure = certainty(self.model.date_sure, date_signs(f, len(found) - 1, self.sheet.dirt))
            once = _READ_ONCE if self.sheet.dirt and f.times < 2 else 1.0
            confidence = min(sure, left, _MENDED if f.print.mended else once)
            left = max(left - confidence, 0.0)
            options.append(
                _Option(f.value.isoformat(), confidence, f.row, f.print.start, f.print.end, f.role)
            )
        return options

    def _seller(self) -> None:
        found = self.names
        shares = rank(self.model.seller, [n.features for n in found])
        ranked = sorted(zip(shares, found, strict=True), key=lambda pair: -pair[0])
        options = [
            _Option(
                n.text,
                _at_most(
                    share,
                    certainty(self.model.seller_sure, seller_signs(n, share, self.sheet.dirt)),
                ),
                n.row,
                n.start,
                n.end,
            )
            for share, n in ranked[:_LOOKED_AT]
        ]
        self._put("seller", self._with_correspondent(self._with_memory(options)))

    def _with_memory(self, options: list[_Option]) -> list[_Option]:
        """Puts the known seller first, unless the page speaks more surely for another."""
        if self.known is None:
            return options
        name, sure = self.known.seller.name, self.known.confidence
        same = [o for o in options if key_of(o.value) == key_of(name)]
        others = [o for o in options if o not in same]
        note = f"known by {', '.join(self.known.kinds).replace('_', ' ')}"
        if same:
            both = 1 - (1 - sure) * (1 - same[0].confidence)
            option = replace(same[0], value=name, confidence=max(sure, min(both, 0.99)), note=note)
        else:
            option = _Option(name, sure, note=note)
        if others and others[0].confidence > option.confidence:
            return [others[0], option, *others[1:]]
        return [option, *others]

    def _with_correspondent(self, options: list[_Option]) -> list[_Option]:
        """Puts the name that Paperless' correspondent confirms first."""
        metadata = self.sheet.metadata
        correspondent = fold(metadata.correspondent or "") if metadata else ""
        if not correspondent:
            return options
        for option in options:
            name = fold(option.value)
            if name == correspondent or correspondent in name or (len(name) > 5 and name in correspondent):  # fmt: skip
                option.confidence = max(option.confidence, 0.97)
                option.note = "Paperless' correspondent"
                return [option, *(o for o in options if o is not option)]
        return options

    def _numbers(self) -> None:
        self._put("number", _identifiers(numbers.document_numbers(self.lines), 2.0))
        self._put("iban", [_option(i, 0.97) for i in numbers.ibans(self.lines)])
        self._put("payment_reference", [_option(i, 0.9) for i in numbers.payment_references(self.lines)])  # fmt: skip
        customers = numbers.document_numbers(self.lines, "customer_number")
        self._put("customer_number", _identifiers(customers, 2.0))
        sides = parties.sides(self.lines)
        vat = sorted(numbers.vat_ids(self.lines), key=lambda i: sides[i.row] == "buyer")
        self._put("seller_vat_id", [_option(i, 0.9) for i in vat])

    def _payment(self) -> None:
        """How it was paid; a card that money went back to has paid nothing."""
        card = paying_card(self.lines)
        method = payment_method(self.lines, card)
        self._put("card", [_option(card, 0.95)] if card else [])
        self._put("payment_method", [_option(method, 0.95)] if method else [])

    def _tax(self, total: Decimal | None) -> tuple[TaxLine, ...]:
        rows = tax.breakdown(self.lines, self.prints)
        if total is not None:
            if due := tax.payable(self.prints, total):
                self._put("payable", [_amount(due, 0.95)])
            pair = tax.net_and_tax(self.prints, total)
            if pair:
                self._put("net", [_amount(pair.net, pair.confidence)])
                self._put("tax", [_amount(pair.tax, pair.confidence)])
            elif net := tax.untaxed(self.prints, total):
                self._put("net", [_amount(net, 0.95)])
                self._put("tax", [_Option("0.00", 0.95, net.row, note="printed as zero")])
            elif single := tax.labelled_tax(self.prints):
                self._put("tax", [_amount(single, 0.75)])
        return tuple(
            TaxLine("S" if r.rate else None, format(r.rate, "f"), str(r.base), str(r.tax))
            for r in rows
        )

    def _currency(self, total: Decimal | None) -> None:
        found = currency(self.lines, self.prints, total, *self.sheet.origin)
        if found:
            self._put(
                "currency", [_Option(found.code, found.confidence, found.row, note=found.note)]
            )


def _told(p: Print) -> tuple[bool, bool, bool, int]:
    """The print that explains a total best: labelled, outside a summary, the last of its row."""
    return bool(p.left & {"total", "sum", "payable", "rounded"}), not p.summary, p.last, -p.row


def _due_option(f: DateFound) -> _Option:
    """A printed due date; one worked out from terms, which may run from the delivery, is less sure."""
    day, row, start, end = f.value.isoformat(), f.row, f.print.start, f.print.end
    if f.role == TERMS:
        return _Option(day, _BY_TERMS, row, start, end, "worked out")
    return _Option(day, 0.95 if f.sure_order else 0.8, row, start, end)


def _taught(options: list[_Option]) -> list[_Option]:
    """The options with the first one as sure as what a person taught."""
    first = replace(options[0], confidence=max(options[0].confidence, _RULE), note="by your rule")
    return [first, *options[1:]]


def _at_most(share: float, sure: float) -> float:
    """The certainty of a candidate; one that was not chosen is at most as likely as its share."""
    return sure if share >= 0.5 else min(sure, max(share, 0.0))


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _amount(p: Print, confidence: float) -> _Option:
    return _Option(_plain(p.value), confidence, p.row, p.amount.start, p.amount.end)


def _option(found: numbers.Identifier, confidence: float) -> _Option:
    return _Option(
        found.value, confidence * min(found.score, 1.0), found.row, found.start, found.end
    )


def _identifiers(found: Sequence[numbers.Identifier], enough: float) -> list[_Option]:
    return [
        _Option(f.value, 0.95 if f.score >= enough + 1.5 else 0.8 if f.score >= enough else 0.5, f.row, f.start, f.end)
        for f in found if f.score > 0
    ]  # fmt: skip
