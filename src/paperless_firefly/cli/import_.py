"""`sparklink import`: sends what was accepted, or says what would be written, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from ._django import start

if TYPE_CHECKING:
    from ..review.services.dry_run import DryRun

_ACTS = {"new": "a new transaction", "link": "a link", "nothing": "nothing"}


@click.command()
@click.option("--user", default="", help="Whose; needed where there are several users.")
@click.option(
    "--dry-run", "dry", is_flag=True, help="Print what would be written, and write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document; for --dry-run.")
def command(user: str, dry: bool, as_json: bool) -> None:
    """Post and link what was accepted and is due; --dry-run shows that and what still waits."""
    if as_json and not dry:
        raise click.UsageError("--json goes with --dry-run.")
    start()
    from ..domain.errors import SparkLinkError

    owner = _owner(user)
    try:
        if not dry:
            _send(owner)
            return
        for found in _dry_runs(owner):
            click.echo(json.dumps(found.as_json(), ensure_ascii=False) if as_json else _text(found))
    except SparkLinkError as error:
        raise click.ClickException(str(error)) from error


def _dry_runs(owner: int) -> Iterator[DryRun]:
    from ..review import tasks
    from ..review.services import dry_run, looks
    from ..review.services.preferences import preferences_of

    with tasks.servers.firefly(owner) as firefly, tasks.servers.paperless(owner) as paperless:
        look = looks.Servers(firefly, paperless)
        yield from dry_run.of_all(owner, preferences_of(owner), look)


def _send(owner: int) -> None:
    from ..review import tasks
    from ..review.selectors.history import postings_on_the_way

    waiting = postings_on_the_way(owner)
    for posting in waiting:
        tasks.deliver.call_local(posting.pk)
        posting.refresh_from_db()
        said = f" {posting.error}" if posting.error else ""
        click.echo(
            f"Document {posting.document.paperless_id}: {posting.get_state_display()}.{said}"
        )
    if not waiting:
        click.echo("Nothing accepted waits to be sent.")


def _text(found: DryRun) -> str:
    """One document: a line of what becomes of it, and its fields with a mark."""
    document = found.document
    name = document.seller or document.title or document.original_name
    head = f"Document {document.paperless_id}, {name}: {_ACTS[found.act]}"
    lines = [f"{head} (accepted)" if found.accepted else head]
    lines += [f"  {found.reason}"] if found.reason else []
    for part in found.parts:
        lines.append(f"  Firefly III, split {part.name}" if found.act == "new"
                     else f"  Firefly III, transaction {found.group_id}")  # fmt: skip
        lines += [_line(c.field, c.was, c.now) for c in part.changes]
    lines += [f"    makes the {kind} {_clean(made)}" for kind, made in found.makes]
    lines += [f"    attaches: {kind}" for kind in found.files]
    lines += ["  Paperless-ngx"] if found.paperless else []
    lines += [_line(c.field, c.was, c.now) for c in found.paperless]
    return "\n".join(lines)


def _line(field: str, was: str, now: str) -> str:
    if was and now:
        return f"    ~ {field}: {_clean(was)} → {_clean(now)}"
    return f"    + {field}: {_clean(now)}" if now else f"    - {field}: {_clean(was)}"


def _clean(text: str) -> str:
    """One line that a terminal may show."""
    return "".join(c if c.isprintable() else " " for c in text)


def _owner(name: str) -> int:
    from ..review.selectors.people import owner_of_connections

    found = owner_of_connections(name)
    if found is None:
        what = f'There is no user "{name}"' if name else "Say whose with --user"
        raise click.ClickException(f"{what}, or no connections are entered yet.")
    return found
