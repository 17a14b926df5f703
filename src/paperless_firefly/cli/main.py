"""`sparklink`: finds its commands in the modules beside it, and loads the one that is called."""

from __future__ import annotations

import importlib
import pkgutil
from keyword import iskeyword
from pathlib import Path
from typing import cast

import click

_NOT_COMMANDS = {"main"}


class LazyGroup(click.Group):
    """A group whose commands are the modules of this package, each with its `command`.

    A module is imported when its command is called (or helped), so that `read` never loads Django.
    `user_add.py` is the command `user-add`, `import_.py` is `import` (a word of Python's own);
    modules that start with "_" are none.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, without loading any."""
        names = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
        return sorted(
            name.rstrip("_").replace("_", "-")
            for name in names
            if name not in _NOT_COMMANDS and not name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Loads one command, or None where there is none of this name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name.replace("-", "_")
        module = importlib.import_module(f"{__package__}.{name}")
        return cast(click.Command, module.command)


@click.group(cls=LazyGroup)
@click.version_option(package_name="sparklink", prog_name="sparklink")
def main() -> None:
    """SparkLink: the bridge between Paperless-ngx and Firefly III."""
