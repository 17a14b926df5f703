"""Proposing links: what is linked by itself, what is offered, and what is left alone."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.domain.link import LinkProposal
from paperless_firefly.matching.model import BankFacts, DocumentFacts, Options
from paperless_firefly.matching.propose import explain, match, propose, rank

from .builders import DAY, make_document, make_invoice, make_noise, make_transaction, make_transfer


def only(*links: LinkProposal) -> LinkProposal:
    assert len(links) == 1, links
    return links[0]


def single(document: DocumentFacts, transaction: BankFacts) -> LinkProposal:
    return only(*propose([document], [transaction, *make_noise()]))


def signals(link: LinkProposal) -> dict[str, float]:
    return {reason.signal: reason.weight for reason in link.reasons}


def test_a_receipt_is_linked_to_the_card_line_of_its_shop() -> None:
    link = single(make_document(), make_transaction())

    assert (link.documents, link.transactions, link.state) == (("d1",), ("t1",), "auto")
    assert link.confidence > 0.99
    assert set(signals(link)) == {"prior", "amount", "date", "name"}


@pytest.mark.parametrize(
    ("document", "transaction"),
    [
        (make_invoice(), make_transfer(text="Rechnung 4411", counterparty_iban=None)),
        (make_invoice(total="1047.40"), make_transfer(amount="1026.45", text="RE202604411")),
        (make_document(seller="Café Central", total="34.58"),
         make_transaction(amount="38.00", description="CAFE CENTRAL 4660 WIEN")),
        (make_document(total="99.00", currency="USD"),
         make_transaction(amount="91.10", foreign_amount=Decimal(99), foreign_currency="USD")),
        (make_document(kind="credit_note"),
         make_transaction(type="deposit", after=6, description="GUTSCHRIFT MUSTER LADEN")),
        (make_document(total="-58.96"), make_transaction(type="deposit")),
        (make_invoice(payment_reference="RF88454094756631"),
         make_transfer(text="RF88454094756631", after=40)),
        (make_document(direction="in", kind="invoice"), make_transaction(type="deposit")),
    ],
)  # fmt: skip
def test_sure_evidence_links_by_itself(document: DocumentFacts, transaction: BankFacts) -> None:
    assert single(document, transaction).state == "auto"


@pytest.mark.parametrize(
    ("document", "transaction"),
    [
        (make_document(), make_transaction(after=-2)),  # paid before it was bought
        (make_document(), make_transaction(after=12)),
        (make_document(seller=None), make_transaction()),
        (make_document(issue_date=None), make_transaction()),
        (make_document(issue_date=date(2025, 5, 4)), make_transaction()),
        (make_document(total="589.60"), make_transaction()),  # misread
        (make_document(currency="USD"), make_transaction(amount="53.10")),  # unknown rate
        (make_document(currency="USD"), make_transaction(amount="53.10", after=0)),
        (make_invoice(number=None), make_transaction(amount="583.10", description="FISCHER 12 LINZ")),
        (make_document(), make_transaction(description="THALIA 12 LINZ")),
    ],
)  # fmt: skip
def test_doubtful_evidence_is_offered_and_never_linked(
    document: DocumentFacts, transaction: BankFacts
) -> None:
    assert all(
        link.state == "propose" for link in propose([document], [transaction, *make_noise()])
    )


@pytest.mark.parametrize(
    ("document", "transaction"),
    [
        (make_document(), make_transaction(type="deposit")),
        (make_document(), make_transaction(type="transfer")),
        (make_document(direction="none"), make_transaction()),
        (make_document(kind="other"), make_transaction()),
        (make_document(total=None), make_transaction()),
        (make_document(), make_transaction(amount="17.17")),
        (make_document(), make_transaction(currency="CHF", after=40)),
    ],
)
def test_what_cannot_be_the_payment_is_not_offered(
    document: DocumentFacts, transaction: BankFacts
) -> None:
    assert propose([document], [transaction, *make_noise()]) == ()


def test_two_payments_alike_are_offered_and_neither_is_linked() -> None:
    links = propose([make_document()], [make_transaction("t1"), make_transaction("t2")])

    assert [(link.state, link.transactions) for link in links] == [
        ("propose", ("t1",)), ("propose", ("t2",)),
    ]  # fmt: skip
    assert links[0].confidence == links[1].confidence


def test_another_documents_number_in_the_text_counts_against() -> None:
    mine, other = make_invoice("d1"), make_invoice("d2", "99.00", number="RE-2026-07777")
    links = propose([mine, other], [make_transfer(text="Rechnung 7777"), *make_noise()])

    assert not any(link.state == "auto" for link in links)


def test_several_invoices_named_in_one_payment_are_one_group() -> None:
    invoices = [
        make_invoice(f"d{i}", total, number=f"RE-2026-0{i}411")
        for i, total in enumerate(["100.10", "200.20", "300.30"], start=1)
    ]
    payment = make_transfer(amount="600.60", text="Rechnungen RE202601411, 2411, RE 2026 03411")

    link = only(*propose(invoices, [payment, *make_noise()]))

    assert (link.state, link.documents, link.transactions) == ("auto", ("d1", "d2", "d3"), ("t1",))


def test_a_credit_note_is_netted_with_the_invoices_that_are_named() -> None:
    invoices = [make_invoice("d1", "100.10", number="R-51411"),
                make_invoice("d2", "200.20", number="R-62411")]  # fmt: skip
    credit = make_invoice("d3", "50.05", number="R-77777", kind="credit_note", iban=None)
    payment = make_transfer(amount="250.25", text="R51411 62411")

    link = only(*propose([*invoices, credit], [payment, *make_noise()]))

    assert (link.state, link.documents) == ("auto", ("d1", "d2", "d3"))


def test_a_sum_without_numbers_is_linked_where_one_set_fits() -> None:
    invoices = [
        make_invoice(f"d{i}", total, number=f"R-9{i}411")
        for i, total in enumerate(["100.10", "200.23", "300.37", "411.11"], start=1)
    ]
    payment = make_transfer(amount="711.44", text="Sammelüberweisung")

    link = next(k for k in propose(invoices, [payment, *make_noise()]) if k.state == "auto")

    assert link.documents == ("d1", "d2", "d4")


def test_instalments_are_one_group_with_or_without_numbers() -> None:
    invoice = make_invoice(total="300.00", iban=None)
    texts = ["RE202604411 Teil 1", "DRUCKEREI FISCHER RATENZAHLUNG", "Rate 3/3 4411"]
    numbered = [
        make_transfer(f"t{i}", "100.00", text, after=1 + 30 * i, counterparty_iban=None)
        for i, text in enumerate(texts)
    ]
    named = [
        make_transfer(f"t{i}", "100.00", texts[1], after=1 + 30 * i, counterparty_iban=None)
        for i in range(3)
    ]

    for parts in (numbered, named):
        link = only(*propose([invoice], [*parts, *make_noise()]))
        assert (link.state, link.documents) == ("auto", ("d1",))
        assert link.transactions == ("t0", "t1", "t2")


def test_a_second_scan_is_found_and_linked_to_nothing() -> None:
    scans = [make_document("d1"), make_document("d2", seller="Muster Ladcn GmbH")]

    found = match(scans, [make_transaction(), *make_noise()])

    assert [(d.document, d.of) for d in found.duplicates] in ([("d2", "d1")], [("d1", "d2")])
    assert only(*found.links).documents == (found.duplicates[0].of,)


def test_two_purchases_alike_with_two_payments_are_no_second_scan() -> None:
    scans = [make_document("d1"), make_document("d2")]
    found = match(scans, [make_transaction("t1"), make_transaction("t2"), *make_noise()])

    assert found.duplicates == ()


def test_monthly_amounts_fall_into_place_one_by_one() -> None:
    days = [DAY + timedelta(days=30 * i) for i in range(6)]
    invoices = [
        make_invoice(f"d{i}", "9.99", issue_date=day, number=f"R-7000{i}", iban=None)
        for i, day in enumerate(days)
    ]
    debits = [
        make_transfer(f"t{i}", "9.99", "FISCHER SEPA LASTSCHRIFT MANDAT 77", after=30 * i + 2)
        for i in range(6)
    ]

    links = propose(invoices, [*debits, *make_noise()])

    assert {(k.documents[0][1:], k.transactions[0][1:]) for k in links if k.state == "auto"} == {
        (str(i), str(i)) for i in range(6)
    }


def test_two_contracts_of_one_price_are_told_apart_by_mandate_and_day() -> None:
    def contract(name: str, first: int, mandate: str) -> tuple[list[Any], list[Any]]:
        days = [first + 30 * i for i in range(6)]
        return (
            [make_invoice(f"d{name}{i}", "9.99", issue_date=DAY + timedelta(days=d), iban=None,
                          number=f"R-{name}7{i}") for i, d in enumerate(days)],
            [make_transfer(f"t{name}{i}", "9.99", f"FISCHER LASTSCHRIFT MANDAT {mandate}",
                           after=d + 1) for i, d in enumerate(days)],
        )  # fmt: skip

    one, other = contract("1", 0, "41"), contract("2", 15, "42")
    links = propose([*one[0], *other[0]], [*one[1], *other[1], *make_noise()])

    auto = {(k.documents[0][1:], k.transactions[0][1:]) for k in links if k.state == "auto"}
    assert auto == {(f"{n}{i}", f"{n}{i}") for n in "12" for i in range(6)}
    assert any("recurrence" in signals(link) for link in links)


def test_a_shop_under_another_name_is_learned_from_rare_amounts() -> None:
    totals = ["13.37", "21.09", "34.41", "55.83"]
    receipts = [
        make_document(
            f"d{i}", total, seller="Maxincome Resources", issue_date=DAY + timedelta(20 * i)
        )
        for i, total in enumerate(totals)
    ]
    lines = [
        make_transaction(f"t{i}", total, 20 * i + 1, description=f"FAMILYMART {1000 + i} KOELN")
        for i, total in enumerate(totals)
    ]

    links = propose(receipts, [*lines, *make_noise()])

    assert [link.state for link in links] == ["auto"] * 4
    assert "known as" in next(r.detail for r in links[0].reasons if r.signal == "name")


def test_ranking_shows_the_runners_up_and_only_the_first_can_be_sure() -> None:
    near = [
        make_transaction("t1"),
        make_transaction("t2", after=4),
        make_transaction("t3", "62.00"),
    ]

    links = rank(make_document(), [*near, *make_noise()])

    assert links[0].transactions == ("t1",)
    assert [k.state for k in links[1:]] == ["propose"] * (len(links) - 1)
    assert sum(k.confidence for k in links) <= 1.0001
    assert rank(make_document(total=None), near) == ()
    assert rank(make_document(), []) == ()


def test_ranking_one_clear_payment_calls_it_automatic() -> None:
    assert only(*rank(make_document(), [make_transaction()])).state == "auto"
    assert rank(make_document(), [make_transaction(amount="20.00")]) == ()


def test_any_pair_can_be_explained() -> None:
    reasons = {
        r.signal: r for r in explain(make_document(), make_transaction(amount="20.00", after=50))
    }
    assert reasons["amount"].weight < 0
    assert reasons["amount"].detail == "20.00 EUR is not 58.96 EUR"
    assert reasons["date"].weight < 0
    assert explain(make_document(), make_transaction(type="deposit"))[0].signal == "direction"
    assert explain(make_document(total=None), make_transaction())[0].signal == "direction"
    among = [make_transaction(), *make_noise()]
    assert explain(make_document(), make_transaction(), among)[0].signal == "prior"


def test_a_card_that_the_receipt_names_speaks_for_its_line() -> None:
    receipt = make_document(card="4481")
    line = make_transaction(description="MUSTER LADEN WIEN KARTE 4481")

    assert signals(single(receipt, line))["card"] > 0


def test_an_iban_of_somebody_else_counts_against() -> None:
    other = make_transfer(counterparty_iban="AT999999999999999999")

    assert signals(single(make_invoice(), other))["iban"] < 0


def test_thresholds_are_options() -> None:
    everything = [make_transaction(), *make_noise()]

    assert (
        only(*propose([make_document()], everything, options=Options(auto=1.0))).state == "propose"
    )
    twins = [make_transaction(f"t{i}") for i in range(5)]
    assert len(propose([make_document()], twins, options=Options(most=2))) == 2
