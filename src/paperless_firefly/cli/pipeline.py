"""`sparklink pipeline`: one run of Extract & Sync, as the button does it, in this process."""

from __future__ import annotations

import click

from ._django import start


@click.command()
@click.option("--user", default="", help="Whose run; needed where there are several users.")
def command(user: str) -> None:
    """Fetch and read documents, sync Firefly III's transactions; accepts and posts nothing."""
    start()
    from ..review import tasks
    from ..review.services import runs

    run = runs.request(owner_id=_owner(user))
    if not runs.work(run, tasks.servers):
        raise click.ClickException("A run is already going on. Its progress stands on the pages.")
    run.refresh_from_db()
    click.echo(
        f"Listed {run.listed} documents ({run.found_new} new, {run.left_queue} left the queue), "
        f"read {run.read_done} ({run.read_certain} certain), "
        f"synced {run.synced} transactions, matched {run.matched} documents."
    )
    for error in run.errors:
        where = f" (document {error['document']})" if error["document"] else ""
        click.echo(f"{error['half']}{where}: {error['text']}", err=True)
    if not (run.intake_ok and run.sync_ok):
        raise SystemExit(1)


def _owner(name: str) -> int:
    from ..review.selectors.people import owner_of_connections

    found = owner_of_connections(name)
    if found is None:
        what = f'There is no user "{name}"' if name else "Say whose run with --user"
        raise click.ClickException(f"{what}, or no connections are entered yet.")
    return found
