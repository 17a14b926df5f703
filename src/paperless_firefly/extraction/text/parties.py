"""Who sent the document: rows that could be the seller's name, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ...domain.names import fold
from . import wording
from .amounts import MONEY_ROLES
from .lines import Line
from .names import (
    COMPANY_KIND,
    WEB,
    clean_name,
    core,
    has_legal,
    has_trade,
    is_address,
    is_country,
    is_registration,
    legal_end,
    may_be_legal,
    words_of,
)  # fmt: skip

T = TypeVar("T")
HEAD = 14  # rows at the top that are looked at one by one
_BLOCK = 6  # rows of a party's block, its head included
_SENDER_SIGNS = {"seller head": 1.0, "side seller": 1.0}
_BRAND = 5  # letters; a shorter name at the top may begin another by chance
_HEADING = re.compile(r"rechnung|invoice|factur|fattur|fatur|faktur", re.IGNORECASE)
_LOGO = 2  # rows at the top where a brand stands
_DEEP = 8  # rows with a legal form further down
_SENDER = re.compile(
    r"\s+[|•·●]\s+|\s{2,}|\s+-\s+|,\s+(?!(?:Unipessoal|Lda|Inc|LLC|Ltd|S\.A|S\.L|a\.s)\b)"
)
_PARTED = re.compile(r"\s+[|•·●-]\s+")
_LABELS = frozenset({"number", "date", "other_number", "customer_number", "total"})
_TITLE_ROLES = frozenset(
    {"kind_invoice", "kind_receipt", "kind_credit_note", "kind_correction", "number"}
)
_COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|copyright\b)", re.IGNORECASE)  # of a form
_MORE_WORDS = re.compile(r"\.?(?: [^\W\d_]{3,}){1,3}")
_NAME_LABEL = re.compile(r"^\s*(?:name|firma|firmenname|company|nom|nome|nombre|naam|nazwa|název)\s*:\s*(\S+(?: \S+)*)", re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name that could be the seller's: cleaned text, first row (index), and its features."""

    text: str
    row: int
    start: int
    end: int
    features: dict[str, float]


def seller_names(lines: Sequence[Line]) -> list[Name]:
    """Every name that could be the seller's, each once, with its features."""
    document = _Document(lines)
    found: dict[str, Name] = {}
    for row, rows, start, end, text in _stretches(lines, document):
        name = _named(lines[row], start, text)
        letters = sum(map(str.isalpha, name))
        if letters < 3 or len(name) > 90 or is_country(name) or _COPYRIGHT.match(text):
            continue
        key = "".join(filter(str.isalnum, fold(name)))
        features = document.features(row, rows, text, name)
        old = found.get(key)
        if old is None:
            found[key] = Name(name, row, start, end, features)
        elif rows == 1:
            merged = {**features, **old.features, "again": 1.0}
            found[key] = Name(old.text, old.row, old.start, old.end, merged)
    _confirm(found, lines)
    return list(found.values())


def _named(line: Line, start: int, text: str) -> str:
    """The name alone; words that follow a legal form belong to it where a label says "Name:"."""
    name = clean_name(text)
    label = _NAME_LABEL.match(line.text) if ":" in line.text else None
    if label and start == label.start(1) and _MORE_WORDS.fullmatch(text[len(name) :]):
        return text if text.startswith(name) else name
    return name


def _confirm(found: dict[str, Name], lines: Sequence[Line]) -> None:
    """Marks the sender: what stands over the document and goes on, or stands again, at its foot."""
    tops = {
        key: name for key, name in found.items()
        if name.row < _LOGO and len(key) > _BRAND and not name.features.get("title")
        and not _HEADING.search(name.text)
    }  # fmt: skip
    for key, name in found.items():
        goes_on = any(key != top and key.startswith(top) for top in tops)
        if name.row >= HEAD and goes_on and name.features.get("legal"):
            name.features.update(_SENDER_SIGNS)
    feet = [line.folded for line in lines[HEAD:]]
    for name in tops.values():
        words = " ".join(words_of(name.text))
        if len(words) > _BRAND and any(foot.startswith(words) for foot in feet):
            name.features.update(_SENDER_SIGNS)


def _stretches(
    lines: Sequence[Line], document: _Document
) -> Iterator[tuple[int, int, int, int, str]]:
    """(row, rows, start, end, text) of every stretch that could be a name."""
    deep = 0
    for index, line in enumerate(lines):
        legal = document.legal[index]
        if index >= HEAD:
            labelled = document.side[index] == "seller" or _NAME_LABEL.match(line.text)
            if not (legal and deep < _DEEP) and not labelled:
                continue
            deep += bool(legal)
        yield from _of_row(index, line)
        label = _NAME_LABEL.match(line.text)
        if label and document.goes_on(index):
            yield index - 1, 2, 0, len(lines[index - 1].text), f"{lines[index - 1].text} {label[1]}"
        if label and document.continues(index):
            text = f"{label[1]} {lines[index + 1].text}"
            yield index, 1, label.start(1), len(line.text), text
        if not document.joins(index):
            continue
        yield index, 2, 0, len(line.text), f"{line.text} {lines[index + 1].text}"
        if index + 2 < len(lines) and document.legal[index + 2] and document.joins(index + 1):
            text = f"{line.text} {lines[index + 1].text} {lines[index + 2].text}"
            yield index, 3, 0, len(line.text), text
        if (rows := _one_by_one(lines, index)) > 2:
            text = " ".join(each.text for each in lines[index : index + rows])
            yield index, rows, 0, len(line.text), text


def _one_by_one(lines: Sequence[Line], index: int) -> int:
    """How many rows from here hold one word each, as a logo sets them; the last may hold a number."""
    rows = 0
    while index + rows < min(HEAD, len(lines)) and lines[index + rows].letters > 2:
        if sum(len(word) > 1 for word in words_of(lines[index + rows].text)) != 1:
            break
        rows += 1
        if any(c.isdigit() for c in lines[index + rows - 1].text):
            break
    return rows


def _of_row(index: int, line: Line) -> Iterator[tuple[int, int, int, int, str]]:
    if "  " not in line.text:
        yield index, 1, 0, len(line.text), line.text
    if label := _NAME_LABEL.match(line.text):
        yield index, 1, label.start(1), label.end(1), label[1]
    elif ":" in line.text:
        place = line.text.index(":") + 1
        if any(c.isalpha() for c in line.text[place:]):
            yield index, 1, place, len(line.text), line.text[place:]
    parts = [
        p for p in _SENDER.split(line.text)
        if any(c.isalpha() for c in p) and not p.rstrip().endswith(":")
    ]  # fmt: skip
    if len(parts) > 1:
        for part in parts[:4]:
            place = line.text.find(part)
            yield index, 1, place, place + len(part), part


class _Lazily(Generic[T]):
    """A property of rows, worked out when first asked for."""

    def __init__(self, lines: Sequence[Line], work_out: Callable[[str], T]) -> None:
        self._lines, self._work_out = lines, work_out
        self._known: dict[int, T] = {}

    def __getitem__(self, index: int) -> T:
        if index not in self._known:
            self._known[index] = self._work_out(self._lines[index].text)
        return self._known[index]


class _Document:
    """What all names of a document share: which rows are what."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.legal = [may_be_legal(line.words) and has_legal(line.text) for line in lines]
        self.address = _Lazily(lines, is_address)
        self.registration = _Lazily(lines, is_registration)
        self.core = _Lazily(lines, core)
        self.title = [bool(line.roles & _TITLE_ROLES) for line in lines]
        self.side = sides(lines)
        self.senders = _Lazily(lines, _sender)
        self.tops = [line.folded for line in lines[:HEAD]]
        self.plausible = [i for i in range(min(HEAD, len(lines))) if self._could_be_name(i)]
        self.first_legal = next((i for i, is_so in enumerate(self.legal) if is_so), None)
        self.webs = " ".join(m[1].lower() for line in lines for m in WEB.finditer(line.text))

    def continues(self, index: int) -> bool:
        """Whether the name in a row goes on to the legal form in the next."""
        following = index + 1
        return (
            following < len(self.lines) and self.legal[following] and not self.legal[index]
            and ":" not in self.lines[following].text and not self.address[following]
        )  # fmt: skip

    def joins(self, index: int) -> bool:
        """Whether a row and the next could be one name broken in two."""
        if index + 1 >= len(self.lines) or not (index < HEAD or self.side[index] == "seller"):
            return False
        one, other = self.lines[index], self.lines[index + 1]
        return (
            ":" not in one.text and ":" not in other.text and other.letters > 2
            and not self.registration[index] and not other.dates and not one.dates
            and one.folded not in other.folded
        )  # fmt: skip

    def _opens(self, index: int, side: str) -> bool:
        """Whether a row is the head of a party's block, or one of the numbers right under it."""
        while index > 0 and self._is_numbered(index) and not _opened(self.lines[index]):
            index -= 1
        before = self.side[index - 1] if index else ""
        return self.side[index] == side and (before != side or _opened(self.lines[index]) == side)

    def _is_numbered(self, index: int) -> bool:
        """Whether a row is a label and its number ("Nummer: 549910")."""
        _, colon, value = self.lines[index].text.partition(":")
        return bool(colon) and any(c.isdigit() for c in value) and not any(map(str.islower, value))

    def goes_on(self, index: int) -> bool:
        """Whether a row says what kind of company the name in the row before it is."""
        if not 0 < index < len(self.lines):
            return False
        before, text = self.lines[index - 1], self.lines[index].text.strip()
        label = _NAME_LABEL.match(text) if ":" in text else None
        if not COMPANY_KIND.match(label[1] if label else text) or ":" in before.text:
            return False
        return self._could_be_name(index - 1) and not _opened(before)

    def _could_be_name(self, index: int) -> bool:
        line = self.lines[index]
        return (
            line.letters >= 4 and not self.address[index] and not self.registration[index]
            and not self.title[index] and not wording.NOT_NAME.search(line.text)
        )  # fmt: skip

    def features(self, row: int, rows: int, text: str, name: str) -> dict[str, float]:
        last = row + rows - 1
        found = {
            **wording.of_text(text, name, self.webs),
            **self._of_place(row, last, len(name)),
            **self._of_repeats(row, last, name),
            **self._of_joining(row, rows),
        }
        found["part"] = name != text.strip() and rows == 1
        if rows == 1 and self.senders[row] == name:
            found.update(_SENDER_SIGNS)
        if label := _NAME_LABEL.match(self.lines[last].text):
            side = self.side[last] or "no side"
            found[f"name label, {side}"] = rows > 1 or name.startswith(clean_name(label[1]))
        return {key: 1.0 for key, is_so in found.items() if is_so}

    def _of_place(self, row: int, last: int, end: int) -> dict[str, object]:
        lines = self.lines
        place = self.plausible.index(row) if row in self.plausible else None
        after = self._after(last)
        roles = lines[row].roles
        return {
            f"place {min(place, 4)}" if place is not None else "no place": True,
            f"row {row}" if row < 4 else "row 4+": True,
            "deep": row >= HEAD,
            "first legal": row
            <= (self.first_legal if self.first_legal is not None else -1)
            <= last,
            "after legal": self.first_legal is not None and self.first_legal < row,
            "title": self.title[row],
            "after title": row > 0 and self.title[row - 1],
            "dated": bool(lines[row].dates),
            "labelled": self._is_labelled(row),
            "after address": row > 0 and self.address[row - 1],
            "then registration": after and self.registration[after],
            "then address": after and self.address[after],
            "then legal": after and self.legal[after],
            "side seller": self.side[row] == "seller",
            "side buyer": self.side[row] == "buyer",
            "seller head": row > 0 and self._opens(row - 1, "seller"),
            "buyer head": row > 0 and self._opens(row - 1, "buyer"),
            "after formerly": row > 0 and "formerly" in lines[row - 1].folded,
            "after licensee": row > 0 and "licensee" in lines[row - 1].folded,
            "after owned": row > 0 and "owned by" in lines[row - 1].folded,
            "label": any(h.start == 0 and h.end >= end - 1 for h in lines[row].hits),
            "table head": len(roles & MONEY_ROLES) > 1,
            "then trade": after in self.plausible and has_trade(lines[after or 0].text),
        }

    def _of_joining(self, row: int, rows: int) -> dict[str, object]:
        if rows == 1:
            after = row + 1
            goes_on = after < len(self.lines) and self.legal[after] and self._is_fragment(after)
            return {
                "single": True,
                "fragment follows": goes_on or self.goes_on(after),
                "goes on from above": self.goes_on(row),
            }
        parts = [self.lines[i].text for i in range(row, row + rows)]
        end = row + rows - 1
        fragment, legal = self._is_fragment(end), self.legal[end]
        one_word = legal and wording.words_before_legal(parts[-1]) == 1
        spelled = rows > 2 and all(len(words_of(part)) == 1 for part in parts)
        return {
            "joined": rows == 2,
            "joined 3": rows > 2,
            "join fragment": fragment,
            "join kind": self.goes_on(end),
            "join legal at end": legal and not self.legal[row],
            "join bracketed": self._is_remark(end),
            **(wording.of_legal_end(parts, one_word=one_word) if legal and not fragment else {}),
            "join legal before end": any(self.legal[i] for i in range(row, row + rows - 1)),
            "join one by one": spelled,
            "join with no name": not spelled
            and any(i not in self.plausible for i in range(row, row + rows) if i < HEAD),
            "join trade first": has_trade(parts[0]),
            "join open end": any(wording.is_open(" ".join(parts[:n])) for n in range(1, rows)),
            "join & start": wording.CONTINUES.match(parts[-1]) is not None,
            "join one word": one_word,
            "join lengths": len(parts[0]) > 20,
            "join under head": self._opens(row - 1, "seller")
            and not any(
                self.address[i] or ":" in self.lines[i].text for i in range(row, row + rows)
            )
            if row
            else False,
            "join repeats": fold(parts[0]).split()[:1] == fold(parts[-1]).split()[:1],
        }

    def _is_fragment(self, row: int) -> bool:
        """Whether a row has too few letters for a name of its own: "OJC Marketing" has enough."""
        letters = len(self.core[row])
        return letters < 4 and not (letters > 1 and has_trade(self.lines[row].text))

    def _is_labelled(self, row: int) -> bool:
        """Whether a row says what its value is; a word amid a company's name says nothing."""
        line = self.lines[row]
        end = (legal_end(line.text) or 0) if self.legal[row] else 0
        return any(h.roles & _LABELS and not (h.start > 0 and h.end < end - 1) for h in line.hits)

    def _after(self, row: int) -> int | None:
        """The row after a name; what stands in brackets there ("(Acme Shop)") is passed over."""
        for after in range(row + 1, min(row + 3, len(self.lines))):
            if not self._is_remark(after):
                return after
        return None

    def _is_remark(self, row: int) -> bool:
        bracketed = self.lines[row].text.lstrip().startswith("(")
        return bracketed and not self.legal[row] and not self.registration[row]

    def _of_repeats(self, row: int, last: int, name: str) -> dict[str, object]:
        """Whether another row at the top goes on where the name ends, or one above begins it."""
        words = " ".join(words_of(name))
        others = [*self.tops[:row], *self.tops[last + 1 :]]
        return {
            "begins another": len(words) > _BRAND
            and any(other.startswith(f"{words} ") for other in others),
            "begins as another": any(
                len(top) > _BRAND and words.startswith(f"{top} ") for top in self.tops[:row]
            ),
        }


def _sender(text: str) -> str:
    """The name in a sender's line ("name · street · town"), or ""."""
    parts = _PARTED.split(text)
    return clean_name(parts[0]) if len(parts) > 2 and any(map(is_address, parts[1:])) else ""


def sides(lines: Sequence[Line]) -> list[str]:
    """For each row whose block it stands in: "seller", "buyer" or "" (a label opens a block)."""
    found: list[str] = []
    side, left = "", 0
    for line in lines:
        if opened := _opened(line):
            side, left = opened, _BLOCK
        found.append(side if left > 0 else "")
        left -= 1
    return found


def _opened(line: Line) -> str:
    """The party whose block a row opens by its first word, or ""."""
    hit = line.hits[0] if line.hits else None
    if hit is None or line.text[: hit.start].strip(" -*#•") or _NAME_LABEL.match(line.text):
        return ""
    if hit.end - hit.start < 6 and not line.text[hit.end :].lstrip().startswith(":"):
        return ""
    if "buyer" in hit.roles:
        return "buyer"
    return "seller" if "seller" in hit.roles else ""
