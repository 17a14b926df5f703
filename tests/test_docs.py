"""The documentation names what is there, and everything that is there is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paperless_firefly.cli.main import main
from paperless_firefly.domain.document import PrintedCode, SourceDocument
from paperless_firefly.domain.extraction import FIELD_NAMES, Extraction
from paperless_firefly.extraction.codes.reader import SCHEMES
from paperless_firefly.extraction.einvoice.reader import SYNTAXES
from paperless_firefly.extraction.pipeline import READERS, extract
from paperless_firefly.review.web.options import OPTIONS

from .extraction.builders import full_metadata, make_source
from .extraction.codes.payloads import SAMPLES as PAYLOADS
from .extraction.einvoice.builders import make_document
from .extraction.text.builders import INVOICE

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


def rows_of_formats() -> list[list[str]]:
    found = re.findall(r"^\| (`\w+` \|.*) \|$", text("docs/formats.md"), re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in found]


def format_sample(name: str, target: str) -> SourceDocument:
    """The document that a row names as its sample; `target` is the path of its link."""
    if target.endswith(".xml"):
        return make_document((ROOT / "docs" / target).read_bytes())
    if name in PAYLOADS:
        return make_source(codes=(PrintedCode(PAYLOADS[name][0], 1, (0, 0, 9, 9)),))
    if name == "paperless":
        return make_source(metadata=full_metadata())
    return make_source(INVOICE)


def what_is_read(extraction: Extraction) -> list[str]:
    """The last column but one of a row: fields in the order of the pages, then the groups."""
    groups = {
        "tax breakdown": extraction.tax_breakdown,
        "lines": extraction.lines,
        "details": extraction.details,
    }
    fields = [f"`{name}`" for name in FIELD_NAMES if name in extraction.fields]
    return [*fields, *(name for name, group in groups.items() if group)]


def test_every_format_has_its_row_in_order_of_authority() -> None:
    by_reader = {
        "einvoice": [syntax.name for syntax in SYNTAXES],
        "code": [scheme.name for scheme in SCHEMES],
    }
    expected = [
        (f"`{name}`", str(rank))
        for rank, reader in enumerate(READERS, 1)
        for name in by_reader.get(reader.name, [reader.name])
    ]
    assert [(row[0], row[4]) for row in rows_of_formats()] == expected


@pytest.mark.parametrize("row", rows_of_formats(), ids=lambda row: row[0].strip("`"))
def test_a_format_is_read_as_its_row_says(row: list[str]) -> None:
    samples = LINK.findall(row[5])
    assert samples
    for target in samples:
        document = format_sample(row[0].strip("`"), target)
        assert row[3].split(", ") == what_is_read(extract(document)), target


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
