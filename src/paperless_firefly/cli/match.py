"""`sparklink match`: finds the bank transaction of every document, on files alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from ..domain.link import LinkProposal, Reason
from ..matching.flat import document_from, transaction_from
from ..matching.model import BankFacts, Options
from ..matching.propose import Matching, match
from ..matching.statement import is_json_lines, rows_of

_WIDTHS = (30, 30, 8, 5)


class _WithId(Protocol):
    @property
    def id(self) -> str: ...


_Facts = TypeVar("_Facts", bound=_WithId)
_File = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.command("match")
@click.option(
    "--documents", "documents_file", required=True, type=_File, metavar="FILE",
    help="JSON Lines: what `sparklink read --json` prints, or flat objects.",
)  # fmt: skip
@click.option(
    "--transactions", "transactions_file", required=True, type=_File, metavar="FILE",
    help="JSON Lines, CSV (columns id, date, amount, type, currency …), CAMT.053 or OFX.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
@click.option("--csv", "as_csv", is_flag=True, help="CSV with one line a link instead of a table.")
@click.option(
    "--auto", type=click.FloatRange(0.5, 1.0), default=Options().auto, show_default=True,
    help="The probability from which a link counts as certain.",
)  # fmt: skip
@click.option(
    "--most", type=click.IntRange(1, 20), default=Options().most, show_default=True,
    help="Proposals for a document that nothing certain was found for.",
)  # fmt: skip
def command(
    documents_file: Path, transactions_file: Path, as_json: bool, as_csv: bool, auto: float,
    most: int,
) -> None:  # fmt: skip
    """Match documents with bank transactions and say why."""
    documents = _facts(documents_file, document_from)
    transactions = _transactions(transactions_file)
    found = match(documents, transactions, options=Options(auto=auto, most=most))
    show = _json_lines if as_json else _csv_lines if as_csv else _table
    for line in show(found):
        click.echo(line)


def _transactions(path: Path) -> list[BankFacts]:
    """The bank's side, in whatever form it is; what cannot be read ends the command, named."""
    with click.open_file(str(path), "rb") as stream:
        data: bytes = stream.read()
    if is_json_lines(data):
        return _facts(path, transaction_from, data)
    place = "the file"
    found: list[BankFacts] = []
    try:
        for at, row in rows_of(data):
            place = at
            found.append(transaction_from(row))
    except (KeyError, ValueError, TypeError) as error:
        raise click.UsageError(f"{path}, {place}: {error}") from error
    return found


def _facts(
    path: Path, read: Callable[[Mapping[str, Any]], _Facts], data: bytes | None = None
) -> list[_Facts]:
    """One object of facts a line; a line that is none ends the command and is named."""
    facts: dict[str, _Facts] = {}
    for number, line in _lines(path, data):
        try:
            one = read(json.loads(line))
        except KeyError as error:
            raise click.UsageError(f"{path}, line {number}: {error} is missing.") from error
        except (ValueError, TypeError, AttributeError) as error:
            raise click.UsageError(f"{path}, line {number}: {error}") from error
        if one.id in facts:
            raise click.UsageError(f"{path}, line {number}: the id {one.id} stands there twice.")
        facts[one.id] = one
    return list(facts.values())


def _lines(path: Path, data: bytes | None) -> Iterator[tuple[int, str]]:
    if data is None:
        with click.open_file(str(path), "rb") as stream:
            data = stream.read()
    # by line feeds alone: JSON may hold other ends of lines in its texts
    for number, line in enumerate((data or b"").decode("utf-8-sig").split("\n"), start=1):
        if line.strip():
            yield number, line


def _json_lines(found: Matching) -> Iterator[str]:
    for link in found.links:
        yield json.dumps(
            {
                "documents": link.documents,
                "transactions": link.transactions,
                "state": link.state,
                "confidence": link.confidence,
                "reasons": [_reason(reason) for reason in link.reasons],
            },
            ensure_ascii=False,
        )
    for second in found.duplicates:
        yield json.dumps({"duplicate": second.document, "of": second.of}, ensure_ascii=False)


def _reason(reason: Reason) -> dict[str, str | float]:
    return {
        "signal": reason.signal, "weight": round(reason.weight, 2), "detail": reason.detail,
    }  # fmt: skip


def _csv_lines(found: Matching) -> Iterator[str]:
    yield _csv_line("documents", "transactions", "state", "confidence", "reasons")
    for link in found.links:
        yield _csv_line(
            " ".join(link.documents), " ".join(link.transactions), link.state,
            f"{link.confidence:.4f}", _why(link),
        )  # fmt: skip
    for second in found.duplicates:
        yield _csv_line(f"{second.document} {second.of}", "", "duplicate", "", "")


def _csv_line(*cells: str) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(map(_harmless, cells))
    return line.getvalue()


def _harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins so for a formula."""
    return f"'{cell}" if cell[:1] in set("=+-@") else cell


def _table(found: Matching) -> Iterator[str]:
    yield _row("DOCUMENTS", "TRANSACTIONS", "STATE", "SURE", "WHY")
    for link in found.links:
        yield _row(
            ", ".join(link.documents), ", ".join(link.transactions), link.state,
            f"{link.confidence:.2f}", _why(link),
        )  # fmt: skip
    for second in found.duplicates:
        yield f"{second.document} is a second scan of {second.of}"


def _row(*cells: str) -> str:
    narrow = [cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=False)]
    return "  ".join([*narrow, _printable(cells[-1])])


def _why(link: LinkProposal) -> str:
    """The signals beside the prior, the heaviest first."""
    told = sorted((r for r in link.reasons if r.signal != "prior"), key=lambda r: -abs(r.weight))
    return "; ".join(f"{r.signal} {r.weight:+.1f} ({r.detail})" for r in told)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
