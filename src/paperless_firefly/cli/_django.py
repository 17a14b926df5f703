"""Starts Django for the commands that need rows."""

from __future__ import annotations

import os

import click


def start() -> None:
    """Sets Django up; a wrong option ends the command with its name and what to do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paperless_firefly.review.web.settings")
    import django

    from ..domain.errors import ConfigurationError

    try:
        django.setup()
    except ConfigurationError as error:
        raise click.ClickException(str(error)) from error
