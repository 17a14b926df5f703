"""A row with what it says: its words folded, the labels among them, its amounts and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ...domain.grammar import Amount, DatePrint, find_amounts, find_dates
from ...domain.names import fold
from .labels import TREE, Meaning, Node
from .layout import Row

_WORD = re.compile(r"[^\W\d_]+|\d+")
_TIME = re.compile(r"(?<![\d:.,])\d{1,2}[:;]\d{2}(?:[:;]\d{2})?(?!\d)")
_RUN = re.compile(r"\d[\d ./-]{8,}\d")

# Words that scanners misread most in what matters; one wrong, missing or added letter is forgiven.
_FORGIVEN = (
    "total subtotal amount rounding rounded change cash date invoice payable gesamtbetrag summe "
    "rechnung rechnungsnummer rechnungsdatum rechnungsbetrag datum zwischensumme netto brutto mwst "
    "umsatzsteuer gegeben facture montant totale importo fattura scadenza importe fecha factura "
    "fatura valor totaal bedrag factuur factuurdatum razem faktura celkem datum adjustment "
    "receipt balance visa discount inclusive summary tender tendered received"
).split()

# What an unknown compound means by its end: every such date is another's than the issue date.
_COMPOUNDS = {
    "rechnung": "rechnung", "gutschrift": "gutschrift", "datum": "lieferdatum",
    "nummer": "auftragsnummer", "factuur": "factuur", "faktura": "faktura",
    "rabatt": "rabatt",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hit:
    """A label found in a row, by offsets in its text; `sure` unless letters had to be forgiven."""

    meaning: Meaning
    start: int
    end: int
    sure: bool = True

    @property
    def roles(self) -> frozenset[str]:
        """The roles the label may have."""
        return self.meaning.roles


class Line:
    """A row as the reader sees it; everything beyond the row itself is worked out when asked for."""

    def __init__(self, row: Row, mark: str | None) -> None:
        self.row = row
        self.text = row.text
        self.mark = mark

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Folded words and digit runs with their offsets."""
        if self.text.isascii():
            return [(m[0], *m.span()) for m in _WORD.finditer(self.text.lower())]
        return [(fold(m[0]), *m.span()) for m in _WORD.finditer(self.text)]

    @cached_property
    def hits(self) -> list[Hit]:
        """The labels of the row, the longest at each place, left to right."""
        return list(_hits(self.words))

    @cached_property
    def roles(self) -> frozenset[str]:
        """All roles of all labels."""
        return frozenset().union(*(h.roles for h in self.hits))

    @cached_property
    def _has_digits(self) -> bool:
        return any(map(str.isdigit, self.text))

    @cached_property
    def dates(self) -> list[DatePrint]:
        """The dates of the row."""
        return find_dates(self.text) if self._has_digits else []

    @cached_property
    def amounts(self) -> list[Amount]:
        """The numbers of the row that are no part of a date, a time or a long identifier."""
        if not self._has_digits:
            return []
        taken = [(d.start, d.end) for d in self.dates]
        taken += [m.span() for m in _TIME.finditer(self.text)]
        amounts = find_amounts(self.text, self.mark)
        if not taken:
            return amounts
        return [a for a in amounts if not any(a.start < e and a.end > s for s, e in taken)]

    @cached_property
    def has_time(self) -> bool:
        """Whether a time of day stands in the row."""
        return _TIME.search(self.text) is not None

    @cached_property
    def folded(self) -> str:
        """The words of the row, folded, one blank between."""
        return " ".join(w for w, _, _ in self.words)

    @cached_property
    def letters(self) -> int:
        """How many letters the row has."""
        return sum(map(str.isalpha, self.text))


def _hits(words: list[tuple[str, int, int]]) -> Iterator[Hit]:
    at = 0
    while at < len(words):
        length, meaning, sure = _longest(words, at)
        if meaning is None:
            at += 1
            continue
        yield Hit(meaning, words[at][1], words[at + length - 1][2], sure)
        at += length


def _longest(words: list[tuple[str, int, int]], at: int) -> tuple[int, Meaning | None, bool]:
    best: tuple[int, Meaning | None, bool] = (0, None, True)
    node, sure = TREE, True
    for offset in range(at, len(words)):
        word = words[offset][0]
        following = node.after.get(word)
        if following is None:
            word, following = _forgive(word, node)
            sure = False
        if following is None:
            break
        node = following
        if node.meaning is not None:
            best = (offset - at + 1, node.meaning, sure)
    return best


def _forgive(word: str, node: Node) -> tuple[str, Node | None]:
    if len(word) < 4 or word in TREE.after:
        return word, None
    meant = _nearest(word) or _compound(word)
    return (meant, node.after.get(meant)) if meant else (word, None)


def _compound(word: str) -> str | None:
    """The word that a Germanic compound is a kind of ("handelsrechnung": rechnung), or None."""
    for ending, meant in _COMPOUNDS.items():
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            return meant
    return None


@lru_cache(maxsize=20_000)
def _nearest(word: str) -> str | None:
    """The forgiven word that is one letter away, or None."""
    for form in (word, *(word[:i] + word[i + 1 :] for i in range(len(word)))):
        if meant := _SPELLINGS.get(form):
            return meant
    return None


def _spellings() -> dict[str, str]:
    """Every forgiven word with one letter left out, to the word (a deletion dictionary)."""
    found: dict[str, str] = {}
    for word in _FORGIVEN:
        found[word] = word
        if len(word) >= 5:
            for i in range(len(word)):
                found.setdefault(word[:i] + word[i + 1 :], word)
    return found


_SPELLINGS = _spellings()
