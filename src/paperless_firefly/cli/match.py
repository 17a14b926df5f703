"""`sparklink match`: finds the bank transaction of every document, on files alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from ..domain.link import LinkProposal, Reason
from ..matching.flat import document_from, transaction_from
from ..matching.model import Options
from ..matching.propose import Matching, match

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
    help="JSON Lines: id, date, amount, type, currency, description, counterparty …",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
@click.option(
    "--auto", type=click.FloatRange(0.5, 1.0), default=Options().auto, show_default=True,
    help="The probability from which a link counts as certain.",
)  # fmt: skip
@click.option(
    "--most", type=click.IntRange(1, 20), default=Options().most, show_default=True,
    help="Proposals for a document that nothing certain was found for.",
)  # fmt: skip
def command(
    documents_file: Path, transactions_file: Path, as_json: bool, auto: float, most: int
) -> None:
    """Match documents with bank transactions and say why."""
    documents = _facts(documents_file, document_from)
    transactions = _facts(transactions_file, transaction_from)
    found = match(documents, transactions, options=Options(auto=auto, most=most))
    for line in _json_lines(found) if as_json else _table(found):
        click.echo(line)


def _facts(path: Path, read: Callable[[Mapping[str, Any]], _Facts]) -> list[_Facts]:
    """One object of facts a line; a line that is none ends the command and is named."""
    facts: dict[str, _Facts] = {}
    for number, line in _lines(path):
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


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    with click.open_file(str(path), encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, start=1):
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
