"""What a list is narrowed to, and the filters that a user saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ...domain.extraction import Kind
from ..models import SavedFilter


@dataclass(frozen=True, slots=True)
class Narrow:
    """Conditions on documents: kind, day of issue from and to, with a proposed pair or without."""

    kind: str = ""
    since: date | None = None
    until: date | None = None
    pair: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Narrow:
        """From an address's query; what is no condition is none."""
        kind, pair = asked.get("kind", ""), asked.get("pair", "")
        return cls(
            kind=kind if kind in {each.value for each in Kind} else "",
            since=_day(asked.get("since", "")),
            until=_day(asked.get("until", "")),
            pair=pair if pair in {"yes", "no"} else "",
        )

    @property
    def active(self) -> bool:
        """Whether it narrows anything."""
        return self != Narrow()

    def condition(self) -> Q:
        """The same as a condition on documents."""
        found = Q(kind=self.kind) if self.kind else Q()
        found &= Q(issue_date__gte=self.since) if self.since else Q()
        found &= Q(issue_date__lte=self.until) if self.until else Q()
        if self.pair:
            found &= Q(proposals__gt=0) if self.pair == "yes" else Q(proposals=0)
        return found


ALL = Narrow()


def saved(owner_id: int, page: str) -> list[SavedFilter]:
    """A user's filters of one page, by name."""
    return list(SavedFilter.objects.filter(owner_id=owner_id, page=page))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
