"""`sparklink web`: the web server alone."""

from __future__ import annotations

import os

import click

from ._prepare import configure, prepare
from ._processes import refuse_taken_port, web_command


@click.command()
def command() -> None:
    """Run the web server alone; a worker has to run elsewhere."""
    configure()
    refuse_taken_port()
    prepare()
    arguments = web_command()
    os.execv(arguments[0], arguments)
