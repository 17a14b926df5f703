"""Rules as JSON: what rows keep, and what is exported and imported."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..domain.errors import UnreadableRules
from ..domain.extraction import Kind
from ..domain.money import parse_decimal
from ..domain.rules import Conditions, Rule, Sets, Target
from .rules import MOST_TAGS, TARGETS, objections

FORMAT = "sparklink-rules"
VERSION = 1
MOST = 500
_AMOUNT = re.compile(r"[0-9]{1,14}(\.[0-9]{1,4})?")
_TEXTS = ("seller", "vat_id", "currency", "kind", "type", "tag", "text")
_AMOUNTS = ("lowest", "highest")
_LONGEST = {"name": 120, "currency": 3, "description": 1000}


def dump(rules: Sequence[Rule]) -> dict[str, Any]:
    """The exported file: rules in order, with names only (ids are of one Firefly III alone)."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "rules": [
            {
                "name": rule.name,
                "enabled": rule.enabled,
                "when": conditions_json(rule.when),
                "set": sets_json(rule.sets, ids=False),
            }
            for rule in rules
        ],
    }


def load(data: object) -> list[Rule]:
    """The rules of an exported file, all or none; UnreadableRules says which part is wrong."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise UnreadableRules("This is no file of SparkLink's rules. Choose one that was exported.")
    if data.get("version") != VERSION:
        raise UnreadableRules(
            f"This file is of version {data.get('version')!r}; this SparkLink reads version"
            f" {VERSION}. Export it again, or update."
        )
    rows = data.get("rules")
    if not isinstance(rows, list) or len(rows) > MOST:
        raise UnreadableRules(f'"rules" must be a list of {MOST} rules at most.')
    return [_rule(row, number) for number, row in enumerate(rows, 1)]


def conditions_json(when: Conditions) -> dict[str, str]:
    """Conditions as JSON: amounts as text, what is empty left out."""
    found = {name: getattr(when, name) for name in (*_TEXTS, *_AMOUNTS)}
    return {n: f"{v:f}" if isinstance(v, Decimal) else v for n, v in found.items() if v or v == 0}


def conditions_of(data: Mapping[str, Any]) -> Conditions:
    """The conditions of `conditions_json`."""
    texts = {name: str(data.get(name, "")) for name in _TEXTS}
    amounts = {name: amount_of(str(data.get(name, ""))) for name in _AMOUNTS}
    return Conditions(**texts, **amounts)  # type: ignore[arg-type]


def amount_of(text: str) -> Decimal | None:
    """An amount of a condition, "12.50": no sign, no exponent; None where the text is none."""
    return parse_decimal(text) if _AMOUNT.fullmatch(text) else None


def sets_json(sets: Sets, *, ids: bool = True) -> dict[str, Any]:
    """What a rule sets as JSON; with ids as {"id", "name"}, without as the name alone."""
    found: dict[str, Any] = {
        name: {"id": target.id, "name": target.name} if ids else target.name
        for name in TARGETS
        if (target := getattr(sets, name))
    }
    if sets.tags:
        found["tags"] = list(sets.tags)
    if sets.description:
        found["description"] = sets.description
    return found


def sets_of(data: Mapping[str, Any]) -> Sets:
    """The sets of `sets_json`, with ids or without."""
    return Sets(
        **{name: _target(data[name]) for name in TARGETS if data.get(name)},
        tags=tuple(data.get("tags", ())),
        description=data.get("description", ""),
    )


def _target(value: str | Mapping[str, str]) -> Target:
    return Target(value) if isinstance(value, str) else Target(value["name"], value.get("id", ""))


def _rule(row: object, number: int) -> Rule:
    where = f"Rule {number}"
    whole = _part(row, ("name", "enabled", "when", "set"), where)
    name = _text(whole.get("name", ""), "name", where)
    where = f'Rule {number} ("{name}")' if name else where
    if not isinstance(whole.get("enabled", True), bool):
        raise UnreadableRules(f'{where}: "enabled" must be true or false.')
    when = _part(whole.get("when", {}), (*_TEXTS, *_AMOUNTS), where)
    sets = _part(whole.get("set", {}), (*TARGETS, "tags", "description"), where)
    rule = Rule(name, _conditions(when, where), _sets(sets, where), whole.get("enabled", True))
    if wrong := objections(rule):
        raise UnreadableRules(f"{where} cannot be taken. {next(iter(wrong.values()))}")
    return rule


def _part(data: object, known: Sequence[str], where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise UnreadableRules(f"{where}: this must be an object, in braces.")
    if strange := sorted(set(data) - set(known)):
        raise UnreadableRules(f'{where}: "{strange[0]}" is unknown. Known: {", ".join(known)}.')
    return data


def _conditions(data: Mapping[str, Any], where: str) -> Conditions:
    read = {name: _text(data.get(name, ""), name, where) for name in (*_TEXTS, *_AMOUNTS)}
    for name in _AMOUNTS:
        if read[name] and amount_of(read[name]) is None:
            raise UnreadableRules(f'{where}: "{name}" is no amount. Write it like "12.50".')
    if read["kind"] and read["kind"] not in set(Kind):
        raise UnreadableRules(f'{where}: "kind" is one of {", ".join(Kind)}.')
    return conditions_of({**read, "currency": read["currency"].upper()})


def _sets(data: Mapping[str, Any], where: str) -> Sets:
    for name in (*TARGETS, "description"):
        _text(data.get(name, ""), name, where)
    tags = data.get("tags", [])
    if not isinstance(tags, list) or len(tags) > MOST_TAGS:
        raise UnreadableRules(f'{where}: "tags" must be a list of {MOST_TAGS} texts at most.')
    read = {name: value.strip() for name, value in data.items() if isinstance(value, str)}
    named = [_text(tag, "tags", where) for tag in tags]
    return sets_of({**read, "tags": [tag for tag in named if tag]})


def _text(value: object, name: str, where: str) -> str:
    longest = _LONGEST.get(name, 255)
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        raise UnreadableRules(f'{where}: "{name}" must be a text of {longest} letters at most.')
    return value.strip()
