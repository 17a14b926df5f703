"""The one shape in which every syntax states an invoice, before it is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ...domain.details import Details
from ...domain.extraction import Evidence, Finding, LineItem, TaxLine


@dataclass(frozen=True, slots=True)
class Located:
    """A text and where it stands."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Sums:
    """Amounts that lead from the lines to what is payable (EN 16931 BG-22), as stated."""

    lines: str | None = None
    allowances: str | None = None
    charges: str | None = None
    prepaid: str | None = None
    rounding: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one invoice says, as texts; names of `fields` as in `FIELD_NAMES`.

    `lines` may group: `counted` are the totals of those that add up to the document's. `brief`
    says that the profile has no lines by design (MINIMUM, BASIC WL). `foreign` are the currencies
    of sums that are not in the document's own. `own` says that the buyer wrote it for its own books
    and the tax office: it reaches no seller. `findings` are what only the syntax can tell.
    """

    syntax: str
    fields: Mapping[str, Located]
    type_code: str | None = None
    is_credit: bool = False
    taxes: tuple[TaxLine, ...] = ()
    lines: tuple[LineItem, ...] = ()
    counted: tuple[str | None, ...] = ()
    sums: Sums = field(default_factory=Sums)
    brief: bool = False
    foreign: frozenset[str] = frozenset()
    own: bool = False
    findings: tuple[Finding, ...] = ()
    details: Details = field(default_factory=Details)


@dataclass(frozen=True, slots=True)
class Syntax:
    """One syntax: its short name, the root elements that are its, and its reader."""

    name: str
    roots: frozenset[str]
    read: Callable[[etree._Element], Statement]
