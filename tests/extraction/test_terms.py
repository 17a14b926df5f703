"""Terms of payment make a due date where an e-invoice states none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from paperless_firefly.domain.details import Details
from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.domain.extraction import State
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.extraction.terms import NAME, discounts_in, due_by, terms_of

from .builders import make_found, make_metadata
from .einvoice.builders import make_document, sample

ISSUED = date(2026, 1, 10)


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        ("Zahlbar innerhalb 30 Tagen netto", "2026-02-09"),
        ("net 30 days", "2026-02-09"),
        ("Net 30", "2026-02-09"),
        ("2/10 net 30", "2026-02-09"),
        ("Paiement à 30 jours", "2026-02-09"),
        ("30 gg", "2026-02-09"),
        ("30 gg data fattura fine mese", "2026-02-28"),
        ("45 jours fin de mois", "2026-02-28"),
        ("60 giorni dal 2026-02-01", "2026-04-02"),
        ("Termin 14 dni", "2026-01-24"),
        ("2 Wochen nach Erhalt", "2026-01-24"),
        ("Innerhalb von 10 Tagen 2 % Skonto, innerhalb von 30 Tagen netto.", "2026-02-09"),
        ("10 Tage 2,5% Skonto 30 Tage netto", "2026-02-09"),
        ("30 Tage netto, 2% Rabatt ist enthalten", "2026-02-09"),
        ("30 days. Discount by agreement", "2026-02-09"),
        ("14 Tage ohne Abzug von Skonto", "2026-01-24"),
        ("30 dagar netto. Dröjsmålsränta: 12 % efter 60 dagar", "2026-02-09"),
        ("#SKONTO#TAGE=7#PROZENT=2.00#\n14 Tage netto", "2026-01-24"),
        ("Zahlbar bis zum 15.02.2026 ohne Abzug", "2026-02-15"),
        ("Skonto 2% bis 20.01.2026; netto bis 10.02.2026", "2026-02-10"),
        ("30 Tage, also bis 11.02.2026", "2026-02-11"),
        ("Zahlbar sofort ohne Abzug", "2026-01-10"),
        ("Due on receipt.", "2026-01-10"),
    ],
)
def test_terms_name_the_last_day_to_pay_in_full(terms: str, due: str) -> None:
    assert due_by(terms, ISSUED) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "terms",
    [
        "Bei Zahlung innerhalb von 8 Tagen 3 % Skonto",
        "Payment within 10 days, 2% discount",
        "#SKONTO#TAGE=7#PROZENT=2.00#",
        "3% Skonto innerhalb 10 Tagen bis 20.01.2026",
        "Nach 30 Tagen fallen Verzugszinsen an",
        "Rückgabe innerhalb von 14 Tagen",
        "Gemäß Vertrag vom 01.01.2026",
        "Zahlbar bis 05.01.2026",
        "Zahlung bis 03/04/2026",
        "Per Lastschrift",
        "net 0 days",
        "",
    ],
)
def test_other_terms_make_no_due_date(terms: str) -> None:
    assert due_by(terms, ISSUED) is None


@pytest.mark.parametrize(
    ("terms", "discounts"),
    [
        ("Payment within 10 days, 2% discount", [("2", "10", None)]),
        ("10 Tage 3% Skonto, 30 Tage netto", [("3", "10", None)]),
        ("10 Tage 2,5% Skonto 30 Tage netto", [("2.5", "10", None)]),
        ("2/10 net 30", [("2", "10", None)]),
        ("Bis zum 19.05.2026 mit 2% Skonto", [("2", None, "2026-05-19")]),
        ("14 Tage 2 % Skonto; 7 Tage 3 % Skonto", [("2", "14", None), ("3", "7", None)]),
        ("2 % Verzugszinsen nach 30 Tagen", []),
        ("30 Tage ohne Abzug von Skonto", []),
        ("30% Rabatt innerhalb 10 Tagen", []),
        ("#SKONTO#TAGE=7#PROZENT=2.00#", []),  # read by its own rule
    ],
)
def test_discounts_for_paying_early_are_data(
    terms: str, discounts: list[tuple[str, str | None, str | None]]
) -> None:
    found = discounts_in(terms)
    assert [(d["percentage"], d.get("days"), d.get("until")) for d in found] == discounts


def test_an_e_invoice_tells_the_discount_of_its_words() -> None:
    words = ("14 Tage netto", "8 Tage 2 % Skonto, 14 Tage netto")
    details = extract(make_document(sample("cii_comfort", words))).details
    assert details is not None
    assert [(each.percentage, each.days) for each in details.discounts] == [("2", "8")]


def test_a_due_date_that_is_stated_is_not_worked_out() -> None:
    found = make_found("ubl", issue_date="2026-01-10", due_date="2026-01-20")
    assert terms_of(replace(found, details=Details(terms="30 days"))) is None


def without_due_date() -> SourceDocument:
    """A CII invoice of 24 November 2026, to be paid within 14 days."""
    due = '<ram:DueDateDateTime><udt:DateTimeString format="102">20261208</udt:DateTimeString></ram:DueDateDateTime>'
    return make_document(sample("cii_comfort", (due, "")))


def test_a_worked_out_due_date_shows_its_terms_and_stays_certain() -> None:
    extraction = extract(without_due_date())
    due = extraction.fields["due_date"]
    assert (due.value, due.reader, due.confidence) == ("2026-12-08", NAME, 0.9)
    assert due.evidence and due.evidence.note == "worked out"
    assert "due-date-worked-out" in [finding.code for finding in extraction.findings]
    assert extraction.state == State.AUTO


def test_a_date_that_paperless_holds_for_sure_outranks_the_terms() -> None:
    document = replace(without_due_date(), metadata=make_metadata(due_date="2026-12-10"))
    due = extract(document).fields["due_date"]
    assert (due.value, due.reader) == ("2026-12-10", "paperless")
    assert [(each.value, each.reader) for each in due.alternatives] == [("2026-12-08", NAME)]
