"""`sparklink worker`: works what the rows say is due, until it is told to stop."""

from __future__ import annotations

import click

from ._prepare import configure, prepare

# Compose waits for 60 seconds, the supervisor for 50
_SHUTDOWN_SECONDS = 45


@click.command()
@click.option("--prepared", is_flag=True, hidden=True, help="The start did everything already.")
def command(prepared: bool) -> None:
    """Read documents, sync, post and write back in the background."""
    configure()
    if not prepared:
        prepare()
    from django.conf import settings

    from ..review import tasks

    sweeper = tasks.Sweeper()
    consumer = tasks.huey.create_consumer(
        workers=settings.SPARKLINK_WORKER_THREADS,
        worker_type="thread",
        periodic=False,
        max_delay=2.0,
        graceful_signal="TERM",
        shutdown_timeout=_SHUTDOWN_SECONDS,
    )
    click.echo("[INFO] Worker started")
    sweeper.start()
    try:
        consumer.run()
    finally:
        sweeper.stop(_SHUTDOWN_SECONDS)
        tasks.close()
