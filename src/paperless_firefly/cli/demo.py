"""`sparklink demo`: SparkLink on a small Paperless-ngx and Firefly III of its own."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import click

_KEPT_IN = "password.txt"
_STARTS = ("PAPERLESS_", "FIREFLY_", "ADMIN_", "DATABASE_URL", "REDIS_URL", "SPARKLINK_")


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65_535), envvar="PORT", default=8080, show_default=True
)
@click.option("--paperless", "version", type=click.Choice(["3.0", "2.20"]), default="3.0")
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where everything is kept; a new folder each time if not given.",
)
def command(port: int, version: str, folder: Path | None) -> None:
    """Try SparkLink on sample documents; nothing of yours is read or written.

    Every PAPERLESS_* and FIREFLY_* variable is ignored, and only 127.0.0.1 is listened on.
    """
    folder = folder or Path(tempfile.mkdtemp(prefix="sparklink-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    servers = _start_servers(folder, version)
    try:
        told = json.loads((servers.stdout or sys.stdin).readline() or "null")
        if told is None:
            raise click.ClickException("The demo servers did not start; see above.")
        environment = _environment(folder, port, told, _password(folder))
        _welcome(port, told, environment["ADMIN_PASSWORD"], folder)
        code = _run([sys.executable, "-m", "paperless_firefly", "server"], environment)
    finally:
        servers.terminate()
        servers.wait(10)
    raise SystemExit(code)


def _run(command: list[str], environment: dict[str, str]) -> int:
    """The product's own exit code; a Ctrl-C or TERM is handed on, and its end waited for."""
    process = subprocess.Popen(command, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        return process.wait()


def _start_servers(folder: Path, version: str) -> subprocess.Popen[str]:
    state = folder / "servers"
    state.mkdir(exist_ok=True)
    return subprocess.Popen(
        [
            sys.executable, "-m", "paperless_firefly.demo.serve",
            "--folder", str(state), "--paperless-version", version,
        ],
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip


def _environment(folder: Path, port: int, told: dict[str, str], password: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_STARTS)}
    return kept | {
        "PORT": str(port),
        "SPARKLINK_HOST": "127.0.0.1",
        "SPARKLINK_DATA": str(folder / "data"),
        "ADMIN_USERNAME": "demo",
        "ADMIN_PASSWORD": password,
        "PAPERLESS_URL": told["paperless"],
        "PAPERLESS_TOKEN": told["paperless_token"],
        "FIREFLY_URL": told["firefly"],
        "FIREFLY_TOKEN": told["firefly_token"],
        "FIREFLY_DEFAULT_ACCOUNT": "Girokonto",
        "GUNICORN_WORKERS": os.environ.get("GUNICORN_WORKERS", "2"),
    }


def _password(folder: Path) -> str:
    """The demo's password: made once for a folder, so that it is the same at the next start."""
    path = folder / _KEPT_IN
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9))
    return path.read_text().strip()


def _welcome(port: int, told: dict[str, str], password: str, folder: Path) -> None:
    click.echo(f"SparkLink   http://localhost:{port}   user demo, password {password}")
    click.echo(f"Paperless   {told['paperless']}   (a small one, with sample documents)")
    click.echo(f"Firefly     {told['firefly']}   (a small one, with bank transactions)")
    click.echo(f"Everything is kept in {folder}. Ctrl-C ends it.", nl=True)
    sys.stdout.flush()
