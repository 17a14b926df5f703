"""The outline of a syntax: which elements make which details, gathered in one walk of the tree.

An outline is a table from element paths to names. A name stands for the element's text; `One` and
`Many` for a group below it. ".", in a table, is the element's own text and "@x" its attribute. A
path may end in one condition on an attribute ("ram:ID[@schemeID='VA']"). Of several texts under
one name the first counts. What is gathered has the shape of `domain.details` as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree

from .numbers import iso_day, number
from .paths import text_of

Data: TypeAlias = dict[str, Any]
Table: TypeAlias = Mapping[str, Any]  # of str, One, Many and further tables
_CONDITION = re.compile(r"(.*)\[@(\w+)='([^']*)'\]")
_MOST = 10_000  # groups of one list that are kept


@dataclass(frozen=True, slots=True)
class One:
    """A group of this name, whatever the number of elements that tell of it."""

    name: str
    table: Table


@dataclass(frozen=True, slots=True)
class Many:
    """A list of this name, with a group for each element."""

    name: str
    table: Table


@dataclass(slots=True)
class Node:
    """What an element means: its texts (attribute, value, name), attributes and children.

    `plain` is the name of its text where it means nothing else, as most do.
    """

    plain: str = ""
    one: str | None = None
    many: str | None = None
    texts: list[tuple[str, str, str]] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    children: dict[str, Node] = field(default_factory=dict)


class Outline:
    """A compiled outline; `namespaces` are those of the prefixes in its paths."""

    def __init__(self, namespaces: Mapping[str, str], table: Table) -> None:
        self._namespaces = namespaces
        self.root = Node()
        self._add(self.root, table)
        _mark_plain(self.root)

    def read(self, element: etree._Element) -> Data:
        """Everything that the outline knows of, below an element."""
        found: Data = {}
        _walk(element, self.root, found)
        return found

    def _add(self, node: Node, table: Table) -> None:
        for path, meaning in table.items():
            where, attribute, value = _split(path)
            if where.startswith("@") and isinstance(meaning, str):
                node.attributes.append((where[1:], meaning))
                continue
            below = self._below(node, where)
            if isinstance(meaning, str):
                below.texts.append((attribute, value, meaning))
            elif isinstance(meaning, One):
                below.one = meaning.name
                self._add(below, meaning.table)
            elif isinstance(meaning, Many):
                below.many = meaning.name
                self._add(below, meaning.table)
            else:
                self._add(below, meaning)

    def _below(self, node: Node, path: str) -> Node:
        for step in path.split("/"):
            if step != ".":
                prefix, _, local = step.rpartition(":")
                tag = f"{{{self._namespaces[prefix]}}}{local}" if prefix else local
                node = node.children.setdefault(tag, Node())
        return node


def _split(path: str) -> tuple[str, str, str]:
    found = _CONDITION.fullmatch(path)
    return (found[1], found[2], found[3]) if found else (path, "", "")


def _mark_plain(node: Node) -> None:
    if node.texts and not (node.one or node.many or node.attributes or node.children):
        (attribute, _, name), *others = node.texts
        node.plain = "" if attribute or others else name
    for below in node.children.values():
        _mark_plain(below)


def _walk(element: etree._Element, node: Node, into: Data) -> None:
    if node.many:
        groups = into.setdefault(node.many, [])
        group: Data = {}
        _gather(element, node, group)
        if group and len(groups) < _MOST:
            groups.append(group)
    else:
        _gather(element, node, into.setdefault(node.one, {}) if node.one else into)


def _gather(element: etree._Element, node: Node, into: Data) -> None:
    for attribute, value, name in node.texts:
        if not attribute or element.get(attribute) == value:
            _put(into, name, text_of(element))
    for attribute, name in node.attributes:
        _put(into, name, element.get(attribute))
    children = node.children
    for child in element if children else ():
        below = children.get(child.tag)
        if below is None:
            continue
        if not below.plain:
            _walk(child, below, into)
        elif below.plain not in into:
            _put(into, below.plain, text_of(child))


def _put(into: Data, name: str, text: str | None) -> None:
    if text and name not in into:
        form = _FORMS.get(name)
        value = form(text) if form else text
        if value is not None:
            into[name] = value


def _truth(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text)


# How a text becomes a value; a text that cannot be one is left out.
_FORMS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(
        "amount base percentage rate tax quantity price per total tax_rate other_rate gross_price gross_total "
        "cost surcharge surcharge_rate "
        "allowances charges prepaid rounding".split(),
        number,
    ),
    **dict.fromkeys(("start", "end", "delivery_date", "date", "since", "until"), iso_day),
    **dict.fromkeys(("account", "debited", "vat_id"), lambda text: text.replace(" ", "")),
    "is_charge": _truth,
}
