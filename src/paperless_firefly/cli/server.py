"""`sparklink server`: the web server and the worker, together."""

from __future__ import annotations

import click

from ._prepare import configure, prepare
from ._processes import refuse_taken_port, web_command, worker_command
from ._supervisor import supervise


@click.command()
def command() -> None:
    """Run the web server and the worker; what the container does by default."""
    configure()
    refuse_taken_port()
    prepare()
    supervise(web_command(), worker_command())
