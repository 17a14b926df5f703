"""`sparklink backup`: a consistent copy of everything, keys included, while SparkLink runs."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from .. import __version__
from ._django import start

DATABASE, ABOUT, DUMP = "db.sqlite3", "backup.json", "rows.json"
KEYS = ("secret.key", "token.key")
UPLOADS = "uploads"


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Write FILE (a tar archive, readable by you alone) with database and keys.

    Page images are left out: they are drawn again when they are needed. Files that were handed in
    and are not in Paperless-ngx yet are there.
    """
    start()
    if file.exists():
        raise click.ClickException(f"{file} exists already. Choose another name.")
    part = file.with_name(f".{file.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
            _gather(Path(folder))
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as out, tarfile.open(fileobj=out, mode="w:gz") as tar:
                for path in sorted(Path(folder).iterdir()):
                    tar.add(path, arcname=path.name)
        part.replace(file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise click.ClickException(f"The backup could not be written: {error}") from error
    click.echo(f"Wrote {file}. It holds your tokens' key: keep it as safe as the tokens.")


def _gather(folder: Path) -> None:
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(connection.settings_dict["NAME"])) as db:
            db.execute("VACUUM INTO ?", (str(folder / DATABASE),))
    else:
        _dump_rows(folder / DUMP)
    for name in KEYS:
        path = settings.SPARKLINK_DATA / name
        if path.exists():
            (folder / name).write_bytes(path.read_bytes())
    _gather_uploads(folder / UPLOADS)
    about = {
        "version": __version__,
        "made": datetime.now(UTC).isoformat(),
        "from": connection.vendor,
    }
    (folder / ABOUT).write_text(json.dumps(about))


def _gather_uploads(folder: Path) -> None:
    """What was handed in and still waits; a file that is sent meanwhile is not missed."""
    from ..review.services.handed_in import waiting_files

    folder.mkdir()
    for path in waiting_files():
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(path, folder / path.name)


def _dump_rows(path: Path) -> None:
    """PostgreSQL: every row in one snapshot, to be loaded into either database."""
    from django.core.management import call_command
    from django.db import connection, transaction

    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        call_command(
            "dumpdata", output=str(path), verbosity=0, natural_foreign=True,
            exclude=["contenttypes", "auth.permission", "sessions", "admin"],
        )  # fmt: skip
