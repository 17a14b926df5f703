"""`sparklink audit`: the log of changes as JSON Lines, and the only way to shorten it by hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import click

from ._django import start


@click.command()
@click.option(
    "--document", type=int, metavar="ID", help="The document of this id in Paperless-ngx."
)
@click.option("--user", default="", metavar="NAME", help="The log of this user alone.")
@click.option("--by", default="", metavar="NAME", help='Who did it; "machine" for nobody.')
@click.option("--action", default="", metavar="WHAT", help='An action ("posted"), or a group.')
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on (UTC).")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Until this day (UTC).")
@click.option("--search", default="", metavar="WORDS", help="Words that the entry holds.")
@click.option("--prune", is_flag=True, help="Delete old entries instead of printing any.")
@click.option(
    "--older-than",
    type=click.IntRange(1, 36_500),
    metavar="DAYS",
    help="Which are old; for --prune.",
)
def command(
    document: int | None, user: str, by: str, action: str, since: datetime | None,
    until: datetime | None, search: str, prune: bool, older_than: int | None,
) -> None:  # fmt: skip
    """Print who changed what and when, the newest first, one JSON object a line."""
    if prune != (older_than is not None):
        raise click.UsageError("--prune and --older-than DAYS belong together.")
    if prune and any((document, user, by, action, since, until, search)):
        raise click.UsageError("--prune takes everybody's old entries: no filter goes with it.")
    start()
    if older_than is not None:
        _prune(older_than)
        return
    from ..review.selectors import audit

    wanted = audit.Wanted(
        text=search, action=action, by=by, document=document,
        since=since.date() if since else None, until=until.date() if until else None,
        zone=ZoneInfo("UTC"),
    )  # fmt: skip
    for entry in audit.entries(wanted, _id_of(user)).iterator(chunk_size=1000):
        click.echo(json.dumps(audit.as_json(entry), ensure_ascii=False))


def _prune(days: int) -> None:
    from ..review.services import audit

    gone = audit.prune(older_than=timedelta(days=days))
    before = datetime.now(UTC) - timedelta(days=days)
    click.echo(f"Deleted {gone} entries from before {before:%Y-%m-%d %H:%M} UTC.")


def _id_of(name: str) -> int | None:
    if not name:
        return None
    from ..review.selectors.people import user_id

    found = user_id(name)
    if found is None:
        raise click.ClickException(f'There is no user "{name}".')
    return found
