"""The pool: warm children, killed at their limits, replaced, shared by threads, gone at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from paperless_firefly.domain.document import DocumentMetadata
from paperless_firefly.domain.errors import NoPicture
from paperless_firefly.domain.extraction import Severity
from paperless_firefly.files import FilePool
from paperless_firefly.files import pool as pool_module

from .builders import make_image, make_laughing_pdf, make_pdf


@pytest.fixture(name="pool", scope="module")
def _pool() -> Iterator[FilePool]:
    with FilePool() as pool:
        yield pool


def codes(pool: FilePool, data: bytes) -> list[str]:
    return [problem.code for problem in pool.read(data, "a.bin").problems]


def children() -> set[int]:
    """The process ids of this process' children, zombies included."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(int(status.parent.name))
    return found


def wait_until_gone(pid: int, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_document_carries_its_hash_its_true_type_and_what_paperless_says(pool: FilePool) -> None:
    metadata = DocumentMetadata(title="Rechnung", created=date(2026, 11, 24))
    document = pool.read(make_pdf(), "a.jpg", "image/jpeg", metadata=metadata)
    assert document.mime_type == "application/pdf"
    assert len(document.sha256) == 64
    assert document.metadata is metadata
    assert document.problems == ()


def test_the_text_of_paperless_goes_before_the_files_own(pool: FilePool) -> None:
    assert pool.read(make_pdf(), "a.pdf", text="From OCR").text == "From OCR"
    assert pool.read(make_pdf(), "a.pdf", text=" ").text == "Invoice 17\nTotal 12.00 EUR"


def test_a_file_that_cannot_be_read_counts_less_beside_the_text_of_paperless(
    pool: FilePool,
) -> None:
    document = pool.read(b"PK\x03\x04 an office file", "a.docx", text="Total 12,00 EUR")
    assert document.text == "Total 12,00 EUR"
    assert [problem.severity for problem in document.problems] == [Severity.INFO]


def test_an_endless_file_is_stopped_at_the_time_limit_and_the_next_one_is_read() -> None:
    with FilePool(seconds=1, memory_mb=4096) as pool:
        started = time.monotonic()
        assert codes(pool, make_laughing_pdf()) == ["file-took-too-long"]
        assert time.monotonic() - started < 8
        assert codes(pool, make_pdf()) == []


def test_a_child_that_dies_of_a_file_is_replaced_by_the_next() -> None:
    with FilePool(seconds=20, memory_mb=4096) as pool, ThreadPoolExecutor(1) as thread:
        answer = thread.submit(codes, pool, make_laughing_pdf())
        time.sleep(1)
        (child,) = children_of(pool)
        os.kill(child, signal.SIGKILL)
        assert answer.result() == ["file-crashed-reader"]
        assert codes(pool, make_pdf()) == []
        assert child not in children_of(pool)


def test_a_file_that_meets_a_dying_child_is_read_by_the_next() -> None:
    with FilePool(seconds=20, memory_mb=4096) as pool, ThreadPoolExecutor(1) as thread:
        assert codes(pool, make_pdf()) == []
        (child,) = children_of(pool)
        os.kill(child, signal.SIGSTOP)
        answer = thread.submit(codes, pool, make_pdf())
        time.sleep(0.2)
        os.kill(child, signal.SIGKILL)
        assert answer.result() == []


def test_a_child_that_died_while_idle_is_replaced_unnoticed() -> None:
    with FilePool() as pool:
        assert codes(pool, make_pdf()) == []
        (child,) = children_of(pool)
        os.kill(child, signal.SIGKILL)
        assert wait_until_gone(child)
        assert codes(pool, make_pdf()) == []


def test_a_child_is_replaced_after_its_share_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "FILES_PER_CHILD", 2)
    with FilePool() as pool:
        seen = []
        for _ in range(4):
            assert codes(pool, b"plain text") == []
            seen.append(children_of(pool))
    assert seen[1] == seen[3] == set()
    assert seen[0] != seen[2]


def test_threads_share_the_children_without_mixing_answers() -> None:
    files = [make_pdf([f"Invoice {number}"]) for number in range(24)]
    with FilePool(workers=2) as pool, ThreadPoolExecutor(4) as threads:
        texts = threads.map(lambda data: pool.read(data, "a.pdf").text, files)
        assert list(texts) == [f"Invoice {number}" for number in range(24)]
        assert len(children_of(pool)) in (1, 2)


def test_a_hanging_file_does_not_hold_up_the_other_child() -> None:
    with FilePool(workers=2, seconds=2, memory_mb=4096) as pool, ThreadPoolExecutor(1) as thread:
        assert codes(pool, make_pdf()) == []
        slow = thread.submit(codes, pool, make_laughing_pdf())
        time.sleep(0.2)
        assert codes(pool, make_pdf()) == []
        assert not slow.done()
        assert slow.result() == ["file-took-too-long"]


def test_closing_ends_every_child_and_leaves_no_zombie() -> None:
    before = children()
    with FilePool(workers=2) as pool, ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: codes(pool, make_pdf()), range(4)))
        assert children() - before
    assert children() <= before


def test_a_closed_pool_refuses_work() -> None:
    pool = FilePool()
    pool.close()
    pool.close()
    with pytest.raises(RuntimeError, match="closed"):
        pool.read(b"text", "a.txt")


def test_misuse_is_an_error_at_once(pool: FilePool) -> None:
    with pytest.raises(ValueError, match="worker"):
        FilePool(workers=0)
    with pytest.raises(ValueError, match="count from 1"):
        pool.render(make_pdf(), "a.pdf", "", page=0)


def test_children_die_with_their_parent_even_in_the_middle_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(make_laughing_pdf())
    program = (
        "import pathlib, paperless_firefly.files as f\n"
        "p = f.FilePool(seconds=60); p.read(b'text', 'a'); print(p._children[0]._process.pid, flush=True)\n"
        "p.read(pathlib.Path('bad.pdf').read_bytes(), 'bad.pdf')\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", program], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    with parent:
        assert parent.stdout
        child = int(parent.stdout.readline())
        time.sleep(0.5)
        parent.kill()
    assert wait_until_gone(child)


def test_a_child_has_no_secrets_and_imports_nothing_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pikepdf.py").write_text("raise SystemExit('a stranger was imported')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIREFLY_TOKEN", "secret")
    with FilePool() as pool:
        assert codes(pool, make_pdf()) == []
        (child,) = children_of(pool)
        assert b"secret" not in Path(f"/proc/{child}/environ").read_bytes()


def test_a_page_becomes_a_webp_of_the_width_asked_for(pool: FilePool) -> None:
    picture = pool.render(make_pdf(pages=2), "a.pdf", "application/pdf", page=2, width=620)
    assert picture[8:12] == b"WEBP"
    assert webp_size(picture) == (620, 877)


def test_a_picture_is_made_smaller_but_never_larger(pool: FilePool) -> None:
    small = pool.render(make_image(size=(300, 200)), "a.png", "", page=1, width=1240)
    large = pool.render(make_image(size=(3000, 2000)), "a.png", "", page=1, width=1240)
    assert webp_size(small) == (300, 200)
    assert webp_size(large) == (1240, 827)


@pytest.mark.parametrize(
    ("data", "page", "code"),
    [
        (b"<Invoice/>", 1, "no-picture"),
        (b"plain text", 1, "no-picture"),
        (make_pdf(), 2, "no-such-page"),
        (make_image(), 2, "no-such-page"),
        (b"%PDF-1.7 nothing", 1, "file-damaged"),
        (make_image()[:60], 1, "file-damaged"),
        (b"\x7fELF\x02", 1, "file-unsupported"),
    ],
)
def test_what_cannot_be_drawn_says_why(pool: FilePool, data: bytes, page: int, code: str) -> None:
    with pytest.raises(NoPicture) as refused:
        pool.render(data, "a", "", page=page)
    assert refused.value.finding.code == code


def children_of(pool: FilePool) -> set[int]:
    """The process ids of a pool's living children."""
    alive = (seat._process for seat in pool._children)
    return {process.pid for process in alive if process is not None}


def webp_size(data: bytes) -> tuple[int, int]:
    """Width and height of a lossy WebP (VP8 key frame header)."""
    return (
        int.from_bytes(data[26:28], "little") & 0x3FFF,
        int.from_bytes(data[28:30], "little") & 0x3FFF,
    )
