"""The form of one rule: which documents, and how they are booked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ....domain.rules import Conditions, Rule, Sets, Target
from ....posting.rulebook import amount_of
from ....posting.rules import MOST_TAGS, WORDS
from ...models import LedgerEntry
from ...selectors.choices import Lists
from ...selectors.rules import target_of
from .amounts import normal

_WHEN = ("seller", "vat_id", "currency", "kind", "type", "tag", "text")
_AMOUNTS = ("lowest", "highest")
_PLACES = ", ".join(f"{{{word}}}" for word in WORDS)
_WIDE = ("name", "seller", "text", "description")
# the form's field of each target
_TARGETS = {
    "own_account": "own_account_id",
    "counterparty": "counterparty_name",
    "category": "category",
    "budget": "budget_id",
    "bill": "bill_id",
}


def _suggesting(kind: str, where: str) -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "list": where,
            "autocomplete": "off",
            "hx-get": reverse_lazy("choices", args=[kind]),
            "hx-trigger": "input changed delay:150ms, focus once",
            "hx-target": f"#{where}",
        }
    )


class RuleForm(forms.Form):
    """Binds one rule; what it names in Firefly III is taken from the rows of its lists."""

    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    seller = forms.CharField(
        label=_("Seller"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-sellers", "autocomplete": "off"}),
        help_text=_("Under every name that you confirmed for it."),
    )
    vat_id = forms.CharField(label=_("VAT id of the seller"), max_length=40, required=False)
    lowest = forms.CharField(
        label=_("Amount from"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    highest = forms.CharField(
        label=_("Amount up to"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    type = forms.CharField(
        label=_("Type"),
        max_length=255,
        required=False,
        help_text=_("As Paperless-ngx or SparkLink calls it."),
    )
    tag = forms.CharField(label=_("Tag in Paperless-ngx"), max_length=255, required=False)
    text = forms.CharField(
        label=_("Text contains"),
        max_length=255,
        required=False,
        help_text=_("Anywhere in the document's title or text."),
    )
    own_account_id = forms.ChoiceField(label=_("Your account"), required=False)
    counterparty_name = forms.CharField(
        label=_("Expense or revenue account"),
        max_length=255,
        required=False,
        widget=_suggesting("either", "known-counterparties"),
    )
    category = forms.CharField(
        label=_("Category"),
        max_length=255,
        required=False,
        widget=_suggesting("category", "known-categories"),
    )
    budget_id = forms.ChoiceField(label=_("Budget"), required=False)
    bill_id = forms.ChoiceField(label=_("Bill"), required=False)
    tags = forms.CharField(
        label=_("Tags"), max_length=1000, required=False, widget=_suggesting("tag", "known-tags")
    )
    description = forms.CharField(
        label=_("Text"),
        max_length=1000,
        required=False,
        help_text=format_lazy("{said} {words}", said=_("Filled in:"), words=_PLACES),
    )

    rule: Rule

    def __init__(
        self, lists: Lists, kinds: Mapping[str, object], owner_id: int, *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._owner_id = owner_id
        for name in _WIDE:
            self.fields[name].wide = True  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        for name, entries in (
            ("own_account_id", lists.own_accounts),
            ("budget_id", lists.budgets),
            ("bill_id", lists.bills),
        ):
            self.fields[name].choices = _choices(entries)  # type: ignore[attr-defined]

    def conditions(self) -> list[forms.BoundField]:
        """The fields that say which documents."""
        order = ("seller", *_AMOUNTS, "currency", "kind", "type", "tag", "vat_id", "text")
        return [self[name] for name in order]

    def sets(self) -> list[forms.BoundField]:
        """The fields that say how they are booked."""
        return [self[name] for name in (*_TARGETS.values(), "tags", "description")]

    def clean(self) -> dict[str, Any]:
        """Makes the rule; what is wrong with it stands beside its field."""
        data = super().clean() or {}
        if self.errors:
            return data
        when = {name: data[name].strip() for name in _WHEN}
        when["currency"] = when["currency"].upper()
        amounts = {name: self._amount(name, data[name]) for name in _AMOUNTS}
        named = {name: self._target(name, data[at]) for name, at in _TARGETS.items() if data[at]}
        tags = tuple(dict.fromkeys(t for each in data["tags"].split(",") if (t := each.strip())))
        sets = Sets(**named, tags=tags[:MOST_TAGS], description=data["description"].strip())
        name = data["name"].strip() or when["seller"] or when["tag"] or when["text"] or when["type"]
        self.rule = Rule(name[:120], Conditions(**when, **amounts), sets)
        return data

    def _amount(self, name: str, typed: str) -> Any:
        found = amount_of(normal(typed)) if typed else None
        if typed and found is None:
            text = _('"%(value)s" is no amount. Write it like 1234.56.')
            self.add_error(name, text % {"value": typed})
        return found

    def _target(self, name: str, typed: str) -> Target:
        found = target_of(self._owner_id, name, typed)
        if found is None:
            text = _("Firefly III has none of this name. Choose one from the list.")
            self.add_error(_TARGETS[name], text)
        return found or Target(typed)


def _choices(entries: Sequence[LedgerEntry]) -> list[tuple[str, str]]:
    return [("", "–"), *((entry.firefly_id, entry.name) for entry in entries)]
