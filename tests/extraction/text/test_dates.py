"""Issue and due dates are told from the others."""

from __future__ import annotations

from datetime import date

from paperless_firefly.extraction.text.dates import Context, due_dates, issue_dates

from .builders import make_lines


def issued(text: str, **context: object) -> date:
    """The issue date of a text."""
    return issue_dates(make_lines(text), Context(**context))[0].value  # type: ignore[arg-type]


def test_a_labelled_date_wins_over_delivery_and_order() -> None:
    text = "Bestelldatum: 01.04.2024\nRechnungsdatum: 05.04.2024\nLieferdatum: 03.04.2024"

    assert issued(text) == date(2024, 4, 5)


def test_a_title_dates_its_invoice() -> None:
    text = "Rechnung Nr. 17 vom 05.04.2024\nAuftrag Nr. 4 vom 01.04.2024"

    assert issued(text) == date(2024, 4, 5)


def test_a_date_with_a_time_is_the_sale() -> None:
    assert issued("Offer valid 01/01/2024\n14/03/2024 09:31") == date(2024, 3, 14)


def test_a_date_under_its_label_is_found() -> None:
    assert issued("Invoice date  Due date\n14/03/2024  28/03/2024") == date(2024, 3, 14)


def test_other_dates_of_the_page_order_day_and_month() -> None:
    assert issued("Date: 03/04/2024\nOrder date 03/27/2024") == date(2024, 3, 4)


def test_day_comes_first_where_nothing_says_otherwise() -> None:
    found = issue_dates(make_lines("Date: 03/04/2024"), Context())[0]

    assert found.value == date(2024, 4, 3)
    assert not found.sure_order


def test_american_papers_put_the_month_first() -> None:
    assert issued("Date: 03/04/2024", country="US") == date(2024, 3, 4)


def test_a_date_after_the_day_it_was_filed_is_read_the_other_way() -> None:
    assert issued("Date: 03/04/2024", not_after=date(2024, 3, 10)) == date(2024, 3, 4)


def test_a_due_date_is_never_the_issue_date() -> None:
    lines = make_lines("Rechnungsdatum 05.04.2024\nZahlbar bis 19.04.2024")

    assert issue_dates(lines, Context())[0].value == date(2024, 4, 5)
    assert [f.value for f in due_dates(lines, Context(), date(2024, 4, 5))] == [date(2024, 4, 19)]


def test_nothing_is_invented_where_no_date_is_printed() -> None:
    assert issue_dates(make_lines("Total 5.00"), Context()) == []
