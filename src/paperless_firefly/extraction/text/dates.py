"""Issue date and due date: labels, the time beside, and how the document itself orders day and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ...domain.grammar import DatePrint
from .country import MONTH_FIRST
from .lines import Line
from .terms import due_by_terms

TERMS = "terms"  # the role of a day that is worked out
_ISSUE, _DUE, _OTHER, _OF = "date", "due_date", "other_date", "date_of"
DATE_ROLES = frozenset({_ISSUE, _DUE, _OTHER, _OF})
_TITLES = frozenset(
    {"number", "kind_invoice", "kind_credit_note", "kind_correction", "kind_receipt"}
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the document says about its dates; `order` is told ("dmy" or "mdy")."""

    country: str | None = None
    not_after: date | None = None
    known: tuple[date, ...] = ()
    order: str | None = None


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date read in one way: its print, row (index), score, whether day and month are sure.

    `times` counts how often the value is printed.
    """

    value: date
    print: DatePrint
    row: int
    score: float
    sure_order: bool
    role: str | None
    times: int = 1


def issue_dates(lines: Sequence[Line], context: Context) -> list[DateFound]:
    """Dates that may be the issue date, the best first, one entry a value."""
    found = list(_found(lines, context))
    counts = Counter(f.value for f in found)
    best: dict[date, DateFound] = {}
    for f in found:
        score = f.score + 0.4 * min(counts[f.value] - 1, 2)
        if context.not_after and f.value > context.not_after + timedelta(days=1):
            score -= 3
        if f.value in context.known:
            score += 1
        if f.value not in best or score > best[f.value].score:
            best[f.value] = replace(f, score=score, times=counts[f.value])
    return sorted(best.values(), key=lambda f: (-f.score, f.row))


def due_dates(lines: Sequence[Line], context: Context, issued: date | None) -> list[DateFound]:
    """Dates labelled as due, the best first, none before the issue date; else by the terms."""
    found = [f for f in _found(lines, context) if f.role == _DUE]
    labelled = [f for f in found if issued is None or f.value >= issued]
    if labelled or issued is None:
        return sorted(labelled, key=lambda f: (f.row, f.value))
    return [
        DateFound(printed.options[0], printed, row, 0.0, True, TERMS)
        for row, printed in due_by_terms(lines, issued)
    ]


def _found(lines: Sequence[Line], context: Context) -> Iterable[DateFound]:
    order = _order(lines, context)
    for index, line in enumerate(lines):
        for printed in line.dates:
            value, sure = _read(printed, order, context)
            role, near = _role(lines, index, printed)
            score = _score(line, printed, role, near, index / max(len(lines), 1))
            yield DateFound(value, printed, index, score, sure, role)


def _order(lines: Sequence[Line], context: Context) -> tuple[str, bool]:
    """("dmy" or "mdy", whether that is sure) for the document's ambiguous dates."""
    if context.order:
        return context.order, True
    votes: Counter[str] = Counter()
    certain: set[date] = set(context.known)
    ambiguous: list[DatePrint] = []
    for line in lines:
        for printed in line.dates:
            if printed.form in {"dmy", "mdy"}:
                votes[printed.form] += 1
            if printed.form == "ambiguous":
                ambiguous.append(printed)
            elif printed.form in {"named", "ymd", "digits"}:
                certain.add(printed.options[0])
    for printed in ambiguous:
        for form, option in zip(("dmy", "mdy"), printed.options[:2], strict=False):
            votes[form] += 2 if option in certain else 0
    if votes["dmy"] != votes["mdy"]:
        return ("dmy", True) if votes["dmy"] > votes["mdy"] else ("mdy", True)
    if context.country in MONTH_FIRST:
        return "mdy", True
    return "dmy", context.country is not None


def _read(printed: DatePrint, order: tuple[str, bool], context: Context) -> tuple[date, bool]:
    """The reading of a print under the document's order, and whether it is sure."""
    if printed.form != "ambiguous" or len(printed.options) < 2:
        return printed.options[0], True
    form, sure = order
    day_first, month_first = printed.options[:2]
    value, other = (day_first, month_first) if form == "dmy" else (month_first, day_first)
    limit = context.not_after
    if limit and value > limit + timedelta(days=1) >= other:
        return other, True
    return value, sure


def _role(lines: Sequence[Line], index: int, printed: DatePrint) -> tuple[str | None, str]:
    """The date role of the label that a date belongs to, and where it stands (left, above, none)."""
    line = lines[index]
    left = [h for h in line.hits if h.end <= printed.start and h.roles & DATE_ROLES]
    between = max((d.end for d in line.dates if d.end <= printed.start), default=-1)
    if left and left[-1].start >= between:
        return _strongest(left[-1].roles), "left"
    if left and between >= 0:
        return _strongest(left[-1].roles), "far"
    if index and not lines[index - 1].dates:
        above = [h for h in lines[index - 1].hits if h.roles & DATE_ROLES]
        if above:
            return _above(lines[index - 1], line, printed), "above"
    return None, "none"


def _above(head: Line, line: Line, printed: DatePrint) -> str | None:
    """The role of the label in the row above that stands over the date, by order among the dates."""
    labels = [h for h in head.hits if h.roles & DATE_ROLES]
    place = [d.start for d in line.dates].index(printed.start)
    if len(labels) == len(line.dates):
        return _strongest(labels[place].roles)
    nearest = min(labels, key=lambda h: abs((h.start + h.end) - (printed.start + printed.end)))
    return _strongest(nearest.roles)


def _strongest(roles: frozenset[str]) -> str:
    for role in (_DUE, _ISSUE, _OTHER, _OF):
        if role in roles:
            return role
    return _OTHER


def _score(line: Line, printed: DatePrint, role: str | None, near: str, depth: float) -> float:
    score = 1.0 - 0.5 * depth
    if role == _ISSUE:
        score += {"left": 3.0, "above": 2.0, "far": 1.0}.get(near, 0)
    elif role == _DUE:
        score -= 4.0
    elif role == _OTHER:
        score -= 1.5
    elif role == _OF and near == "left":
        score += _titled(line, printed)
    if line.has_time:
        score += 1.5
    if role is None and "number" in line.roles:
        score += 1.0
    if printed.short_year:
        score -= 0.3
    if printed.form == "digits":
        score -= 2.0 if role is None else 0.5
    if len(line.dates) > 1 and len({d.options[0] for d in line.dates}) > 1:
        score -= 0.8
    return score


def _titled(line: Line, printed: DatePrint) -> float:
    """What "of" before a date is worth: "invoice 17 of …" is the best, "order of …" another's."""
    left = [h for h in line.hits if h.end <= printed.start and _OF not in h.roles]
    if any(_OTHER in h.roles for h in left):
        return -1.5
    if not left:
        return 0.5
    if not left[0].roles & _TITLES:
        return -1.5
    between = line.text[left[0].end : printed.start].split()[:-1]
    names_it = not between or any(c.isdigit() for c in "".join(between))
    return 3.5 if names_it else 0.5
