"""The form of one document: its values, and how it is to be booked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, cast

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

from ....domain.extraction import AMOUNT_FIELDS, FIELD_NAMES
from ....domain.posting import Booking
from ....domain.rules import Applied, Given
from ...selectors import choices
from .amounts import normal
from .parts import SHOWN, part_values, posted_parts, words

_PREFIX = "v-"
_DRAFT = "booking-draft"
JUDGEMENTS = ("kind", "direction")


class DocumentForm(forms.Form):
    """Binds what the page posts; values are in normal form afterwards."""

    version = forms.IntegerField(min_value=0)
    own_account_id = forms.CharField(required=False, max_length=40)
    counterparty_name = forms.CharField(required=False, max_length=255)
    category = forms.CharField(required=False, max_length=255)
    budget_id = forms.CharField(required=False, max_length=40)
    bill_id = forms.CharField(required=False, max_length=40)
    tags = forms.CharField(required=False, max_length=1000)
    description = forms.CharField(required=False, max_length=1000)
    amount = forms.CharField(required=False, max_length=40)
    booked_on = forms.DateField(required=False)
    wait_until = forms.DateField(required=False)

    def values(self) -> dict[str, str]:
        """The document's fields that were posted, in normal form."""
        data: Any = self.data
        found = {}
        for name in (*FIELD_NAMES, *JUDGEMENTS):
            if (typed := data.get(_PREFIX + name)) is not None:
                found[name] = normal(typed) if name in AMOUNT_FIELDS else typed.strip()
        return found | self._taken()

    def _taken(self) -> dict[str, str]:
        """An alternative that was pressed: "total:12.00"."""
        name, found, value = str(self.data.get("take", "")).partition(":")
        return {name: value} if found and name in FIELD_NAMES else {}

    def booking(self, owner_id: int, direction: str) -> Booking:
        """How it is to be booked; a counterparty that Firefly knows by this name is taken by id."""
        data = self.cleaned_data
        role = "revenue" if direction == "in" else "expense"
        known = choices.counterparty_named(owner_id, data["counterparty_name"], role)
        return Booking(
            own_account_id=data["own_account_id"],
            counterparty_id=known.firefly_id if known else "",
            counterparty_name=data["counterparty_name"],
            category=data["category"],
            budget_id=data["budget_id"],
            bill_id=data["bill_id"],
            tags=words(data["tags"]),
            description=data["description"],
            amount=normal(data["amount"]),
            booked_on=data["booked_on"].isoformat() if data["booked_on"] else "",
            splits=posted_parts(cast(QueryDict, self.data)),
        )


def booking_values(booking: Booking) -> dict[str, Any]:
    """A booking as the form shows it."""
    values = asdict(booking)
    return {**values, "tags": ", ".join(booking.tags), "splits": part_values(booking.splits)}


def by_rule(applied: Applied, shown: Mapping[str, Any]) -> dict[str, Given]:
    """What rules gave and the form still shows, by field: a person's value is no rule's."""

    def stands(given: Given) -> bool:
        values = booking_values(replace(Booking(), **given.booking))  # type: ignore[arg-type]
        return all(shown.get(name) == values[name] for name in given.booking)

    return {name: given for name, given in applied.given.items() if stands(given)}


def posted_booking(data: QueryDict) -> dict[str, Any]:
    """What was typed about the booking, to be shown again; nothing where the form has none."""
    parts = {"splits": part_values(posted_parts(data))} if SHOWN in data else {}
    return parts | {
        n: data.get(n, "") for n in DocumentForm.base_fields if n != "version" and n in data
    }


def keep_booking(
    session: SessionBase, pk: int, *, typed: Mapping[str, Any], suggested: Mapping[str, Any]
) -> None:
    """Remembers where a typed booking differs from the suggested one, for one document at a time."""
    own = {name: value for name, value in typed.items() if value != suggested.get(name)}
    if own:
        session[_DRAFT] = {"document": pk, "typed": own}
    elif typed:
        forget_booking(session, pk)


def kept_booking(session: SessionBase, pk: int) -> dict[str, Any]:
    """What is remembered of a document's booking."""
    draft = session.get(_DRAFT) or {}
    return dict(draft["typed"]) if draft.get("document") == pk else {}


def forget_booking(session: SessionBase, pk: int) -> None:
    """Lets go of a document's typed booking, once it is decided."""
    if kept_booking(session, pk):
        del session[_DRAFT]
