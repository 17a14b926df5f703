"""Starts Django for the commands that need rows."""

from __future__ import annotations

import os
from pathlib import Path

import click

_NOT_YET = (
    "SparkLink has not been started here yet, so there is nothing to work on. Start it once "
    "(`sparklink server`), and look whether SPARKLINK_DATA or DATABASE_URL are its own."
)


def start() -> None:
    """Sets Django up; a wrong option or a missing database ends the command in words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    import django

    from ..domain.errors import ConfigurationError

    try:
        django.setup()
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from error
    _refuse_missing_rows()


def _refuse_missing_rows() -> None:
    from django.db import DatabaseError, connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and isinstance(name, Path) and not name.is_file():
        raise click.ClickException(_NOT_YET)  # a look inside would make an empty one
    try:
        tables = connection.introspection.table_names()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        raise click.ClickException(f"The database cannot be used: {reason}") from error
    if "auth_user" not in tables:
        raise click.ClickException(_NOT_YET)
