"""What the sample papers say in German and in English: labels, amounts, dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

_GERMAN = {
    "invoice": "Rechnung",
    "credit_note": "Gutschrift",
    "order": "Auftragsbestätigung",
    "number": "Rechnungsnummer",
    "credit_number": "Gutschriftsnummer",
    "order_number": "Auftragsnummer",
    "date": "Rechnungsdatum",
    "other_date": "Datum",
    "due": "Zahlbar bis",
    "position": "Pos.",
    "description": "Bezeichnung",
    "quantity": "Menge",
    "price": "Einzelpreis",
    "amount": "Betrag",
    "net": "Nettobetrag",
    "tax": "USt {rate} % auf {base}",
    "total": "Rechnungsbetrag",
    "credit_total": "Gutschriftsbetrag",
    "order_total": "Auftragssumme",
    "vat_id": "USt-IdNr.",
    "page": "Seite 1 von 1",
    "no_tax": "Gemäß § 19 UStG wird keine Umsatzsteuer berechnet.",
    "intro": "Vielen Dank für Ihre Bestellung. Wir berechnen wie folgt:",
    "credit_intro": "Wir schreiben Ihnen für zurückgesandte Ware gut:",
    "order_intro": "Vielen Dank für Ihren Auftrag, den wir hiermit bestätigen. Keine Rechnung.",
    "discount": "Bei Zahlung innerhalb von 10 Tagen 2 % Skonto.",
    "pay": "Bitte geben Sie die Rechnungsnummer als Verwendungszweck an.",
}
_ENGLISH = {
    "invoice": "Invoice",
    "credit_note": "Credit note",
    "order": "Order confirmation",
    "number": "Invoice number",
    "credit_number": "Credit note number",
    "order_number": "Order number",
    "date": "Invoice date",
    "other_date": "Date",
    "due": "Due date",
    "position": "No.",
    "description": "Description",
    "quantity": "Qty",
    "price": "Unit price",
    "amount": "Amount",
    "net": "Subtotal",
    "tax": "VAT {rate} % on {base}",
    "total": "Total due",
    "credit_total": "Total credit",
    "order_total": "Order total",
    "vat_id": "VAT no.",
    "page": "Page 1 of 1",
    "no_tax": "No VAT is charged.",
    "intro": "Thank you for your business. We charge as follows:",
    "credit_intro": "We credit you for returned goods:",
    "order_intro": "Thank you for your order, which we hereby confirm. This is not an invoice.",
    "discount": "2 % discount if paid within 10 days.",
    "pay": "Please quote the invoice number with your payment.",
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_SIGNS = {"EUR": "€", "USD": "US$", "GBP": "£"}


class Words:
    """The words and the writing of one language, for one kind of paper."""

    def __init__(self, language: str, kind: str) -> None:
        self._table = _ENGLISH if language == "en" else _GERMAN
        self._english = language == "en"
        self._prefix = {"credit_note": "credit_", "order": "order_"}.get(kind, "")
        self.title = self._table.get(kind, "")

    def __getitem__(self, name: str) -> str:
        return self._table.get(self._prefix + name, self._table[name])

    def amount(self, value: Decimal, currency: str = "") -> str:
        """1.234,50 or 1,234.50, with the currency's sign where it is given."""
        text = f"{value:,.2f}"
        if not self._english:
            text = text.translate(str.maketrans(",.", ".,"))
        if not currency:
            return text
        sign = _SIGNS.get(currency, currency)
        return f"{sign}{text}" if self._english else f"{text} {sign}"

    def day(self, value: date) -> str:
        """21.11.2026 or 21 Nov 2026."""
        if self._english:
            return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
        return f"{value:%d.%m.%Y}"
