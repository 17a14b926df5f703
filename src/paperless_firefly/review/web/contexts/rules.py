"""Rules in words: which documents, what is set, and what of it Firefly III has no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ....domain.ledger import ListEntry
from ....domain.rules import Conditions, Sets
from ....domain.rules import Rule as DomainRule
from ....posting.rules import FIELDS, TARGETS, find, missing
from ...models import Rule, RuleOffer
from ...selectors.rules import domain
from .formats import shown_amount

LABELS = {
    "own_account": gettext_lazy("Your account"),
    "counterparty": gettext_lazy("Other account"),
    "category": gettext_lazy("Category"),
    "budget": gettext_lazy("Budget"),
    "bill": gettext_lazy("Bill"),
    "tags": gettext_lazy("Tags"),
    "description": gettext_lazy("Text"),
}
KINDS = {
    "": gettext_lazy("whatever"),
    "invoice": gettext_lazy("Invoice"),
    "credit_note": gettext_lazy("Credit note"),
    "receipt": gettext_lazy("Receipt"),
    "other": gettext_lazy("Other"),
}

_WHEN = ("seller", "vat_id", "currency", "kind", "type", "tag", "text")
# the form's field of each target; those with a list are chosen by id, the others named
_TARGET_FIELDS = {
    "own_account": "own_account_id",
    "counterparty": "counterparty_name",
    "category": "category",
    "budget": "budget_id",
    "bill": "bill_id",
}
_NAMED = ("counterparty", "category")


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule (or an offer) as a list shows it; `gone` are names that Firefly III does not have."""

    row: Rule | RuleOffer
    when: str
    sets: str
    gone: str = ""


def shown(
    rows: Iterable[Rule | RuleOffer], entries: Sequence[ListEntry] | None = None
) -> list[Shown]:
    """Rows in words; with Firefly's entries those that name what is not in them say so."""
    found = []
    for row in rows:
        rule = domain(row)
        gone = missing(rule, entries) if entries is not None else []
        names = ", ".join(target.name for _field, target in gone)
        found.append(Shown(row, when_words(rule.when), sets_words(rule.sets), names))
    return found


def when_words(when: Conditions) -> str:
    """Conditions in a line."""
    parts = [
        when.seller,
        when.vat_id,
        _amounts(when),
        str(KINDS[when.kind]) if when.kind in KINDS and when.kind else "",
        when.type,
        _("tag %(name)s") % {"name": when.tag} if when.tag else "",
        f"“{when.text}”" if when.text else "",
    ]
    return " · ".join(part for part in parts if part)


def sets_words(sets: Sets) -> str:
    """What a rule sets, in a line."""
    values = {name: t.name for name in TARGETS if (t := getattr(sets, name))}
    values |= {"tags": ", ".join(sets.tags), "description": sets.description}
    return " · ".join(f"{LABELS[name]}: {values[name]}" for name in FIELDS if values.get(name))


def _amounts(when: Conditions) -> str:
    low, high = (
        shown_amount(f"{amount:f}") if amount is not None else ""
        for amount in (when.lowest, when.highest)
    )
    if low and high:
        said = _("%(low)s to %(high)s") % {"low": low, "high": high}
    elif low:
        said = _("from %(low)s") % {"low": low}
    else:
        said = _("up to %(high)s") % {"high": high} if high else ""
    return f"{said} {when.currency}".strip()


def shown_rule(rule: DomainRule, entries: Sequence[ListEntry]) -> dict[str, str]:
    """A rule as its form shows it; what Firefly III has no more is not chosen in a list."""
    when, sets = rule.when, rule.sets
    values = {"name": rule.name, **{name: getattr(when, name) for name in _WHEN}}
    for name in ("lowest", "highest"):
        amount = getattr(when, name)
        values[name] = shown_amount(f"{amount:f}") if amount is not None else ""
    for name, at in _TARGET_FIELDS.items():
        target = getattr(sets, name)
        entry = find(name, target, entries) if target else None
        known = (entry.name if name in _NAMED else entry.id) if entry else ""
        values[at] = known or (target.name if target and name in _NAMED else "")
    return {**values, "tags": ", ".join(sets.tags), "description": sets.description}
