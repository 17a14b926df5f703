"""`sparklink check`: tries both connections, and says in words what is wrong."""

from __future__ import annotations

import click

from ._django import start


@click.command()
@click.option("--user", default="", help="Whose connections; needed where there are several users.")
def command(user: str) -> None:
    """Try the connections to Paperless-ngx and Firefly III."""
    start()
    from ..review import tasks
    from ..review.selectors.people import connections_of, owner_of_connections
    from ..review.services import connections

    owner = owner_of_connections(user)
    if owner is None:
        raise click.ClickException(
            "No connections yet. Set PAPERLESS_URL, PAPERLESS_TOKEN, FIREFLY_URL and FIREFLY_TOKEN, "
            "or enter them in Settings; with several users say which with --user."
        )
    wrong = False
    for connection in connections_of(owner):
        connections.request_check(connection=connection)
        connections.work_check(connection, tasks.servers)
        connection.refresh_from_db()
        name, where = connection.get_kind_display(), connection.url
        if connection.check_ok:
            click.echo(f"{name} {connection.version} answers at {where}.")
        else:
            wrong = True
            click.echo(f"{name}: {connection.check_error}", err=True)
    if wrong:
        raise SystemExit(1)
