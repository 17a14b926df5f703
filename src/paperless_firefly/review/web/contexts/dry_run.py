"""What would be written, in words: each field with its label, as it is and as it would be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...services.dry_run import Change, DryRun, Part
from .audit import field_label
from .formats import shown_amount, shown_day
from .sentences import spoken

_TYPES = {
    "withdrawal": gettext_lazy("Withdrawal"),
    "deposit": gettext_lazy("Deposit"),
    "transfer": gettext_lazy("Transfer"),
}
_FILES = {
    "original": gettext_lazy("the original file"),
    "archive": gettext_lazy("the archived file"),
    "xml": gettext_lazy("the XML of an e-invoice, if it has one"),
}
_KINDS = {
    "account": gettext_lazy("account %(name)s"),
    "category": gettext_lazy("category %(name)s"),
    "tag": gettext_lazy("tag %(name)s"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One field; empty: nothing there before, or nothing any more."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that is written to."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A dry run as a page shows it."""

    run: DryRun
    headline: str
    reason: str
    sections: tuple[Section, ...]
    beside: tuple[str, ...]


def shown(run: DryRun) -> Shown:
    """A dry run in the reader's language."""
    sections = [_section(run, part) for part in run.parts]
    if run.paperless:
        sections.append(Section(_("Paperless-ngx"), _rows(run.paperless)))
    return Shown(
        run=run,
        headline=_headline(run),
        reason=spoken(run.reason),
        sections=tuple(sections),
        beside=tuple(_beside(run)),
    )


def _headline(run: DryRun) -> str:
    if run.act == "new":
        return _("A new transaction in Firefly III")
    if run.act == "link" and len(run.parts) > 1:
        return _("Transaction %(n)s is split; all else of it stays on the first") % {
            "n": run.group_id
        }
    if run.act == "link" and run.parts:
        return _("Additions to transaction %(n)s; all else stays as it is") % {"n": run.group_id}
    if run.act == "link":
        return _("Transaction %(n)s stays as it is; the link is SparkLink's own") % {
            "n": run.group_id
        }
    return _("Nothing is written to Firefly III")


def _section(run: DryRun, part: Part) -> Section:
    if len(run.parts) > 1:
        title = _("Split %(n)s of %(of)s") % {"n": part.name, "of": len(run.parts)}
    elif run.act == "link":
        title = _("Transaction %(n)s") % {"n": run.group_id}
    else:
        title = _("New transaction")
    return Section(title, _rows(part.changes))


def _rows(changes: Iterable[Change]) -> tuple[Row, ...]:
    return tuple(
        Row(_label(c.field), _value(c.field, c.was), _value(c.field, c.now)) for c in changes
    )


def _label(name: str) -> str:
    kind, colon, field = name.partition(":")
    return _("Field %(name)s") % {"name": field} if colon and kind == "field" else field_label(name)


def _value(field: str, value: str) -> str:
    if field in {"amount", "foreign_amount"} and value:
        return shown_amount(value)
    if field == "date" or field.endswith("_date"):
        return shown_day(value)
    return str(_TYPES.get(value, value)) if field == "type" else value


def _beside(run: DryRun) -> Iterable[str]:
    """What comes with it, beside fields."""
    for kind, name in run.makes:
        made = str(_KINDS.get(kind, "%(name)s")) % {"name": name}
        yield _("Firefly III makes the %(what)s with it.") % {"what": made}
    for kind in run.files:
        yield _("Attached: %(what)s.") % {"what": _FILES.get(kind, kind)}
