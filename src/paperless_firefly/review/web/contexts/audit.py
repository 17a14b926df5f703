"""What an entry of the audit says, in plain words: what happened, from which value to which, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ....domain.extraction import AMOUNT_FIELDS, DATE_FIELDS
from ...models import AuditEntry
from .document import LABELS
from .formats import shown_amount, shown_day
from .sentences import spoken

ACTIONS = {
    "arrived": gettext_lazy("Arrived from Paperless-ngx"),
    "came-back": gettext_lazy("Came back to the queue"),
    "left-queue": gettext_lazy("Left the queue"),
    "read": gettext_lazy("Read"),
    "field-changed": gettext_lazy("Field changed"),
    "field-restored": gettext_lazy("Field restored"),
    "pair-dismissed": gettext_lazy("Called no pair"),
    "group-dismissed": gettext_lazy("Called no group"),
    "no-second-scan": gettext_lazy("Called no second scan"),
    "decided-new": gettext_lazy("Accepted as new"),
    "decided-link": gettext_lazy("Linked"),
    "decided-rejected": gettext_lazy("Rejected"),
    "decided-later": gettext_lazy("Put aside"),
    "decided-wait": gettext_lazy("Waits for the bank"),
    "decided-prov": gettext_lazy("Accepted as provisional"),
    "merged": gettext_lazy("Merged with the bank's own transaction"),
    "provisional-again": gettext_lazy("Provisional again"),
    "decided-none": gettext_lazy("No transaction needed"),
    "no-document-needed": gettext_lazy("No document needed"),
    "document-needed": gettext_lazy("Needs a document"),
    "rule-added": gettext_lazy("Never asked again"),
    "rule-dropped": gettext_lazy("Rule deleted"),
    "booking-rule-made": gettext_lazy("Rule made"),
    "booking-rule-changed": gettext_lazy("Rule changed"),
    "booking-rule-moved": gettext_lazy("Rule moved"),
    "booking-rule-on": gettext_lazy("Rule switched on"),
    "booking-rule-off": gettext_lazy("Rule switched off"),
    "booking-rule-deleted": gettext_lazy("Rule deleted"),
    "booking-rule-restored": gettext_lazy("Deleted rule taken back"),
    "booking-rule-declined": gettext_lazy("Offered rule declined"),
    "booking-rules-imported": gettext_lazy("Rules imported"),
    "handed-in": gettext_lazy("Handed in"),
    "upload-arrived": gettext_lazy("Handed in, and in the queue"),
    "upload-failed": gettext_lazy("Handed in, and did not get through"),
    "upload-again": gettext_lazy("Handed in: tried again"),
    "upload-put-away": gettext_lazy("Handed in: taken off the list"),
    "reopened": gettext_lazy("Taken back"),
    "posted": gettext_lazy("Posted to Firefly III"),
    "linked": gettext_lazy("Linked in Firefly III"),
    "held": gettext_lazy("Held for a person"),
    "failed": gettext_lazy("Could not be posted"),
    "retried": gettext_lazy("Tried again"),
    "undo-asked": gettext_lazy("To be taken back"),
    "undo-held": gettext_lazy("Taking back is held for a person"),
    "undo-failed": gettext_lazy("Could not be taken back yet"),
    "undo-answered": gettext_lazy("Answered"),
    "undone": gettext_lazy("Taken back on both servers"),
    "move-asked": gettext_lazy("To be linked to another transaction"),
    "move-failed": gettext_lazy("Could not be linked to the other transaction"),
    "hold-answered": gettext_lazy("Answered"),
    "written-back": gettext_lazy("Written back to Paperless-ngx"),
    "write-back-failed": gettext_lazy("Could not be written back yet"),
    "attached": gettext_lazy("Attached in Firefly III"),
    "not-attached": gettext_lazy("Not attached in Firefly III"),
    "attach-failed": gettext_lazy("Could not be attached yet"),
    "changed-after-decision": gettext_lazy("The file changed after the decision"),
    "left-to-a-person": gettext_lazy("Left to a person"),
    "transaction-gone": gettext_lazy("Its transaction is gone from Firefly III"),
    "transaction-edited": gettext_lazy("Its transaction was edited in Firefly III"),
    "transaction-back": gettext_lazy("Its transaction is as it was again"),
    "change-accepted": gettext_lazy("Left as it is in Firefly III"),
    "preferences-changed": gettext_lazy("Settings changed"),
    "connection-changed": gettext_lazy("Connection changed"),
    "seller-changed": gettext_lazy("Seller changed"),
    "seller-forgotten": gettext_lazy("Seller forgotten"),
    "user-made": gettext_lazy("User added"),
    "user-disabled": gettext_lazy("User disabled"),
    "user-enabled": gettext_lazy("User enabled"),
    "session-ended": gettext_lazy("Signed out on a device"),
    "sessions-ended": gettext_lazy("Signed out everywhere else"),
    "password-set": gettext_lazy("Password changed"),
    "upstream-paused": gettext_lazy("A server is left alone for a while"),
    "upstream-answers": gettext_lazy("A server answers again"),
    "run-done": gettext_lazy("Run finished"),
    "run-failed": gettext_lazy("Run failed"),
    "run-cancelled": gettext_lazy("Run cancelled"),
    "audit-pruned": gettext_lazy("Old entries deleted"),
}
GROUPS = {
    "documents": gettext_lazy("Arriving and reading"),
    "values": gettext_lazy("Values changed by hand"),
    "decisions": gettext_lazy("Decisions"),
    "firefly": gettext_lazy("Firefly III"),
    "paperless": gettext_lazy("Paperless-ngx"),
    "undo": gettext_lazy("Taking back"),
    "settings": gettext_lazy("Settings and users"),
}
_GOOD = {"posted", "merged", "linked", "written-back", "attached", "transaction-back"}
_BAD = {
    "held", "failed", "changed-after-decision", "undo-held", "undo-failed", "write-back-failed",
    "not-attached", "attach-failed", "upload-failed", "transaction-gone", "move-failed", "run-failed",
}  # fmt: skip
_ICONS = {
    "posted": "check", "linked": "link", "merged": "link", "written-back": "tag", "attached": "page",
    "reopened": "undo", "field-restored": "undo", "undone": "undo", "undo-asked": "undo",
    "transaction-edited": "write", "move-asked": "link",
}  # fmt: skip
_STATES = {
    "open": gettext_lazy("open"),
    "later": gettext_lazy("put aside"),
    "rejected": gettext_lazy("rejected"),
    "new": gettext_lazy("new"),
    "prov": gettext_lazy("provisional"),
    "link": gettext_lazy("linked"),
    "wait": gettext_lazy("waiting"),
    "none": gettext_lazy("none needed"),
    "due": gettext_lazy("due"),
    "sending": gettext_lazy("being sent"),
    "done": gettext_lazy("done"),
    "held": gettext_lazy("held"),
    "failed": gettext_lazy("failed"),
    "undoing": gettext_lazy("being taken back"),
    "undone": gettext_lazy("taken back"),
    "merged": gettext_lazy("merged"),
    "auto": gettext_lazy("certain"),
    "review": gettext_lazy("likely"),
    "manual": gettext_lazy("by hand"),
    "other": gettext_lazy("no claim"),
}
_BY = {
    "einvoice": gettext_lazy("embedded invoice"),
    "code": gettext_lazy("code on the page"),
    "text": gettext_lazy("text"),
    "paperless": gettext_lazy("Paperless-ngx"),
    "switch": gettext_lazy("your switch"),
}
_REASONS = {
    "deleted": gettext_lazy("deleted in Paperless-ngx"),
    "untagged": gettext_lazy("its tag was taken away"),
}
_ANSWERS = {
    "same": gettext_lazy("the same"),
    "another": gettext_lazy("another"),
    "remove": gettext_lazy("delete it all the same"),
    "leave": gettext_lazy("leave it in Firefly III"),
    "keep": gettext_lazy("take nothing back"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One value, from which to which, and by which reader or rule."""

    name: str
    was: str
    now: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One entry: its headline, how it looks, what changed, and what servers answered."""

    entry: AuditEntry
    text: str
    icon: str
    tone: str
    reason: str
    group: str
    changes: tuple[Change, ...]
    answers: tuple[str, ...]


def told(entries: Iterable[AuditEntry]) -> list[Told]:
    """Entries in words."""
    return [one(entry) for entry in entries]


def one(entry: AuditEntry) -> Told:
    """One entry in words."""
    details: Mapping[str, Any] = entry.details
    return Told(
        entry=entry,
        text=_headline(entry.action, details),
        icon=_icon(entry),
        tone=_tone(entry),
        reason=_reason(details),
        group=str(details.get("group", "")),
        changes=tuple(_changes(details)),
        answers=tuple(_answers(details.get("upstream") or ())),
    )


def _headline(action: str, details: Mapping[str, Any]) -> str:
    text = str(ACTIONS.get(action, action))
    if "field" in details and action.startswith("field-"):
        return f"{text}: {field_label(str(details['field']))}"
    if action == "attached" and details.get("file"):
        return f"{text}: {details['file']}"
    if action.startswith(("booking-rule-", "upload-", "handed-in")):
        return f"{text}: {details.get('name', '')}"
    if details.get("answer"):
        return f"{text}: {_ANSWERS.get(str(details['answer']), details['answer'])}"
    return text


def _tone(entry: AuditEntry) -> str:
    if entry.action in _GOOD:
        return "good"
    return "bad" if entry.action in _BAD else "info" if entry.actor_id else ""


def _icon(entry: AuditEntry) -> str:
    if entry.action in _BAD:
        return "alert"
    return _ICONS.get(entry.action, "person" if entry.actor_id else "page")


def _reason(details: Mapping[str, Any]) -> str:
    reason = str(details.get("reason") or details.get("note") or "")
    return str(_REASONS.get(reason, "")) or spoken(reason)


def _changes(details: Mapping[str, Any]) -> Iterable[Change]:
    given = details.get("changes")
    if isinstance(given, list):
        for each in given:
            yield _change(each)
    elif "was" in details or "now" in details:
        yield _change(details)
    for each in details.get("rules") or ():
        yield replace(_change(each), by=_("rule %(name)s") % {"name": each.get("by", "")})
    yield from _written(details.get("written") or {})


def _change(told: Mapping[str, Any]) -> Change:
    name, by = str(told.get("field", "")), str(told.get("by") or "")
    return Change(
        name=field_label(name),
        was=_value(name, told.get("was")),
        now=_value(name, told.get("now")),
        by=str(_BY.get(by, by)),
    )


def _value(field: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    text = str(value)
    if field in AMOUNT_FIELDS or field == "amount":
        return shown_amount(text)
    if field in DATE_FIELDS or field == "date":
        return shown_day(text)
    return str(_STATES.get(text, text)) if not field else text


def _written(written: Mapping[str, Any]) -> Iterable[Change]:
    """What was written back to Paperless: the fields with what they held, the note, the tags."""
    for name, value in (written.get("fields") or {}).items():
        field = _("Custom field %(n)s") % {"n": name}
        yield Change(field, _value("field", value.get("was")), _value("field", value.get("now")))
    if written.get("note"):
        yield Change(_("Note"), "–", str(written["note"]))
    tags = written.get("tags") or {}
    if tags.get("added") or tags.get("removed"):
        names = tags.get("names") or {}
        was, now = (_named(tags.get(which), names) for which in ("removed", "added"))
        yield Change(_("Tags"), was, now)


def _named(idents: Sequence[int] | None, names: Mapping[str, str]) -> str:
    return ", ".join(names.get(str(ident), f"#{ident}") for ident in idents or ()) or "–"


def _answers(upstream: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for each in upstream:
        status = each.get("status") or _("no answer")
        yield f"{each.get('service', '')}: {each.get('call', '')} → {status}"


_NAMES = {
    "kind": gettext_lazy("Kind"),
    "direction": gettext_lazy("Direction"),
    "amount": gettext_lazy("Amount"),
    "date": gettext_lazy("Date"),
    "description": gettext_lazy("Text"),
    "account": gettext_lazy("Your account"),
    "own_account": gettext_lazy("Your account"),
    "counterparty": gettext_lazy("Other side"),
    "category": gettext_lazy("Category"),
    "budget": gettext_lazy("Budget"),
    "sepa_ct_id": gettext_lazy("SEPA reference"),
    "sepa_ct_op": gettext_lazy("SEPA account"),
    "sepa_country": gettext_lazy("SEPA country"),
    "sepa_db": gettext_lazy("SEPA mandate"),
    "sepa_ci": gettext_lazy("SEPA creditor"),
    "bill": gettext_lazy("Bill"),
    "tags": gettext_lazy("Tags"),
    "notes": gettext_lazy("Notes"),
    "type": gettext_lazy("Type"),
    "external_id": gettext_lazy("External id"),
    "external_url": gettext_lazy("Address of the document"),
    "internal_reference": gettext_lazy("Internal reference"),
    "foreign_amount": gettext_lazy("Foreign amount"),
    "foreign_currency": gettext_lazy("Foreign currency"),
    "group_title": gettext_lazy("Title"),
    "title": gettext_lazy("Title"),
    "currency": gettext_lazy("Currency"),
    "source": gettext_lazy("From account"),
    "destination": gettext_lazy("To account"),
    "invoice_date": gettext_lazy("Invoice date"),
    "payment_date": gettext_lazy("Payment date"),
    "book_date": gettext_lazy("Booking date"),
    "tag": gettext_lazy("Tag"),
    "note": gettext_lazy("Note"),
}


def field_label(name: str) -> str:
    """A field's label: of a document, or of a transaction."""
    return str(LABELS.get(name) or _NAMES.get(name) or name)
