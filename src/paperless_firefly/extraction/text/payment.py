"""How a document says it was or will be paid: the method, and the last digits of the card."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line
from .numbers import Identifier

# What stands in for the digits that are not printed, and the four that are.
_MASKED = re.compile(r"(?:[*xX#•·]{3,}[\s-]*)+(\d{4})(?![\d*xX#])")
_FOUR = re.compile(r"[*xX#•·:\s-]\d{4}(?!\d)")
_ENDING = re.compile(
    r"(?:ending(?: in| with)?|endend auf|endet auf|endziffern|terminant par|che termina con"
    r"|terminada en|terminado em|eindigend op)[:\s]{1,3}(\d{4})(?!\d)",
    re.IGNORECASE,
)
_CARD = (
    r"visa|master ?card|maestro|amex|american express|girocard|v pay|bancomat|bancontact|"
    r"(?:credit|debit|bank) card|kredit ?karte|debit ?karte|ec karte|karten ?zahlung|bankomat|"
    r"carte bancaire|carte bleue|carte de credit|carta di credito|carta di debito|tarjeta|cartao|"
    r"bankpas|betaalpas|pinbetaling|karta platnicza|karta|platebni karta|kartou"
)
_CARD_WORD = re.compile(rf"\b(?:{_CARD}|card|karte|carte|carta|pan|cb|pin)\b")
_CARD_PAID = re.compile(rf"\b(?:{_CARD}|card payment|card)\b")
_NOT_PAYING = re.compile(
    r"member|mitglied|loyalty|bonus|points|punkte|payback|kunden ?karte|gift|gutschein|geschenk|"
    r"voucher|refund|erstattung|credited|gutgeschrieben|fidel|cadeau|regalo|socio|klantenkaart|"
    r"iban|konto|account|prepaid balance|stalego klienta|darkova"
)
# The first that a document says holds: words that name a method and hardly anything else.
_METHODS = (
    ("paypal", re.compile(r"\b(?:paid|payment|bezahlt|zahlung|zahlungsart|zahlart|paye|paiement|pagato|pagamento|pagado|pago|betaald|betaling|zaplaceno|zaplacono|platnosc|method|methode|via|by|per|mit|par|con|com|met) (?:\w+ )?paypal\b")),
    ("direct debit", re.compile(r"\b(?:direct debit|sepa lastschrift|lastschrift|buchen wir|wird abgebucht|ziehen wir|wird eingezogen|bankeinzug|prelevement|addebito diretto|addebito sdd|domiciliacion|recibo domiciliado|debito direto|automatische incasso|incasso|polecenie zaplaty|inkasem)\b")),
    ("transfer", re.compile(r"\b(?:(?:bank|wire|credit) transfer|uberweisen|uberweisung|virement|bonifico|transferencia|overschrijving|overmaken|przelew|przelewem|(?:bankovnim )?prevodem)\b")),
)  # fmt: skip


def paying_card(lines: Sequence[Line]) -> Identifier | None:
    """The last four digits of the card that paid, or None; no member's or gift card."""
    for index, line in enumerate(lines):
        match = _digits(line.text)
        if match is None:
            continue
        near = " ".join(each.folded for each in lines[max(index - 2, 0) : index + 3])
        own = " ".join(each.folded for each in lines[max(index - 1, 0) : index + 1])
        if _CARD_WORD.search(near) and not _NOT_PAYING.search(own):
            return Identifier(match[1], index, *match.span(1), 1.0)
    return None


def _digits(text: str) -> re.Match[str] | None:
    if not _FOUR.search(text):
        return None
    return _MASKED.search(text) or _ENDING.search(text)


def payment_method(lines: Sequence[Line], card: Identifier | None) -> Identifier | None:
    """How it is paid: "card", "cash", "transfer", "direct debit" or "paypal"; None if not said."""
    if card is not None:
        return Identifier("card", card.row, card.start, card.end, 1.0)
    return _card_or_cash(lines) or _named(lines)


def _card_or_cash(lines: Sequence[Line]) -> Identifier | None:
    """What a till prints beside an amount: the card, or the cash given where change was."""
    cash = changed = None
    for index, line in enumerate(lines):
        if not line.roles & {"card", "cash", "change"} or not any(a.decimals for a in line.amounts):
            continue
        if _CARD_PAID.search(line.folded) and not _NOT_PAYING.search(line.folded):
            return Identifier("card", index, 0, len(line.text), 0.9)
        cash = cash or (Identifier("cash", index, 0, len(line.text), 1.0) if "cash" in line.roles else None)  # fmt: skip
        changed = changed or "change" in line.roles
    return cash if changed else None


def _named(lines: Sequence[Line]) -> Identifier | None:
    text = "\n".join(line.folded for line in lines)
    for method, words in _METHODS:
        if match := words.search(text):
            index = text.count("\n", 0, match.start())
            return Identifier(method, index, 0, len(lines[index].text), 0.9)
    return None
