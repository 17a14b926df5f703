"""What holds whatever the input: nothing is linked twice, sums add up, order does not matter."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from paperless_firefly.matching.model import BankFacts, DocumentFacts, Learned
from paperless_firefly.matching.propose import explain, match, rank

# Few values, so that they meet: equal amounts, near days, the same names and numbers.
amounts = st.sampled_from(["10.00", "20.00", "30.00", "10.01", "19.99", "100.00"]).map(Decimal)
day = st.integers(0, 40).map(lambda n: date(2026, 5, 1) + timedelta(days=n))
days = st.none() | day
names = st.sampled_from(["Muster GmbH", "Muster Gmbh", "Fischer Druck", "Huber", None])
numbers = st.sampled_from([None, "RE-2026-04411", "RE-2026-05522", "77001"])
texts = st.sampled_from(
    ["MUSTER 12 WIEN", "Rechnungen 4411, 5522", "RE202604411", "FISCHER LASTSCHRIFT MANDAT 7",
     "Sammelüberweisung", "HUBER RATENZAHLUNG", "77001", ""]
)  # fmt: skip
one_document = (
    st.builds(
        DocumentFacts,
        id=st.integers(1, 30).map(str), seller=names, total=amounts, issue_date=days,
        currency=st.sampled_from(["EUR", "USD", None]), number=numbers,
        kind=st.sampled_from(["receipt", "invoice", "credit_note"]),
    )
)  # fmt: skip
one_transaction = (
    st.builds(
        BankFacts,
        id=st.integers(1, 30).map(str), date=day, amount=amounts,
        type=st.sampled_from(["withdrawal", "withdrawal", "deposit", "transfer"]),
        currency=st.just("EUR"), description=texts, counterparty=names,
    )
)  # fmt: skip
bits = st.sampled_from([-4.0, -1.0, 1.0, 4.0])
learned = st.builds(
    Learned,
    bits=st.dictionaries(
        st.sampled_from(["amount/exact", "name/differs", "name/agrees", "date/usual"]), bits
    ),
    names=st.just({"muster": {"huber": 2}, "fischer druck": {"muster": 1}}),
    never=st.just(frozenset({("huber", "huber")})),
    apart=st.frozensets(st.tuples(st.integers(1, 9).map(str), st.integers(1, 9).map(str))),
)
documents = st.lists(one_document, max_size=9)
transactions = st.lists(one_transaction, max_size=9)


@settings(max_examples=150, deadline=None)
@given(documents, transactions)
def test_nothing_is_linked_twice(
    documents: list[DocumentFacts], transactions: list[BankFacts]
) -> None:
    found = match(documents, transactions)
    auto = [link for link in found.links if link.state == "auto"]
    taken = Counter(f"d{d}" for link in auto for d in link.documents)
    taken.update(f"t{t}" for link in auto for t in link.transactions)

    assert all(times == 1 for times in taken.values())
    assert not {f"d{second.document}" for second in found.duplicates} & set(taken)
    assert all(0 <= link.confidence <= 1 for link in found.links)


@settings(max_examples=150, deadline=None)
@given(documents, transactions)
def test_the_sums_of_groups_add_up(
    documents: list[DocumentFacts], transactions: list[BankFacts]
) -> None:
    documents = list({d.id: d for d in documents}.values())
    transactions = list({t.id: t for t in transactions}.values())
    totals = {
        d.id: (d.total or Decimal(0)) * (-1 if d.kind == "credit_note" else 1) for d in documents
    }
    paid = {t.id: t.amount * (-1 if t.type == "deposit" else 1) for t in transactions}

    for link in match(documents, transactions).links:
        if len(link.documents) + len(link.transactions) > 2 and link.state == "auto":
            assert sum(totals[d] for d in link.documents) == sum(paid[t] for t in link.transactions)


@settings(max_examples=100, deadline=None)
@given(documents, transactions, st.randoms())
def test_the_order_of_the_input_does_not_matter(
    documents: list[DocumentFacts], transactions: list[BankFacts], random: Random
) -> None:
    before = match(documents, transactions)
    random.shuffle(documents)
    random.shuffle(transactions)

    assert match(documents, transactions) == before


@settings(max_examples=100, deadline=None)
@given(one_document, one_transaction, transactions)
def test_any_document_can_be_ranked_and_any_pair_explained(
    document: DocumentFacts, transaction: BankFacts, others: list[BankFacts]
) -> None:
    links = rank(document, [transaction, *others])

    assert sum(link.state == "auto" for link in links) <= 1
    assert [k.confidence for k in links] == sorted((k.confidence for k in links), reverse=True)
    assert explain(document, transaction, others)


@settings(max_examples=150, deadline=None)
@given(documents, transactions, learned, st.randoms())
def test_whatever_was_learned_nothing_is_linked_twice_and_pairs_apart_never(
    documents: list[DocumentFacts],
    transactions: list[BankFacts],
    learned: Learned,
    random: Random,
) -> None:
    found = match(documents, transactions, learned=learned)
    auto = [link for link in found.links if link.state == "auto"]
    taken = Counter(f"d{d}" for link in auto for d in link.documents)
    taken.update(f"t{t}" for link in auto for t in link.transactions)
    random.shuffle(documents)

    assert all(times == 1 for times in taken.values())
    pairs = {(d, t) for link in found.links for d in link.documents for t in link.transactions}
    assert not pairs & learned.apart
    assert match(documents, transactions, learned=learned) == found
