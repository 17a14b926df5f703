"""The calls by which a file reaches Paperless-ngx, and by which one sees what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from ...domain.errors import ServerFault
from ...domain.paperless import ConsumeTask
from ..http import Http
from . import parse

UPLOAD_SECONDS = 300.0
_FOUND_AT_ONCE = 10


class Uploads:
    """Uploads and their tasks; part of PaperlessClient."""

    _http: Http

    def post_document(
        self, file: BinaryIO, name: str, mime_type: str, tags: Iterable[int] = ()
    ) -> str:
        """Hands over a file; the id of the task that reads it.

        The answer comes before the file is looked into: follow the task. Invalid for a kind that
        this Paperless does not take. Version 3 takes the same file twice, version 2 fails its task.
        """
        reply = self._http.json(
            "POST",
            "/api/documents/post_document/",
            "the right to add documents",
            form={"tags": [str(tag) for tag in sorted(set(tags))]},
            file=("document", name, file, mime_type),
            seconds=UPLOAD_SECONDS,
        )
        return self._http.parsed(parse.task_id, reply[0])

    def task(self, task_id: str) -> ConsumeTask | None:
        """What became of an upload; None once Paperless knows nothing of the task."""
        params: dict[str, str | int] = {"task_id": task_id}
        data, _ = self._http.json("GET", "/api/tasks/", "tasks", params=params)
        found = self._http.parsed(parse.consume_tasks, data)
        return next((task for task in found if task.task_id == task_id), None)

    def tasks_of(self, file_name: str) -> tuple[ConsumeTask, ...]:
        """The tasks that read files of this name, the latest first; the user's own alone."""
        data, _ = self._http.json("GET", "/api/tasks/", "tasks")
        found = self._http.parsed(parse.consume_tasks, data)
        return tuple(task for task in found if task.file_name == file_name)

    def with_checksum(self, checksum: str) -> tuple[int, ...]:
        """The documents whose original has a checksum (MD5 on version 2, SHA-256 on 3).

        Paperless ignores a filter that it does not know and lists everything: compare each one's
        `original_checksum`. A list too long to do so is a ServerFault.
        """
        params: dict[str, str | int] = {
            "checksum__iexact": checksum, "fields": "id,tags", "page_size": _FOUND_AT_ONCE,
        }  # fmt: skip
        data, _ = self._http.json("GET", "/api/documents/", "documents", params=params)
        page = self._http.parsed(lambda d: parse.listing(d, parse.tagged), data)
        if page.more:
            raise ServerFault(self._http.service, 200, "it does not look for checksums")
        return tuple(sorted({row.id for row in page.rows}))
