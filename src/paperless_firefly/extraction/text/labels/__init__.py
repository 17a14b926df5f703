"""Labels by language, compiled into one tree: which words of a row say what the value beside is.

A language is a module with `LABELS`: role -> phrases parted by strokes, folded (small letters, no
accents, no signs). To add one, write the module and name it in `LANGUAGES`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import cs, de, en, es, fr, it, ms, nl, pl, pt

LANGUAGES: Mapping[str, Mapping[str, str]] = {
    "en": en.LABELS, "de": de.LABELS, "fr": fr.LABELS, "it": it.LABELS, "es": es.LABELS,
    "pt": pt.LABELS, "nl": nl.LABELS, "pl": pl.LABELS, "cs": cs.LABELS, "ms": ms.LABELS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase means: its roles (a word may have several), and the languages that say so."""

    phrase: str
    roles: frozenset[str]
    languages: frozenset[str]


@dataclass(slots=True)
class Node:
    """One word of the tree of phrases."""

    after: dict[str, Node]
    meaning: Meaning | None = None


def phrases() -> Iterator[tuple[str, str, str]]:
    """Every (language, role, phrase)."""
    for language, labels in LANGUAGES.items():
        for role, text in labels.items():
            for phrase in text.split("|"):
                yield language, role, phrase


def _meanings() -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for language, role, phrase in phrases():
        old = found.get(phrase, Meaning(phrase, frozenset(), frozenset()))
        found[phrase] = Meaning(phrase, old.roles | {role}, old.languages | {language})
    return found


def _tree() -> Node:
    root = Node({})
    meanings = _meanings()
    for phrase, meaning in meanings.items():
        _add(root, phrase.split(), meaning)
    for phrase, meaning in meanings.items():
        joined = phrase.replace(" ", "")
        if " " in phrase and len(joined) > 5 and joined not in root.after:
            _add(root, [joined], meaning)
    return root


def _add(root: Node, words: list[str], meaning: Meaning) -> None:
    node = root
    for word in words:
        node = node.after.setdefault(word, Node({}))
    node.meaning = meaning


TREE = _tree()


def _number_kinds() -> dict[str, frozenset[str]]:
    """Phrase of a document number -> the kinds of document that its first words name."""
    kinds: dict[str, set[str]] = {}
    for _, role, phrase in phrases():
        if role.startswith("kind_"):
            kinds.setdefault(phrase, set()).add(role)
    found: dict[str, frozenset[str]] = {}
    for _, role, phrase in phrases():
        words = phrase.split()
        starts = [" ".join(words[:n]) for n in range(len(words), 0, -1)]
        if role == "number" and (start := next((s for s in starts if s in kinds), None)):
            found[phrase] = frozenset(kinds[start])
    return found


NUMBER_KINDS = _number_kinds()
