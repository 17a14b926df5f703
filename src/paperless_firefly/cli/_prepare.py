"""What every start does first: keys, database, people, connections, static files."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

_COPIES = 3
_DATABASE_SECONDS = 60
_COLLECTING = "paperless_firefly.review.web.collecting"
_OURS = ("sparklink/*.*", "django_htmx/htmx-2.min*.js", "django_htmx/django-htmx*.js")
_PG_LOCK = 7_241_988  # any number, the same in every process


def configure() -> None:
    """Reads the options, makes missing keys, starts Django; a wrong option ends the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    # database, keys and page images are nobody else's business
    os.umask(0o077)
    from ..domain.errors import ConfigurationError

    try:
        from ..review.web import settings

        settings.make_keys()
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(_unwritable(error)) from error
    import django

    django.setup()


def prepare() -> None:
    """Migrates under a lock, makes the admin once, refreshes connections, collects static files."""
    from django.conf import settings

    migrate()
    with _lock():
        _people()
    if not settings.TIME_ZONE_GIVEN:
        _say("TZ is not set: times are shown in UTC.")
    if not (settings.SPARKLINK_STATIC or _collected()):
        _collect()


def migrate() -> None:
    """Brings the database up to date, one start at a time."""
    _check_database()
    with _lock():
        _migrate()


def _migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        if connection.vendor == "sqlite" and executor.loader.applied_migrations:
            _copy(Path(connection.settings_dict["NAME"]))
        call_command("migrate", verbosity=0, interactive=False)
        _say(f"Database brought up to date ({len(plan)} migrations).")
    call_command("createcachetable", verbosity=0)


def _copy(path: Path) -> None:
    """A consistent copy before migrations; the last three are kept."""
    folder = path.parent / "before-migration"
    folder.mkdir(exist_ok=True)
    target = folder / f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite3"
    with closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)
    for old in sorted(folder.glob("*.sqlite3"))[:-_COPIES]:
        old.unlink()
    _say(f"Copied the database to {target} before migrating.")


def _people() -> None:
    from django.conf import settings

    from ..review.services import connections, people

    if settings.ADMIN_USERNAME and people.make_admin_once(
        username=settings.ADMIN_USERNAME, password=settings.ADMIN_PASSWORD
    ):
        _say(f"Made the admin {settings.ADMIN_USERNAME}.")
    connections.refresh_from_environment()
    if people.set_up_open():
        _say(f"No user yet. Open SparkLink and make the first with the code {people.set_up_code()}")


def _collected() -> bool:
    """Whether no static file is newer than the manifest: collecting takes seconds."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.is_file():
        return False
    sources = (Path(store.path(name)) for each in get_finders() for name, store in each.list([]))
    return max(path.stat().st_mtime for path in sources) < manifest.stat().st_mtime


def _collect() -> None:
    """In a process of its own: its settings differ, see there."""
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"]
    done = subprocess.run([*command, "--settings", _COLLECTING], check=False)
    if done.returncode:
        raise click.ClickException("The static files could not be collected; see above.")
    _compress()


def _compress() -> None:
    """What our pages load; the admin's many files would take seconds, and the image has them so."""
    from django.conf import settings
    from whitenoise.compress import Compressor

    compressor = Compressor(quiet=True)
    for pattern in _OURS:
        for path in settings.STATIC_ROOT.glob(pattern):
            if compressor.should_compress(path.name):
                compressor.compress(str(path))


def _check_database() -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        _check_wal()
    else:
        _await_database()


def _await_database() -> None:
    """A database server that starts beside us may need a while."""
    from django.db import OperationalError, connection

    deadline = time.monotonic() + _DATABASE_SECONDS
    while True:
        try:
            connection.ensure_connection()
            return
        except OperationalError as error:
            reason = " ".join(str(error).split())
            if time.monotonic() > deadline:
                raise click.ClickException(
                    f"The database of DATABASE_URL does not answer: {reason}"
                ) from error
        _say(f"Waiting for the database: {reason}")
        time.sleep(2)


def _check_wal() -> None:
    from django.conf import settings
    from django.db import DatabaseError, connection

    try:
        settings.SPARKLINK_DATA.mkdir(parents=True, exist_ok=True)
        with connection.cursor() as cursor:
            mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0]
            # a volume without shared memory lets WAL be set, and fails at the first write
            cursor.execute("CREATE TABLE IF NOT EXISTS sparklink_wal_probe (x)")
            cursor.execute("DROP TABLE sparklink_wal_probe")
    except (OSError, DatabaseError) as error:
        raise click.ClickException(_unwritable(error)) from error
    finally:
        connection.close()
    if str(mode).lower() != "wal":
        raise click.ClickException(
            f"SQLite cannot use WAL in {settings.SPARKLINK_DATA}: it is probably a network volume. "
            "Use a local disk for SPARKLINK_DATA, or PostgreSQL by DATABASE_URL."
        )


def _unwritable(error: Exception) -> str:
    return (
        f"The data folder cannot be used: {error}. SPARKLINK_DATA must be a folder on a local disk "
        "that this user may write to (network volumes cannot keep SQLite's WAL)."
    )


@contextmanager
def _lock() -> Iterator[None]:
    """One start at a time migrates; the others wait."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_PG_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_PG_LOCK])
        return
    with (settings.SPARKLINK_DATA / "start.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _say(text: str) -> None:
    click.echo(f"[INFO] {text}")
