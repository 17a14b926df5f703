"""Till receipts of other countries in six layouts, of which three are held back."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from .paper import Paper, Truth
from .sheet import Sheet

_WIDTH, _STEP = 227.0, 12.0


class _Roll:
    """Rows of a till, from the top."""

    def __init__(self, paper: Paper) -> None:
        self.sheet = Sheet(_WIDTH, 620, mono=True)
        self.y = 20.0
        self.paper = paper

    def row(self, left: str, right: str = "", *, bold: bool = False) -> None:
        self.sheet.pair(10, _WIDTH - 10, self.y, left, right, size=8, bold=bold)
        self.y += _STEP

    def middle(self, text: str) -> None:
        self.sheet.write(max((_WIDTH - 4.8 * len(text)) / 2, 4), self.y, text, size=8)
        self.y += _STEP

    def gap(self) -> None:
        self.y += _STEP / 2


class _Sums:
    """What is paid: total after discount, tip and rounding, and whether in cash."""

    def __init__(self, paper: Paper) -> None:
        self.before = paper.total
        extras = paper.extras
        self.discount = Decimal("1.00") if "discount" in extras and paper.total > 8 else Decimal(0)
        self.deposit = Decimal("0.25") if "deposit" in extras else Decimal(0)
        self.tip = Decimal("3.00") if "tip" in extras and paper.country.currency != "CZK" else Decimal(0)  # fmt: skip
        self.cash = paper.rng.random() < 0.5
        bare = self.before - self.discount + self.deposit + self.tip
        unit = paper.country.cash_unit if self.cash else None
        self.total = (bare / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit if unit else bare
        self.total = self.total.quantize(Decimal("0.01"))
        self.rounding = self.total - bare
        note = next(n for n in (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000) if n > self.total)  # fmt: skip
        self.given = Decimal(note)


def draw(paper: Paper) -> tuple[Sheet, Truth]:
    """The receipt and what is true of it."""
    roll, sums = _Roll(paper), _Sums(paper)
    layouts = _HELD if paper.held else _OPEN
    layouts[paper.layout // 4 % len(layouts)](roll, paper, sums)
    names = (paper.seller.brand, paper.seller.legal)
    return roll.sheet, Truth("receipt", None, sums.total, paper.issued, names, paper.number)


def _clock(paper: Paper) -> str:
    return f"{8 + len(paper.lines) * 2:02}:{int(paper.total * 7) % 60:02}"


def _items(roll: _Roll, paper: Paper, *, sign: bool) -> None:
    for line in paper.lines:
        letter = "A" if line.rate == paper.country.rates[0] else "B"
        mark = f" {letter}" if sign else ""
        if line.quantity > 1:
            roll.row(f"{line.quantity} x {paper.amount(line.price)}")
        roll.row(line.name, paper.amount(line.amount) + mark)


def _paid(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    words = paper.words
    if not sums.cash:
        roll.row(words["card"], paper.amount(sums.total))
        roll.row(f"{words['card_no']}: ************4471")
        return
    roll.row(words["cash"], paper.amount(sums.given))
    roll.row(words["change"], paper.amount(sums.given - sums.total))


def _changes(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    """What stands between the goods and the total."""
    words = paper.words
    if sums.discount:
        roll.row(words["discount"], paper.amount(-sums.discount))
    if sums.deposit:
        roll.row(words["deposit"], paper.amount(sums.deposit))
    if sums.tip:
        roll.row(words["tip"], paper.amount(sums.tip))
    if paper.country.code == "US":
        for rate, (_, tax) in paper.rates().items():
            roll.row(words["receipt_tax"].format(rate=rate), paper.amount(tax))
    if sums.rounding:
        roll.row(words["rounding"], paper.amount(sums.rounding))


def _taxes(roll: _Roll, paper: Paper) -> None:
    if paper.country.code == "US":
        return
    for rate, (_, tax) in paper.rates().items():
        roll.row(paper.words["receipt_tax"].format(rate=paper.percent(rate)), paper.amount(tax))


def _tax_table(roll: _Roll, paper: Paper) -> None:
    if paper.country.code == "US":
        return
    words = paper.words
    roll.row(f"{words['tax_rate']} {words['tax_base']}", f"{words['tax_amount']} {words['tax_gross']}")  # fmt: skip
    for rate, (net, tax) in paper.rates().items():
        roll.row(f"{paper.percent(rate)}% {paper.amount(net)}", f"{paper.amount(tax)} {paper.amount(net + tax)}")  # fmt: skip


def _head(roll: _Roll, paper: Paper, *, vat: bool = True) -> None:
    seller = paper.seller
    roll.middle(seller.brand)
    if seller.legal != seller.brand:
        roll.middle(seller.legal)
    roll.middle(seller.street)
    roll.middle(seller.city)
    if vat:
        roll.middle(paper.words["vat_id"].format(id=paper.vat_id))
    roll.gap()


def _supermarket(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    words = paper.words
    _head(roll, paper)
    _items(roll, paper, sign=True)
    if sums.total != sums.before:
        roll.row(words["subtotal"], paper.amount(sums.before))
    _changes(roll, paper, sums)
    roll.row(words["receipt_total"], paper.amount(sums.total), bold=True)
    _paid(roll, paper, sums)
    _tax_table(roll, paper)
    roll.gap()
    roll.row(f"{words['receipt_no']} {paper.number}")
    roll.row(paper.day(paper.issued), _clock(paper))
    roll.middle(words["receipt_thanks"])


def _restaurant(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    words = paper.words
    _head(roll, paper, vat=False)
    roll.row(f"{words['table']} 12", f"{words['receipt_no']}: {paper.number}")
    roll.row(f"{words['receipt_date']} {paper.day(paper.issued)}".strip(), _clock(paper))
    _items(roll, paper, sign=False)
    roll.gap()
    if sums.total != sums.before:
        roll.row(words["subtotal"], paper.amount(sums.before))
    _changes(roll, paper, sums)
    roll.row(words["receipt_total"], paper.money(sums.total), bold=True)
    _taxes(roll, paper)
    _paid(roll, paper, sums)
    roll.row(f"{words['waiter']}: Nr. 3")
    roll.middle(paper.words["vat_id"].format(id=paper.vat_id))


def _small(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    words = paper.words
    roll.row(paper.seller.legal)
    roll.row(f"{paper.seller.street}, {paper.seller.city}")
    roll.row(f"{paper.day(paper.issued)} {_clock(paper)}", f"{words['till']} 2")
    roll.row(f"{words['receipt_no']}: {paper.number}")
    _items(roll, paper, sign=False)
    _changes(roll, paper, sums)
    roll.row(f"{words['receipt_total']} {paper.country.currency}", paper.amount(sums.total))
    _paid(roll, paper, sums)
    _taxes(roll, paper)
    roll.row(words["receipt_thanks"])


def _total_first(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    """Held back: number and date in the head's last row, the total twice, taxes between."""
    words = paper.words
    roll.middle("* " + words["receipt_thanks"] + " *")
    _head(roll, paper)
    roll.row(f"{words['receipt_no']} {paper.number} {words['till']} 04")
    roll.row(f"{paper.day(paper.issued)}  {_clock(paper)}")
    for place, line in enumerate(paper.lines, 1):
        roll.row(f"{place:02} {line.name}")
        roll.row(f"   {line.quantity} x {paper.amount(line.price)}", paper.amount(line.amount))
    roll.gap()
    _changes(roll, paper, sums)
    _taxes(roll, paper)
    roll.row(words["receipt_total"], paper.money(sums.total), bold=True)
    _paid(roll, paper, sums)


def _amounts_below(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    """Held back: the total's amount in the row below its label; the legal name at the foot."""
    words = paper.words
    roll.middle(paper.seller.brand.upper())
    roll.middle(f"{paper.seller.street} - {paper.seller.city}")
    roll.middle(f"Tel. {paper.country.phone}")
    _items(roll, paper, sign=True)
    _changes(roll, paper, sums)
    roll.row("-" * 40)
    roll.row(words["receipt_total"], bold=True)
    roll.row("", paper.money(sums.total), bold=True)
    _paid(roll, paper, sums)
    _tax_table(roll, paper)
    roll.row(f"{words['receipt_date']} {paper.day(paper.issued)} {words['time']} {_clock(paper)}".strip())  # fmt: skip
    roll.row(f"{words['receipt_no']} {paper.number}")
    roll.middle(paper.seller.legal)
    roll.middle(words["vat_id"].format(id=paper.vat_id))


def _ticket(roll: _Roll, paper: Paper, sums: _Sums) -> None:
    """Held back: every fact a row of label, colon and value."""
    words = paper.words
    _head(roll, paper)
    roll.row(f"{words['receipt_no']}: {paper.number}")
    roll.row(f"{words['receipt_date'] or words['date']}: {paper.day(paper.issued)}")
    for line in paper.lines:
        roll.row(f"{line.quantity} {line.name}: {paper.amount(line.amount)}")
    if sums.total != sums.before:
        roll.row(f"{words['subtotal']}: {paper.amount(sums.before)}")
    _changes(roll, paper, sums)
    roll.row(f"{words['receipt_total']}: {paper.money(sums.total)}", bold=True)
    if sums.cash:
        _paid(roll, paper, sums)
    else:
        roll.row(f"{words['card']}: {paper.amount(sums.total)}")
    _taxes(roll, paper)


_OPEN = (_supermarket, _restaurant, _small)
_HELD = (_total_first, _amounts_below, _ticket)
