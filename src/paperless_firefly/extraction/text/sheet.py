"""A document as the text reader sees it: its lines, its amounts, and the candidates for each field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ...domain.document import DocumentMetadata, SourceDocument
from ...domain.grammar import decimal_mark
from .amounts import Print, prints
from .country import country
from .dates import Context, DateFound, issue_dates
from .features import Candidate, candidates
from .judge import dirt
from .layout import rows_of
from .lines import Line
from .memory import Match, SellerMemory
from .parties import HEAD, Name, seller_names
from .signs import signs_in


@dataclass
class Sheet:
    """The lines of a document, and what is worked out from them when asked for."""

    lines: list[Line]
    text: str
    metadata: DocumentMetadata | None = None

    @classmethod
    def of(cls, document: SourceDocument) -> Sheet | None:
        """The sheet of a document, or None where it has no text."""
        rows = rows_of(document)
        if not rows:
            return None
        text = "\n".join(row.text for row in rows)
        mark = decimal_mark(text)
        return cls([Line(row, mark) for row in rows], text, document.metadata)

    @cached_property
    def dirt(self) -> float:
        """How much the text looks read from a bad picture: 0 clean to 1."""
        return dirt(self.text)

    @cached_property
    def origin(self) -> tuple[str | None, int]:
        """The country it speaks from (ISO 3166), if it tells, and how many marks of it it bears."""
        return country(self.lines, self.text)

    @property
    def country(self) -> str | None:
        """The country it speaks from (ISO 3166), if it tells."""
        return self.origin[0]

    @cached_property
    def prints(self) -> list[Print]:
        """Every amount that could be money."""
        return prints(self.lines)

    @cached_property
    def context(self) -> Context:
        """What is known beside its dates."""
        metadata = self.metadata
        known = (metadata.created,) if metadata and metadata.created else ()
        return Context(self.country, metadata.added if metadata else None, known)

    def totals(self) -> list[Candidate]:
        """Every value that could be the total."""
        return candidates(self.prints, len(self.lines), dirty=self.dirt > 0)

    def dates(self, order: str | None = None) -> list[DateFound]:
        """Every date that could be the issue date, the best first; `order` is the seller's own."""
        return issue_dates(self.lines, replace(self.context, order=order))

    def sellers(self) -> list[Name]:
        """Every name that could be the seller's."""
        return seller_names(self.lines)

    def known(self, memory: SellerMemory, names: Sequence[Name]) -> Match | None:
        """The seller among those known that the page speaks of, if any."""
        if not memory.sellers:
            return None
        return memory.find(signs_in(self.lines), [n.text for n in names if n.row < HEAD])
