"""Files that a person hands in: looked at, stored with a row, and nothing sent yet.

The bytes are written before the row, and the row before anything is sent: whatever is killed, a row
has its file. Files without a row are swept away.
"""

from __future__ import annotations

import hashlib
import re
import time
import unicodedata
import uuid
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from ...files.detect import IMAGES, PDF, TEXT, XML, detect
from ..models import Upload, UploadState
from .audit import record_for
from .errors import NotAllowed, NotTaken

# what Paperless-ngx takes without helpers, with the endings that fit
ENDINGS = {
    PDF: (".pdf",), TEXT: (".txt", ".csv", ".md"), "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"), "image/tiff": (".tif", ".tiff"), "image/webp": (".webp",),
    "image/gif": (".gif",), "image/bmp": (".bmp",), "image/heic": (".heic", ".heif"),
}  # fmt: skip
KINDS = frozenset({PDF, TEXT, "image/heic", *IMAGES})
_HEAD = 8192
_LONGEST = 120
_UNFIT = re.compile(r'[<>:"|?*]+')
_ORPHAN_SECONDS = 3600
_KEPT = timedelta(days=7)


def store(*, owner: AbstractBaseUser, name: str, chunks: Iterable[bytes]) -> Upload:
    """One file with its row; NotTaken says why not, and then nothing is left of it."""
    key = uuid.uuid4().hex
    path = _path(key)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        size, md5, sha256, head = _write(path, chunks)
        kind = _kind(head)
        _look_for_room(size)
        return _row(
            owner, key, name=clean_name(name, kind), mime_type=kind,
            size=size, md5=md5, sha256=sha256,
        )  # fmt: skip
    except NotTaken:
        path.unlink(missing_ok=True)
        raise
    except OSError as error:
        path.unlink(missing_ok=True)
        raise NotTaken(f"The file could not be stored: {error.strerror}.") from error


def path_of(upload: Upload) -> Path:
    """Where an upload's bytes lie."""
    return _path(upload.key)


def waiting_files() -> list[Path]:
    """The files that Paperless does not have yet."""
    keys = Upload.objects.filter(paperless_id=None).values_list("key", flat=True)
    return [_path(key) for key in keys]


def clean_name(name: str, kind: str) -> str:
    """A file name without path, signs that hide something, and with an ending that fits its kind."""
    words = shown_name(name)
    ending = next((e for e in ENDINGS[kind] if words.lower().endswith(e)), "")
    stem = words[: len(words) - len(ending)].strip(" .")[:_LONGEST] or "document"
    return stem + (words[len(words) - len(ending) :] if ending else ENDINGS[kind][0])


def shown_name(name: str) -> str:
    """A file name as it may be shown: its last part, in plain signs; empty if there are none."""
    bare = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in bare)
    return " ".join(_UNFIT.sub(" ", plain).split()).strip(" .")[: 2 * _LONGEST]


def put_away(*, upload: Upload, by: AbstractBaseUser) -> None:
    """A person is done with an upload that ended; its bytes go with it."""
    ended = Upload.objects.filter(pk=upload.pk, state__in=(UploadState.FAILED, UploadState.DONE))
    if not ended.delete()[0]:
        raise NotAllowed("This file is just being sent.")
    drop_bytes(upload)
    record_for(upload.owner_id, "upload-put-away", actor=by, name=upload.name)


def drop_bytes(upload: Upload) -> None:
    """Deletes the bytes of an upload that Paperless has."""
    path_of(upload).unlink(missing_ok=True)


def trim() -> None:
    """Forgets uploads that ended well long ago, and files that no row needs."""
    Upload.objects.filter(state=UploadState.DONE, done_at__lt=timezone.now() - _KEPT).delete()
    needed = {path.name for path in waiting_files()}
    old = time.time() - _ORPHAN_SECONDS
    for path in _folder().glob("*"):
        if path.name not in needed and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)


def _write(path: Path, chunks: Iterable[bytes]) -> tuple[int, str, str, bytes]:
    """Size, both checksums and the first bytes of what was written."""
    size, head = 0, b""
    md5, sha256 = hashlib.md5(usedforsecurity=False), hashlib.sha256()
    limit = settings.SPARKLINK_FILE_MB * 2**20
    with path.open("xb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise NotTaken(f"The file has more than {settings.SPARKLINK_FILE_MB} MB.")
            head += chunk[: _HEAD - len(head)]
            md5.update(chunk)
            sha256.update(chunk)
            file.write(chunk)
    return size, md5.hexdigest(), sha256.hexdigest(), head


def _kind(head: bytes) -> str:
    if not head:
        raise NotTaken("The file is empty.")
    kind = detect(head)
    if kind == XML:
        raise NotTaken("Paperless-ngx takes no XML: hand in the PDF that belongs to it.")
    if kind not in KINDS:
        raise NotTaken(
            f"Files of this kind ({kind}) are not taken: PDF, images and plain text are."
        )
    return kind


def _look_for_room(size: int) -> None:
    held = Upload.objects.filter(paperless_id=None).aggregate(all=Sum("size"))["all"] or 0
    if held + size > settings.SPARKLINK_UPLOAD_MB * 2**20:
        raise NotTaken("There is no room for more files until those before it are sent.")


def _row(owner: AbstractBaseUser, key: str, **columns: object) -> Upload:
    try:
        with transaction.atomic():
            upload = Upload.objects.create(
                owner_id=owner.pk, key=key, due_at=timezone.now(), **columns
            )
            record_for(owner.pk, "handed-in", actor=owner, name=upload.name)
    except IntegrityError:
        raise NotTaken("This file is already on its way.") from None
    return upload


def _path(key: str) -> Path:
    return _folder() / key


def _folder() -> Path:
    return Path(settings.SPARKLINK_DATA) / "uploads"
