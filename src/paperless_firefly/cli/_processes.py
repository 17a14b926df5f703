"""The processes of SparkLink: the web server and the worker, as commands to be started."""

from __future__ import annotations

import os
import socket
import sys

import click


def web_command() -> list[str]:
    """The command line of the web server that the options ask for; says what it is."""
    from django.conf import settings

    address = f"{settings.SPARKLINK_HOST}:{settings.PORT}"
    if settings.USE_DEV_SERVER:
        click.echo("WARNING: This is a development server. Do not use it in a production setting.")
        # Django's own says it in other words
        os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
        dev = [sys.executable, "-m", "django", "runserver", "--noreload", "--skip-checks"]
        return [*dev, "--settings", "paperless_firefly.review.web.settings", address]
    click.echo("[INFO] Using Gunicorn (production WSGI server)")
    click.echo(f"[INFO]   Workers: {settings.GUNICORN_WORKERS}")
    click.echo(f"[INFO]   Threads: {settings.GUNICORN_THREADS}")
    click.echo(f"[INFO]   Timeout: {settings.GUNICORN_TIMEOUT}s")
    return [
        sys.executable, "-m", "gunicorn", "--config",
        "python:paperless_firefly.review.web.gunicorn_conf", "--bind", address,
        "paperless_firefly.review.web.app:application",
    ]  # fmt: skip


def refuse_taken_port() -> None:
    """Ends the command in words if somebody else listens there."""
    from django.conf import settings

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.SPARKLINK_HOST, settings.PORT))
        except OSError as error:
            raise click.ClickException(
                f"Port {settings.PORT} cannot be used: {error.strerror}. "
                "End what listens there, or choose another with PORT=…"
            ) from error


def worker_command() -> list[str]:
    """The command line of the worker."""
    return [sys.executable, "-m", "paperless_firefly", "worker", "--prepared"]
