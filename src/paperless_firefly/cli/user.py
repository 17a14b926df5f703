"""`sparklink user`: people who may sign in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click

from ..domain.errors import SparkLinkError
from ._django import start


@click.group()
def command() -> None:
    """Add users, set passwords, disable and enable."""


def _password() -> str:
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _done(text: str) -> None:
    click.echo(text)


@command.command()
@click.argument("name")
@click.option("--admin", is_flag=True, help="May use the admin pages too.")
def add(name: str, admin: bool) -> None:
    """Make a user; asks for the password."""
    start()
    from ..review.services import people

    with _in_words():
        people.add_user(username=name, password=_password(), admin=admin)
    _done(f"{name} may sign in.")


@command.command()
@click.argument("name")
def password(name: str) -> None:
    """Give a user a new password; ends the sessions that the old one began."""
    start()
    from ..review.services import people

    with _in_words():
        people.set_password(username=name, password=_password())
    _done(f"{name} has a new password.")


@command.command()
@click.argument("name")
def disable(name: str) -> None:
    """Let a user sign in no more; nothing of theirs is deleted."""
    start()
    from ..review.services import people

    with _in_words():
        people.disable(username=name)
    _done(f"{name} can no longer sign in.")


@command.command()
@click.argument("name")
def enable(name: str) -> None:
    """Let a disabled user sign in again."""
    start()
    from ..review.services import people

    with _in_words():
        people.enable(username=name)
    _done(f"{name} may sign in again.")


@contextmanager
def _in_words() -> Iterator[None]:
    """Ends the command with the error's own words."""
    try:
        yield
    except SparkLinkError as error:
        raise click.ClickException(str(error)) from error
