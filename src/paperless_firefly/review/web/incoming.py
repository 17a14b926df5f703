"""Bodies of requests: how large they may be, and where their files lie until a view has them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import reverse

_FORM = 2**20


def most_bytes() -> int:
    """How much one request may bring at the address for files, its form included."""
    return int(settings.SPARKLINK_UPLOAD_MB) * 2**20 + _FORM


class ToDisk(FileUploadHandler):
    """Puts each file beside those that wait, on the disk of the data: /tmp may be memory.

    What is no user's, or not for the address that takes files, may be no larger than a form.
    """

    def handle_raw_input(self, *args: Any, **options: Any) -> None:
        """Refuses a body before a byte of it is read."""
        length = args[2]
        request = self.request
        welcome = request is not None and request.path == reverse("upload-add")
        if request is None or not (welcome and request.user.is_authenticated):
            limit = _FORM
        else:
            limit = most_bytes()
        if length > limit:
            raise RequestDataTooBig("The request is larger than it may be.")

    def new_file(self, *args: Any, **options: Any) -> None:
        """Begins a file that goes when it is closed."""
        super().new_file(*args, **options)
        folder = Path(settings.SPARKLINK_DATA) / "uploads"
        folder.mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(dir=folder, prefix="body-")  # noqa: SIM115 - kept open
        self.file = UploadedFile(file, self.file_name, self.content_type, 0, self.charset)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Writes a piece; no other handler sees it."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        """The file, from its beginning."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Lets go of a file whose rest did not come."""
        if hasattr(self, "file"):
            self.file.close()
