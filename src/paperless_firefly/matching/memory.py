"""Memory of names: which descriptor a seller's payments bear, learned from rare exact amounts.

No labels are needed: where exactly one payment in the usual days has a document's amount to the
cent, the two most likely belong together; many such pairs tell "FAMILYMART" from the company
behind it. A pair that is being judged is left out of its own evidence.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from .ledger import Ledger
from .model import Learned
from .prepare import Paper, Payment

_WINDOW = (-1, 7)
_RARE = 3
_OFTEN = 3
_SAME_SELLER = 85.0
_DENIED = 1_000
_CONFIRMED = 2  # a confirmed link proves what two guesses do


@dataclass(frozen=True, slots=True)
class Habit:
    """How often a seller's sure payments bore one name, of how many, the judged pair left out."""

    seen: int
    of: int

    @property
    def is_known(self) -> bool:
        """Whether the name is proven for this seller."""
        return self.seen >= 2 and self.seen * 4 >= self.of

    @property
    def is_denied(self) -> bool:
        """Whether a person said that the seller does not bear the name."""
        return self.of >= _DENIED

    @property
    def is_unheard(self) -> bool:
        """Whether the seller is well known under other names only."""
        return self.of >= 5 and self.seen == 0


class Memory:
    """The pairs of seller and descriptor seen in one matching."""

    def __init__(
        self, papers: Sequence[Paper], ledger: Ledger, learned: Learned | None = None
    ) -> None:
        learned = learned or Learned()
        self._never = learned.never
        self._seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._votes: dict[str, tuple[str, str]] = {}
        self._canonical = canonical_sellers(papers)
        for paper in papers:
            self._learn(paper, ledger)
        for seller, names in learned.names.items():
            for name, times in names.items():
                self._seen[seller][name] += times * _CONFIRMED

    def seller_of(self, paper: Paper) -> str:
        """The seller's usual spelling, where this document's is a misreading of it."""
        return self._canonical.get(paper.seller, paper.seller)

    def habit(self, paper: Paper, payment: Payment) -> Habit:
        """What other documents of this seller tell about the payment's name."""
        seller, name = self.seller_of(paper), name_of(payment)
        if (seller, name) in self._never:
            return Habit(0, _DENIED)
        names = self._seen.get(seller)
        if names is None:
            return Habit(0, 0)
        own = self._votes.get(paper.id)
        return Habit(names[name] - (own == (payment.id, name)), names.total() - (own is not None))

    def names_of(self, paper: Paper) -> list[str]:
        """The names under which the seller was seen at least twice, most frequent first."""
        names = self._seen.get(self.seller_of(paper), Counter())
        frequent = sorted(names.items(), key=lambda item: (-item[1], item[0]))
        known = [name for name, times in frequent if times >= 2]
        return [n for n in known if (self.seller_of(paper), n) not in self._never][:3]

    def _learn(self, paper: Paper, ledger: Ledger) -> None:
        if not paper.seller or paper.day is None:
            return
        if ledger.same_amount(paper.out, paper.currency, paper.total) > _RARE:
            return
        first, last = paper.day + _WINDOW[0], paper.day + _WINDOW[1]
        found = list(ledger.exactly(paper.out, paper.currency, paper.total, first, last))
        if len(found) == 1 and (name := name_of(ledger.payments[found[0]])):
            self._seen[self.seller_of(paper)][name] += 1
            self._votes[paper.id] = (ledger.payments[found[0]].id, name)


def name_of(payment: Payment) -> str:
    """The name that a payment bears: its descriptor, else its counterparty."""
    return " ".join(payment.descriptor or payment.party)


def canonical_sellers(papers: Sequence[Paper]) -> dict[str, str]:
    """Rare spellings -> the frequent one that they are nearly: misreadings of one name."""
    counts = Counter(paper.seller for paper in papers if paper.seller)
    frequent = sorted(seller for seller, times in counts.items() if times >= _OFTEN)
    found: dict[str, str] = {}
    for seller in sorted(counts):
        if counts[seller] < _OFTEN and frequent:
            nearest = process.extractOne(
                seller, frequent, scorer=fuzz.ratio, score_cutoff=_SAME_SELLER
            )
            if nearest:
                found[seller] = nearest[0]
    return found
