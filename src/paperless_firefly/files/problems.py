"""The findings of reading files: what can be wrong with one, in words for the person who sent it."""

from __future__ import annotations

from dataclasses import replace

from ..domain.extraction import Finding, Severity


def empty() -> Finding:
    """No bytes at all."""
    return Finding("file-empty", "The file is empty.", Severity.ERROR)


def too_large(size: int, limit: int) -> Finding:
    """More bytes than are read."""
    return Finding(
        "file-too-large",
        f"The file has {size // 1_000_000} MB; more than {limit // 1_000_000} MB are not read.",
        Severity.ERROR,
        params=(("size", str(size)), ("limit", str(limit))),
    )


def unsupported(mime_type: str) -> Finding:
    """A kind of file that holds no document that SparkLink can read."""
    return Finding(
        "file-unsupported",
        f"Files of this kind ({mime_type}) cannot be read: PDF, XML, images and plain text can.",
        Severity.ERROR,
        params=(("mime_type", mime_type),),
    )


def encrypted() -> Finding:
    """A password is asked for."""
    return Finding(
        "file-encrypted", "The PDF is encrypted: it opens with a password only.", Severity.ERROR
    )


def damaged(what: str, severity: Severity = Severity.ERROR) -> Finding:
    """The structure is broken; `what` says of what ("PDF", "image")."""
    return Finding(
        "file-damaged",
        f"The {what} is damaged: it could not be read, or not wholly.",
        severity,
        params=(("what", what),),
    )


def too_many_pages(pages: int, limit: int) -> Finding:
    """Only the first pages were read."""
    return Finding(
        "too-many-pages",
        f"The document has {pages} pages; only the first {limit} were read.",
        params=(("pages", str(pages)), ("limit", str(limit))),
    )


def text_too_long(limit: int) -> Finding:
    """Only the first characters were read."""
    return Finding(
        "text-too-long",
        f"The document holds more than {limit} characters; the rest was not read.",
        params=(("limit", str(limit)),),
    )


def image_too_large(width: int, height: int, limit: int) -> Finding:
    """More pixels than are decoded."""
    return Finding(
        "image-too-large",
        f"The image has {width} × {height} pixels; more than {limit // 1_000_000} million are not"
        " decoded.",
        Severity.ERROR,
        params=(("width", str(width)), ("height", str(height))),
    )


def attachment_unread(name: str) -> Finding:
    """An embedded file could not be taken out."""
    return Finding(
        "attachment-unread",
        f"The embedded file {name!r} could not be taken out: it is damaged or too large.",
        params=(("name", name),),
    )


def too_many_attachments(limit: int) -> Finding:
    """Only the first embedded files were looked at."""
    return Finding(
        "too-many-attachments",
        f"More than {limit} files are embedded; only the first {limit} were looked at.",
        params=(("limit", str(limit)),),
    )


def took_too_long(seconds: float) -> Finding:
    """The child was killed at its time limit."""
    return Finding(
        "file-took-too-long",
        f"Reading the file took more than {seconds:g} seconds and was stopped.",
        Severity.ERROR,
        params=(("seconds", f"{seconds:g}"),),
    )


def took_too_much_memory(megabytes: int) -> Finding:
    """The child ran into its memory limit."""
    return Finding(
        "file-took-too-much-memory",
        f"Reading the file took more than {megabytes} MB of memory and was stopped.",
        Severity.ERROR,
        params=(("megabytes", str(megabytes)),),
    )


def crashed() -> Finding:
    """The child died of this file."""
    return Finding(
        "file-crashed-reader",
        "The file made its reader crash; it is probably damaged on purpose or by accident.",
        Severity.ERROR,
    )


def no_ocr() -> Finding:
    """A picture without text, and nothing to read it with."""
    message = "The picture holds no text that could be read: Tesseract is not installed."
    return Finding("ocr-missing", message, Severity.INFO)


def ocr_failed() -> Finding:
    """Tesseract ended with an error, or said what nobody understands."""
    return Finding("ocr-failed", "Tesseract could not read the picture's text.")


def ocr_cut_short(pages: int) -> Finding:
    """Time was up before Tesseract had read every page."""
    return Finding(
        "ocr-cut-short",
        f"Recognising the text took too long: {pages} pages were read.",
        params=(("pages", str(pages)),),
    )


def no_picture() -> Finding:
    """The file has no pages to draw (XML, text)."""
    return Finding("no-picture", "The file has no picture: it is plain data.", Severity.INFO)


def no_such_page(page: int, pages: int) -> Finding:
    """A page that the file does not have."""
    return Finding(
        "no-such-page",
        f"The document has no page {page}, only {pages}.",
        Severity.INFO,
        params=(("page", str(page)), ("pages", str(pages))),
    )


def beside_text(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings where Paperless' text stands in for a kind of file that cannot be read."""
    return tuple(
        replace(each, severity=Severity.INFO) if each.code == "file-unsupported" else each
        for each in found
    )
