"""The admin shows the state rows to staff: to look, never to change, and tokens not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from .. import models

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Model]  # generic to the type checker alone
else:
    _ModelAdmin = admin.ModelAdmin

admin.site.site_header = admin.site.site_title = "SparkLink"
admin.site.site_url = "/"

# what a list shows, by which of it it is narrowed, and what its search looks through
_LISTS: dict[type[Model], tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    models.Connection: (("owner", "kind", "url", "check_ok", "checked_at"), ("kind",), ("url",)),
    models.Document: (
        ("title", "owner", "source", "reading", "decision", "created_at"),
        ("source", "reading", "decision"),
        ("title", "search", "=paperless_id"),
    ),
    models.Reading: (("document", "version", "created_at"), (), ("document__title",)),
    models.Decision: (("document", "kind", "by", "at", "current"), ("kind", "current"), ()),
    models.Posting: (
        ("document", "owner", "action", "state", "attempts", "due_at", "error"),
        ("state", "action"),
        ("external_id", "=group_id"),
    ),
    models.WriteBack: (("posting", "state", "attempts", "due_at", "error"), ("state",), ()),
    models.Link: (("document", "owner", "group_id", "journal_id", "made"), ("made",), ()),
    models.LedgerSplit: (
        ("date", "owner", "description", "amount_minor", "currency", "linked"),
        ("type", "linked", "reconciled"),
        ("search", "=group_id"),
    ),
    models.Run: (
        ("owner", "state", "requested_at", "finished_at", "intake_ok", "sync_ok"),
        ("state", "by_schedule"),
        (),
    ),
    models.Upload: (
        ("name", "owner", "state", "created_at", "attempts", "due_at", "error"),
        ("state",),
        ("name",),
    ),
    models.WorkerBeat: (("name", "at"), (), ()),
    models.AuditEntry: (("at", "owner", "actor", "action", "document"), ("action",), ()),
}


class StateAdmin(_ModelAdmin):
    """Rows as they are. Services change them, with their rules and their audit."""

    exclude = ("token",)
    list_per_page = 50
    show_full_result_count = False

    list_select_related = True

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """The columns of the list."""
        return _LISTS[self.model][0]

    def get_list_filter(self, request: HttpRequest) -> tuple[str, ...]:
        """The columns that narrow the list."""
        return _LISTS[self.model][1]

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """The columns that the search looks through."""
        return _LISTS[self.model][2]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never; the right to view is enough to look."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never; a user who has rows can therefore not be deleted either, but disabled."""
        return False


for _model in _LISTS:
    admin.site.register(_model, StateAdmin)
