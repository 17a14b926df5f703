"""What papers say in each language: one module a language, variants parted by strokes."""

from __future__ import annotations

import random
from types import ModuleType

from . import cs, de, en, es, fr, it, nl, pl, pt

LANGUAGES: dict[str, ModuleType] = {
    "de": de, "en": en, "fr": fr, "it": it, "es": es, "pt": pt, "nl": nl, "pl": pl, "cs": cs,
}  # fmt: skip


class Words:
    """The words of one paper: one variant of each, by the paper's own chance.

    Papers of layouts that are held back take every second variant, the others the rest.
    """

    def __init__(self, language: str, country: str, *, held: bool, rng: random.Random) -> None:
        module = LANGUAGES[language]
        self._table: dict[str, str] = {**module.WORDS, **module.COUNTRY_WORDS.get(country, {})}
        self._held, self._rng = held, rng
        self._chosen: dict[str, str] = {}
        self.months: list[str] = module.MONTHS.split()

    def __getitem__(self, name: str) -> str:
        if name not in self._chosen:
            variants = self._table[name].split("|")
            half = variants[1::2] if self._held else variants[0::2]
            self._chosen[name] = self._rng.choice(half or variants)
        return self._chosen[name]
