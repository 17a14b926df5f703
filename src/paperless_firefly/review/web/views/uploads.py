"""Documents handed in directly: the page, the files of a form or a drop, and how far they are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ... import tasks
from ...selectors import uploads as selectors
from ...services import handed_in
from ...services import uploads as services
from ...services.errors import NotAllowed, NotTaken
from ..access import Upload, upload_of
from ..htmx import PageRequest
from ..incoming import most_bytes


@require_safe
def uploads(request: PageRequest) -> HttpResponse:
    """Where files are handed in, and where the last ones are."""
    return render(request, "upload/upload.html", _context(request))


@require_POST
def add(request: PageRequest) -> HttpResponse:
    """Stores the files of a form; each that cannot be taken is named with the reason."""
    taken, refused = [], []
    for file in request.FILES.getlist("files"):
        try:
            taken.append(_store(request, file))
        except NotTaken as reason:
            refused.append((handed_in.shown_name(file.name or ""), str(reason)))
    context = {"taken": taken, "refused": refused, "nothing": not taken and not refused}
    if request.htmx.target == "toasts":
        return render(request, "upload/_dropped.html", context)
    if request.htmx:
        return render(request, "upload/_list.html", _context(request, **context))
    if refused or not taken:
        page = _context(request, **context)
        return render(request, "upload/upload.html", page, status=422)
    return redirect("upload")


@require_safe
def progress(request: PageRequest) -> HttpResponse:
    """How far everything is, as a fragment that asks for itself while something is on its way."""
    return render(request, "upload/_list.html", _context(request))


@require_safe
def shared(request: PageRequest) -> HttpResponse:
    """Where a phone's share leads if no service worker caught it: to the page, without the files.

    A share that gets here by POST has no token of ours and is refused like any such form.
    """
    return redirect("upload")


@require_POST
def again(request: PageRequest, pk: int) -> HttpResponse:
    """Tries a failed file once more."""
    upload = upload_of(request, pk)
    try:
        services.try_again(upload=upload, by=request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        tasks.wake("upload", upload.pk)
    return redirect("upload")


@require_POST
def away(request: PageRequest, pk: int) -> HttpResponse:
    """Takes an ended file off the list."""
    try:
        handed_in.put_away(upload=upload_of(request, pk), by=request.user)
    except NotAllowed as error:
        messages.error(request, str(error))
    return redirect("upload")


def _store(request: PageRequest, file: UploadedFile[bytes]) -> Upload:
    upload = handed_in.store(owner=request.user, name=file.name or "", chunks=file.chunks())
    tasks.wake("upload", upload.pk)
    return upload


def _context(request: PageRequest, **more: Any) -> dict[str, Any]:
    rows = selectors.latest(request.user.pk)
    return {
        "uploads": rows,
        "going": any(row.is_open for row in rows),
        "connected": selectors.is_connected(request.user.pk),
        "tag": request.preferences.filter_tag,
        "most_mb": settings.SPARKLINK_FILE_MB,
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "most_bytes": most_bytes(),
        **more,
    }
