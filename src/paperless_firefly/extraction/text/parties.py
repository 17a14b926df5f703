"""Who sent the document: rows that could be the seller's name, and what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ...domain.names import fold
from .amounts import MONEY_ROLES
from .lines import Line
from .names import (
    COMPANY_KIND,
    ENDING,
    LEGAL,
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
_TITLE_ROLES = frozenset(
    {"kind_invoice", "kind_receipt", "kind_credit_note", "kind_correction", "number"}
)
_NOT_NAME = re.compile(
    r"\b(?:welcome|thank|thanks|gst|tel|fax|phone|e-?mail|www|formerly|licensee|owned by|copy|original"
    r"|stylesheet|visuali[sz]ierung|lesbarmachung|xml|duplicate|page|seite|goods|posted|customer|open|hours|order number|invoice|receipt|reprint"
    r"|dank u|tot ziens|auf wiedersehen|danke|arrivederci|volte sempre|zapraszamy|willkommen|vielen dank|merci|gracias|obrigado|bedankt|dziękujemy|děkujeme|grazie)\b",
    re.IGNORECASE,
)
_MORE_WORDS = re.compile(r"\.?(?: [^\W\d_]{3,}){1,3}")
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]?")
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
        letters = sum(c.isalpha() for c in name)
        if letters < 3 or len(name) > 90 or is_country(name):
            continue
        key = "".join(c for c in fold(name) if c.isalnum())
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
    label = _NAME_LABEL.match(line.text)
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
        if not 0 < index < len(self.lines) or not self._could_be_name(index - 1):
            return False
        before, text = self.lines[index - 1], self.lines[index].text.strip()
        label = _NAME_LABEL.match(text)
        kind = COMPANY_KIND.match(label[1] if label else text)
        return kind is not None and not _opened(before) and ":" not in before.text

    def _could_be_name(self, index: int) -> bool:
        line = self.lines[index]
        return (
            line.letters >= 4 and not self.address[index] and not self.registration[index]
            and not self.title[index] and not _NOT_NAME.search(line.text)
        )  # fmt: skip

    def features(self, row: int, rows: int, text: str, name: str) -> dict[str, float]:
        last = row + rows - 1
        found = {
            **self._of_text(text, name),
            **self._of_place(row, last, len(name)),
            **self._of_joining(row, rows),
        }
        found["part"] = name != text.strip() and rows == 1
        if rows == 1 and self.senders[row] == name:
            found.update(_SENDER_SIGNS)
        if label := _NAME_LABEL.match(self.lines[last].text):
            side = self.side[last] or "no side"
            found[f"name label, {side}"] = rows > 1 or name.startswith(clean_name(label[1]))
        return {key: 1.0 for key, is_so in found.items() if is_so}

    def _of_text(self, text: str, name: str) -> dict[str, object]:
        letters = sum(c.isalpha() for c in name)
        digits = sum(c.isdigit() for c in name)
        words = fold(name).split()
        legal, trade = legal_end(name) is not None, has_trade(name)
        return {
            "legal": legal,
            "trade": trade and not legal,
            "plain": not trade and not legal,
            "short core": len(core(name)) < 4,
            "one word": len(words) == 1,
            "long": len(words) > 7,
            "digits": digits > 0,
            "mostly digits": digits > letters,
            "address": is_address(name),
            "registration": is_registration(text) and not legal,
            "numbered": name != text.strip() and is_registration(text.replace(name, "")),
            "not a name": _NOT_NAME.search(name),
            "colon": ":" in name,
            "web": WEB.search(name),
            "in web": len(words[0]) > 3 and any(len(w) > 3 and w in self.webs for w in words[:3]),
            "lower": not name[:1].isupper(),
            "capitals": name.isupper(),
            "open end": _is_open(name),
            "open start": name.startswith(("&", ")")) or name.count(")") > name.count("("),
            "starts with trade": ENDING.match(name) is not None,
            "one word legal": legal and _words_before_legal(name) == 1,
            "two words legal": legal and _words_before_legal(name) == 2,
        }

    def _of_place(self, row: int, last: int, end: int) -> dict[str, object]:
        lines = self.lines
        place = self.plausible.index(row) if row in self.plausible else None
        after = last + 1 if last + 1 < len(lines) else None
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
            "labelled": bool(
                roles & {"number", "date", "other_number", "customer_number", "total"}
            ),
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
            "then trade": after in self.plausible and has_trade(lines[last + 1].text),
        }

    def _of_joining(self, row: int, rows: int) -> dict[str, object]:
        if rows == 1:
            after = row + 1
            goes_on = after < len(self.lines) and self.legal[after] and len(self.core[after]) < 4
            return {
                "single": True,
                "fragment follows": goes_on or self.goes_on(after),
                "goes on from above": self.goes_on(row),
            }
        parts = [self.lines[i].text for i in range(row, row + rows)]
        last = self.core[row + rows - 1]
        return {
            "joined": rows == 2,
            "joined 3": rows == 3,
            "join fragment": len(last) < 4,
            "join kind": self.goes_on(row + rows - 1),
            "join legal at end": self.legal[row + rows - 1] and not self.legal[row],
            "join legal before end": any(self.legal[i] for i in range(row, row + rows - 1)),
            "join with no name": any(
                i not in self.plausible for i in range(row, row + rows) if i < HEAD
            ),
            "join trade first": has_trade(parts[0]),
            "join open end": any(_is_open(" ".join(parts[:n])) for n in range(1, rows)),
            "join & start": parts[-1].lstrip().startswith(("&", "(", "OF ", "AND ")),
            "join one word": self.legal[row + rows - 1] and _words_before_legal(parts[-1]) == 1,
            "join lengths": len(parts[0]) > 20,
            "join under head": self._opens(row - 1, "seller")
            and not any(
                self.address[i] or ":" in self.lines[i].text for i in range(row, row + rows)
            )
            if row
            else False,
            "join repeats": fold(parts[0]).split()[:1] == fold(parts[-1]).split()[:1],
        }


def _sender(text: str) -> str:
    """The name in a sender's line ("name · street · town"), or ""."""
    parts = _PARTED.split(text)
    return clean_name(parts[0]) if len(parts) > 2 and any(map(is_address, parts[1:])) else ""


def _is_open(text: str) -> bool:
    """Whether a text ends in the middle: an open bracket, or a sign that joins."""
    return text.rstrip().endswith(("&", "-", "(", ",")) or text.count("(") > text.count(")")


def _words_before_legal(name: str) -> int:
    """How many words stand before the legal form, those in brackets apart."""
    end = legal_end(name)
    if end is None:
        return 0
    before = _BRACKETS.sub(" ", LEGAL.sub(" ", name[:end]))
    return len([w for w in before.split() if any(c.isalpha() for c in w)])


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
