"""What reconciliation is narrowed to, as its address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db.models import Exists, OuterRef, Q, QuerySet

from ...domain.names import fold
from ..models import DecisionKind, Proposal

STATES = ("certain", "likely", "alone", "later", "linked")
BANK = ("linked", "none")


@dataclass(frozen=True, slots=True)
class Narrow:
    """Conditions on both lists: days, amounts (in major units), seller; and on one of them each."""

    account: str = ""
    since: date | None = None
    until: date | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    seller: str = ""
    state: str = ""
    bank: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Narrow:
        """From an address's query; what is no condition is none."""
        state, bank = asked.get("state", ""), asked.get("bank", "")
        return cls(
            account=asked.get("account", "")[:1024],
            since=_day(asked.get("since", "")),
            until=_day(asked.get("until", "")),
            least=_amount(asked.get("least", "")),
            most=_amount(asked.get("most", "")),
            seller=asked.get("seller", "")[:255],
            state=state if state in STATES else "",
            bank=bank if bank in BANK else "",
        )

    @property
    def active(self) -> bool:
        """Whether it narrows anything."""
        return self != ALL

    @property
    def bank_active(self) -> bool:
        """Whether it narrows the bank's list."""
        return bool(self.account or self.bank or self.of_payments())

    def of_documents(self) -> Q:
        """The same as a condition on documents."""
        found = self._common("issue_date", "total_minor")
        if self.seller:
            found &= Q(search__contains=fold(self.seller))
        if self.state in ("certain", "likely"):
            found &= Q(Exists(_standing(certain=self.state == "certain")))
        if self.state == "alone":
            found &= Q(proposals=0)
        return found & Q(decision=DecisionKind.LATER) if self.state == "later" else found

    def of_payments(self) -> Q:
        """The same as a condition on bank transactions."""
        found = self._common("date", "amount_minor")
        if self.seller:
            found &= Q(search__contains=fold(self.seller))
        return found & Q(account=self.account) if self.account else found

    def _common(self, day: str, amount: str) -> Q:
        found = Q(**{f"{day}__gte": self.since}) if self.since else Q()
        found &= Q(**{f"{day}__lte": self.until}) if self.until else Q()
        # currencies of two decimals: what nearly all amounts are, and what a range is typed for
        found &= Q(**{f"{amount}__gte": int(self.least * 100)}) if self.least is not None else Q()
        return found & (
            Q(**{f"{amount}__lte": int(self.most * 100)}) if self.most is not None else Q()
        )


ALL = Narrow()


def _standing(certain: bool) -> QuerySet[Proposal]:
    """Proposals of the document at hand: certain ones, or those that ask for a look."""
    rows = Proposal.objects.filter(document=OuterRef("pk"), dismissed=False, split__linked=False)
    return rows.filter(state="auto") if certain else rows.exclude(state="auto")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    """An amount as typed, with point or comma; None for what is none."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < Decimal(10) ** 13 else None
