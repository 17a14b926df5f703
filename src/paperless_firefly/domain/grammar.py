"""Grammars of amounts and dates as people print them, shared by every reader of text.

Amounts are read widely and flagged (`Amount.marks`), so that a judge can weigh an odd form;
dates keep every reading that the print allows (`DatePrint.options`), the day-first one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from .months import MONTHS
from .names import fold

# ------------------------------------------------------------------ amounts

_SPACE = " \u00a0\u202f"
_CURRENCY = (
    r"RM|R[NHK](?= ?\d+[.,] ?\d\d)|MYR|EUR|USD|GBP|CHF|SGD|AUD|CAD|NZD|HKD|JPY|PLN|CZK|SEK|NOK|DKK|HUF|RON|BRL|INR"
    r"|IDR|THB|TRY|CNY|ZAR|zł|Kč|Fr\.|SFr\.|US\$|S\$|A\$|R\$|[€$£¥₹₺]"
)
_NUMBER = (
    r"\d{1,3}(?:[.,'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)"  # 1.234,56  1'234.50  1,234
    r"|\d{1,3}(?:(?:[\u00a0\u202f]\d{3})+[.,]|(?: \d{3})+,)\d{2}(?!\d)"  # 1 234,56
    r"|\d+ ?[.,] ?\d{2}(?!\d)"  # 12.34  12 .34
    r"|\d+[.,](?:[-–—]{1,2}|\d{3,6}|\d)"  # 12.-  0,1234  1.5
    r"|\d+"
    r"|[.,]\d{2}(?!\d)"  # .80
)
_AMOUNT = re.compile(
    rf"(?P<open>[-−–+(]\s?)?(?P<before>{_CURRENCY})?(?P<gap>[ :]{{0,2}})"
    rf"(?P<inner>[-−–]\s?)?(?P<number>{_NUMBER})"
    rf"(?P<minus>\s?[-−–](?![\w-])|\s?CR\b)?(?P<close>\))?\s?(?P<after>{_CURRENCY})?(?P<percent>\s?%)?",
)
_CODES = {
    "RM": "MYR", "RN": "MYR", "RH": "MYR", "RK": "MYR", "€": "EUR", "£": "GBP", "zł": "PLN", "Kč": "CZK", "SFr.": "CHF",
    "US$": "USD", "S$": "SGD", "A$": "AUD", "R$": "BRL", "₹": "INR", "₺": "TRY",
}  # fmt: skip
_TIMES = frozenset(" 0123456789")  # what may stand before the sign of times in 2x9.90
_POINT = re.compile(r"\d\.\d\d(?![\d.,/:-])")
_COMMA = re.compile(r"\d,\d\d(?![\d.,/:-])")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number as printed; `start` and `end` are offsets in the text it was found in.

    `currency` is the ISO code or the bare symbol ("$", "¥") beside it. `decimals` counts the
    printed digits after the mark. `marks` flags odd forms: "percent", "glued" (letters touch it),
    "spaced" (a blank inside), "bare" (.80), "odd" (the other decimal mark than the document's).
    """

    value: Decimal
    start: int
    end: int
    decimals: int
    currency: str | None = None
    marks: frozenset[str] = frozenset()


def decimal_mark(text: str) -> str | None:
    """The document's decimal mark, "." or ",", by counting what is unmistakable; None if unclear."""
    points, commas = len(_POINT.findall(text)), len(_COMMA.findall(text))
    if points == commas:
        return None
    return "." if points > commas else ","


def find_amounts(text: str, mark: str | None = None) -> list[Amount]:
    """Every number in a line, left to right; `mark` is the document's decimal mark if known."""
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        amount = _amount(text, match, mark)
        if amount is not None:
            found.append(amount)
    return found


def parse_amount(text: str, mark: str | None = None) -> Decimal | None:
    """The value of a text that is one amount and nothing else, or None."""
    amounts = find_amounts(text.strip(), mark)
    if len(amounts) != 1 or amounts[0].end - amounts[0].start < len(text.strip()):
        return None
    return amounts[0].value


def _amount(text: str, match: re.Match[str], mark: str | None) -> Amount | None:
    start, end = match.start("number"), match.end("number")
    before, after = text[start - 1 : start], text[end : end + 1]
    currency = match["before"] or match["after"]
    if _is_part_of_a_word(text, match, before, after):
        return None
    value, decimals, marks = _value(match["number"], mark)
    if match["percent"]:
        marks.add("percent")
    if after.isalpha() and not match["after"]:
        marks.add("glued")
    if _is_negative(match, text):
        value = -value
    return Amount(
        value,
        match.start("before") if match["before"] else start,
        end,
        decimals,
        _CODES.get(currency, currency) if currency else None,
        frozenset(marks),
    )


def _is_part_of_a_word(text: str, match: re.Match[str], before: str, after: str) -> bool:
    start = match.start("number")
    if not match["before"] and before and (before.isalnum() or before in "_/#\\"):
        times = before in "xX" and text[start - 2 : start - 1] in _TIMES
        return not times
    if match["before"] and match["before"][0].isalpha():
        left = text[match.start("before") - 1 : match.start("before")]
        if left.isalpha():
            return True
    if (
        before
        and before in ".,:'"
        and text[match.start("number") - 2 : match.start("number") - 1].isdigit()
    ):
        return True
    if before == "-" and text[match.start("number") - 2 : match.start("number") - 1].isalnum():
        return True
    following = text[match.end("number") + 1 : match.end("number") + 2]
    return bool(after) and (after in "/_\\" or (after in ":-'" and following.isalnum()))


def _is_negative(match: re.Match[str], text: str) -> bool:
    opened = (match["open"] or "").strip()
    if opened == "(":
        return match["close"] is not None and len(match["number"]) > 1 and "." in match["number"]
    return opened in {"-", "−", "–"} or match["inner"] is not None or match["minus"] is not None


def _value(number: str, mark: str | None) -> tuple[Decimal, int, set[str]]:
    """The value, its printed decimals and marks of a bare number."""
    marks: set[str] = set()
    if any(c in _SPACE for c in number):
        marks.add("spaced")
    number = re.sub(r"[\s'’]", "", number)
    if number.endswith(("-", "–", "—")):
        return Decimal(re.sub(r"\D", "", number)), 2, marks
    if number[0] in ".,":
        marks.add("bare")
        return Decimal(f"0.{number[1:]}"), len(number) - 1, marks
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return Decimal(number), 0, marks
    whole, rest = number[:last], number[last + 1 :]
    if _is_grouping(number, last, rest, mark):
        return Decimal(re.sub(r"\D", "", number)), 0, marks
    if mark and number[last] != mark:
        marks.add("odd")
    return Decimal(f"{re.sub(chr(92) + 'D', '', whole) or '0'}.{rest}"), len(rest), marks


def _is_grouping(number: str, last: int, rest: str, mark: str | None) -> bool:
    """Whether the last mark groups thousands rather than opens the decimals."""
    if len(rest) != 3:
        return False
    same = number.count(number[last])
    if same > 1:
        return True
    if any(c in ".," and c != number[last] for c in number[:last]):
        return False
    return number[last] != mark if mark else number[last] == ","


# -------------------------------------------------------------------- dates

_EARLIEST, _LATEST = 1980, 2059  # years that a paper in an archive may bear
_WORD_MONTH = "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True))
_SPECK = r"[ “”\"'~]{0,3}"  # blanks, and what scanners make of specks
_DATE = re.compile(
    r"(?<![\d.,/])(?:"
    r"(?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    rf"|(?P<a2>\d{{1,2}}){_SPECK}(?P<s2>[-/.]){_SPECK}(?P<b2>\d{{1,2}}){_SPECK}(?P=s2){_SPECK}"
    r"(?P<y2>(?:19|20)\d\d|\d\d)(?!\d|[-/.]\d(?!\d:))"
    r"|(?P<a6>\d\d)(?P<b6>\d\d)/(?P<y6>20[0-4]\d)(?!\d|/)"
    r"|(?P<y4>20\d\d)(?P<m4>0[1-9]|1[0-2])(?P<d4>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?P<d5>0[1-9]|[12]\d|3[01])(?P<m5>0[1-9]|1[0-2])(?P<y5>20[0-4]\d)(?!\d)"
    r")"
)
_NAMED = re.compile(
    r"(?<![\d.,])(?:"
    rf"(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s.,/'-]{{0,3}}(?:de |of )?(?P<m1>{_WORD_MONTH})(?![a-z])[\s.,/'-]{{0,3}}(?:de |del )?(?P<y1>(?:19|20)\d\d|\d\d)(?![\d])"
    rf"|\b(?P<m2>{_WORD_MONTH})(?![a-z])[\s.]{{0,2}}(?P<d2>\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s,]{{1,3}}(?P<y2>(?:19|20)\d\d)(?!\d)"
    r")"
)
_HAS_MONTH = re.compile(rf"(?:{'|'.join(sorted({m[:3] for m in MONTHS}))})")


@dataclass(frozen=True, slots=True)
class DatePrint:
    """One date as printed; `options` are its readings, day first, then month first, then year first.

    `form` is the order that is certain ("ymd", "dmy", "mdy", "named", "digits") or "ambiguous".
    `short_year` says that the year has two digits, `mended` that a 1 was read as a 7 in it: no paper
    bears 2078.
    """

    options: tuple[date, ...]
    start: int
    end: int
    form: str
    short_year: bool = False
    mended: bool = False


def find_dates(text: str) -> list[DatePrint]:
    """Every date in a line, left to right; impossible ones (31.02., month 13) are left out."""
    found = [d for m in _DATE.finditer(text) if (d := _numeric(m)) is not None]
    folded = _fold_in_place(text)
    if _HAS_MONTH.search(folded):
        found.extend(d for m in _NAMED.finditer(folded) if (d := _named(m)) is not None)
        found.sort(key=lambda d: d.start)
    return found


def _fold_in_place(text: str) -> str:
    """Folded letter by letter, so that offsets stay; letters that fold to several are kept."""
    lower = text.lower()
    if lower.isascii() or len(lower) != len(text):
        return lower
    return "".join(f if len(f := fold(c)) == 1 else c for c in lower)


def _numeric(match: re.Match[str]) -> DatePrint | None:
    start, end = match.span()
    if match["y1"]:
        return _print(_dates((match["y1"], match["m1"], match["d1"])), start, end, "ymd")
    if match["y4"]:
        return _print(_dates((match["y4"], match["m4"], match["d4"])), start, end, "digits")
    if match["y6"]:  # a stroke lost
        return _print(_dates((match["y6"], match["b6"], match["a6"])), start, end, "digits")
    if match["y5"]:
        return _print(_dates((match["y5"], match["m5"], match["d5"])), start, end, "digits")
    first, second, third = match["a2"], match["b2"], match["y2"]
    short = len(third) == 2
    if short and "." in match["s2"] and len(first) == 1 and len(second) == 1:
        return None  # 1.2.34 is a section or a version
    mended = len(third) == 4 and third.startswith("207")
    third = f"201{third[3]}" if mended else third
    readings = [(third, second, first), (third, first, second)]
    if short and len(first) == 2:
        readings.append((first, second, third))
    found = _print(_dates(*readings), start, end, "", short, day=first, month=second)
    return replace(found, mended=True) if found and mended else found


def _print(
    options: tuple[date, ...], start: int, end: int, form: str,
    short: bool = False, *, day: str = "", month: str = "",
) -> DatePrint | None:  # fmt: skip
    if not options:
        return None
    if not form:
        form = _certain_order(int(day), int(month))
    return DatePrint(options, start, end, form, short)


def _certain_order(first: int, second: int) -> str:
    if first == second and first <= 12:
        return "dmy"
    if first > 12:
        return "dmy"
    return "mdy" if second > 12 else "ambiguous"


def _named(match: re.Match[str]) -> DatePrint | None:
    year, month, day = (
        (match["y1"], match["m1"], match["d1"]) if match["m1"] else (match["y2"], match["m2"], match["d2"])
    )  # fmt: skip
    options = _dates((year, str(MONTHS[month]), day))
    return _print(options, *match.span(), "named", len(year) == 2)


def _dates(*readings: tuple[str, str, str]) -> tuple[date, ...]:
    unique: dict[date, None] = {}
    for year, month, day in readings:
        for value in _possible(int(year), int(month), int(day)):
            unique.setdefault(value)
    return tuple(unique)


def _possible(year: int, month: int, day: int) -> Iterator[date]:
    full = year + 2000 if year < 80 else year + 1900 if year < 100 else year
    if _EARLIEST <= full <= _LATEST:
        try:
            yield date(full, month, day)
        except ValueError:
            return
