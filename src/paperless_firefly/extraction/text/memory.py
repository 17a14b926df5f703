"""Sellers that a person confirmed: found again by their numbers and names, with what was learnt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import prod

from ...domain.names import key_of
from .names import LEGAL
from .signs import Signs

# How often a seller found by a sign of this kind is the right one, measured on receipts of which
# none voted for itself (`python -m benchmarks.text_reader`).
TOLD = {
    "vat_ids": 0.97, "registrations": 0.97, "ibans": 0.97, "phones": 0.95,
    "webs": 0.10,  # alone it is as a rule that of the till's maker
    "name": 0.97, "similar name": 0.45,
}  # fmt: skip
_SUREST = 0.98  # several signs never make a seller surer: they err together
_ALIKE = 0.65  # of the letter triples of two names, from which they may be one name
_COMMON = 300  # sellers that share a triple: it tells nothing
_SHORTEST = 5  # letters of a name that is looked for by likeness


@dataclass(frozen=True, slots=True)
class KnownSeller:
    """A seller as a person confirmed it: what it is called, its signs, and its habits.

    `aliases` are other names on its papers. `total_label` and `date_label` are the words beside
    which its total and date stand; `date_order` is "dmy" or "mdy".
    """

    name: str
    aliases: tuple[str, ...] = ()
    signs: Signs = field(default_factory=Signs)
    total_label: str | None = None
    date_label: str | None = None
    date_order: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A known seller that a page speaks of: by which kinds of sign, and how sure that is."""

    seller: KnownSeller
    kinds: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class SellerMemory:
    """Known sellers, indexed by sign, name and letter triple; a value, to be passed about."""

    sellers: tuple[KnownSeller, ...] = ()
    _by_sign: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict, repr=False)
    _by_triple: Mapping[str, tuple[int, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, confirmed: Iterable[KnownSeller]) -> SellerMemory:
        """The memory of some confirmed sellers; entries of one name are one seller."""
        sellers = _merged(confirmed)
        by_sign: dict[tuple[str, str], list[int]] = defaultdict(list)
        by_triple: dict[str, list[int]] = defaultdict(list)
        for place, seller in enumerate(sellers):
            keys = {key_of(name) for name in (seller.name, *seller.aliases)}
            for sign in [*seller.signs.each(), *(("name", key) for key in sorted(keys))]:
                by_sign[sign].append(place)
            for triple in set().union(*(_triples(n) for n in (seller.name, *seller.aliases))):
                by_triple[triple].append(place)
        return cls(
            sellers,
            {sign: tuple(places) for sign, places in by_sign.items()},
            {t: tuple(places) for t, places in by_triple.items() if len(places) <= _COMMON},
        )

    def find(self, signs: Signs, names: Sequence[str]) -> Match | None:
        """The seller that signs and names on a page speak for most, or None."""
        kinds: dict[int, dict[str, float]] = defaultdict(dict)
        for kind, value in [*signs.each(), *(("name", key_of(name)) for name in names)]:
            places = self._by_sign.get((kind, value), ())
            for place in places:
                share = TOLD[kind] / len(places)
                kinds[place][kind] = max(share, kinds[place].get(kind, 0.0))
        for place, alike in self._similar(names).items():
            if "name" not in kinds[place]:
                kinds[place]["similar name"] = TOLD["similar name"] * alike
        found = [
            Match(self.sellers[place], tuple(told), _together(told.values()))
            for place, told in sorted(kinds.items())
        ]
        return max(found, key=lambda match: match.confidence, default=None)

    def _similar(self, names: Sequence[str]) -> dict[int, float]:
        """Sellers (places) with a name like one of the given, and how alike: 0.65 to 1."""
        found: dict[int, float] = {}
        for name in names:
            triples = _triples(name)
            shared = Counter(place for t in triples for place in self._by_triple.get(t, ()))
            for place, _ in shared.most_common(3):
                seller = self.sellers[place]
                alike = max(_alike(triples, _triples(n)) for n in (seller.name, *seller.aliases))
                if alike >= _ALIKE:
                    found[place] = max(alike, found.get(place, 0.0))
        return found


def _merged(confirmed: Iterable[KnownSeller]) -> tuple[KnownSeller, ...]:
    """One seller a name; of habits the last one told holds."""
    merged: dict[str, KnownSeller] = {}
    for new in confirmed:
        key = key_of(new.name)
        old = merged.get(key)
        merged[key] = new if old is None else _joined(old, new)
    return tuple(merged.values())


def _joined(old: KnownSeller, new: KnownSeller) -> KnownSeller:
    return replace(
        new,
        aliases=tuple(dict.fromkeys((*old.aliases, *new.aliases))),
        signs=old.signs | new.signs,
        total_label=new.total_label or old.total_label,
        date_label=new.date_label or old.date_label,
        date_order=new.date_order or old.date_order,
    )


@lru_cache(maxsize=50_000)
def _triples(name: str) -> frozenset[str]:
    """The letter triples of a name without its legal form, where enough is left."""
    bare = key_of(LEGAL.sub(" ", name))
    text = f" {bare if len(bare) >= _SHORTEST else key_of(name)} "
    if len(text) < _SHORTEST + 2:
        return frozenset()
    return frozenset(text[i : i + 3] for i in range(len(text) - 2))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(len(one) + len(other), 1)


def _together(told: Iterable[float]) -> float:
    return min(1 - prod(1 - each for each in told), _SUREST)
