"""`sparklink restore`: puts a backup in the place of an empty installation."""

from __future__ import annotations

import json
import os
import re
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import IO

import click

from ._prepare import configure, migrate
from .backup import ABOUT, DATABASE, DUMP, KEYS, UPLOADS

_UPLOAD = re.compile(rf"{UPLOADS}/[0-9a-f]{{32}}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def command(file: Path) -> None:
    """Restore FILE into the data folder (and database) of this installation.

    Nothing is overwritten: the data folder must hold no database yet. Stop SparkLink first.
    """
    with tempfile.TemporaryDirectory() as folder:
        _unpack(file, Path(folder))
        _restore(Path(folder))
    click.echo("Restored. Start SparkLink.")


def _unpack(file: Path, folder: Path) -> None:
    """Takes out what a backup holds, by name; whatever else is in the archive stays there."""
    try:
        with tarfile.open(file) as tar:
            (folder / UPLOADS).mkdir()
            for name in filter(_is_ours, tar.getnames()):
                content = tar.extractfile(name)
                if content is not None:
                    _copy(content, folder / name)
        json.loads((folder / ABOUT).read_text())
    except (tarfile.TarError, OSError, ValueError) as error:
        raise click.ClickException(f"{file} is no backup of SparkLink: {error}") from error


def _is_ours(name: str) -> bool:
    return name in {ABOUT, DATABASE, DUMP, *KEYS} or bool(_UPLOAD.fullmatch(name))


def _restore(folder: Path) -> None:
    from ..review.web import options
    from ..review.web.env import Environment

    environment = Environment(os.environ)
    if (folder / DATABASE).exists() and environment.given(options.DATABASE_URL):
        raise click.ClickException(
            "This is a backup of SQLite, but DATABASE_URL is set. Unset it, then restore."
        )
    data = Path(environment[options.SPARKLINK_DATA]).absolute()
    present = [n for n in (DATABASE, *KEYS) if (data / n).exists()]
    if present:
        raise click.ClickException(
            f"{data} holds {', '.join(present)} already. Move the folder away, then restore."
        )
    data.mkdir(parents=True, exist_ok=True)
    for name in (*KEYS, DATABASE):
        if (folder / name).exists():
            _place(folder / name, data / name)
    (data / UPLOADS).mkdir(exist_ok=True)
    for path in (folder / UPLOADS).iterdir():
        _place(path, data / UPLOADS / path.name)
    configure()
    migrate()
    if (folder / DUMP).exists():
        _load(folder / DUMP)


def _load(dump: Path) -> None:
    from django.contrib.auth.models import User
    from django.core.management import call_command

    if User.objects.exists():
        raise click.ClickException("The database of DATABASE_URL holds rows already.")
    call_command("loaddata", str(dump), verbosity=0)


def _place(source: Path, target: Path) -> None:
    with source.open("rb") as content:
        _copy(content, target)


def _copy(content: IO[bytes], target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        shutil.copyfileobj(content, out)
