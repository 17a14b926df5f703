"""`sparklink audit`: the log as JSON Lines, and pruning."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.contrib.auth.models import User

from paperless_firefly.cli.main import main
from paperless_firefly.review.models import AuditEntry
from paperless_firefly.review.services.audit import record, record_for
from tests.builders import make_document, make_person


@pytest.fixture
def people(db: None) -> tuple[User, User]:
    """Two people with a document and a setting changed each."""
    both = make_person("owner"), make_person("colleague")
    for person in both:
        record("posted", document=make_document(person), group="7")
        record_for(person.pk, "preferences-changed", actor=person)
    return both


def lines_of(*arguments: str) -> list[dict[str, object]]:
    """What the command prints."""
    found = CliRunner().invoke(main, ["audit", *arguments])
    assert found.exit_code == 0, found.output
    return [json.loads(line) for line in found.output.splitlines()]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], 4), (["--user", "owner"], 2), (["--by", "owner"], 1), (["--by", "machine"], 2),
        (["--action", "firefly"], 2), (["--since", "2001-01-01"], 4),
        (["--until", "2001-01-01"], 0), (["--search", "7"], 2),
    ],
)  # fmt: skip
def test_it_prints_what_is_wanted(arguments: list[str], found: int) -> None:
    assert len(lines_of(*arguments)) == found


def test_a_document_is_named_by_its_number_in_paperless(people: tuple[User, User]) -> None:
    [row] = AuditEntry.objects.filter(owner=people[0], action="posted")
    assert row.document is not None
    [line] = lines_of("--document", str(row.document.paperless_id))
    assert (line["user"], line["by"], line["action"]) == ("owner", None, "posted")


@pytest.mark.usefixtures("people")
def test_pruning_needs_to_be_said_twice_and_takes_no_filter() -> None:
    run = CliRunner()
    for wrong in (["--prune"], ["--older-than", "3"], ["--prune", "--older-than", "3", "--by", "x"],
                  ["--user", "nobody"]):  # fmt: skip
        assert run.invoke(main, ["audit", *wrong]).exit_code != 0
    found = run.invoke(main, ["audit", "--prune", "--older-than", "3"])
    assert found.output.startswith("Deleted 0 entries")
    assert AuditEntry.objects.count() == 4
