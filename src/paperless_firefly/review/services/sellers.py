"""Memory of sellers: each accepted document teaches, and a person can change what was learned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from ...domain.extraction import Extraction, Field, from_json
from ...domain.grammar import find_dates
from ...domain.names import key_of
from ...extraction.text.signs import Signs
from ..models import ConfirmedSeller, Document, FieldValue, Reading
from ..selectors.myself import myself_of
from .audit import record_for
from .errors import InvalidValues
from .preferences import preferences_of

_MOST = 20  # names, and signs of one kind, of one seller
_MEANT = 0.5  # a name that a reader hardly believed in is no name of the seller's
# kinds of sign that a buyer has as well, and the field that tells the seller's
_NUMBERS = {"vat_ids": "seller_vat_id", "ibans": "iban"}
_BESIDE = "beside "  # how readers say beside which label a value stood
_KEPT = ("text", "code", "you")  # readers of paper: an e-invoice needs no memory


@transaction.atomic
def learn(document: Document) -> ConfirmedSeller | None:
    """Adds what an accepted document tells of its seller; the same again changes nothing."""
    reading = Reading.objects.filter(document=document).order_by("-version").first()
    key = key_of(document.seller)[:255]
    if reading is None or not key:
        return None
    row, _ = ConfirmedSeller.objects.select_for_update().get_or_create(
        owner_id=document.owner_id, key=key, defaults={"name": document.seller[:255]}
    )
    if row.suppressed:
        return None
    before = (row.aliases, row.signs, row.total_label, row.date_label, row.date_order)
    extraction = from_json(reading.data)
    yours = dict(FieldValue.objects.filter(document=document).values_list("name", "value"))
    row.aliases = _names(row, extraction)
    told = _of_the_seller(document, reading.data.get("signs") or {}, extraction, yours)
    row.signs = _signs(row.signs, told)
    row.total_label = _label(extraction, yours, "total") or row.total_label
    row.date_label = _label(extraction, yours, "issue_date") or row.date_label
    row.date_order = _order(extraction, yours) or row.date_order
    if before != (row.aliases, row.signs, row.total_label, row.date_label, row.date_order):
        row.save()
    return row


@transaction.atomic
def change(*, seller: ConfirmedSeller, by: AbstractBaseUser, changes: Mapping[str, object]) -> None:
    """A person sets a seller's name, aliases or habits; InvalidValues where that cannot be."""
    name = " ".join(str(changes.get("name", seller.name)).split())[:255]
    key = key_of(name)[:255]
    taken = ConfirmedSeller.objects.filter(owner_id=by.pk, key=key).exclude(pk=seller.pk)
    if not key:
        raise InvalidValues({"name": "A seller needs a name."})
    if taken.exists():
        raise InvalidValues({"name": "There is a seller of this name already."})
    aliases = [*_lines(changes.get("aliases", seller.aliases)), seller.name]
    seller.aliases = [a for a in dict.fromkeys(aliases) if a != name][:_MOST]
    seller.key, seller.name = key, name
    for habit in ("total_label", "date_label"):
        setattr(seller, habit, str(changes.get(habit, getattr(seller, habit))).strip()[:100])
    order = str(changes.get("date_order", seller.date_order))
    seller.date_order = order if order in ("dmy", "mdy") else ""
    seller.save()
    record_for(by.pk, "seller-changed", actor=by, seller=name)


def forget(*, seller: ConfirmedSeller, by: AbstractBaseUser) -> None:
    """A person deletes a seller: it is neither used nor learned again."""
    ConfirmedSeller.objects.filter(pk=seller.pk, owner_id=by.pk).update(
        suppressed=True, aliases=[], signs={}
    )
    record_for(by.pk, "seller-forgotten", actor=by, seller=seller.name)


def restore(*, seller: ConfirmedSeller, by: AbstractBaseUser) -> None:
    """Takes `forget` back; what the seller's next documents tell is learned."""
    ConfirmedSeller.objects.filter(pk=seller.pk, owner_id=by.pk).update(suppressed=False)


def _names(row: ConfirmedSeller, extraction: Extraction) -> list[str]:
    """The names known so far, and what readers took for the seller where a person said otherwise."""
    found = extraction.fields.get("seller")
    read = [found.value] if found and found.reader in _KEPT and found.confidence >= _MEANT else []
    names = [name for name in (*row.aliases, *read) if key_of(name) not in ("", row.key)]
    return list(dict.fromkeys(names))[:_MOST]


def _of_the_seller(
    document: Document,
    signs: Mapping[str, list[str]],
    extraction: Extraction,
    yours: Mapping[str, str],
) -> dict[str, list[str]]:
    """The signs of a page that are its seller's.

    An invoice names its buyer, too: a VAT id or IBAN is learned only where it was read (or entered)
    as the seller's, and never where it is the user's own.
    """
    me = myself_of(preferences_of(document.owner_id))
    mine = {key_of(each) for each in (*me.vat_ids, *me.ibans)}
    told = {kind: values for kind, values in signs.items() if kind not in _NUMBERS}
    for kind, name in _NUMBERS.items():
        value = yours.get(name) or extraction.text(name)
        if value and key_of(value) not in mine:
            told[kind] = [value]
    return told


def _signs(
    known: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]]
) -> dict[str, list[str]]:
    joined = {
        kind: list(dict.fromkeys((*known.get(kind, ()), *new.get(kind, ()))))[:_MOST]
        for kind in Signs.__slots__
    }
    return {kind: values for kind, values in joined.items() if values}


def _label(extraction: Extraction, yours: Mapping[str, str], name: str) -> str:
    """The words beside which the value stands that a person chose instead of the readers'."""
    found = extraction.fields.get(name)
    if found is None or yours.get(name) in (None, "", found.value):
        return ""
    for other in found.alternatives:
        note = other.evidence.note if other.evidence else None
        if other.value == yours[name] and note and note.startswith(_BESIDE):
            return note.removeprefix(_BESIDE)[:100]
    return ""


def _order(extraction: Extraction, yours: Mapping[str, str]) -> str:
    """The order of day and month that a person's date tells, where the print leaves it open."""
    found = extraction.fields.get("issue_date")
    chosen = yours.get("issue_date")
    if found is None or not chosen or chosen == found.value:
        return ""
    for printed in find_dates(_quote(found)):
        options = [day.isoformat() for day in printed.options]
        if printed.form == "ambiguous" and {chosen, found.value} <= set(options):
            return "dmy" if options.index(chosen) == 0 else "mdy"
    return ""


def _quote(found: Field) -> str:
    return (found.evidence.quote or "") if found.evidence else ""


def _lines(value: object) -> list[str]:
    lines = value if isinstance(value, list) else str(value).splitlines()
    return [" ".join(str(line).split())[:255] for line in lines if str(line).strip()]
