"""A pool of warm child processes that read files: killed at a limit, replaced, never shared.

The children are started as fresh programs (spawned, never forked: worker threads may be running),
with an environment of their own that holds no secrets.
"""

from __future__ import annotations

import hashlib
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from ..domain.document import DocumentMetadata, SourceDocument
from ..domain.errors import NoPicture
from ..domain.extraction import Finding
from . import problems, wire
from .content import Content, unpack, unpack_finding
from .detect import detect
from .limits import MAX_MB, MEGAPIXELS, MEMORY_MB, PAGES, SECONDS

# of the memory: a file is held once as it came and once as it is unpacked, beside the libraries
_SHARE_OF_MEMORY = 4
FILES_PER_CHILD = 200
_CHILD = "paperless_firefly.files.child"
_START_SECONDS = 60.0  # a machine under load imports slowly
_CLOSE_SECONDS = 2.0
_KEPT = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "VIRTUAL_ENV", "TESSDATA_PREFIX")
_PACKAGE_ROOT = Path(__file__).resolve().parents[2]


class _Failed(Exception):
    """The child could not answer; it is dead by now."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


class _Crashed(_Failed):
    """The child died on its own; `was_fresh` says that it had read nothing before."""

    def __init__(self, *, was_fresh: bool) -> None:
        super().__init__(problems.crashed())
        self.was_fresh = was_fresh


class FilePool:
    """Reads and draws files in `workers` children; safe to use from several threads at once.

    Each file has `seconds` and `memory_mb`; `max_pages` of a document are read. A file of more than
    `max_mb`, or than a quarter of the memory, and an image of more than `megapixels` are refused.
    Used as a context manager, or closed by hand. After closing, calls raise RuntimeError.
    """

    def __init__(
        self,
        workers: int = 1,
        seconds: float = SECONDS,
        memory_mb: int = MEMORY_MB,
        max_pages: int = PAGES,
        max_mb: int = MAX_MB,
        megapixels: int = MEGAPIXELS,
    ) -> None:
        if workers < 1 or seconds <= 0 or memory_mb < 256 or max_pages < 1:
            raise ValueError("a pool needs a worker, time, 256 MB of memory and a page")
        if max_mb < 1 or megapixels < 1:
            raise ValueError("a pool reads files of a megabyte and images of a megapixel")
        self._max_pages = max_pages
        self.max_bytes = min(max_mb, memory_mb // _SHARE_OF_MEMORY) * 1_000_000
        self._children = [_Child(seconds, memory_mb, megapixels) for _ in range(workers)]
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        for child in self._children:
            self._idle.put(child)
        self._closed = threading.Event()

    def __enter__(self) -> FilePool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends every child; waits for files that are being read, at most their time limit."""
        if self._closed.is_set():
            return
        self._closed.set()
        for _ in self._children:
            self._idle.get().end()

    def read(
        self,
        data: bytes,
        name: str,
        mime_type: str = "",
        *,
        text: str = "",
        metadata: DocumentMetadata | None = None,
    ) -> SourceDocument:
        """What a file holds; whatever is wrong with it, is among the document's `problems`.

        `mime_type` is what others say of the file: its content decides. `text` is Paperless' own
        text, which goes before the file's; pictures without any are recognised if Tesseract is here.
        """
        content = self._content(data, name, ocr=not text.strip())
        return SourceDocument(
            name=name,
            mime_type=content.mime_type or mime_type,
            sha256=hashlib.sha256(data).hexdigest(),
            text=text if text.strip() else content.text,
            pages=content.pages,
            xml=content.xml,
            metadata=metadata,
            problems=problems.beside_text(content.problems) if text.strip() else content.problems,
            codes=content.codes,
        )

    def render(self, data: bytes, name: str, mime_type: str, page: int, width: int = 1240) -> bytes:
        """One page (from 1) as WebP, at most `width` pixels wide; NoPicture where it has none.

        `name` and `mime_type` are for symmetry with `read`: the content alone decides.
        """
        if page < 1 or not 1 <= width <= 8_000:
            raise ValueError("pages count from 1, and a picture is 1 to 8000 pixels wide")
        if len(data) > self.max_bytes:
            raise NoPicture(problems.too_large(len(data), self.max_bytes))
        job = {"do": "render", "page": page, "width": width}
        try:
            head, blobs = self._ask(job, data)
        except _Failed as failure:
            raise NoPicture(failure.finding) from failure
        if "refused" in head:
            raise NoPicture(_finding(head["refused"]))
        return blobs[0]

    def _content(self, data: bytes, name: str, *, ocr: bool) -> Content:
        if len(data) > self.max_bytes:
            return Content(detect(data), problems=(problems.too_large(len(data), self.max_bytes),))
        job = {"do": "read", "name": name, "max_pages": self._max_pages, "ocr": ocr}
        try:
            head, blobs = self._ask(job, data)
            return unpack(head, blobs)
        except _Failed as failure:
            return Content(detect(data), problems=(failure.finding,))
        except (KeyError, TypeError, ValueError):
            return Content(detect(data), problems=(problems.crashed(),))

    def _ask(self, job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
        if self._closed.is_set():
            raise RuntimeError("this pool of file readers is closed")
        child = self._idle.get()
        try:
            return child.ask(job, data)
        finally:
            self._idle.put(child)


class _Child:
    """One seat of the pool: a process while there is one, started when a file comes."""

    def __init__(self, seconds: float, memory_mb: int, megapixels: int) -> None:
        self._seconds, self._memory, self._megapixels = seconds, memory_mb, megapixels
        self._process: subprocess.Popen[bytes] | None = None
        self._files = 0

    def ask(self, job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """The child's answer; _Failed where it died of the file, then it is replaced.

        A child that read others before may have died of those, or while it was idle: a file is
        blamed for a crash only where a fresh child dies of it.
        """
        try:
            return self._ask(job, data)
        except _Crashed as crash:
            if crash.was_fresh:
                raise
            return self._ask(job, data)

    def _ask(self, job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
        process = self._process if self._alive() else self._start()
        if process is None:
            raise _Crashed(was_fresh=True)
        self._files += 1
        head, blobs = self._exchange(process, {**job, "seconds": int(self._seconds)}, data)
        if head.get("out_of_memory"):
            self.end()
            raise _Failed(problems.took_too_much_memory(self._memory))
        if self._files >= FILES_PER_CHILD:
            self.end()
        return head, blobs

    def end(self) -> None:
        """Ends the process, by its own will if it can, and waits until it is gone."""
        process, self._process, self._files = self._process, None, 0
        if process is None:
            return
        _close_pipes(process)
        try:
            process.wait(_CLOSE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _alive(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            self.end()
        return self._process is not None

    def _start(self) -> subprocess.Popen[bytes] | None:
        # -P: the folder that we are called in holds strangers' files; none may be imported
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", _CHILD, str(self._memory), str(self._megapixels)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # a Ctrl-C at the terminal is the parent's to handle
        )
        self._process, self._files = process, 0
        with _Deadline(process, _START_SECONDS):
            try:
                wire.receive(_out(process))
            except (EOFError, wire.BrokenMessage, OSError):
                self.end()
                return None
        return process

    def _exchange(
        self, process: subprocess.Popen[bytes], job: dict[str, Any], data: bytes
    ) -> tuple[dict[str, Any], list[bytes]]:
        with _Deadline(process, self._seconds) as deadline:
            try:
                wire.send(_in(process), job, [data])
                answer = wire.receive(_out(process))
            except (EOFError, wire.BrokenMessage, OSError) as error:
                was_fresh = self._files == 1
                self.end()
                if deadline.passed:
                    raise _Failed(problems.took_too_long(self._seconds)) from error
                raise _Crashed(was_fresh=was_fresh) from error
        if deadline.passed:  # it rang just as the answer came: the process is dying
            self.end()
        return answer


class _Deadline:
    """Kills a process when its time is over; whoever waits for its answer then sees the end."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self.passed = False

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        self._timer.join()

    def _ring(self) -> None:
        self.passed = True
        with suppress(ProcessLookupError):  # it ended by itself just now
            os.killpg(
                self._process.pid, signal.SIGKILL
            )  # with the program that it may have started


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # glibc reserves address space for each thread's arena; the limit counts it
    once = {"MALLOC_ARENA_MAX": "2", "OMP_THREAD_LIMIT": "1"}
    return {**kept, **once, "PYTHONPATH": str(_PACKAGE_ROOT)}


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except BrokenPipeError:
                continue  # what was not yet sent to a dead child is lost with it


def _in(process: subprocess.Popen[bytes]) -> Any:
    return process.stdin


def _out(process: subprocess.Popen[bytes]) -> Any:
    return process.stdout


def _finding(data: Any) -> Finding:
    try:
        return unpack_finding(data)
    except (TypeError, ValueError, AttributeError):
        return problems.crashed()
