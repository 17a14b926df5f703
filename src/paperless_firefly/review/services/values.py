"""A person's values: they outrank every reader and survive a new reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from ...domain.extraction import AMOUNT_FIELDS, DATE_FIELDS, FIELD_NAMES, Direction, Kind
from ...domain.money import parse_decimal
from ..models import Document, FieldValue
from ..models.states import UNDECIDED
from ..selectors.readings import (
    JUDGEMENTS,
    differences,
    extraction_of,
    judged,
    machine_extraction_of,
)
from .audit import record
from .columns import columns_of
from .errors import InvalidValues, NotAllowed, StaleVersion


@transaction.atomic
def set_values(
    *, document: Document, by: AbstractBaseUser, version: int, values: Mapping[str, str]
) -> None:
    """Sets fields (and `kind`, `direction`) to a person's values; unchanged ones are left alone.

    Values are in normal form (amounts with a point, ISO dates); empty says "not in the document".
    """
    wrong = {n: e for n, v in values.items() if (e := _objection(n, v))}
    if wrong:
        raise InvalidValues(wrong)
    _take(document, version, values)
    now = extraction_of(document)
    shown = judged(now) if now else {}
    machine = machine_extraction_of(document)
    said = judged(machine) if machine else {}
    for name, value in values.items():
        if value.strip() != shown.get(name, ""):
            _set(document, by, name, value.strip(), shown.get(name, ""), said.get(name, ""))
    _copy(document)


@transaction.atomic
def restore(*, document: Document, by: AbstractBaseUser, version: int, name: str) -> None:
    """Takes a person's value back: the readers' word counts again."""
    _take(document, version, {})
    yours = FieldValue.objects.filter(document=document, name=name)
    was = yours.values_list("value", flat=True).first()
    gone, _ = yours.delete()
    if gone:
        machine = machine_extraction_of(document)
        now = judged(machine).get(name, "") if machine else ""
        by_reader = machine.fields[name].reader if machine and name in machine.fields else ""
        record(
            "field-restored", document=document, actor=by, field=name, was=was, now=now,
            by=by_reader,
        )  # fmt: skip
    _copy(document)


def _take(document: Document, version: int, values: Mapping[str, str]) -> None:
    taken = Document.objects.filter(pk=document.pk, version=version, decision__in=UNDECIDED).update(
        version=version + 1
    )
    if taken:
        document.refresh_from_db()
        return
    document.refresh_from_db()
    if document.decision not in UNDECIDED:
        raise NotAllowed("This document is already decided. Undo that first.")
    raise StaleVersion(differences(document, values))


def _set(
    document: Document, by: AbstractBaseUser, name: str, value: str, shown: str, said: str
) -> None:
    if value == said:
        FieldValue.objects.filter(document=document, name=name).delete()
    else:
        FieldValue.objects.update_or_create(
            document=document, name=name, defaults={"value": value, "was": said, "by_id": by.pk}
        )
    record("field-changed", document=document, actor=by, field=name, was=shown, now=value)


def _copy(document: Document) -> None:
    extraction = extraction_of(document)
    if extraction is not None:
        columns = columns_of(document, extraction)
        Document.objects.filter(pk=document.pk).update(**columns, match_due=True)
        document.refresh_from_db()


def _objection(name: str, value: str) -> str | None:
    value = value.strip()
    if name not in FIELD_NAMES and name not in JUDGEMENTS:
        return f"There is no field {name}."
    if not value:
        return "This cannot be empty." if name in JUDGEMENTS else None
    if name in AMOUNT_FIELDS and parse_decimal(value) is None:
        return f'"{value}" is no amount. Write it like 1234.56.'
    if name in DATE_FIELDS and not _is_date(value):
        return f'"{value}" is no date.'
    if name == "currency" and not (len(value) == 3 and value.isalpha() and value.isupper()):
        return f'"{value}" is no currency. Write its three letters, like EUR.'
    if name == "kind" and value not in set(Kind):
        return f'"{value}" is no kind of document.'
    if name == "direction" and value not in set(Direction):
        return f'"{value}" is no direction.'
    return None


def _is_date(value: str) -> bool:
    try:
        found = date.fromisoformat(value)
    except ValueError:
        return False
    return 1970 <= found.year <= timezone.now().year + 50
