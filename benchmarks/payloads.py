"""E-invoices as Firefly III is to hold them: how many make a payload that it takes, split and whole.

    python -m benchmarks.payloads [FOLDER]

reads the XML and PDF files of a folder (of one with a gold.jsonl, those that it calls valid), or the
demo's papers, and builds each one's transaction: whole, by tax rate and by line, on an account in the
document's currency, and on one in another with a booked amount. A date or currency that the file does
not state is typed in, as a person would; the file as it is counts apart. Every payload is held to the rules of
`firefly_rules.py` and posted to the demo Firefly III. Prints one JSON line a figure, and each refusal
with its cause.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import httpx

from benchmarks.einvoice_data import Sample, einvoices
from benchmarks.firefly_rules import Books, refusals
from paperless_firefly.clients.firefly.payload import new_transaction
from paperless_firefly.demo.firefly import FireflyServer
from paperless_firefly.domain.document import SourceDocument
from paperless_firefly.domain.extraction import Extraction, Field
from paperless_firefly.domain.posting import Booking, SplitChoice
from paperless_firefly.extraction.pipeline import extract
from paperless_firefly.files import child
from paperless_firefly.posting.build import Draft, build
from paperless_firefly.posting.request import Request, amount_due
from paperless_firefly.posting.splits import Share, by_line, by_tax_rate

_TODAY = date(2099, 1, 1)
_TOKEN = "bench"
_TYPED = {"issue_date": "2026-01-31", "currency": "EUR"}  # what a person is asked for
Offer = Callable[[Extraction, Decimal, str], tuple[Share, ...]]
WAYS: dict[str, Offer] = {
    "whole": lambda *_: (),
    "by tax rate": by_tax_rate,
    "by line": by_line,
}


class Tried(NamedTuple):
    """One way to book a file: how many splits, and why not (empty if Firefly III takes it)."""

    name: str
    way: str
    splits: int
    refused: str


def main() -> None:
    """Builds, checks, posts, and prints."""
    parser = argparse.ArgumentParser(prog="payloads")
    parser.add_argument("folder", nargs="?", type=Path)
    samples = _valid(parser.parse_args().folder)
    with TemporaryDirectory(prefix="bench") as folder:
        books = Server(Path(folder))
        tried = [each for sample in samples for each in attempts(sample, books)]
    empty = {each.name for each in tried if "total-zero" in each.refused}
    _say(
        f"{len(empty)} files state a sum of zero, with nothing to book",
        len(samples) - len(empty),
        "files",
    )
    for way in dict.fromkeys(each.way for each in tried):
        _measure(way, [t for t in tried if t.way == way and t.name not in empty])
    for refused, count in Counter((t.refused, t.way) for t in tried if t.refused).items():
        names = [t.name for t in tried if (t.refused, t.way) == refused]
        print(
            json.dumps(
                {"refused": refused[0], "way": refused[1], "files": count, "first": names[:3]}
            )
        )


def _valid(folder: Path | None) -> list[Sample]:
    """The samples, without those that a folder's own list calls anything but valid."""
    gold = folder / "gold.jsonl" if folder else None
    if folder is None or gold is None or not gold.is_file():
        return einvoices(folder)
    rows = [json.loads(line) for line in gold.read_text().splitlines()]
    files = [row["file"] for row in rows if row["validity"].startswith("valid")]
    return [Sample(name, (folder / name).read_bytes()) for name in files]


class Server:
    """A demo Firefly III with an account in each of its currencies, and its books for the rules."""

    def __init__(self, folder: Path) -> None:
        server = FireflyServer.create(folder / "firefly.sqlite3", token=_TOKEN)
        self._client = httpx.Client(
            transport=httpx.WSGITransport(app=server),
            base_url="http://firefly.test",
            headers={"Authorization": f"Bearer {_TOKEN}", "Accept": "application/json"},
        )
        self.digits = self._digits()
        self.account = {code: self._account(code) for code in self.digits}
        self.books = Books({ident: code for code, ident in self.account.items()}, self.digits)

    def post(self, body: dict[str, Any]) -> str:
        """Why the server refuses a body; empty where it made the transaction."""
        answer = self._client.post("/api/v1/transactions", json=body)
        return "" if answer.status_code == 200 else f"demo: {answer.json()['message']}"

    def _digits(self) -> dict[str, int]:
        data = self._client.get("/api/v1/currencies", params={"limit": 500}).json()["data"]
        return {d["attributes"]["code"]: d["attributes"]["decimal_places"] for d in data}

    def _account(self, code: str) -> str:
        body = {
            "name": code,
            "type": "asset",
            "account_role": "defaultAsset",
            "currency_code": code,
        }
        answer = self._client.post("/api/v1/accounts", json=body)
        return str(answer.raise_for_status().json()["data"]["id"])


def attempts(sample: Sample, server: Server) -> Iterator[Tried]:
    """Every way to book one file."""
    extraction = _read(sample)
    if missing := {n: v for n, v in _TYPED.items() if extraction.text(n) is None}:
        yield _tried(sample, extraction, "whole, as it is", server, (), "EUR")
        typed = {name: Field(value, 1.0, "you") for name, value in missing.items()}
        extraction = replace(extraction, fields={**extraction.fields, **typed})
    currency = extraction.text("currency") or "EUR"
    other = "USD" if currency != "USD" else "EUR"
    due = amount_due(extraction)
    for way, offer in WAYS.items():
        shares = offer(extraction, due, currency) if due else ()
        if way != "whole" and not shares:
            continue
        yield _tried(sample, extraction, way, server, shares, currency)
        entered = f"{max(due or Decimal(1), Decimal(1)):.2f}"
        yield _tried(sample, extraction, f"{way}, from {other}", server, shares, other, entered)


def _tried(
    sample: Sample, extraction: Extraction, way: str, server: Server,
    shares: tuple[Share, ...], currency: str, entered: str = "",
) -> Tried:  # fmt: skip
    choices = tuple(SplitChoice(share.name, f"{share.amount:f}") for share in shares)
    booking = Booking(own_account_id=server.account[currency], amount=entered, splits=choices)
    request = Request(
        extraction=extraction, document_id=1, sha256=sha256(sample.data).hexdigest(),
        document_url="https://paper.example/documents/1/", booking=booking, own_currency=currency,
        today=_TODAY, currencies=frozenset(server.digits),
    )  # fmt: skip
    return Tried(sample.name, way, max(len(shares), 1), _refused(build(request), request, server))


def _refused(draft: Draft, request: Request, server: Server) -> str:
    if draft.transaction is None:
        return "; ".join(f"{p.code}: {p.message}" for p in draft.problems)
    splits = draft.transaction.splits
    paid, made = amount_due(request.extraction), [s.foreign_amount or s.amount for s in splits]
    if sum(made) != paid:
        return f"the splits make {sum(made)}, not {paid}"
    body = new_transaction(
        draft.transaction, refuse_duplicates=False, apply_rules=False, fire_webhooks=False
    )
    return "; ".join(refusals(body, server.books)) or server.post(body)


def _read(sample: Sample) -> Extraction:
    content = child.read(sample.data, sample.name, max_pages=50)
    digest = sha256(sample.data).hexdigest()
    return extract(
        SourceDocument(
            sample.name, content.mime_type, digest, content.text, content.pages, content.xml,
            problems=content.problems,
        )
    )  # fmt: skip


def _measure(way: str, tried: list[Tried]) -> None:
    if tried:
        taken = sum(not each.refused for each in tried)
        name = f"payload {way}: {taken} of {len(tried)} e-invoices taken"
        _say(name, round(100 * taken / len(tried), 2), "%", 100)
        _say(f"payload {way}: most splits", max(each.splits for each in tried), "splits")


def _say(name: str, value: float, unit: str, against: float | None = None) -> None:
    print(json.dumps({"name": name, "value": value, "unit": unit, "against": against}), flush=True)


if __name__ == "__main__":
    main()
