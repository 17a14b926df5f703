"""`sparklink match`: links on files alone, as JSON or as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from paperless_firefly.cli.main import main

DOCUMENT = {"id": "d1", "seller": "Muster Laden GmbH", "total": "58.96", "currency": "EUR",
            "issue_date": "2026-05-04", "kind": "receipt"}  # fmt: skip
PAYMENT = {"id": "t1", "date": "2026-05-05", "amount": "58.96", "type": "withdrawal",
           "currency": "EUR", "description": "MUSTER LADEN 4481 WIEN"}  # fmt: skip


def run(
    folder: Path, documents: list[Any], transactions: list[Any], *options: str
) -> Result:  # fmt: skip
    for name, rows in (("documents", documents), ("transactions", transactions)):
        lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    files = [
        "--documents",
        str(folder / "documents"),
        "--transactions",
        str(folder / "transactions"),
    ]
    return CliRunner().invoke(main, ["match", *files, *options])


def test_a_link_is_an_object_with_its_reasons(tmp_path: Path) -> None:
    result = run(tmp_path, [DOCUMENT], [PAYMENT], "--json")

    assert result.exit_code == 0, result.output
    (link,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (link["documents"], link["transactions"], link["state"]) == (["d1"], ["t1"], "auto")
    assert {"signal", "weight", "detail"} == set(link["reasons"][0])


def test_a_second_scan_is_named(tmp_path: Path) -> None:
    documents = [DOCUMENT, {**DOCUMENT, "id": "d2"}]
    result = run(tmp_path, documents, [PAYMENT], "--json")

    assert json.loads(result.stdout.splitlines()[-1]) == {"duplicate": "d2", "of": "d1"}
    assert "d2 is a second scan of d1" in run(tmp_path, documents, [PAYMENT]).stdout


def test_what_read_prints_can_be_matched(tmp_path: Path) -> None:
    names = ("seller", "total", "currency", "issue_date")
    reading = {"file": "a.pdf", "kind": "receipt", "direction": "out",
               "fields": {name: {"value": DOCUMENT[name]} for name in names}}  # fmt: skip
    result = run(tmp_path, [reading], [PAYMENT])

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[1].split()[:3] == ["a.pdf", "t1", "auto"]


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "line 2"), ({"seller": "A"}, "'id' is missing"), ("[]", "line 2"),
     (DOCUMENT, "the id d1 stands there twice"),
     ({"id": "d9", "issue_date": "2026-02-31"}, "line 2")],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: Any, said: str) -> None:
    result = run(tmp_path, [DOCUMENT, line], [PAYMENT], "--json")

    assert result.exit_code == 2
    assert said in result.output


def test_an_empty_file_has_no_links(tmp_path: Path) -> None:
    assert run(tmp_path, [], [], "--json").output == ""


def test_a_statement_is_matched_and_the_links_are_csv(tmp_path: Path) -> None:
    line = "2026-05-05;-58,96;EUR;MUSTER LADEN 4481 WIEN;b1"
    result = run(tmp_path, [DOCUMENT], ["date;amount;currency;description;id", line], "--csv")

    header, link = result.stdout.splitlines()
    assert header == "documents,transactions,state,confidence,reasons"
    assert link.startswith("d1,b1,auto,")


def test_a_statement_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    result = run(tmp_path, [DOCUMENT], ["date;amount;currency", "tomorrow;1;EUR"])

    assert result.exit_code == 2
    assert "line 2" in result.output
