"""`sparklink read`: what SparkLink finds in files on this machine, without any server."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import click

from ..domain.document import SourceDocument
from ..domain.extraction import Extraction, Finding, Severity, to_json
from ..extraction.pipeline import Options, extract
from ..files import FilePool
from ..files.limits import MAX_MB, MEGAPIXELS, MEMORY_MB, PAGES, SECONDS
from ..files.problems import too_large
from ._table import Table

_AHEAD = 4  # files that each reader may be ahead of what is printed


@click.command("read")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
@click.option("--text-only", is_flag=True, help="Leave embedded XML out: read the text alone.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 64),
    default=lambda: min(os.cpu_count() or 1, 4),
    show_default="the cores, at most 4",
    help="Files read at the same time.",
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 3_600),
    default=SECONDS,
    show_default=True,
    help="Seconds that one file may take.",
)
@click.option(
    "--memory-mb",
    type=click.IntRange(256, 65_536),
    default=MEMORY_MB,
    show_default=True,
    help="Megabytes of memory that reading it may take.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(1, 10_000),
    default=PAGES,
    show_default=True,
    help="Pages of a document that are read.",
)
@click.option(
    "--max-mb",
    type=click.IntRange(1, 2_000),
    default=MAX_MB,
    show_default=True,
    help="Megabytes that a file may have.",
)
@click.option("--megapixels", type=click.IntRange(1, 1_000), default=MEGAPIXELS,
              show_default=True, help="Million pixels that an image may have.")  # fmt: skip
def command(
    paths: tuple[Path, ...], as_json: bool, text_only: bool, jobs: int, **limits: int
) -> None:
    """Read documents and print what they say.

    PDF (e-invoices inside are found), XML, images and text files; a text file is a document whose
    text is its content. Each file is answered, in the order given, whatever it is.
    """
    _refuse_directories(paths)
    show = _json_line if as_json else Table().rows
    try:
        for path, extraction in _answers(paths, Options(text_only=text_only), jobs, limits):
            click.echo(show(str(path), extraction))
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse_directories(paths: tuple[Path, ...]) -> None:
    for path in paths:
        if path.is_dir():
            shown = click.format_filename(path)
            raise click.UsageError(
                f"{shown} is a directory. Name the files in it, for example: {shown}/*"
            )


def _json_line(name: str, extraction: Extraction) -> str:
    return json.dumps({"file": name, **to_json(extraction)})


def _answers(
    paths: tuple[Path, ...], options: Options, jobs: int, limits: Mapping[str, int]
) -> Iterator[tuple[Path, Extraction]]:
    """Each path with its extraction, in the order given, a few files ahead of the reader."""
    with FilePool(workers=jobs, **limits) as pool, ThreadPoolExecutor(jobs) as threads:
        waiting: deque[tuple[Path, Future[Extraction]]] = deque()
        for path in paths:
            waiting.append((path, threads.submit(_answer, path, pool, options)))
            if len(waiting) > jobs * _AHEAD:
                first, answer = waiting.popleft()
                yield first, answer.result()
        for first, answer in waiting:
            yield first, answer.result()


def _answer(path: Path, pool: FilePool, options: Options) -> Extraction:
    return extract(_document(path, pool), options=options)


def _document(path: Path, pool: FilePool) -> SourceDocument:
    try:
        if not path.is_file():  # a pipe or a device has no end
            raise FileNotFoundError(2, "No such file" if not path.exists() else "Not a file")
        size = path.stat().st_size
        if size > pool.max_bytes:
            return _unread(path, too_large(size, pool.max_bytes))
        return pool.read(path.read_bytes(), path.name)
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror}."
        return _unread(path, Finding("file-unreadable", message, Severity.ERROR))


def _unread(path: Path, problem: Finding) -> SourceDocument:
    nothing = sha256(b"").hexdigest()
    return SourceDocument(path.name, "application/octet-stream", nothing, problems=(problem,))
