"""Coverage and the tax year: which payments have their documents, and all of it as files."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from ... import tasks
from ...selectors import coverage as selectors
from ...services import tax_exports
from ...services.preferences import today_of
from ..access import export_of
from ..asked import ident
from ..contexts import coverage as context_of
from ..htmx import PageRequest

_FIRST, _LAST = 1900, 2200


@require_safe
def coverage(request: PageRequest) -> HttpResponse:
    """A year's chart, what is missing in it, and its export."""
    asked, owner = request.GET, request.user.pk
    year = _year(ident(asked.get("year")) or today_of(request.preferences).year)
    account, month = asked.get("account", ""), ident(asked.get("month"))
    month = month if month in range(1, 13) else None
    rows, following = selectors.missing(
        owner, year, account=account, month=month, after=asked.get("after", "")
    )
    covered = selectors.coverage(owner, year)
    context = {
        "year": year,
        "years": selectors.years(owner) or [year],
        "chart": context_of.chart(covered.accounts, today_of(request.preferences)),
        "accounts": covered.accounts,
        "there": covered.there,
        "missing": covered.missing,
        "rows": rows,
        "following": following,
        "account": account,
        "month": month,
        "export": selectors.last_export(owner, year),
    }
    return render(request, "reconcile/coverage.html", context)


@require_safe
def table(request: PageRequest, year: int) -> HttpResponseBase:
    """A year's payments (or those that lack a document) as CSV, in the reader's language."""
    only_missing = request.GET.get("all") != "yes"
    paid = selectors.payments(request.user.pk, _year(year), only_missing=only_missing)
    lines = tax_exports.rows_of(paid)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"sparklink-{'missing-' if only_missing else ''}{year}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def make_export(request: PageRequest, year: int) -> HttpResponse:
    """Asks the worker for the year's ZIP."""
    export = tax_exports.request(
        owner=request.user, year=_year(year), language=get_language() or ""
    )
    tasks.wake("export", export.pk)
    return redirect(f"{reverse('reconcile-coverage')}?year={year}#export")


@require_safe
def export_progress(request: PageRequest, pk: int) -> HttpResponse:
    """How far an export is."""
    export = export_of(request, pk)
    if not request.htmx:
        return redirect(f"{reverse('reconcile-coverage')}?year={export.year}#export")
    return render(request, "reconcile/_export.html", {"export": export, "year": export.year})


@require_safe
def download(request: PageRequest, pk: int) -> FileResponse:
    """The ZIP, streamed from the disk."""
    export = export_of(request, pk)
    path = tax_exports.path_of(export)
    if export.state != "done" or not path.is_file():
        raise Http404
    name = f"sparklink-{export.year}.zip"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


def _year(year: int) -> int:
    if not _FIRST <= year <= _LAST:
        raise Http404
    return year
