"""The documentation names what is there, and everything that is there is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paperless_firefly.cli.main import main
from paperless_firefly.extraction.einvoice.reader import SYNTAXES
from paperless_firefly.extraction.pipeline import READERS
from paperless_firefly.review.web.options import OPTIONS

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"\]\(([^)#:]+)\)")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_option_has_its_row_and_no_other() -> None:
    named = set(re.findall(r"^\| `([A-Z_]+)` \|", text("docs/configuration.md"), re.MULTILINE))
    assert named == {option.name for option in OPTIONS}


def test_the_rows_say_the_defaults() -> None:
    table = text("docs/configuration.md")
    for option in OPTIONS:
        shown = f"`{option.default}`" if option.default else "–"
        assert f"| `{option.name}` | {shown} |" in table


def test_every_command_has_its_row_and_no_other() -> None:
    import click

    named = set(re.findall(r"^\| `([a-z-]+)` \|", text("docs/cli.md"), re.MULTILINE))
    assert named == set(main.list_commands(click.Context(main)))


def test_every_reader_stands_among_the_formats() -> None:
    table = text("docs/formats.md")
    names = {reader.name for reader in READERS} - {"einvoice"}
    for name in names | {syntax.name for syntax in SYNTAXES}:
        assert f"`{name}`" in table


@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS])
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_log_lines_of_the_web_server_stand_in_the_operations() -> None:
    for line in (
        "Using Gunicorn (production WSGI server)",
        "Workers: 4",
        "Threads: 2",
        "Timeout: 120s",
    ):
        assert line in text("docs/operations.md")
