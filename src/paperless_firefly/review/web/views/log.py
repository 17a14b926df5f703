"""The audit log under History: searched, narrowed, paged by key, and as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...selectors import audit, history
from ...services.preferences import zone_of
from ..asked import ident
from ..contexts import audit as context_of
from ..htmx import PageRequest

_NARROWING = ("q", "action", "by", "document", "since", "until")


@require_safe
def log(request: PageRequest) -> HttpResponse:
    """Everything that changed, the newest first; search and filters stand in the address."""
    owner, wanted = request.user.pk, _wanted(request)
    page = audit.page(owner, wanted, before=ident(request.GET.get("before")))
    context = {
        "told": context_of.told(page.entries),
        "next": page.next,
        "wanted": wanted,
        "groups": context_of.GROUPS.items(),
        "one_action": context_of.ACTIONS.get(wanted.action, ""),
        "here": urlencode({n: v for n in _NARROWING if (v := request.GET.get(n, ""))}),
        "transactions_at": history.transactions_at(owner),
    }
    return render(request, "history/log.html", context)


@require_safe
def export(request: PageRequest) -> HttpResponseBase:
    """The same entries as JSON Lines, one a line, streamed."""
    lines = _lines(request.user.pk, _wanted(request))
    answer = StreamingHttpResponse(lines, content_type="application/x-ndjson; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sparklink-audit.jsonl"'
    return answer


def _lines(owner_id: int, wanted: audit.Wanted) -> Iterator[str]:
    for entry in audit.entries(wanted, owner_id).iterator(chunk_size=1000):
        yield json.dumps(audit.as_json(entry), ensure_ascii=False) + "\n"


def _wanted(request: PageRequest) -> audit.Wanted:
    asked = request.GET
    return audit.Wanted(
        text=asked.get("q", ""),
        action=asked.get("action", ""),
        by=asked.get("by", ""),
        document=ident(asked.get("document")),
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        zone=zone_of(request.preferences),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
