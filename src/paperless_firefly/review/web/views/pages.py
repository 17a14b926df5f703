"""The pages of one document: their images, the words on them, and the file itself."""

from __future__ import annotations

from django.contrib import messages
from django.core.cache import cache
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from ....domain.errors import SparkLinkError
from ... import tasks
from ...selectors import pages, readings
from ..access import Document, document_of
from ..contexts import document as context_of
from ..contexts.words import overlay
from ..htmx import PageRequest
from .runs import back

# seconds after which drawing is asked for again
_DRAWN_WITHIN = 20


@require_safe
def page_image(request: PageRequest, pk: int, number: int) -> HttpResponse | FileResponse:
    """The image of one page; asks for it to be drawn again where the cache let go of it."""
    document = document_of(request, pk)
    path = pages.page_image(document, number)
    if path is None:
        _draw(document)
        return HttpResponse(status=404)
    response = FileResponse(path.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=86400, no-transform"
    return response


@require_safe
def sheet(request: PageRequest, pk: int, number: int) -> HttpResponse:
    """One page as a fragment: asks for itself until it is drawn."""
    document = document_of(request, pk)
    known = readings.known_of(document)
    drawn = {number} if pages.page_image(document, number) else set()
    if not drawn:
        _draw(document)
    found = (
        [s for s in context_of.sheets(known.extraction, known.sizes, drawn) if s.number == number]
        if known
        else []
    )
    return render(
        request, "review/_sheet.html", {"document": document, "sheet": found[0] if found else None}
    )


@require_safe
def words(request: PageRequest, pk: int, number: int) -> HttpResponse:
    """The words of one page as a fragment that lies over its image: to select, copy and click."""
    document = document_of(request, pk)
    known = readings.known_of(document)
    sizes = known.sizes if known else []
    if not 1 <= number <= len(sizes):
        return HttpResponse(status=404)
    width, height = sizes[number - 1]
    found = overlay(pages.words(document, number))
    context = {"words": found, "width": width, "height": height}
    return render(request, "review/_words.html", context)


def _draw(document: Document) -> None:
    """Asks a worker for the images, once in a while: each page of the document asks each second."""
    if cache.add(f"draw-{document.pk}", True, _DRAWN_WITHIN):
        tasks.wake("pages", document.pk)


@require_safe
def original(request: PageRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded: an attachment that no browser runs."""
    document = document_of(request, pk)
    try:
        found = tasks.open_original(document)
    except SparkLinkError as error:
        messages.error(request, str(error))
        return redirect(back(request))
    response = HttpResponse(found.data, content_type="application/octet-stream")
    name = "".join(c for c in found.name if c.isprintable() and c not in '"\\/')[:150] or "document"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
