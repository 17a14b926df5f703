"""`sparklink read`: one answer for each file, in the order given, whatever the file is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from paperless_firefly.cli.main import main

from ..extraction.einvoice.builders import sample
from ..files.builders import make_hybrid, make_pdf


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)])


def objects(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(name="invoice")
def _invoice(tmp_path: Path) -> Path:
    path = tmp_path / "invoice.pdf"
    lines = ("Invoice 2026-0815", "Total 241,52", "Paid 41,52", "To pay 200,00")
    path.write_bytes(make_hybrid(("factur-x.xml", sample("cii_comfort")), lines=lines))
    return path


def test_each_file_is_one_object_in_the_order_given(tmp_path: Path, invoice: Path) -> None:
    files = [invoice]
    for number in range(12):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(f"note {number}")
    files.append(tmp_path / "missing.pdf")
    answers = objects(*files, "-j", "2")
    assert [each["file"] for each in answers] == [str(path) for path in files]


def test_a_hybrid_invoice_has_the_shape_that_other_programs_read(invoice: Path) -> None:
    (answer,) = objects(invoice)
    assert (answer["kind"], answer["direction"], answer["state"]) == ("invoice", "out", "auto")
    assert answer["readers"][0] == "cii"
    assert answer["fields"]["total"]["value"] == "241.52"
    assert answer["fields"]["total"]["evidence"]["xpath"].startswith("/rsm:CrossIndustryInvoice")
    assert answer["tax_breakdown"][0] == {
        "category": "S", "rate": "19", "base": "158.00", "tax": "30.02",
    }  # fmt: skip
    assert answer["lines"][0]["description"] == "Kaffeemühle & Zubehör"


def test_text_only_does_not_look_at_the_xml(invoice: Path) -> None:
    (answer,) = objects(invoice, "--text-only")
    assert "cii" not in answer["readers"]


def test_a_text_file_is_a_document_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("hello")
    (answer,) = objects(path)
    assert answer["fields"]["total"] is None


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7 broken", b"\0" * 50, b"<unclosed", b"PK\x03\x04"]
)
def test_an_unreadable_file_is_answered_with_a_finding(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad"
    path.write_bytes(content)
    (answer,) = objects(path)
    assert (answer["kind"], answer["state"]) == ("other", "manual")
    assert answer["findings"]


def test_a_missing_file_and_a_device_are_answered_too(tmp_path: Path) -> None:
    missing, device = objects(tmp_path / "missing.pdf", "/dev/zero")
    assert [missing["kind"], device["kind"]] == ["other", "other"]
    assert missing["findings"][0]["code"] == device["findings"][0]["code"] == "file-unreadable"


def test_a_name_that_is_no_text_is_answered(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/b\xff.txt"
    Path(os.fsdecode(name)).write_text("hello")
    done = subprocess.run(
        [sys.executable, "-m", "paperless_firefly", "read", name, "--json"], capture_output=True, check=True
    )  # fmt: skip
    assert os.fsencode(json.loads(done.stdout)["file"]) == name


@pytest.mark.parametrize("arguments", [[], ["--wrong", "a"], ["-j", "0", "a"]])
def test_wrong_usage_exits_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_directory_is_wrong_usage_and_told_what_to_do(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 2
    assert f"{tmp_path}/*" in result.output


def test_the_table_shows_the_values_and_the_findings_below(tmp_path: Path, invoice: Path) -> None:
    result = run(invoice, tmp_path / "missing.pdf")
    heading, first, second, finding = result.stdout.splitlines()
    assert heading.split()[:3] == ["FILE", "KIND", "STATE"]
    assert first.split()[:3] == ["invoice.pdf", "invoice", "auto"]
    assert "EUR  2026-11-24  2026-0815" in first
    assert second.startswith("missing.pdf")
    assert "cannot be opened" in finding


def test_the_table_sends_no_control_sequences_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil.xml"
    path.write_bytes(sample("ubl_invoice", ("Fjord Energi AB", "Fjord \N{CSI}31m Energi")))
    assert "\N{CSI}" not in run(path).stdout


def test_reading_never_loads_the_web_application(invoice: Path) -> None:
    program = (
        "import sys; from paperless_firefly.cli.main import main\n"
        f"main(['read', {str(invoice)!r}], standalone_mode=False)\n"
        "assert not any(name.split('.')[0] in ('django', 'httpx', 'huey') for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_a_reader_that_stops_reading_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf())
    command = [sys.executable, "-m", "paperless_firefly", "read", "--json", *[str(path)] * 500]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
