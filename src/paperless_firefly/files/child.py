"""The child process: reads one file after another from its parent, under limits, until told to end.

Started as `python -m paperless_firefly.files.child MEMORY_MB MEGAPIXELS`. It holds no secret, writes no file,
and dies with its parent: at the end of its input, at the latest when its alarm rings.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import threading
import time
from typing import IO, Any

from . import images, pdf, plain, problems, signed, wire
from .content import Content, pack, pack_finding
from .detect import IMAGES, PDF, TEXT, XML, detect

GRACE = 2  # seconds after the parent's own limit
_SHARE_OF_TIME = 0.7  # of a file's time that recognising its text may take


def main() -> None:
    """Answers messages until the input ends."""
    source, answers = sys.stdin.buffer, _own_output()
    _limit(int(sys.argv[1]))
    images.allow(int(sys.argv[2]))
    threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()
    wire.send(answers, {"ready": os.getpid()}, [])
    with contextlib.suppress(EOFError, wire.BrokenMessage, BrokenPipeError, KeyboardInterrupt):
        while True:
            _serve(source, answers)


def _own_output() -> IO[bytes]:
    """The way to the parent, for messages alone: what libraries print goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _limit(megabytes: int) -> None:
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # nothing is ever written to disk


def _watch_parent(parent: int) -> None:
    """Ends the process soon after its parent is gone, even in the middle of a file."""
    while os.getppid() == parent:
        time.sleep(1)
    if os.getpgrp() == os.getpid():  # whoever works for it ends with it
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _serve(source: IO[bytes], answers: IO[bytes]) -> None:
    job, blobs = wire.receive(source)
    # The alarm's default action ends the process from outside Python: no library can hold it up.
    signal.alarm(int(job["seconds"]) + GRACE)
    try:
        head, parts = _answer(job, blobs[0])
    except MemoryError:
        head, parts = {"out_of_memory": True}, []
    wire.send(answers, head, parts)
    signal.alarm(0)


def _answer(job: dict[str, Any], data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    if job["do"] == "read":
        seconds = job["seconds"] * _SHARE_OF_TIME if job["ocr"] else 0
        return pack(read(data, job["name"], job["max_pages"], seconds))
    try:
        return {}, [render(data, job["page"], job["width"])]
    except images.Unreadable as error:
        return {"refused": pack_finding(error.finding)}, []


def read(data: bytes, name: str, max_pages: int, ocr_seconds: float = 0) -> Content:
    """What a file holds; whatever is wrong with it is among its problems.

    Pictures without text may be read for `ocr_seconds`.
    """
    try:
        data = signed.unwrapped(data)
    except signed.NotSigned:
        return Content(signed.SIGNED, problems=(problems.damaged("signed file"),))
    kind = detect(data)
    if not data:
        return Content(kind, problems=(problems.empty(),))
    if kind == PDF:
        return pdf.read(data, max_pages, ocr_seconds)
    if kind in IMAGES:
        return images.read(data, kind, max_pages, ocr_seconds)
    if kind == XML:
        return plain.read_xml(data, name)
    if kind == TEXT:
        return plain.read_text(data)
    return Content(kind, problems=(problems.unsupported(kind),))


def render(data: bytes, page: int, width: int) -> bytes:
    """A page as WebP; images.Unreadable where there is none to draw."""
    try:
        data = signed.unwrapped(data)
    except signed.NotSigned:
        raise images.Unreadable(problems.damaged("signed file")) from None
    kind = detect(data)
    if kind == PDF:
        return pdf.render(data, page, width)
    if kind in IMAGES:
        return images.render(data, page, width)
    raise images.Unreadable(
        problems.no_picture() if kind in (XML, TEXT) else problems.unsupported(kind)
    )


if __name__ == "__main__":
    main()
