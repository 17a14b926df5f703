"""Rules as a file: what is exported is read back, and what is wrong with a file is said."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from paperless_firefly.domain.errors import UnreadableRules
from paperless_firefly.domain.rules import Conditions, Rule, Sets, Target
from paperless_firefly.posting.rulebook import (
    conditions_json,
    conditions_of,
    dump,
    load,
    sets_json,
    sets_of,
)

WHOLE = Rule(
    "Everything",
    Conditions(
        "Nordlicht", "DE1", Decimal(0), Decimal("12.50"), "EUR", "invoice", "bill", "tag", "text"
    ),
    Sets(
        Target("Visa"), Target("Shop"), Target("Büro"), Target("House"), Target("Power"),
        ("a", "b"), "{seller}",
    ),
    enabled=False,
)  # fmt: skip


def test_what_is_exported_is_read_back() -> None:
    small = Rule("Small", Conditions(tag="x"), Sets(tags=("y",)))
    assert load(json.loads(json.dumps(dump([WHOLE, small])))) == [WHOLE, small]


def test_numbers_of_one_firefly_do_not_leave_it() -> None:
    rule = Rule("x", Conditions(tag="x"), Sets(category=Target("Büro", "4711")))
    assert "4711" not in json.dumps(dump([rule]))


def test_rows_keep_numbers_and_names() -> None:
    sets = Sets(category=Target("Büro", "5"), tags=("a",))
    assert sets_of(sets_json(sets)) == sets
    assert conditions_of(conditions_json(WHOLE.when)) == WHOLE.when


def one(**changes: Any) -> dict[str, Any]:
    """A file with one good rule, but for the changes."""
    rule = {"name": "Good", "when": {"tag": "x"}, "set": {"tags": ["y"]}, **changes}
    return {"format": "sparklink-rules", "version": 1, "rules": [rule]}


def test_a_rule_needs_little() -> None:
    assert load(one()) == [Rule("Good", Conditions(tag="x"), Sets(tags=("y",)))]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "no file of SparkLink's rules"),
        ({"format": "other"}, "no file of SparkLink's rules"),
        ({**one(), "version": 2}, "of version 2; this SparkLink reads version 1"),
        ({**one(), "rules": {}}, "must be a list of 500 rules"),
        ({**one(), "rules": [one()["rules"][0]] * 501}, "must be a list of 500 rules"),
        ({**one(), "rules": ["x"]}, "Rule 1: this must be an object"),
        (one(sets={}), 'Rule 1: "sets" is unknown. Known: name, enabled, when, set.'),
        (one(enabled="yes"), 'Rule 1 ("Good"): "enabled" must be true or false.'),
        (one(name=""), "Rule 1 cannot be taken. A rule needs a name."),
        (one(name="x" * 121), '"name" must be a text of 120 letters at most.'),
        (one(when={}), 'Rule 1 ("Good") cannot be taken. Say which documents'),
        (one(when={"sellr": "x"}), '"sellr" is unknown. Known: seller,'),
        (one(when={"tag": 5}), '"tag" must be a text'),
        (one(when={"tag": "a\x00b"}), '"tag" must be a text'),
        (one(when={"lowest": "1,50"}), '"lowest" is no amount. Write it like "12.50".'),
        (one(when={"lowest": "1e-999999"}), '"lowest" is no amount'),
        (one(when={"lowest": "-1"}), '"lowest" is no amount'),
        (one(when={"kind": "bill"}), '"kind" is one of invoice, credit_note, receipt, other.'),
        (one(when={"lowest": "2", "highest": "1"}), "less than the amount that it begins with"),
        (one(set={}), "Say what the rule sets"),
        (one(set={"category": {"id": "1", "name": "x"}}), '"category" must be a text'),
        (one(set={"tags": "x"}), '"tags" must be a list of 20 texts'),
        (one(set={"tags": ["x"] * 21}), '"tags" must be a list of 20 texts'),
        (one(set={"tags": [1]}), '"tags" must be a text'),
        (one(set={"description": "{oops}"}), '"{oops}" is no word that can be filled in'),
    ],
)
def test_a_file_with_something_wrong_says_what_and_where(data: object, said: str) -> None:
    with pytest.raises(UnreadableRules) as caught:
        load(data)
    assert said in str(caught.value)


def test_one_wrong_rule_refuses_the_whole_file() -> None:
    good, bad = one()["rules"][0], one(when={})["rules"][0]
    with pytest.raises(UnreadableRules, match="Rule 2"):
        load({**one(), "rules": [good, bad]})
