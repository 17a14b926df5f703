"""Proposes links: groups that numbers prove, the best one-to-one whole, sums, and what is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import log2
from typing import TypeVar

from ..domain.link import LinkProposal, Reason
from .assignment import assign
from .candidates import candidates
from .duplicates import Duplicate, find_duplicates
from .groups import (
    Group,
    Sellers,
    numbered_instalments,
    numbered_sums,
    unnumbered_instalments,
    unnumbered_sums,
)
from .ledger import Ledger
from .memory import Memory
from .model import BankFacts, DocumentFacts, Frequencies, Learned, Options
from .prepare import Paper, Payment, prepare_document, prepare_payment
from .recurrence import Rhythm
from .scoring import Score, Scorer

AUTO, PROPOSE = "auto", "propose"
DEFAULTS = Options()
NOTHING = Learned()
_Facts = TypeVar("_Facts", DocumentFacts, BankFacts)
_WITHIN = 9.0  # bits behind the best that a runner-up may be


@dataclass(frozen=True, slots=True)
class Matching:
    """Everything that was found: links, automatic ones first, and second scans."""

    links: tuple[LinkProposal, ...]
    duplicates: tuple[Duplicate, ...]


@dataclass(slots=True)
class _State:
    """A matching under way; taken documents and transactions are out of it."""

    papers: list[Paper]
    scorer: Scorer
    options: Options
    learned: Learned = NOTHING
    edges: dict[str, list[tuple[int, Score]]] = field(default_factory=dict)
    taken_papers: set[str] = field(default_factory=set)
    taken_payments: set[str] = field(default_factory=set)
    links: list[LinkProposal] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)

    @property
    def open_papers(self) -> list[Paper]:
        return [p for p in self.papers if p.id not in self.taken_papers]

    def is_open(self, payment: Payment) -> bool:
        return payment.id not in self.taken_payments


def propose(
    documents: Sequence[DocumentFacts],
    transactions: Sequence[BankFacts],
    *,
    options: Options = DEFAULTS,
) -> tuple[LinkProposal, ...]:
    """Links of documents and transactions; the order of the input does not matter.

    No transaction stands in two automatic links, no document in two; amounts of automatic group
    links add up to the unit.
    """
    return match(documents, transactions, options=options).links


def match(
    documents: Sequence[DocumentFacts],
    transactions: Sequence[BankFacts],
    *,
    options: Options = DEFAULTS,
    learned: Learned = NOTHING,
) -> Matching:
    """As `propose`, with the documents that were scanned twice."""
    state = _prepare(documents, transactions, options, learned)
    for paper in state.papers:
        state.edges[paper.id] = _edges(paper, state)
    duplicates = _set_duplicates_aside(state)
    _take_numbered_groups(state)
    _take_pairs(state)
    _take_sums(state)
    _offer_the_rest(state)
    links = sorted(state.links, key=lambda link: (link.state, -link.confidence, link.documents))
    return Matching(tuple(links), tuple(duplicates))


def rank(
    document: DocumentFacts, transactions: Sequence[BankFacts], *, options: Options = DEFAULTS,
    learned: Learned = NOTHING, whole: Frequencies | None = None,
) -> tuple[LinkProposal, ...]:  # fmt: skip
    """The transactions that may be one document's payment, likeliest first.

    The confidences, with that of "none of these", add up to one; only the first may be automatic.
    `whole` tells how common values are where the transactions are a selection.
    """
    state = _prepare([document], transactions, options, learned, whole)
    if not state.papers:
        return ()
    paper = state.papers[0]
    found = _edges(paper, state)
    odds = [2.0 ** min(score.weight, 60.0) for _, score in found]
    whole = 1.0 + sum(odds)
    links = [
        _link([paper], [state.scorer.ledger.payments[h]], score.reasons, odd / whole, PROPOSE)
        for (h, score), odd in zip(found, odds, strict=True)
    ]
    if links and found[0][1].is_sure and links[0].confidence >= options.auto:
        links[0] = replace(links[0], state=AUTO)
    return tuple(links)


def explain(
    document: DocumentFacts, transaction: BankFacts, among: Sequence[BankFacts] = (), *,
    learned: Learned = NOTHING, whole: Frequencies | None = None,
) -> tuple[Reason, ...]:  # fmt: skip
    """Every signal for and against one pair, whatever they are.

    `among` (a selection of which `whole` tells more) says how rare a value is.
    """
    others = [t for t in among if t.id != transaction.id]
    state = _prepare([document], [transaction, *others], DEFAULTS, learned, whole)
    payment = prepare_payment(transaction)
    if not state.papers or payment is None:
        return (Reason("direction", -30.0, "one of the two moves no money"),)
    return state.scorer.score(state.papers[0], payment).reasons


def explainer(
    documents: Sequence[DocumentFacts], transactions: Sequence[BankFacts]
) -> Callable[[DocumentFacts, BankFacts], tuple[Reason, ...]]:
    """As `explain` by the weights that ship, for many pairs of some documents and transactions."""
    state = _prepare(documents, transactions, DEFAULTS, NOTHING)
    papers = {paper.id: paper for paper in state.papers}
    payments = {payment.id: payment for payment in state.scorer.ledger.payments}

    def reasons(document: DocumentFacts, transaction: BankFacts) -> tuple[Reason, ...]:
        paper, payment = papers.get(document.id), payments.get(transaction.id)
        return state.scorer.score(paper, payment).reasons if paper and payment else ()

    return reasons


def _prepare(
    documents: Sequence[DocumentFacts], transactions: Sequence[BankFacts], options: Options,
    learned: Learned, whole: Frequencies | None = None,
) -> _State:  # fmt: skip
    papers = [p for d in _by_id(documents) if (p := prepare_document(d))]
    payments = [q for t in _by_id(transactions) if (q := prepare_payment(t))]
    ledger = Ledger(payments, whole)
    scorer = Scorer(papers, ledger, Memory(papers, ledger, learned), learned.bits)
    return _State(papers, scorer, options, learned)


def _by_id(facts: Sequence[_Facts]) -> list[_Facts]:
    """In order of id, each once: the order of the input must not matter."""
    unique: dict[str, _Facts] = {}
    for one in facts:
        other = unique.get(one.id)
        if other is None or repr(one) < repr(other):
            unique[one.id] = one
    return [unique[ident] for ident in sorted(unique)]


def _edges(paper: Paper, state: _State) -> list[tuple[int, Score]]:
    """Every candidate that is not too unlikely, likeliest first."""
    floor = log2(state.options.propose / (1 - state.options.propose))
    scorer, ledger = state.scorer, state.scorer.ledger
    scored = [
        (handle, scorer.score(paper, ledger.payments[handle]))
        for handle in candidates(paper, ledger, scorer.memory)
        if (paper.id, ledger.payments[handle].id) not in state.learned.apart
    ]
    kept = [(handle, score) for handle, score in scored if score.weight >= floor]
    return sorted(kept, key=lambda edge: (-edge[1].weight, ledger.payments[edge[0]].id))


def _set_duplicates_aside(state: _State) -> list[Duplicate]:
    def payments_for(paper: Paper) -> int:
        return sum(score.is_sure and score.weight > 0 for _, score in state.edges[paper.id])

    found = find_duplicates(state.papers, state.scorer.memory, payments_for)
    duplicates = [d for d in found if d.document not in state.learned.originals]
    # where a person denied the first scan a payment, it may be the second one's
    denied = {document for document, _ in state.learned.apart}
    state.taken_papers.update(d.document for d in duplicates if d.of not in denied)
    return duplicates


def _take_numbered_groups(state: _State) -> None:
    papers = state.open_papers
    sellers = Sellers(papers, state.scorer.memory)
    _accept(state, numbered_sums(papers, state.scorer, sellers))
    _accept(state, numbered_instalments(state.open_papers, state.scorer))


def _take_sums(state: _State) -> None:
    payments = [p for p in state.scorer.ledger.payments if state.is_open(p)]
    sellers = Sellers(state.open_papers, state.scorer.memory)
    _accept(state, unnumbered_sums(payments, state.scorer, sellers))
    _accept(state, unnumbered_instalments(state.open_papers, state.scorer))


def _accept(state: _State, groups: Iterable[Group]) -> None:
    """Links the sure groups that share nothing with one another; the others are offered."""
    found = [g for g in groups if all(state.is_open(p) for p in g.payments)]
    found = [g for g in found if not _holds_pair_apart(state, g)]
    rivals: defaultdict[str, int] = defaultdict(int)
    for group in found:
        for key in _members(group):
            rivals[key] += group.is_sure
    for group in found:
        if group.is_sure and all(rivals[key] == 1 for key in _members(group)):
            _take(state, group)
        else:
            state.groups.append(group)


def _holds_pair_apart(state: _State, group: Group) -> bool:
    pairs = ((paper.id, payment.id) for paper in group.papers for payment in group.payments)
    return bool(state.learned.apart) and any(pair in state.learned.apart for pair in pairs)


def _members(group: Group) -> list[str]:
    return [f"d{p.id}" for p in group.papers] + [f"t{p.id}" for p in group.payments]


def _take(state: _State, group: Group) -> None:
    state.taken_papers.update(p.id for p in group.papers)
    state.taken_payments.update(p.id for p in group.payments)
    state.links.append(_group_link(group, AUTO))


def _group_link(group: Group, how: str) -> LinkProposal:
    return _link(group.papers, group.payments, group.reasons, group.confidence, how)


def _take_pairs(state: _State) -> None:
    """The best one-to-one whole; what it links by a clear margin is linked."""
    papers = state.open_papers
    first = list(_sure_pairs(state, papers))
    rhythm = Rhythm(((p, payment) for p, payment, _, _ in first), state.scorer.memory)
    for paper in papers:
        state.edges[paper.id] = _with_rhythm(paper, state, rhythm)
    for paper, payment, score, confidence in list(_sure_pairs(state, papers)):
        state.taken_papers.add(paper.id)
        state.taken_payments.add(payment.id)
        state.links.append(_link([paper], [payment], score.reasons, confidence, AUTO))


def _sure_pairs(
    state: _State, papers: Sequence[Paper]
) -> Iterator[tuple[Paper, Payment, Score, float]]:
    payments = state.scorer.ledger.payments
    edges = {
        position: [(h, s.weight) for h, s in state.edges[p.id] if state.is_open(payments[h])]
        for position, p in enumerate(papers)
    }
    for link in assign(edges):
        paper = papers[link.document]
        score = next(s for h, s in state.edges[paper.id] if h == link.transaction)
        confidence = 1.0 / (1.0 + 2.0**-link.margin)
        if score.is_sure and confidence >= state.options.auto:
            yield paper, payments[link.transaction], score, confidence


def _with_rhythm(paper: Paper, state: _State, rhythm: Rhythm) -> list[tuple[int, Score]]:
    payments = state.scorer.ledger.payments
    edges = [(h, s.also(rhythm.judge(paper, payments[h]))) for h, s in state.edges[paper.id]]
    return sorted(edges, key=lambda edge: (-edge[1].weight, payments[edge[0]].id))


def _offer_the_rest(state: _State) -> None:
    for group in state.groups:
        free = all(p.id not in state.taken_papers for p in group.papers)
        if free and all(state.is_open(p) for p in group.payments):
            state.links.append(_group_link(group, PROPOSE))
    for paper in state.open_papers:
        _offer(paper, state)


def _offer(paper: Paper, state: _State) -> None:
    """The likeliest transactions of a document that nothing was linked to."""
    payments = state.scorer.ledger.payments
    free = [(h, s) for h, s in state.edges[paper.id] if state.is_open(payments[h])]
    if not free:
        return
    best = free[0][1].weight
    whole = 1.0 + sum(2.0 ** min(s.weight, 60.0) for _, s in free)
    for handle, score in free[: state.options.most]:
        if score.weight >= best - _WITHIN:
            confidence = 2.0 ** min(score.weight, 60.0) / whole
            state.links.append(
                _link([paper], [payments[handle]], score.reasons, confidence, PROPOSE)
            )


def _link(
    papers: Sequence[Paper], payments: Sequence[Payment], reasons: tuple[Reason, ...],
    confidence: float, how: str,
) -> LinkProposal:  # fmt: skip
    return LinkProposal(
        tuple(p.id for p in papers), tuple(p.id for p in payments), how,
        round(confidence, 4), reasons,
    )  # fmt: skip
