"""What terms of payment say: the day by which to pay in full, and discounts for paying early."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from ..domain.extraction import Evidence, Field, Finding, Severity
from ..domain.grammar import DatePrint, find_dates
from ..domain.names import fold
from .reader import Found

NAME = "terms"
_CONFIDENCE = 0.9  # terms may run from the delivery, or from the day a letter arrives
_LONGEST = 400  # days
_MOST = 4_000  # characters of terms that are looked at
_QUOTE = 120
_DAYS = re.compile(
    r"(?P<days>\d{1,3})[ -]?(?:kalender|calendar )?"
    r"(?:tagen?|tg|days?|d|jours?|giorni|gg|dias?|dagen|dagar|dager|dage|dni|dnu|dana)\b"
    r"|(?P<weeks>\d{1,2})[ -]?(?:wochen?|weeks?|semaines?|settimane|semanas|weken)\b"
    r"|\b(?:net|netto|n/) ?(?P<net>\d{1,3})\b(?! ?%|[.,]\d)"
)
_AT_ONCE = re.compile(
    r"\bsofort\b|\b(?:due|payable) (?:immediately|(?:up)?on receipt)\b|\bupon receipt\b|\ba vista\b"
    r"|\ba reception\b|\bal contado\b|\bimmediat\w+\b"
)
_UP_TO = re.compile(r"\b(?:bis|by|until|due|fallig|am|zum|entro|il|avant|le|antes|before|do)\W*$")
_FROM = re.compile(r"\b(?:dal|from|ab|desde|du|od) $")
_END_OF_MONTH = re.compile(
    r"\bf(?:ine|in de) mes[ei]?\b|\bfin de mois\b|\bend of (?:the )?month\b|\beom\b|\bf\.?m\b|\bmonatsende\b"
)
_NOT_FOR_PAYING = re.compile(
    r"\b(?:verzug|zins|mahn|ruckgab|rucksend|widerruf|garanti|gewahr|reklam|beanstand|interest|late"
    r"|penal|overdue|return|complain|warrant|retard|mora\b|interessi|odset|drojsmal|forsink)"
)
_DISCOUNT_WORD = re.compile(
    r"\b(?:skont[oa]|discount|rabatt|sconto|escompte|korting|descuento|upust)"
)
_DISCOUNT = re.compile(rf"%|{_DISCOUNT_WORD.pattern}")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,2}(?:[.,]\d{1,3})?) ?%")
_MOST_PERCENT = 20  # more is no reward for paying early
_NET = re.compile(r"\b(?:net|netto|ohne abzug)\b")
_SHORT = re.compile(r"\b(?P<rate>\d{1,2}(?:\.\d)?)/(?P<days>\d{1,3}),? n(?:et|/)")
_NO_DISCOUNT = re.compile(
    r"\b(?:ohne|kein\w*|without|no|sans|senza|sin|zonder) (?:[a-z]+ ){0,2}?"
    r"(?:skonto\w*|discount|rabatt|sconto|escompte|korting|descuento)"
)
_PRESCRIBED = re.compile(r"#skonto#[^ ]*#")
# Where one term ends: a decimal comma or a point within a date is no end.
_END = re.compile(r"\n|;|[,.](?!\d)")


def terms_of(found: Found) -> Found | None:
    """The due date that an e-invoice's terms make, or None where it has one or they make none."""
    issued, terms = found.fields.get("issue_date"), found.details.terms if found.details else None
    if "due_date" in found.fields or not issued or not terms:
        return None
    due = due_by(terms, date.fromisoformat(issued.value))
    if due is None:
        return None
    evidence = Evidence(quote=terms[:_QUOTE], note="worked out")
    return Found(NAME, fields={"due_date": Field(due.isoformat(), _CONFIDENCE, NAME, evidence)})


def worked_out(field: Field) -> Finding:
    """The finding that stands beside a due date of this reader."""
    message = f"The document states no due date: {field.value} follows from its terms of payment."
    return Finding("due-date-worked-out", message, Severity.INFO, "due_date")


def due_by(terms: str, issued: date) -> date | None:
    """The last day to pay in full that terms name, counted from the day of issue; None if none.

    What earns a discount, and what concerns interest or returns, is left out of account.
    """
    days = [day for clause in _clauses(terms) for day in _of_clause(clause, issued)]
    return max((day for day in days if day >= issued), default=None)


def discounts_in(terms: str) -> list[dict[str, str]]:
    """Discounts as `domain.details` has them: percentage, and days from the issue or a last day."""
    if "%" not in terms and "/" not in terms:
        return []
    short = [(m["rate"], m["days"]) for m in _SHORT.finditer(fold(terms[:_MOST]))]
    told = [{"percentage": rate, "days": days} for rate, days in short]
    return [*told, *(found for clause in _clauses(terms) if (found := _discount(clause)))]


def _discount(clause: str) -> dict[str, str] | None:
    rates = [match[1].replace(",", ".") for match in _PERCENT.finditer(clause)]
    if len(rates) != 1 or not _DISCOUNT_WORD.search(clause) or Decimal(rates[0]) > _MOST_PERCENT:
        return None
    days = sorted(_numbers_of_days(clause))
    named = _named(clause)
    if days:
        return {"percentage": rates[0], "days": str(days[0])}
    return {"percentage": rates[0], "until": named[0].isoformat()} if named else None


def _clauses(terms: str) -> list[str]:
    """The terms one by one, folded; a discount without a day belongs to the term before it."""
    clauses: list[str] = []
    for part in _END.split(terms[:_MOST]):
        clause = _NO_DISCOUNT.sub("", _PRESCRIBED.sub("", fold(part)))
        if _NOT_FOR_PAYING.search(clause):
            continue
        if clauses and _is_for(clauses[-1], clause):
            clause = f"{clauses.pop()}, {clause}"
        clauses.append(clause)
    return clauses


def _is_for(before: str, clause: str) -> bool:
    """Whether a clause is the discount of the one before it, which speaks of no net sum."""
    if not (_PERCENT.search(clause) and _DISCOUNT_WORD.search(clause)) or _NET.search(before):
        return False
    return not (_DAYS.search(clause) or find_dates(clause))


def _of_clause(clause: str, issued: date) -> Iterator[date]:
    counted = sorted(_counted(clause, _start(clause) or issued))
    days = _named(clause) or counted
    yield from days[1:] if _DISCOUNT.search(clause) else days  # the discount's day comes first
    if _AT_ONCE.search(clause) and not counted:
        yield issued


def _counted(clause: str, start: date) -> Iterator[date]:
    for days in _numbers_of_days(clause):
        yield _closed(start + timedelta(days=days), clause)


def _numbers_of_days(clause: str) -> Iterator[int]:
    for match in _DAYS.finditer(clause):
        days = int(match["days"] or match["net"] or 0) or int(match["weeks"] or 0) * 7
        if 0 < days <= _LONGEST:
            yield days


def _closed(day: date, clause: str) -> date:
    """The day, or the end of its month where the terms run up to that."""
    if not _END_OF_MONTH.search(clause):
        return day
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _named(clause: str) -> list[date]:
    """The days that a clause names as those to pay by."""
    printed = [each for each in find_dates(clause) if _UP_TO.search(clause[: each.start])]
    return sorted(day for each in printed if (day := _day(each, clause)))


def _start(clause: str) -> date | None:
    """The day from which a clause counts, if it names one."""
    starts = (each for each in find_dates(clause) if _FROM.search(clause[: each.start]))
    return next((day for each in starts if (day := _day(each, clause))), None)


def _day(printed: DatePrint, clause: str) -> date | None:
    """A date that can be read in one way only; with points, the day stands first."""
    certain = len(set(printed.options)) == 1 or "." in clause[printed.start : printed.end]
    return printed.options[0] if certain else None
