"""Links between documents and bank transactions, as matching proposes and explains them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal of a score: its log-odds weight (base 2: +1 doubles the odds) and why, in words.

    `outcome` names what the signal found ("same", "another" …), for weights that are learned.
    """

    signal: str
    weight: float
    detail: str
    outcome: str = ""

    @property
    def key(self) -> str:
        """Signal and outcome: what one weight stands for."""
        return f"{self.signal}/{self.outcome}"


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """Documents and transactions that belong together; `confidence` is the probability in 0..1."""

    documents: tuple[str, ...]
    transactions: tuple[str, ...]
    state: str  # "auto" or "propose"
    confidence: float
    reasons: tuple[Reason, ...] = ()
