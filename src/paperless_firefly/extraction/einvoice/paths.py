"""Paths into an invoice: compiled once, and told as evidence in the words of the standard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from lxml import etree

from ...domain.extraction import Evidence
from .statement import Located

MAX_TEXT = 1000


class Paths:
    """Compiles XPaths of one syntax; `root` is what its absolute paths start with."""

    def __init__(self, root: str, namespaces: Mapping[str, str]) -> None:
        self._root, self._namespaces = root, dict(namespaces)

    def path(self, *texts: str) -> Path:
        """The first of these paths, relative to the invoice's root, that leads to a text."""
        return Path(self._root, texts, self._namespaces)


class Path:
    """One or more XPaths to the same thing, tried in order."""

    def __init__(self, root: str, texts: Iterable[str], namespaces: dict[str, str]) -> None:
        self._ways = [
            (f"{root}/{text}", etree.XPath(text, namespaces=namespaces, smart_strings=False))
            for text in texts
        ]

    def located(self, element: etree._Element, **names: str) -> Located | None:
        """The first text found and where; `names` fill the paths' $variables."""
        for told, way in self._ways:
            for found in evaluate(way, element, names):
                text = text_of(found)
                if text:
                    return Located(text, Evidence(xpath=_filled(told, names)))
        return None

    def text(self, element: etree._Element, **names: str) -> str | None:
        """The first text found, without its place."""
        texts = (text_of(e) for _, way in self._ways for e in evaluate(way, element, names))
        return next(filter(None, texts), None)

    def all(self, element: etree._Element, **names: str) -> list[etree._Element]:
        """Every element of the first path that leads anywhere."""
        for _, way in self._ways:
            found = evaluate(way, element, names)
            if found:
                return found
        return []


def currencies(elements: Iterable[etree._Element]) -> frozenset[str]:
    """The currencies that amounts are labelled with."""
    return frozenset(str(each.get("currencyID"))[:20] for each in elements)


def name_of(element: etree._Element) -> tuple[str, str]:
    """Namespace ("" where there is none) and local name, even of a name that is not well-formed."""
    space, _, local = str(element.tag).rpartition("}")
    return space.removeprefix("{"), local


def text_of(element: etree._Element) -> str:
    """An element's text, single-spaced, at most `MAX_TEXT` letters of it."""
    if len(element):
        return " ".join("".join(str(part) for part in element.itertext()).split())[:MAX_TEXT]
    return " ".join((element.text or "").split())[:MAX_TEXT]  # most have no children


def evaluate(
    way: etree.XPath, element: etree._Element, names: dict[str, str]
) -> list[etree._Element]:
    """The elements that a path leads to; `names` fill its $variables."""
    return cast("list[etree._Element]", way(element, **names))


def _filled(told: str, names: dict[str, str]) -> str:
    for name, value in names.items():
        told = told.replace(f"${name}", f"'{value}'")
    return told
