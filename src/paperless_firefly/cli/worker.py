"""`sparklink worker`: works what the rows say is due, until it is told to stop."""

from __future__ import annotations

import time

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
    click.echo("[INFO] Worker started")
    _work()
    click.echo("[INFO] Worker stopped")


def _work() -> None:
    from django.conf import settings
    from huey.consumer import Consumer

    from ..review import tasks

    sweeper = tasks.Sweeper()

    class Stoppable(Consumer):  # type: ignore[misc]  # Huey has no types
        """Huey's consumer; on TERM the sweeper ends in the same time as the tasks."""

        until = 0.0

        def stop(self, graceful: bool = False) -> None:
            self.until = time.monotonic() + _SHUTDOWN_SECONDS
            sweeper.stop(0)
            super().stop(graceful=graceful)

    consumer = Stoppable(
        tasks.huey,
        workers=settings.SPARKLINK_WORKER_THREADS,
        worker_type="thread",
        periodic=False,
        max_delay=2.0,
        graceful_signal="TERM",
        shutdown_timeout=_SHUTDOWN_SECONDS,
    )
    sweeper.start()
    try:
        consumer.run()
    finally:
        sweeper.stop(max(consumer.until - time.monotonic(), 0))
        tasks.close()
