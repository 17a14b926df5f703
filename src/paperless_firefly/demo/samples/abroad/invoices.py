"""Invoices, credit notes and letters of other countries in eight layouts, of which four are held back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from .countries import fill
from .paper import Paper, Truth
from .sheet import Sheet

_LEFT, _RIGHT = 57.0, 538.0
_TYPES = {"reminder": "reminder", "order": "order", "delivery": "delivery note", "payslip": "payslip"}  # fmt: skip
_TITLED = {"credit_note": "credit_number", "invoice": "number"}


def draw(paper: Paper) -> tuple[Sheet, Truth]:
    """The page and what is true of it."""
    sheet = Sheet()
    if paper.kind == "payslip":
        _payslip(sheet, paper)
    else:
        layouts = _HELD if paper.held else _OPEN
        layouts[paper.layout % len(layouts)](sheet, paper)
    return sheet, _truth(paper)


def _truth(paper: Paper) -> Truth:
    kind, word = (paper.kind, None) if paper.kind not in _TYPES else ("other", _TYPES[paper.kind])
    names = (paper.seller.legal, paper.seller.brand)
    return Truth(kind, word, paper.sign * paper.total, paper.issued, names, paper.number)


# ------------------------------------------------------------------- parts


def _number_label(paper: Paper) -> str:
    return paper.words[_TITLED.get(paper.kind, "other_number")]


def _facts(paper: Paper) -> list[tuple[str, str]]:
    """Label and value of what stands beside the address."""
    words, day = paper.words, paper.day
    facts = [(_number_label(paper), paper.number), (words["date"], day(paper.issued))]
    facts.append((words["customer"], fill("#9999", paper.rng)))
    if paper.kind in ("invoice", "delivery"):
        facts.append((words["delivered"], day(paper.issued - timedelta(days=3))))
    if paper.kind == "invoice" and paper.layout % 3 == 0:
        facts.append((words["ordered"], day(paper.issued - timedelta(days=12))))
    if paper.due:
        facts.append((words["due"], day(paper.due)))
    return facts


def _about(paper: Paper) -> str:
    """The sentence that opens the letter."""
    words, earlier = paper.words, paper.issued - timedelta(days=40)
    keys = {"credit_note": "credit_ref", "reminder": "reminder_text", "order": "order_text", "delivery": "delivery_text"}  # fmt: skip
    if paper.kind not in keys:
        return words["greeting"]
    return words[keys[paper.kind]].format(ref=fill("#9999", paper.rng), date=paper.day(earlier))


def _table(sheet: Sheet, paper: Paper, y: float, *, left: float = _LEFT, tax: bool = False) -> float:  # fmt: skip
    """Head and lines; returns where they end."""
    words = paper.words
    sheet.open_block()
    prices = paper.kind != "delivery"
    sheet.write(left, y, words["item"], bold=True, size=9)
    sheet.write(left + 215, y, words["qty"], bold=True, size=9)
    if prices:
        sheet.write(left + 320, y, words["price"], bold=True, size=9, right=True)
        sheet.write(_RIGHT, y, words["amount"], bold=True, size=9, right=True)
        if tax:
            sheet.write(left + 345, y, words["rate"], bold=True, size=9)
    for line in paper.lines:
        y += 17
        sheet.write(left, y, line.name, size=9)
        sheet.write(left + 220, y, str(line.quantity), size=9)
        if prices:
            sheet.write(left + 320, y, paper.amount(line.price), size=9, right=True)
            sheet.write(_RIGHT, y, paper.amount(line.amount), size=9, right=True)
            if tax:
                sheet.write(left + 345, y, f"{paper.percent(line.rate)}%", size=9)
    return y + 26


def _sums(paper: Paper) -> list[tuple[str, str]]:
    words = paper.words
    sums = [(words["net"], paper.amount(paper.net))]
    for rate, (_, tax) in paper.rates().items():
        sums.append((words["tax"].format(rate=paper.percent(rate)), paper.amount(tax)))
    label = words["credit_total"] if paper.kind == "credit_note" else words["total"]
    sums.append((label, paper.money(paper.total)))
    return sums


def _write_sums(sheet: Sheet, paper: Paper, x: float, end: float, y: float) -> float:
    if paper.kind == "delivery":
        return y
    sheet.open_block()
    sums = _sums(paper)
    for place, (label, value) in enumerate(sums):
        sheet.pair(x, end, y, label, value, bold=place == len(sums) - 1)
        y += 17
    return y + 12


def _terms(paper: Paper) -> list[str]:
    """How to pay, and thanks."""
    words, lines = paper.words, []
    if paper.due and paper.layout % 2:
        lines.append(words["pay_by"].format(date=paper.day(paper.due)))
    if paper.days:
        lines.append(words["terms"].replace("14", str(paper.days)).format(days=paper.days))
    return [*lines, words["thanks"]]


def _footer(sheet: Sheet, paper: Paper) -> None:
    """Three columns: the firm, its bank, its numbers."""
    seller, words = paper.seller, paper.words
    columns = (
        (seller.legal, seller.street, seller.city),
        (words["bank"], f"IBAN {paper.iban}" if paper.iban else "", f"Tel. {paper.country.phone}"),
        (words["vat_id"].format(id=paper.vat_id), *(fill(i, paper.rng) for i in paper.country.other_ids)),
    )  # fmt: skip
    for place, column in enumerate(columns):
        sheet.open_block()
        for row, text in enumerate(column):
            sheet.write(_LEFT + 172 * place, 770 + 11 * row, text, size=7)


def _lines(sheet: Sheet, x: float, y: float, texts: list[str] | tuple[str, ...], step: float = 14) -> float:  # fmt: skip
    sheet.open_block()
    for text in texts:
        sheet.write(x, y, text)
        y += step
    return y


# ----------------------------------------------------------------- layouts


def _window(sheet: Sheet, paper: Paper) -> None:
    """A letter for a window envelope: sender line, address left, facts right."""
    seller = paper.seller
    sheet.write(_RIGHT, 60, seller.brand, size=18, bold=True, right=True)
    sheet.open_block()
    sheet.write(_LEFT, 130, f"{seller.legal} · {seller.street} · {seller.city}", size=7)
    _lines(sheet, _LEFT, 150, paper.buyer)
    sheet.open_block()
    for place, (label, value) in enumerate(_facts(paper)):
        sheet.pair(350, _RIGHT, 150 + 14 * place, f"{label}:", value)
    sheet.open_block()
    sheet.write(_LEFT, 270, paper.words[paper.kind], size=15, bold=True)
    sheet.write(_LEFT, 292, _about(paper))
    y = _write_sums(sheet, paper, 340, _RIGHT, _table(sheet, paper, 325))
    _lines(sheet, _LEFT, y, _terms(paper))
    _footer(sheet, paper)


def _strip(sheet: Sheet, paper: Paper) -> None:
    """The seller at the top left, labels above values in a strip, sums at the left."""
    seller, words = paper.seller, paper.words
    sheet.write(_LEFT, 55, seller.legal, size=14, bold=True)
    _lines(sheet, _LEFT, 72, [seller.street, seller.city, f"www.{seller.web}", words["vat_id"].format(id=paper.vat_id)], 12)  # fmt: skip
    sheet.write(_RIGHT, 55, words[paper.kind], size=16, bold=True, right=True)
    _lines(sheet, 350, 140, [words["buyer_head"], *paper.buyer])
    sheet.open_block()
    for place, (label, value) in enumerate(_facts(paper)[:5]):
        sheet.write(_LEFT + 98 * place, 225, label, size=8)
        sheet.write(_LEFT + 98 * place, 239, value, size=9, bold=True)
    sheet.write(_LEFT, 265, _about(paper))
    y = _write_sums(sheet, paper, _LEFT, 280, _table(sheet, paper, 295, tax=True))
    _lines(sheet, _LEFT, y, _terms(paper) + ([f"IBAN: {paper.iban}"] if paper.iban else []))


def _parties(sheet: Sheet, paper: Paper) -> None:
    """Two boxes with their heads, a summary of taxes, the total in large print."""
    seller, words = paper.seller, paper.words
    sheet.write(_LEFT, 55, f"{words[paper.kind]} {paper.number}", size=15, bold=True)
    for place, (label, value) in enumerate(_facts(paper)[1:]):
        sheet.pair(_LEFT, 300, 80 + 13 * place, label, value, size=9)
    _lines(sheet, _LEFT, 160, [f"{words['seller_head']}:", seller.legal, seller.street, seller.city, words["vat_id"].format(id=paper.vat_id)])  # fmt: skip
    _lines(sheet, 320, 160, [f"{words['buyer_head']}:", *paper.buyer])
    sheet.write(_LEFT, 245, _about(paper))
    y = _table(sheet, paper, 270, tax=True)
    if paper.kind != "delivery":
        sheet.open_block()
        heads = ("tax_rate", "tax_base", "tax_amount", "tax_gross")
        for place, head in enumerate(heads):
            sheet.write(260 + 92 * place, y, words[head], size=8, right=True)
        for rate, (net, tax) in paper.rates().items():
            y += 13
            cells = (f"{paper.percent(rate)}%", *(paper.amount(v) for v in (net, tax, net + tax)))
            for place, cell in enumerate(cells):
                sheet.write(260 + 92 * place, y, cell, size=8, right=True)
        label, value = _sums(paper)[-1]
        sheet.write(_LEFT, y + 30, f"{label}: {value}", size=14, bold=True)
    _lines(sheet, _LEFT, y + 55, _terms(paper) + [f"{words['bank']}: {paper.iban}"] * bool(paper.iban))  # fmt: skip


def _letterhead(sheet: Sheet, paper: Paper) -> None:
    """The seller at the right, number and date in the title's sentence."""
    seller, words = paper.seller, paper.words
    for place, text in enumerate((seller.legal, seller.street, seller.city, f"info@{seller.web}")):
        sheet.write(_RIGHT, 55 + 13 * place, text, right=True, bold=place == 0)
    _lines(sheet, _LEFT, 140, paper.buyer)
    sheet.open_block()
    title = f"{_number_label(paper)} {paper.number} {words['on']} {paper.day(paper.issued)}"
    if paper.kind not in ("invoice", "credit_note"):
        title = f"{words[paper.kind]} {title}"
    sheet.write(_LEFT, 225, title, size=13, bold=True)
    sheet.write(_LEFT, 250, _about(paper))
    y = _write_sums(sheet, paper, 330, _RIGHT, _table(sheet, paper, 280))
    _lines(sheet, _LEFT, y, _terms(paper))
    _footer(sheet, paper)


def _side(sheet: Sheet, paper: Paper) -> None:
    """Held back: a column at the left with every label above its value, the rest at its right."""
    seller, words = paper.seller, paper.words
    sheet.write(_LEFT, 50, seller.brand, size=16, bold=True)
    sheet.open_block()
    y = 130.0
    for label, value in _facts(paper):
        sheet.write(40, y, label, size=8)
        sheet.write(40, y + 12, value, size=9, bold=True)
        y += 31
    sheet.open_block()
    sheet.write(180, 100, words[paper.kind], size=17, bold=True)
    _lines(sheet, 180, 122, paper.buyer, 13)
    sheet.write(180, 180, _about(paper), size=8)
    end = _write_sums(sheet, paper, 330, _RIGHT, _table(sheet, paper, 340, left=70))
    _lines(sheet, 180, end, _terms(paper))
    _footer(sheet, paper)


def _brand(sheet: Sheet, paper: Paper) -> None:
    """Held back: place and date as letters have them, sums side by side under their labels."""
    seller, words = paper.seller, paper.words
    sheet.write(_LEFT, 55, seller.brand.upper(), size=20, bold=True)
    _lines(sheet, _LEFT, 130, paper.buyer)
    sheet.write(_RIGHT, 200, words["place_date"].format(city=seller.place, date=paper.day(paper.issued)), right=True)  # fmt: skip
    sheet.open_block()
    label = _number_label(paper) if paper.kind in _TITLED else words[paper.kind]
    sheet.write(_LEFT, 230, words[paper.kind] if paper.kind in _TITLED else "", size=13, bold=True)
    sheet.write(_LEFT, 248, f"{label} {paper.number}")
    sheet.write(_LEFT, 275, _about(paper))
    y = _table(sheet, paper, 300)
    if paper.kind != "delivery":
        sheet.open_block()
        for place, (name, value) in enumerate(_sums(paper)):
            sheet.write(200 + 112.6 * place, y, name, size=8, right=True)
            sheet.write(200 + 112.6 * place, y + 15, value, bold=True, right=True)
    due = [f"{words['due']}: {paper.day(paper.due)}"] if paper.due else []
    _lines(sheet, _LEFT, y + 50, due + _terms(paper))
    sheet.open_block()
    ids = " - ".join(fill(i, paper.rng) for i in paper.country.other_ids)
    sheet.write(_LEFT, 790, f"{seller.legal} - {seller.street} - {seller.city} - {words['vat_id'].format(id=paper.vat_id)}", size=7)  # fmt: skip
    sheet.write(_LEFT, 800, f"{ids} IBAN {paper.iban}" if paper.iban else ids, size=7)


def _grid(sheet: Sheet, paper: Paper) -> None:
    """Held back: a centred head, facts two by two, buyer at the right, sums with the code before."""
    seller, words = paper.seller, paper.words
    for place, text in enumerate((seller.legal, f"{seller.street}, {seller.city}", f"{seller.web} | {words['vat_id'].format(id=paper.vat_id)}")):  # fmt: skip
        sheet.write(297 - 2.6 * len(text), 50 + 14 * place, text, bold=place == 0)
    sheet.open_block()
    sheet.write(_LEFT, 120, words[paper.kind].upper(), size=14, bold=True)
    facts = _facts(paper)
    for place, (label, value) in enumerate(facts):
        sheet.write(_LEFT + 150 * (place % 2), 145 + 15 * (place // 2), f"{label}: {value}", size=8)
    _lines(sheet, 400, 145, [f"{words['buyer_head']}:", *paper.buyer], 13)
    sheet.write(_LEFT, 220, _about(paper))
    y = _table(sheet, paper, 245)
    if paper.kind != "delivery":
        sheet.open_block()
        for label, value in _sums(paper):
            bare = "".join(c for c in value if c.isdigit() or c in ".,'’- \u00a0\u202f").strip()
            sheet.write(300, y, label)
            sheet.write(470, y, paper.country.currency, right=True)
            sheet.write(_RIGHT, y, bare, right=True)
            y += 16
    _lines(sheet, _LEFT, y + 15, _terms(paper))
    _lines(sheet, _LEFT, 770, [f"{words['bank']} IBAN {paper.iban}"] if paper.iban else [])


def _bill(sheet: Sheet, paper: Paper) -> None:
    """Held back: a utility's bill, what is due in a box at the top, the details below."""
    seller, words = paper.seller, paper.words
    sheet.write(_LEFT, 50, seller.brand, size=15, bold=True)
    sheet.write(_LEFT, 66, f"{seller.legal}, {seller.street}, {seller.city}", size=7)
    sheet.open_block()
    sheet.write(340, 100, words[paper.kind], size=13, bold=True)
    if paper.kind == "invoice":
        sheet.pair(340, _RIGHT, 122, words["payable"], paper.money(paper.total), bold=True)
        if paper.due:
            sheet.pair(340, _RIGHT, 138, words["due"], paper.day(paper.due))
    _lines(sheet, _LEFT, 110, paper.buyer)
    sheet.open_block()
    start = paper.issued - timedelta(days=31)
    for place, (label, value) in enumerate(_facts(paper)[:3]):
        sheet.write(_LEFT, 190 + 14 * place, f"{label} {value}")
    sheet.write(_LEFT, 235, f"{words['period']}: {paper.day(start)} - {paper.day(paper.issued - timedelta(days=1))}")  # fmt: skip
    sheet.write(_LEFT, 255, _about(paper))
    y = _write_sums(sheet, paper, 300, _RIGHT, _table(sheet, paper, 280))
    _lines(sheet, _LEFT, y, _terms(paper))
    _footer(sheet, paper)


def _payslip(sheet: Sheet, paper: Paper) -> None:
    """What an employer pays: gross, deductions, net."""
    seller, words = paper.seller, paper.words
    sheet.write(_LEFT, 55, seller.legal, size=12, bold=True)
    sheet.write(_LEFT, 70, f"{seller.street}, {seller.city}", size=8)
    sheet.write(_RIGHT, 55, words["payslip"], size=14, bold=True, right=True)
    rows = [(words["employee"], paper.buyer[0]), (words["month"], f"{paper.issued:%m/%Y}")]
    gross, deducted = paper.total + 2000, Decimal("611.20")
    rows += [(words["gross_pay"], paper.amount(gross)), (words["deduction"], paper.amount(deducted))]  # fmt: skip
    rows.append((words["net_pay"], paper.money(gross - deducted)))
    for place, (label, value) in enumerate(rows):
        sheet.pair(_LEFT, 400, 120 + 18 * place, label, value)
    sheet.write(_LEFT, 230, f"{words['date']}: {paper.day(paper.issued)}")


_OPEN = (_window, _strip, _parties, _letterhead)
_HELD = (_side, _brand, _grid, _bill)
